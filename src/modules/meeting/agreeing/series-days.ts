import { addDays, type DateString, instantOf, publicHoliday, weekday } from '../../../kernel/index.ts';
import { mostInSeries, type SeriesDay, type SeriesPattern } from './series-types.ts';

/** Further than this, a day that was moved off a holiday is nearer to nothing that was agreed. */
const furthestMove = 7;

const mondayOf = (date: DateString): DateString => addDays(date, 1 - weekday(date));

/** The days of the rhythm from its first, without regard to holidays; it does not end by itself. */
function* rhythm(pattern: SeriesPattern): Generator<DateString> {
  const days = [...new Set(pattern.weekdays)].sort();
  for (let monday = mondayOf(pattern.from); ; monday = addDays(monday, 7 * pattern.everyWeeks))
    for (const one of days) {
      const day = addDays(monday, one - 1);
      if (day >= pattern.from) yield day;
    }
}

/**
 * Each day of the rhythm up to and with `to` (or its end, if that is sooner), and the day on which its meeting is.
 * `isClosed` knows the closing calendar; public holidays are known here. A day off the rhythm never passes the next one.
 */
export function seriesDays(
  pattern: SeriesPattern,
  to: DateString,
  isClosed: (date: DateString) => boolean,
): readonly SeriesDay[] {
  const last = pattern.until !== null && pattern.until < to ? pattern.until : to;
  const most = pattern.count ?? Number.POSITIVE_INFINITY;
  const without = new Set(pattern.without);
  const why = (date: DateString): 'holiday' | 'closed' | null =>
    publicHoliday(date) ? 'holiday' : isClosed(date) ? 'closed' : null;
  const laterThan = (day: DateString, next: DateString): DateString | null => {
    for (let offset = 1; offset <= furthestMove; offset += 1) {
      const date = addDays(day, offset);
      if (date >= next || (pattern.until !== null && date > pattern.until)) return null;
      if (weekday(date) <= 5 && why(date) === null) return date;
    }
    return null;
  };
  const found: SeriesDay[] = [];
  let held = 0;
  const days = rhythm(pattern);
  let day = days.next().value as DateString;
  while (day <= last && held < most) {
    const next = days.next().value as DateString;
    const off = without.has(day) ? 'left-out' : why(day);
    const on = off === null ? day : off === 'left-out' || pattern.onHoliday === 'skip' ? null : laterThan(day, next);
    if (on !== null) held += 1;
    found.push({ day, on, why: off });
    day = next;
  }
  return found;
}

/** When the meeting of a day begins and ends. Through a change of the clock its length stays. */
export function timeOn(
  on: DateString,
  pattern: Pick<SeriesPattern, 'time' | 'minutes'>,
): { startsAt: Date; endsAt: Date } {
  const startsAt = instantOf(on, pattern.time);
  return { startsAt, endsAt: new Date(startsAt.getTime() + pattern.minutes * 60_000) };
}

/** Whether it has more days than may be made; only a pattern with an end can. */
export const tooMany = (days: readonly SeriesDay[]): boolean =>
  days.filter((one) => one.on !== null).length > mostInSeries;
