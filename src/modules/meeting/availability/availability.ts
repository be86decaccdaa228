import { type DateString, ok, type Result, refuse } from '../../../kernel/index.ts';
import { crewsByEmployee, fairnessOf, inFairOrder } from './crews.ts';
import { dateOfMinute, datesOf, dayOf, instantOfMinute, type Minute, minuteOf } from './danish-day.ts';
import { step } from './free-starts.ts';
import { lookAt, lookAtEach, type Seen } from './look.ts';
import { isWholeMinute, refusedAlways, refusedAt, shapeOf } from './rules-of-time.ts';
import { type DateRange, type Offered, offeredIn, openSearch, type Search, searchIn } from './search-times.ts';
import type { BookableDay, Crew, OfferedTime, TimeWish, WhyNot, WhyNotResource } from './time-wish.ts';
import { isAskedFor } from './who-fits.ts';
import { reasonOfAll, reasonsAt } from './why-not.ts';

export type { DateRange } from './search-times.ts';

/**
 * Every start that can be booked now, in order, each once whoever it is with: on the type's grid, and directly after what
 * is booked. In the caller's municipal transaction, as all of these.
 */
export async function freeTimes(wish: TimeWish, range: DateRange, now: Date): Promise<readonly OfferedTime[]> {
  const { cells, marks } = await offeredIn(wish, range, now);
  const { minutes } = shapeOf(wish);
  const times: OfferedTime[] = [];
  for (let cell = 0; cell < cells.count; cell += 1) {
    if (marks[cell] !== 1) continue;
    const start = cells.from + cell * step;
    times.push({ startsAt: instantOfMinute(start), endsAt: instantOfMinute(start + minutes) });
  }
  return times;
}

/** Every date of the range with how many starts it has; a date with none is among them. */
export async function bookableDays(wish: TimeWish, range: DateRange, now: Date): Promise<readonly BookableDay[]> {
  const offered = await offeredIn(wish, range, now);
  return datesOf(range).map((date) => ({ date, times: timesOn(offered, date) }));
}

function timesOn({ cells, marks }: Offered, date: DateString): number {
  const { start, end } = dayOf(date);
  const cell = (minute: number) => Math.min(cells.count, Math.max(0, Math.ceil((minute - cells.from) / step)));
  let times = 0;
  for (let at = cell(start); at < cell(end); at += 1) times += marks[at] ?? 0;
  return times;
}

/** What a wish is refused for at that moment, whoever is free. */
export const refusedOutright = (wish: TimeWish, startsAt: Date, now: Date): WhyNot | null =>
  refusedAlways(wish) ??
  refusedAt(wish, minuteOf(startsAt), now) ??
  (isWholeMinute(startsAt) ? null : ('off-grid' as const));

/**
 * Who and what could hold the meeting at that moment, best first, or why nobody. The same engine as `freeTimes`: what is
 * shown can be booked and what is booked could have been shown. An employee may choose any minute.
 */
export async function crewsAt(wish: TimeWish, startsAt: Date, now: Date): Promise<Result<readonly Crew[], WhyNot>> {
  const refused = refusedOutright(wish, startsAt, now);
  if (refused !== null) return refuse(refused);
  return crewsSeen(wish, startsAt, await lookAt(wish, minuteOf(startsAt), now), now);
}

/** The same, where what decides about the moment has been looked at; the wish is not refused outright. */
async function crewsSeen(
  wish: TimeWish,
  startsAt: Date,
  seen: Seen,
  now: Date,
): Promise<Result<readonly Crew[], WhyNot>> {
  const crews = crewsAmong(wish, startsAt, seen);
  if (crews.length > 0) return ok(crews);
  const start = minuteOf(startsAt);
  return refuse(reasonOfAll(await reasonsAt(wish, searchAt(wish, start, seen), start, now)));
}

const searchAt = (wish: TimeWish, start: Minute, { calendars, candidates, busy }: Seen): Search =>
  searchIn(wish, calendars, candidates, busy, [dateOfMinute(start)]);

/** The crews alone, best first; none, and then nobody is asked why. Pure. */
export function crewsAmong(wish: TimeWish, startsAt: Date, seen: Seen): readonly Crew[] {
  const start = minuteOf(startsAt);
  const { sites, shape } = searchAt(wish, start, seen);
  const crews = crewsByEmployee(sites, shape, start, wish.by === 'employee');
  return inFairOrder(wish, crews, fairnessOf(seen, crews.keys()));
}

/** `crewsAt` for many moments, without asking about each. */
export async function crewsAtEach(
  wish: TimeWish,
  starts: readonly Date[],
  now: Date,
): Promise<readonly Result<readonly Crew[], WhyNot>[]> {
  const asked = starts.map((startsAt) => ({ startsAt, refused: refusedOutright(wish, startsAt, now) }));
  const open = asked.filter(({ refused }) => refused === null).map(({ startsAt }) => startsAt);
  const seen = await lookAtEach(wish, open.map(minuteOf), now);
  const found: Result<readonly Crew[], WhyNot>[] = [];
  let next = 0;
  for (const { startsAt, refused } of asked) {
    const here = refused === null ? seen[next] : undefined;
    if (refused === null) next += 1;
    found.push(here ? await crewsSeen(wish, startsAt, here, now) : refuse(refused ?? 'hours'));
  }
  return found;
}

/** For an employee who asks why a time is not offered: each resource that was looked at, with what takes the time away. */
export async function whyNot(wish: TimeWish, startsAt: Date, now: Date): Promise<readonly WhyNotResource[]> {
  const start = minuteOf(startsAt);
  const search = await searchOn(wish, start, now);
  const forAll = refusedOutright(wish, startsAt, now);
  if (forAll !== null)
    return search.resources
      .filter((one) => search.needs.some((need) => isAskedFor(one, need)))
      .map(({ id, name }) => ({ resource: id, name, reason: forAll }));
  const { found } = await reasonsAt(wish, search, start, now);
  return found.map(({ resource, name, reason }) => ({ resource, name, reason }));
}

function searchOn(wish: TimeWish, start: number, now: Date) {
  const date = dateOfMinute(start);
  return openSearch(wish, { from: date, to: date }, now);
}
