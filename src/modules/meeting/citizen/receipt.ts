import * as v from 'valibot';
import type { House } from '../../../platform/index.ts';

/** What she can read only now: afterwards nobody here knows it. */
const receiptSchema = v.object({
  token: v.string(),
  code: v.nullable(v.string()),
  phrase: v.nullable(v.string()),
  until: v.number(),
});
export type Receipt = v.InferOutput<typeof receiptSchema>;

export const receiptMinutes = 30;

/** Sealed into her own browser, since a page that is sent after a redirect has nowhere else to find it. */
export const sealReceipt = (house: Pick<House, 'keys'>, receipt: Omit<Receipt, 'until'>, now: Date): string =>
  house.keys.seal(
    'meeting receipt',
    '',
    JSON.stringify({ ...receipt, until: now.getTime() + receiptMinutes * 60_000 } satisfies Receipt),
  );

/** Null for one that is over or is none of ours. */
export function openReceipt(house: Pick<House, 'keys'>, sealed: string | undefined, now: Date): Receipt | null {
  const opened = sealed === undefined ? null : house.keys.open('meeting receipt', '', sealed);
  if (opened === null) return null;
  const read = v.safeParse(receiptSchema, JSON.parse(opened));
  return read.success && read.output.until > now.getTime() ? read.output : null;
}
