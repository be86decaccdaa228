import type { Meeting } from './booking-types.ts';

/** The waiting room is open this long before a meeting begins, and after it should have ended. */
export const opensMinutesBefore = 15;
const closesMinutesAfter = 60;

/** May she go in now? `opens` is when the door opens or did; `form`: it is held by phone, or where she must come herself. */
export type MeetingDoor =
  | { readonly kind: 'open'; readonly opens: Date }
  | { readonly kind: 'early'; readonly opens: Date }
  | { readonly kind: 'over' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'no-time-yet' }
  | { readonly kind: 'form'; readonly form: 'phone' | 'in-person' }
  /** Many have a seat: a kiosk is for one. */
  | { readonly kind: 'group' };

/** When the door of a meeting that ends then is closed for good. */
export const doorCloses = (endsAt: Date): Date => new Date(endsAt.getTime() + closesMinutesAfter * 60_000);

/** Decides by the meeting and the time alone. */
export function meetingDoor(
  meeting: Pick<Meeting, 'state' | 'form' | 'startsAt' | 'endsAt' | 'seats'>,
  now: Date,
): MeetingDoor {
  if (meeting.state === 'cancelled' || meeting.state === 'converted') return { kind: 'cancelled' };
  if (meeting.state === 'done' || meeting.state === 'no-show') return { kind: 'over' };
  if (meeting.state !== 'booked' || meeting.startsAt === null || meeting.endsAt === null)
    return { kind: 'no-time-yet' };
  if (meeting.form === 'phone' || meeting.form === 'in-person') return { kind: 'form', form: meeting.form };
  if (meeting.seats > 1 && meeting.form === 'kiosk') return { kind: 'group' };
  const opens = new Date(meeting.startsAt.getTime() - opensMinutesBefore * 60_000);
  if (now < opens) return { kind: 'early', opens };
  if (now > doorCloses(meeting.endsAt)) return { kind: 'over' };
  return { kind: 'open', opens };
}
