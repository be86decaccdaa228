import { db, type SeatState } from '../../../db/index.ts';
import type { House } from '../../../platform/index.ts';
import { addEvent } from '../booking/note-change.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { lockMeeting } from './meeting-rows.ts';

/** How long a seat that became free is kept for the first in line; never past the meeting's start. */
export const seatOfferHours = 24;

/** A seat that is kept for somebody is taken. */
const holdsSeat: readonly SeatState[] = ['booked', 'offered', 'checked-in'];

export type Group = NonNullable<Awaited<ReturnType<typeof lockMeeting>>> & {
  readonly starts_at: Date;
  readonly ends_at: Date;
};

/** A group meeting that stands, locked: whoever has the lock alone decides about its seats. */
export async function lockGroup(meetingId: string): Promise<Group | 'none' | 'over'> {
  const row = await lockMeeting(meetingId);
  if (!row) return 'none';
  return row.state === 'booked' && row.starts_at && row.ends_at
    ? { ...row, starts_at: row.starts_at, ends_at: row.ends_at }
    : 'over';
}

/** Everybody who has, waits for or was offered a seat, in the order in which they came. */
export async function seatsOf(meetingId: string) {
  return db()
    .selectFrom('meeting_person')
    .select(['id', 'seat', 'seat_until', 'contact_key', 'phrase_key', 'joined_at', 'sealed'])
    .where('meeting_id', '=', meetingId)
    .where('role', '=', 'citizen')
    .orderBy('joined_at')
    .orderBy('id')
    .execute();
}
export type SeatOf = Awaited<ReturnType<typeof seatsOf>>[number];

export const heldSeats = (seats: readonly Pick<SeatOf, 'seat'>[]): number =>
  seats.filter((one) => holdsSeat.includes(one.seat)).length;

export async function setSeat(personId: string, seat: SeatState, until: Date | null = null): Promise<void> {
  await db().updateTable('meeting_person').set({ seat, seat_until: until }).where('id', '=', personId).execute();
}

/** Until when a seat that is offered now is kept. */
export const seatOfferUntil = (startsAt: Date, now: Date): Date =>
  new Date(Math.min(now.getTime() + seatOfferHours * 3_600_000, startsAt.getTime()));

/**
 * Takes back what was not answered in time and offers every free seat to the first who waits. The meeting is locked. Returns
 * how many were told.
 */
export async function passOnSeats(house: House, group: Group, now: Date): Promise<number> {
  const all = await seatsOf(group.id);
  const silent = all.filter((one) => one.seat === 'offered' && one.seat_until !== null && one.seat_until <= now);
  for (const one of silent) await setSeat(one.id, 'cancelled');
  if (group.starts_at <= now) return 0;
  const free = group.seats - heldSeats(all) + silent.length;
  const next = all.filter((one) => one.seat === 'waiting').slice(0, Math.max(0, free));
  if (next.length === 0) return 0;
  for (const one of next) await setSeat(one.id, 'offered', seatOfferUntil(group.starts_at, now));
  await addEvent(group.id, { kind: 'seat-offered', from: null, to: group.starts_at }, { by: 'system' }, now);
  const only = next.map((one) => one.id);
  await tellParties(house, group.id, { kind: 'seat-offered' }, [], now, only);
  return next.length;
}
