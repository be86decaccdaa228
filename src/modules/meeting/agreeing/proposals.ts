import { currentMunicipality, db } from '../../../db/index.ts';
import { type MunicipalityId, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { crewsAt } from '../availability/availability.ts';
import type { Crew, TimeWish, WhyNot } from '../availability/time-wish.ts';
import type { Actor, NewMeeting } from '../booking/booking-types.ts';
import { wishOfMeeting } from '../booking/change.ts';
import { linkOf } from '../booking/links.ts';
import { lockResources, occupy } from '../booking/occupy.ts';
import { personRow, refuseWhatLeadsToHer } from '../booking/people.ts';
import { readMeeting } from '../booking/read-meeting.ts';
import { deleteOn, openBooking } from '../booking/write-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { lockMeeting, noteChange, plusMinutes } from './meeting-rows.ts';
import {
  faultOfTimes,
  type NewProposal,
  type ProposalRefusal,
  type Proposed,
  type ProposedTime,
} from './proposal-rules.ts';
import { noteAffected, timesOf, writeOption } from './proposal-store.ts';

export { answerProposal, expireProposals, withdrawProposal } from './proposal-answers.ts';
export { openProposal, openProposals, unansweredProposals } from './proposal-lists.ts';
export * from './proposal-rules.ts';

type Chosen = { readonly startsAt: Date; readonly endsAt: Date; readonly resources: readonly string[] };

/** Holds two to four times, all or none, and tells her. Begins its own transaction and tries again after a race. */
export const proposeTimes = (
  house: House,
  municipality: MunicipalityId,
  proposal: NewProposal,
  actor: Actor,
  now: Date,
): Promise<Result<Proposed, ProposalRefusal>> =>
  allOrNothing(house, municipality, () =>
    'meetingId' in proposal.meeting
      ? proposeInstead(house, proposal.meeting.meetingId, proposal, actor, now)
      : proposeAnew(house, proposal.meeting, proposal, actor, now),
  );

type Times = Pick<NewProposal, 'starts' | 'answerBy'>;

async function proposeAnew(
  house: House,
  meeting: Omit<NewMeeting, 'startsAt'>,
  { starts, answerBy }: Times,
  actor: Actor,
  now: Date,
): Promise<Result<Proposed, ProposalRefusal>> {
  const { wish, requestKey } = meeting;
  const everybody = [meeting.person, ...meeting.others];
  refuseWhatLeadsToHer(wish.type.rules, everybody);
  const opening = await openBooking(wish.type, wish.form, { requestKey, citizen: null, staff: true });
  if (opening.sameWish !== null) return sentBefore(house, opening.sameWish);
  if (!opening.formAllowed) return refuse({ kind: 'form' });
  const chosen = await choose([wish], starts, answerBy, now);
  if (!chosen.ok) return chosen;
  const id = newId();
  await lockResources(chosen.value.flatMap((one) => one.resources));
  await db()
    .insertInto('meeting')
    .values({
      id,
      municipality_id: currentMunicipality(),
      type_id: wish.type.id,
      form: wish.form,
      state: 'proposed',
      starts_at: null,
      ends_at: null,
      place_id: wish.place,
      language: wish.language,
      topic: meeting.topic,
      step: meeting.step,
      uid: newId(),
      booked_by: actor.by === 'employee' ? 'employee' : 'citizen',
      hidden_addresses: meeting.hiddenAddresses || wish.type.rules.anonymous,
      answer_by: answerBy,
      request_key: requestKey,
      created_at: now,
      changed_at: now,
      delete_on: deleteOn(new Date(Math.max(...chosen.value.map((one) => one.endsAt.getTime()))), wish.type.rules),
    })
    .execute();
  const held = await hold(id, chosen.value, wish, answerBy, now);
  if (!held.ok) return held;
  const people = everybody.map((one) => personRow(house, { meeting: id }, one, wish.type.rules, now));
  await db()
    .insertInto('meeting_person')
    .values(people.map(({ row }) => row))
    .execute();
  const links = people.map(({ link }) => link);
  await tellParties(house, id, { kind: 'proposed' }, links, now);
  await noteChange(house, id, { kind: 'proposed' }, actor, now);
  return ok({ meetingId: id, link: links[0] ?? null, times: held.value, answerBy });
}

async function proposeInstead(
  house: House,
  meetingId: string,
  { starts, answerBy }: Times,
  actor: Actor,
  now: Date,
): Promise<Result<Proposed, ProposalRefusal>> {
  const meeting = await readMeeting(meetingId);
  if (!meeting) return refuse({ kind: 'no-meeting' });
  // One person’s answer cannot move what many come to.
  if (meeting.seats > 1) return refuse({ kind: 'not-now' });
  const opening = await openBooking(meeting.type, meeting.form, { requestKey: null, citizen: null, staff: true });
  if (!opening.formAllowed) return refuse({ kind: 'form' });
  // What stands goes on standing, so the times must be free beside it; her employee is kept where that can be.
  const wish = { ...(await wishOfMeeting(house, meeting, 'employee')), instead: null };
  const wishes = wish.with === null ? [wish] : [wish, { ...wish, with: null }];
  const chosen = await choose(wishes, starts, answerBy, now);
  if (!chosen.ok) return chosen;
  await lockResources(chosen.value.flatMap((one) => one.resources));
  const row = await lockMeeting(meetingId);
  if (!row || (row.state !== 'booked' && row.state !== 'proposed') || row.answer_by !== null)
    return refuse({ kind: 'not-now' });
  if (row.starts_at !== null && row.starts_at <= now) return refuse({ kind: 'not-now' });
  // A time that was offered to her as an earlier one goes: one question at a time.
  await db().deleteFrom('meeting_option').where('meeting_id', '=', meetingId).execute();
  const held = await hold(meetingId, chosen.value, wish, answerBy, now);
  if (!held.ok) return held;
  await db()
    .updateTable('meeting')
    .set((e) => ({ answer_by: answerBy, changed_at: now, version: e('version', '+', 1) }))
    .where('id', '=', meetingId)
    .execute();
  await noteAffected(meetingId, 'proposed');
  await tellParties(house, meetingId, { kind: 'proposed' }, [], now);
  await noteChange(house, meetingId, { kind: 'proposed', from: row.starts_at }, actor, now);
  return ok({ meetingId, link: null, times: held.value, answerBy });
}

/** The best crew for each time, by the first of the wishes that finds one. */
async function choose(
  wishes: readonly TimeWish[],
  starts: readonly Date[],
  answerBy: Date,
  now: Date,
): Promise<Result<readonly Chosen[], ProposalRefusal>> {
  const [wish] = wishes;
  if (!wish) return refuse({ kind: 'no-meeting' });
  const minutes = wish.minutes ?? wish.type.rules.lengthMinutes;
  const fault = faultOfTimes(starts, minutes, wish.type.rules, answerBy, now);
  if (fault) return refuse({ kind: fault });
  const chosen: Chosen[] = [];
  for (const startsAt of [...starts].sort((a, b) => a.getTime() - b.getTime())) {
    const crew = await crewFor(wishes, startsAt, now);
    if (!crew.ok) return refuse({ kind: 'not-free', startsAt, why: crew.reason });
    chosen.push({ startsAt, endsAt: plusMinutes(startsAt, minutes), resources: crew.value.resources });
  }
  return ok(chosen);
}

async function crewFor(wishes: readonly TimeWish[], startsAt: Date, now: Date): Promise<Result<Crew, WhyNot>> {
  let why: WhyNot = 'hours';
  for (const wish of wishes) {
    const crews = await crewsAt(wish, startsAt, now);
    if (crews.ok && crews.value[0]) return ok(crews.value[0]);
    if (!crews.ok) why = crews.reason;
  }
  return refuse(why);
}

/** The resources are locked. */
async function hold(
  meetingId: string,
  chosen: readonly Chosen[],
  wish: TimeWish,
  answerBy: Date,
  now: Date,
): Promise<Result<readonly ProposedTime[], ProposalRefusal>> {
  const times: ProposedTime[] = [];
  for (const { startsAt, endsAt, resources } of chosen) {
    const optionId = await writeOption(meetingId, { startsAt, endsAt, resources });
    const taken = await occupy(
      {
        resources,
        for: { option: optionId },
        why: 'proposal',
        startsAt,
        endsAt,
        rules: wish.type.rules,
        expiresAt: answerBy,
      },
      now,
    );
    if (taken === 'taken') return refuse({ kind: 'taken', startsAt });
    times.push({ optionId, startsAt, endsAt });
  }
  return ok(times);
}

/** The same form sent twice is one proposal, answered with the same link. */
async function sentBefore(house: House, meetingId: string): Promise<Result<Proposed, ProposalRefusal>> {
  const row = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_person', 'meeting_person.meeting_id', 'meeting.id')
    .select(['meeting.answer_by', 'meeting_person.id'])
    .where('meeting.id', '=', meetingId)
    .where('meeting_person.role', '=', 'citizen')
    .executeTakeFirst();
  if (!row?.answer_by) return refuse({ kind: 'not-now' });
  return ok({ meetingId, link: await linkOf(house, row.id), times: await timesOf(meetingId), answerBy: row.answer_by });
}

/**
 * Which of the times meet another meeting of her own. For her own page alone: no employee learns from it that she has
 * another appointment. In the caller's municipal transaction.
 */
export async function ownClashes(meetingId: string): Promise<ReadonlySet<string>> {
  const rows = await db()
    .selectFrom('meeting_option as option')
    .innerJoin('meeting_person as me', 'me.meeting_id', 'option.meeting_id')
    .innerJoin('meeting_person as also', 'also.contact_key', 'me.contact_key')
    .innerJoin('meeting as other', (join) =>
      join.on((e) =>
        e.or([e('other.id', '=', e.ref('also.meeting_id')), e('other.series_id', '=', e.ref('also.series_id'))]),
      ),
    )
    .select('option.id')
    .where('option.meeting_id', '=', meetingId)
    .where('me.role', '=', 'citizen')
    .where('other.state', '=', 'booked')
    .whereRef('other.id', '!=', 'option.meeting_id')
    .whereRef('other.starts_at', '<', 'option.ends_at')
    .whereRef('other.ends_at', '>', 'option.starts_at')
    .execute();
  return new Set(rows.map((row) => row.id));
}
