import type { TimeWish } from '../availability/time-wish.ts';
import type { ToldMeeting } from '../messages/tell-parties.ts';

/** When a meeting that begins now ends, as the citizen is told it. */
export const endOf = (wish: Pick<TimeWish, 'type' | 'minutes'>, startsAt: Date): Date =>
  new Date(startsAt.getTime() + (wish.minutes ?? wish.type.rules.lengthMinutes) * 60_000);

/** What is told of a meeting that was written a moment ago. */
export function justBooked(
  { type, form, language }: Pick<TimeWish, 'type' | 'form' | 'language'>,
  written: Pick<ToldMeeting, 'id' | 'uid' | 'startsAt' | 'endsAt' | 'placeId'>,
): ToldMeeting {
  const { id, uid, startsAt, endsAt, placeId } = written;
  return { id, uid, type, form, language, startsAt, endsAt, placeId, state: 'booked', sequence: 0, answerBy: null };
}
