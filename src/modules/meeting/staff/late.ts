import type { Meeting } from '../booking/booking-types.ts';

/** So long one waits before ringing. */
export const lateMinutes = 5;

/**
 * What the clock asks of whoever holds a meeting that stands: `call` = it is by phone and its time has come; `late` = the door
 * is open, the time has come, and she has not. Pure.
 */
export function nextStep(
  { state, form, startsAt, seats }: Pick<Meeting, 'state' | 'form' | 'startsAt' | 'seats'>,
  arrivedAt: Date | null,
  now: Date,
): 'call' | 'late' | null {
  if (state !== 'booked' || startsAt === null || seats > 1) return null;
  if (form === 'phone') return now >= new Date(startsAt.getTime() - lateMinutes * 60_000) ? 'call' : null;
  const waited = now.getTime() - startsAt.getTime() >= lateMinutes * 60_000;
  return form !== 'in-person' && waited && arrivedAt === null ? 'late' : null;
}
