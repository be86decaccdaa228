import { sql } from 'kysely';
import { db, type MeetingForm } from '../../../db/index.ts';
import { type MunicipalityId, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { askHowItWent } from '../after/evaluation.ts';
import type { Crew, TimeWish } from '../availability/time-wish.ts';
import { tellParties } from '../messages/tell-parties.ts';
import type { Actor, Meeting, Refusal } from './booking-types.ts';
import { chooseCrew, Overtaken, type Pass, settle } from './choose-crew.ts';
import { opensMinutesBefore } from './meeting-door.ts';
import { addEvent, tellHouse } from './note-change.ts';
import { occupy, release, widened } from './occupy.ts';
import { personsOf } from './people.ts';
import { becameOf, readMeeting } from './read-meeting.ts';
import { deleteOn, openBooking } from './write-meeting.ts';

/** Null for a version: whoever acts has one meeting before her and need not have seen its latest state. */
export type Change = {
  readonly version: number | null;
  readonly actor: Actor;
  /** With whom; left out is whoever holds it now, or for a citizen anybody who fits. */
  readonly with?: TimeWish['with'];
};

type Standing = Meeting & { readonly startsAt: Date; readonly endsAt: Date };

const employeeOf = (meeting: Meeting): string | null => meeting.resources[0]?.id ?? null;

/** What a meeting that stands would wish for, were it to be at another time. In the caller's municipal transaction. */
export async function wishOfMeeting(
  house: House,
  meeting: Meeting,
  by: TimeWish['by'],
  whom?: TimeWish['with'],
): Promise<TimeWish> {
  const persons = await personsOf(house, meeting.id);
  const employee = employeeOf(meeting);
  // Support that comes round is one person's; so is what an employee moves in her own calendar.
  const same = employee !== null && (by === 'employee' || meeting.seriesId !== null) ? { resource: employee } : null;
  const { startsAt, endsAt } = meeting;
  return {
    type: meeting.type,
    form: meeting.form,
    language: meeting.language,
    interpreter: persons.find(({ details }) => details.interpreter !== null)?.details.interpreter ?? null,
    with: whom === undefined ? same : whom,
    place: meeting.placeId,
    minutes: startsAt && endsAt ? Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) : null,
    by,
    instead: meeting.id,
    contactKey: persons.find(({ role }) => role === 'citizen')?.contactKey ?? null,
  };
}

/** Until when she herself moves or cancels. */
export const changeableUntil = (meeting: Standing): Date =>
  new Date(meeting.startsAt.getTime() - meeting.type.rules.changeNoticeMinutes * 60_000);

function mayChange(meeting: Meeting, { version, actor }: Change, now: Date): Result<Standing, Refusal> {
  const { startsAt, endsAt } = meeting;
  if (version !== null && version !== meeting.version) return refuse({ kind: 'changed' });
  if (meeting.state !== 'booked' || !startsAt || !endsAt) return refuse({ kind: 'too-late' });
  const standing = { ...meeting, startsAt, endsAt };
  if (actor.by === 'citizen' && now > changeableUntil(standing)) return refuse({ kind: 'too-late' });
  return ok(standing);
}

/** The row is locked after every resource; what was decided on must still be what is there. */
async function lockAsRead(meeting: Meeting): Promise<void> {
  const row = await db()
    .selectFrom('meeting')
    .select('version')
    .where('id', '=', meeting.id)
    .forUpdate()
    .executeTakeFirst();
  if (row?.version !== meeting.version) throw new Overtaken();
}

/** Over a line nobody need be anywhere. */
const inForm = (wish: TimeWish, form: MeetingForm): TimeWish => ({
  ...wish,
  form,
  place: form === 'in-person' || form === 'kiosk' ? wish.place : null,
});

