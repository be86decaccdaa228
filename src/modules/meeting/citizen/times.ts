import { addDays, type DateString, wallClock, weekday } from '../../../kernel/index.ts';
import { bookableDays, freeTimes } from '../availability/availability.ts';
import type { OfferedTime, TimeWish } from '../availability/time-wish.ts';

/** One day with something free, in order. */
export type DayOfTimes = { readonly date: DateString; readonly times: readonly OfferedTime[] };

/** A week of times, as the page shows it. */
export type WeekOfTimes = {
  readonly monday: DateString;
  readonly days: readonly DayOfTimes[];
  /** Mondays to leaf to; null where nothing can be booked any more or yet. */
  readonly earlier: DateString | null;
  readonly later: DateString | null;
  /** Where this week is empty: the first week after it that is not, then the first of all. */
  readonly nearest: DateString | null;
};

/** How much is looked through at once when a long notice or a full calendar pushes the first time far ahead. */
const daysAtOnce = 28;

export const mondayOf = (date: DateString): DateString => addDays(date, 1 - weekday(date));

/** Times by their Danish day. */
export function byDay(times: readonly OfferedTime[]): readonly DayOfTimes[] {
  const days = new Map<DateString, OfferedTime[]>();
  for (const time of times) {
    const { date } = wallClock(time.startsAt);
    days.set(date, [...(days.get(date) ?? []), time]);
  }
  return [...days].map(([date, found]) => ({ date, times: found }));
}

/** The first date within [from, to] that has a time; every week of the horizon is looked at before it is said that none has. */
export async function firstBookable(
  wish: TimeWish,
  range: { readonly from: DateString; readonly to: DateString },
  now: Date,
): Promise<DateString | null> {
  for (let from = range.from; from <= range.to; from = addDays(from, daysAtOnce)) {
    const last = addDays(from, daysAtOnce - 1);
    const days = await bookableDays(wish, { from, to: last < range.to ? last : range.to }, now);
    const found = days.find(({ times }) => times > 0);
    if (found) return found.date;
  }
  return null;
}

/**
 * The week that was asked for, or the first with a time. In the caller's municipal transaction. `nearest` null together with
 * no days: nothing is free within the type's horizon.
 */
export async function weekOfTimes(wish: TimeWish, asked: DateString | null, now: Date): Promise<WeekOfTimes> {
  const today = wallClock(now).date;
  const last = addDays(today, wish.type.rules.horizonDays);
  const first = mondayOf(today);
  const wanted = asked === null ? null : mondayOf(asked < today ? today : asked > last ? last : asked);
  const found = wanted ?? (await firstBookable(wish, { from: today, to: last }, now));
  const monday = found === null ? first : mondayOf(found);
  const from = monday < today ? today : monday;
  const sunday = addDays(monday, 6);
  const days = found === null ? [] : byDay(await freeTimes(wish, { from, to: sunday < last ? sunday : last }, now));
  const nearest =
    days.length > 0 || found === null
      ? null
      : ((await firstBookable(wish, { from: addDays(sunday, 1), to: last }, now)) ??
        (await firstBookable(wish, { from: today, to: sunday }, now)));
  return {
    monday,
    days,
    earlier: monday > first ? addDays(monday, -7) : null,
    later: addDays(monday, 7) <= last ? addDays(monday, 7) : null,
    nearest: nearest === null ? null : mondayOf(nearest),
  };
}

/** The times closest to one that cannot be had, the closest first; none further away than a week. */
export async function nearestTimes(
  wish: TimeWish,
  startsAt: Date,
  now: Date,
  most = 6,
): Promise<readonly OfferedTime[]> {
  const { date } = wallClock(startsAt);
  const today = wallClock(now).date;
  const from = addDays(date, -7) < today ? today : addDays(date, -7);
  const away = ({ startsAt: start }: OfferedTime) => Math.abs(start.getTime() - startsAt.getTime());
  return [...(await freeTimes(wish, { from, to: addDays(date, 7) }, now))]
    .filter((time) => away(time) > 0)
    .sort((a, b) => away(a) - away(b))
    .slice(0, most);
}
