import * as v from 'valibot';
import type { DateString } from '../../kernel/index.ts';

const dateSchema = v.pipe(
  v.string(),
  v.trim(),
  v.isoDate(),
  v.check((text) => {
    const at = new Date(`${text}T12:00:00Z`);
    // A day that no month has becomes another day, or none; far from now no calendar can be counted.
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '2000' && text < '2101';
  }),
);

/** `2026-11-25` as it is typed or stands in an address; null for what is no day. Pure. */
export function readDate(text: unknown): DateString | null {
  const read = v.safeParse(dateSchema, text);
  return read.success ? read.output : null;
}
