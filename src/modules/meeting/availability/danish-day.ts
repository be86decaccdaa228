import { addDays, type DateString, instantOf, publicHoliday, wallClock, weekday } from '../../../kernel/index.ts';

/** Minutes since 1970-01-01 in UTC: what the engine counts in. */
export type Minute = number;
/** Half-open intervals `[from, to)` in one flat list, in order and apart: from, to, from, to … */
export type Spans = readonly number[];

const minuteMs = 60_000;
export const minuteOf = (instant: Date): Minute => Math.floor(instant.getTime() / minuteMs);
export const instantOfMinute = (minute: Minute): Date => new Date(minute * minuteMs);

/** A Danish date as the clock runs through it. */
export type Day = {
  readonly date: DateString;
  readonly start: Minute;
  /** Midnight after it: 23, 24 or 25 hours later. */
  readonly end: Minute;
  /** When the clock is changed, and by how many minutes it is put forward; never on most days. */
  readonly jump: Minute;
  readonly forward: number;
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** Weeks since 1970, Monday to Sunday. */
  readonly week: number;
  readonly holiday: string | null;
};

/** Asking `Intl` for a time zone costs thousands of times what adding costs: a date is asked about once in a process. */
const known = new Map<DateString, Day>();
const mostKnown = 5_000;

export function dayOf(date: DateString): Day {
  const found = known.get(date);
  if (found) return found;
  if (known.size >= mostKnown) known.clear();
  const day = readDay(date);
  known.set(date, day);
  return day;
}

function readDay(date: DateString): Day {
  const start = minuteOf(instantOf(date, '00:00'));
  const end = minuteOf(instantOf(addDays(date, 1), '00:00'));
  return {
    date,
    start,
    end,
    jump: end - start === 1440 ? Number.POSITIVE_INFINITY : changeBetween(start, end),
    forward: 1440 - (end - start),
    weekday: weekday(date),
    // 1970-01-01 was a Thursday.
    week: Math.floor((Date.parse(date) / 86_400_000 + 3) / 7),
    holiday: publicHoliday(date),
  };
}

function changeBetween(start: Minute, end: Minute): Minute {
  let before = start;
  let after = end - 1;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallMinutes(wallClock(instantOfMinute(middle)).time) === middle - start) before = middle;
    else after = middle;
  }
  return after;
}

/** `14:30` as minutes of the day; `24:00` is 1440. */
export const wallMinutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * The first moment of the day at which the clock shows this or later. So a time that is skipped in March is the moment of
 * the jump, one that comes twice in October is the first, and hours that span a change are as long as they truly are.
 */
export function minuteAt(day: Day, wall: number): Minute {
  const straight = day.start + wall;
  return straight < day.jump ? straight : Math.max(day.jump, straight - day.forward);
}

/** The Danish date of a moment. */
export function dateOfMinute(minute: Minute): DateString {
  const guess = dayOf(instantOfMinute(minute).toISOString().slice(0, 10));
  return minute < guess.end ? guess.date : addDays(guess.date, 1);
}

/** Every date of a range, both ends within. */
export function datesOf(range: { readonly from: DateString; readonly to: DateString }): readonly DateString[] {
  const dates: DateString[] = [];
  for (let date = range.from; date <= range.to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** More minutes than any interval has, and few enough that a moment times it is still a whole number. */
const widest = 2 ** 26;

/**
 * Puts intervals in order; those that touch or overlap become one, and empty ones go. Each is one number while it is sorted:
 * a month of 200 people is tens of thousands of them.
 */
export function joined(spans: Spans): Spans {
  const packed = new Float64Array(Math.floor(spans.length / 2));
  for (let at = 0; at < packed.length; at += 1) {
    const from = spans[2 * at] ?? 0;
    packed[at] = from * widest + Math.max(0, Math.min((spans[2 * at + 1] ?? 0) - from, widest - 1));
  }
  packed.sort();
  const result: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const one of packed) {
    const from = Math.floor(one / widest);
    const to = from + (one - from * widest);
    if (to <= from) continue;
    if (from > last) {
      result.push(from, to);
      last = to;
    } else if (to > last) {
      result[result.length - 1] = to;
      last = to;
    }
  }
  return result;
}
