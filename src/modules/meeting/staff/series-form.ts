import * as v from 'valibot';
import { addDays, type DateString, instantOf } from '../../../kernel/index.ts';
import { type Decisions, type RingHours, type SeriesPattern, seriesPatternSchema } from '../agreeing/series-types.ts';
import { readDate } from '../read-date.ts';
import { readTyped } from './new-meeting.ts';

export type SeriesForm = Readonly<Record<string, string | readonly string[]>>;
export type SeriesFault = 'weekdays' | 'time' | 'minutes' | 'from' | 'end' | 'ring' | 'decision';
export type SeriesFaults = readonly { readonly field: string; readonly fault: SeriesFault }[];

export const isoWeekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const word = (form: SeriesForm, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** `9-12`, `9.00-12.30`: one interval in Danish wall time, or null. */
function readInterval(text: string): readonly [string, string] | null {
  const [from = '', to = '', more] = text.split(/[-–]/).map((part) => part.trim());
  const clock = (part: string) => (/^\d{1,2}$/.test(part) ? `${part}.00` : part);
  const [a, b] = [readTyped('2026-01-01', clock(from)), readTyped('2026-01-01', clock(to))];
  return more === undefined && a && b && a.time < b.time ? [a.time, b.time] : null;
}

/** Hours in which she may ring, the same on each day that is ticked; null where none are agreed. */
export function readRingHours(form: SeriesForm): RingHours | null | 'fault' {
  const days = [form.ringdag ?? []].flat().map(Number);
  const text = word(form, 'ringtid');
  if (days.length === 0 && text === '') return null;
  const interval = readInterval(text);
  if (interval === null || days.length === 0) return 'fault';
  const of = (day: number): [string, string][] => (days.includes(day) ? [[interval[0], interval[1]]] : []);
  return { '1': of(1), '2': of(2), '3': of(3), '4': of(4), '5': of(5), '6': of(6), '7': of(7) };
}

/** The rhythm as it is written. Every fault names its field. Pure. */
export function readPattern(
  form: SeriesForm,
): { readonly ok: true; readonly value: SeriesPattern } | { readonly ok: false; readonly faults: SeriesFaults } {
  const faults: { field: string; fault: SeriesFault }[] = [];
  const weekdays = [...new Set([form.ugedag ?? []].flat().map(Number))].filter((day) => day >= 1 && day <= 7).sort();
  if (weekdays.length === 0) faults.push({ field: 'ugedag', fault: 'weekdays' });
  const from = word(form, 'fra');
  if (readDate(from) === null) faults.push({ field: 'fra', fault: 'from' });
  const time = readTyped('2026-01-01', word(form, 'kl'));
  if (!time) faults.push({ field: 'kl', fault: 'time' });
  const minutes = Number(word(form, 'minutter'));
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 480) faults.push({ field: 'minutter', fault: 'minutes' });
  const until = word(form, 'til');
  const count = word(form, 'antal');
  if (
    (until !== '' && count !== '') ||
    (until !== '' && readDate(until) === null) ||
    (count !== '' && !/^\d{1,3}$/.test(count))
  )
    faults.push({ field: 'til', fault: 'end' });
  if (faults.length > 0) return { ok: false, faults };
  const read = v.safeParse(seriesPatternSchema, {
    everyWeeks: Number(word(form, 'hver') || '1'),
    weekdays,
    time: time?.time,
    minutes,
    from,
    until: until === '' ? null : until,
    count: count === '' ? null : Number(count),
    onHoliday: word(form, 'helligdag') === 'flyt' ? 'next-working-day' : 'skip',
    without: [],
  });
  return read.success ? { ok: true, value: read.output } : { ok: false, faults: [{ field: 'til', fault: 'end' }] };
}

/**
 * What was decided for days that cannot be as the rhythm says: `dag-2026-12-24` is `udelad`, or another time stands in
 * `dato-…` and `tid-…`. Null names the day whose time cannot be read. Pure.
 */
export function readDecisions(form: SeriesForm): { readonly decisions: Decisions; readonly unread: DateString | null } {
  const decisions: Record<DateString, Decisions[string]> = {};
  for (const [name, value] of Object.entries(form)) {
    const day = name.startsWith('dag-') ? readDate(name.slice(4)) : null;
    if (!day) continue;
    if (value === 'udelad') decisions[day] = { kind: 'leave-out' };
    if (value !== 'anden') continue;
    const typed = readTyped(word(form, `dato-${day}`), word(form, `tid-${day}`));
    if (!typed) return { decisions, unread: day };
    decisions[day] = { kind: 'at', startsAt: instantOf(typed.date, typed.time) };
  }
  return { decisions, unread: null };
}

/** A year ahead, for an empty form. */
export const usualEnd = (today: DateString): DateString => addDays(today, 182);