/** Who may change it, with what is free at that time, all of it locked. A null form is the one it has. */
export async function prepare(
  house: House,
  meetingId: string,
  startsAt: Date | null,
  form: MeetingForm | null,
  change: Change,
  pass: Pass,
  now: Date,
): Promise<Result<{ readonly meeting: Standing; readonly wish: TimeWish; readonly crew: Crew }, Refusal>> {
  const found = await readMeeting(meetingId);
  if (!found) return refuse({ kind: 'no-meeting' });
  const may = mayChange(found, change, now);
  if (!may.ok) return may;
  const meeting = may.value;
  const by = change.actor.by === 'citizen' ? 'citizen' : 'employee';
  const asked = await wishOfMeeting(house, meeting, by, change.with);
  const wish = form === null || form === meeting.form ? asked : inForm(asked, form);
  const opening = await openBooking(meeting.type, wish.form, {
    requestKey: null,
    citizen: null,
    staff: by === 'employee',
  });
  if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
  const mine = meeting.resources.map(({ id }) => id);
  const crew = await chooseCrew(wish, startsAt ?? meeting.startsAt, pass, now, mine);
  if (!crew.ok) return crew;
  await lockAsRead(meeting);
  return ok({ meeting, wish, crew: crew.value });
}

/** What the meeting took and no longer takes stays closed as long as its type says. */
export async function leaveFreed(meeting: Standing, now: Date): Promise<void> {
  const { rules } = meeting.type;
  if (rules.freedDelayMinutes === 0 || meeting.startsAt <= now) return;
  const range = widened(meeting, rules);
  const until = new Date(now.getTime() + rules.freedDelayMinutes * 60_000);
  for (const { id } of meeting.resources)
    await sql`insert into meeting_occupancy (id, municipality_id, resource_id, why, starts_at, ends_at, expires_at)
      select ${newId()}::uuid, municipality_id, id, 'freed', ${range.from}, ${range.to}, ${until} from meeting_resource where id = ${id}
      on conflict do nothing`.execute(db());
}

export const dropOccupancy = (meetingId: string) =>
  db().deleteFrom('meeting_occupancy').where('meeting_id', '=', meetingId).execute();

/** Another time, in the same form. Begins transactions of its own: call it outside one. */
export async function moveMeeting(
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  startsAt: Date,
  change: Change,
  now: Date,
): Promise<Result<{ readonly startsAt: Date; readonly endsAt: Date }, Refusal>> {
  return settle(house, municipality, async (pass) => {
    const prepared = await prepare(house, meetingId, startsAt, null, change, pass, now);
    if (!prepared.ok) return prepared;
    const { meeting, crew } = prepared.value;
    const endsAt = new Date(startsAt.getTime() + meeting.endsAt.getTime() - meeting.startsAt.getTime());
    await dropOccupancy(meeting.id);
    // Times that were proposed or offered instead of the one that is left no longer are.
    await db().deleteFrom('meeting_option').where('meeting_id', '=', meeting.id).execute();
    const { resources } = crew;
    const { rules } = meeting.type;
    const taking = {
      resources,
      for: { meeting: meeting.id },
      why: 'meeting',
      startsAt,
      endsAt,
      rules,
      expiresAt: null,
    } as const;
    if ((await occupy(taking, now)) === 'taken') throw new Overtaken();
    await leaveFreed(meeting, now);
    await db()
      .updateTable('meeting')
      .set((eb) => ({
        starts_at: startsAt,
        ends_at: endsAt,
        answer_by: null,
        sequence: eb('sequence', '+', 1),
        version: eb('version', '+', 1),
        changed_at: now,
        delete_on: deleteOn(endsAt, rules),
      }))
      .where('id', '=', meeting.id)
      .execute();
    await addEvent(meeting.id, { kind: 'moved', from: meeting.startsAt, to: startsAt }, change.actor, now);
    await tellParties(house, meeting.id, { kind: 'moved', was: meeting.startsAt }, [], now);
    await tellHouse(house, 'move', meeting.id, change.actor, now);
    return ok({ startsAt, endsAt });
  });
}

/**
 * Cancels a meeting that stands, or one whose times are only proposed; what it took is free at once or after its type's
 * delay. Begins a transaction of its own.
 */
