import { db, type MeetingForm } from '../../../db/index.ts';
import { type MunicipalityId, newId, ok, type Result } from '../../../kernel/index.ts';
import { carryMessages, type House } from '../../../platform/index.ts';
import { papersFollow } from '../documents/papers.ts';
import { invitationFollows } from '../invitations/of-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';
import type { Refusal } from './booking-types.ts';
import { type Change, dropOccupancy, leaveFreed, prepare } from './change.ts';
import { settle } from './choose-crew.ts';
import { contactKeyOf } from './links.ts';
import { addEvent, tellHouse } from './note-change.ts';
import { personsOf } from './people.ts';
import { sealDetails } from './sealed-details.ts';
import { writeMeeting } from './write-meeting.ts';

export type NewForm = {
  readonly form: MeetingForm;
  /** Null is the time it has. */
  readonly startsAt: Date | null;
  /** Where to ring her, in E.164; null leaves what is known of her as it is. */
  readonly phone: string | null;
};

/**
 * The same meeting in another form, at its time or another: a new one takes its place, with the same people, links, calendar
 * entry, wish for an earlier time and messages, and the old one says what became of it. Begins transactions of its own: call it
 * outside one.
 */
export async function convertMeeting(
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  to: NewForm,
  change: Change,
  now: Date,
): Promise<Result<{ readonly meetingId: string }, Refusal>> {
  return settle(house, municipality, async (pass) => {
    const prepared = await prepare(house, meetingId, to.startsAt, to.form, change, pass, now);
    if (!prepared.ok) return prepared;
    const { meeting, wish, crew } = prepared.value;
    const { actor } = change;
    const startsAt = to.startsAt ?? meeting.startsAt;
    const endsAt = new Date(startsAt.getTime() + meeting.endsAt.getTime() - meeting.startsAt.getTime());
    await dropOccupancy(meeting.id);
    // Times that were proposed or offered were for the form that it no longer has.
    await db().deleteFrom('meeting_option').where('meeting_id', '=', meeting.id).execute();
    const series = await db()
      .selectFrom('meeting')
      .select(['series_day'])
      .where('id', '=', meeting.id)
      .executeTakeFirst();
    await db()
      .updateTable('meeting')
      .set((eb) => ({
        state: 'converted' as const,
        series_day: null,
        request_key: null,
        answer_by: null,
        version: eb('version', '+', 1),
        changed_at: now,
      }))
      .where('id', '=', meeting.id)
      .execute();
    const id = newId();
    await writeMeeting(
      {
        id,
        type: meeting.type,
        form: to.form,
        resources: crew.resources,
        startsAt,
        endsAt,
        placeId: wish.place,
        language: meeting.language,
        topic: meeting.topic,
        step: meeting.step,
        bookedBy: meeting.bookedBy,
        hiddenAddresses: meeting.hiddenAddresses,
        requestKey: null,
        people: [],
        hold: null,
        uid: meeting.uid,
        sequence: meeting.sequence + 1,
        seriesId: meeting.seriesId,
        seriesDay: series?.series_day ?? null,
        event: { kind: 'booked', by: actor.by, from: meeting.startsAt },
        mostAhead: null,
      },
      now,
    );
    await db().updateTable('meeting').set({ seats: meeting.seats }).where('id', '=', id).execute();
    await carryOver(meeting.id, id);
    if (to.phone !== null) await keepPhone(house, id, to.phone);
    await leaveFreed(meeting, now);
    await addEvent(meeting.id, { kind: 'converted', from: meeting.startsAt, to: startsAt }, actor, now);
    const moved = startsAt.getTime() !== meeting.startsAt.getTime();
    await tellParties(house, id, { kind: 'converted', was: moved ? meeting.startsAt : null }, [], now);
    await tellHouse(house, 'convert', meeting.id, actor, now);
    return ok({ meetingId: id });
  });
}

/** What is hers follows the meeting; what the old one was in the way of is settled. */
async function carryOver(from: string, to: string): Promise<void> {
  await db().updateTable('meeting_person').set({ meeting_id: to }).where('meeting_id', '=', from).execute();
  await papersFollow(from, to);
  await invitationFollows(from, to);
  await db()
    .updateTable('meeting_earlier_wish')
    .set({ meeting_id: to, option_id: null, offer_until: null })
    .where('meeting_id', '=', from)
    .execute();
  await db().updateTable('meeting_affected').set({ state: 'settled' }).where('meeting_id', '=', from).execute();
  await carryMessages(from, to);
}

/** The number that she was asked for because the meeting is held by phone now. */
async function keepPhone(house: House, meetingId: string, phone: string): Promise<void> {
  const citizen = (await personsOf(house, meetingId)).find(({ role }) => role === 'citizen');
  if (!citizen) return;
  const details = { ...citizen.details, phone };
  await db()
    .updateTable('meeting_person')
    .set({ sealed: sealDetails(house, citizen.id, details), contact_key: contactKeyOf(house, details) })
    .where('id', '=', citizen.id)
    .execute();
}
