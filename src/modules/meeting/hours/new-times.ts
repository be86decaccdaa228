import { addDays, type DateString, instantOf, wallClock } from '../../../kernel/index.ts';
import { freeTimes } from '../availability/availability.ts';
import type { OfferedTime, TimeWish } from '../availability/time-wish.ts';

/** Days ahead that are looked at, from the day after tomorrow: she must have time to answer. */
const firstDay = 2;
const lastDay = 28;
const mostDays = 8;
/** Fewer than she should choose between is too few to propose. */
const enough = 3;

export type NewTimes = {
  readonly times: readonly OfferedTime[];
  /** Her own employee had too few. */
  readonly otherEmployee: boolean;
  readonly answerBy: DateString;
};

const minutesOfDay = (instant: Date): number => {
  const { time } = wallClock(instant);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
};

/** Of each of the next days the free time that is nearest to the time of day it has now. */
export function nearestEachDay(free: readonly OfferedTime[], stands: Date): readonly OfferedTime[] {
  const best = new Map<DateString, OfferedTime>();
  const distance = ({ startsAt }: OfferedTime) => Math.abs(minutesOfDay(startsAt) - minutesOfDay(stands));
  for (const one of free) {
    const { date } = wallClock(one.startsAt);
    const known = best.get(date);
    if (!known || distance(one) < distance(known)) best.set(date, one);
  }
  return [...best.values()].slice(0, mostDays);
}

/** Times to choose from for a meeting that must move. What stands goes on standing, so they are free beside it. */
export async function newTimesFor(wish: TimeWish, stands: Date, now: Date): Promise<NewTimes> {
  const today = wallClock(now).date;
  const range = { from: addDays(today, firstDay), to: addDays(today, lastDay) };
  const beside = { ...wish, instead: null };
  const own = nearestEachDay(await freeTimes(beside, range, now), stands);
  const others =
    own.length >= enough || beside.with === null
      ? own
      : nearestEachDay(await freeTimes({ ...beside, with: null }, range, now), stands);
  const times = others.length > own.length ? others : own;
  return { times, otherEmployee: times !== own, answerBy: answerDay(times[0]?.startsAt, today) };
}

/** Three days to answer in, and before the first of the times. */
function answerDay(first: Date | undefined, today: DateString): DateString {
  const three = addDays(today, 3);
  if (!first) return three;
  const before = addDays(wallClock(first).date, -1);
  return before < three ? before : three;
}

/** The end of a day: until then she can answer. */
export const endOfDay = (day: DateString): Date => instantOf(addDays(day, 1), '00:00');