export async function cancelMeeting(
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  change: Change,
  now: Date,
): Promise<Result<null, Refusal>> {
  return house.database.inMunicipality(municipality, async () => {
    const { actor } = change;
    await db().selectFrom('meeting').select('id').where('id', '=', meetingId).forUpdate().execute();
    const meeting = await readMeeting(meetingId);
    if (!meeting) return refuse({ kind: 'no-meeting' });
    const proposed = meeting.state === 'proposed';
    if (proposed && change.version !== null && change.version !== meeting.version) return refuse({ kind: 'changed' });
    const may = proposed ? null : mayChange(meeting, change, now);
    if (may && !may.ok) return may;
    await db().deleteFrom('meeting_option').where('meeting_id', '=', meetingId).execute();
    const delay = meeting.startsAt && meeting.startsAt > now ? meeting.type.rules.freedDelayMinutes : 0;
    await release({ meeting: meetingId }, delay, now);
    await db()
      .updateTable('meeting')
      .set((eb) => ({
        state: 'cancelled' as const,
        cancelled_by: actor.by,
        answer_by: null,
        sequence: eb('sequence', '+', 1),
        version: eb('version', '+', 1),
        changed_at: now,
        delete_on: deleteOn(meeting.endsAt ?? now, meeting.type.rules),
      }))
      .where('id', '=', meetingId)
      .execute();
    await addEvent(meetingId, { kind: 'cancelled', from: meeting.startsAt, to: null }, actor, now);
    const told = proposed
      ? ({ kind: 'proposal-withdrawn' } as const)
      : ({ kind: 'cancelled', was: meeting.startsAt } as const);
    await tellParties(house, meetingId, told, [], now);
    await tellHouse(house, 'cancel', meetingId, actor, now);
    return ok(null);
  });
}

/** Of a group: who has a seat and is not on the list of who came. Where nobody is, nobody has kept the list. */
async function tellWhoStayedAway(house: House, id: string, now: Date): Promise<void> {
  const came = await db()
    .selectFrom('meeting_person')
    .select('id')
    .where('meeting_id', '=', id)
    .where('seat', '=', 'checked-in')
    .limit(1)
    .execute();
  if (came.length > 0) await tellParties(house, id, { kind: 'missed' }, [], now);
}

/**
 * It was held, or she did not come; of one that was given another form, what it became, where that is now. `too-late`: it does
 * not stand any more, or it has not begun and nobody can have stayed away. In the caller's municipal transaction.
 */
export async function finishMeeting(
  house: House,
  meetingId: string,
  how: 'done' | 'no-show',
  actor: Actor,
  now: Date,
): Promise<Result<null, Refusal>> {
  const asked = await readMeeting(meetingId);
  // She waited at the door while it was given another form: what has been held is what it became, unless that is another day's.
  const became = asked && (await becameOf(asked));
  const isNow = became?.startsAt && became.startsAt.getTime() <= now.getTime() + opensMinutesBefore * 60_000;
  const id = became && isNow ? became.id : meetingId;
  await db().selectFrom('meeting').select('id').where('id', '=', id).forUpdate().execute();
  const meeting = await readMeeting(id);
  if (!meeting) return refuse({ kind: 'no-meeting' });
  if (meeting.state !== 'booked' || !meeting.startsAt) return refuse({ kind: 'too-late' });
  if (how === 'no-show' && now < meeting.startsAt) return refuse({ kind: 'too-late' });
  await db()
    .updateTable('meeting')
    .set((eb) => ({
      state: how,
      version: eb('version', '+', 1),
      changed_at: now,
      ...(how === 'done' && meeting.type.rules.noteDuty ? { note_state: 'due' as const } : {}),
    }))
    .where('id', '=', id)
    .execute();
  await addEvent(id, { kind: how, from: meeting.startsAt, to: null }, actor, now);
  if (how === 'no-show') await tellParties(house, id, { kind: 'missed' }, [], now);
  else {
    await askHowItWent(house, meeting, now);
    if (meeting.seats > 1) await tellWhoStayedAway(house, id, now);
  }
  await tellHouse(house, how === 'done' ? 'finish' : 'no-show', id, actor, now);
  return ok(null);
}
