import { type DateString, ok, type Result } from '../../../kernel/index.ts';
import type { BookableDay, Crew, OfferedTime, TimeWish, WhyNot, WhyNotResource } from './time-wish.ts';

/** Both dates are within; Danish calendar dates. */
export type DateRange = { readonly from: DateString; readonly to: DateString };

/** Every start that can be booked now, in order, each once whoever it is with. In the caller's municipal transaction. */
export async function freeTimes(_wish: TimeWish, _range: DateRange, _now: Date): Promise<readonly OfferedTime[]> {
  return [];
}

/** Every date of the range with how many starts it has; a date with none is among them. */
export async function bookableDays(_wish: TimeWish, _range: DateRange, _now: Date): Promise<readonly BookableDay[]> {
  return [];
}

/**
 * Who and what could hold the meeting at that moment, best first, or why nobody. The same engine as `freeTimes`: what is
 * shown can be booked and what is booked could have been shown.
 */
export async function crewsAt(_wish: TimeWish, _startsAt: Date, _now: Date): Promise<Result<readonly Crew[], WhyNot>> {
  return ok([]);
}

/** For an employee who asks why a time is not offered: each resource that was looked at, with what takes the time away. */
export async function whyNot(_wish: TimeWish, _startsAt: Date, _now: Date): Promise<readonly WhyNotResource[]> {
  return [];
}
