import { db, type MeetingState } from '../../../db/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Actor } from '../booking/booking-types.ts';
import { addEvent, tellHouse } from '../booking/note-change.ts';

/*
 * Locks are taken in the order of booking/occupy.ts: hours, the citizen, all resources at once, the meeting's row, and last
 * the audit's. Who needs a resource after that begins another transaction.
 */

/** A meeting's row, locked until the transaction is over. */
export async function lockMeeting(id: string) {
  return db()
    .selectFrom('meeting')
    .select(['id', 'type_id', 'form', 'state', 'starts_at', 'ends_at', 'answer_by', 'version', 'seats', 'series_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Resources that a meeting takes or that times for it are held in: what a change of it must lock. */
export async function resourcesAbout(meetingId: string): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('meeting_occupancy')
    .select('resource_id')
    .where((e) =>
      e.or([
        e('meeting_id', '=', meetingId),
        e('option_id', 'in', db().selectFrom('meeting_option').select('id').where('meeting_id', '=', meetingId)),
      ]),
    )
    .execute();
  return [...new Set(rows.map((row) => row.resource_id))];
}

/** What every change leaves behind: an event, an entry of the audit and a notice. Last in its transaction. */
export async function noteChange(
  house: Pick<House, 'bus'>,
  meetingId: string,
  what: { readonly kind: string; readonly from?: Date | null; readonly to?: Date | null },
  actor: Actor,
  now: Date,
): Promise<void> {
  await addEvent(meetingId, { kind: what.kind, from: what.from ?? null, to: what.to ?? null }, actor, now);
  await tellHouse(house, what.kind, meetingId, actor, now);
}

export const minutesBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 60_000);
export const plusMinutes = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** Such a meeting is over or will not be. */
export const isGone = (state: MeetingState): boolean => state !== 'booked' && state !== 'proposed';
