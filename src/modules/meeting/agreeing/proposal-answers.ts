import { sql } from 'kysely';
import { db } from '../../../db/index.ts';
import { type MunicipalityId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { cancelMessages, type House } from '../../../platform/index.ts';
import type { Actor } from '../booking/booking-types.ts';
import { lockResources, release } from '../booking/occupy.ts';
import { deleteOn } from '../booking/write-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { typeById } from '../types/store.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { isGone, lockMeeting, noteChange, resourcesAbout } from './meeting-rows.ts';
import type { Answered, AnswerRefusal } from './proposal-rules.ts';
import { dropOptions, lastAnswer, noteAffected, optionsOf, takeOption } from './proposal-store.ts';

type Row = NonNullable<Awaited<ReturnType<typeof lockMeeting>>>;

/**
 * Takes one of the times and frees the others; null says that none fits, frees all and puts the meeting back on the
 * employee's list. By her link, by her code over the phone, or by an employee: `actor` says whose answer it is. Begins its
 * own transaction.
 */
export const answerProposal = (
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  optionId: string | null,
  actor: Actor,
  now: Date,
): Promise<Result<Answered, AnswerRefusal>> =>
  allOrNothing(house, municipality, async () => {
    const open = await openForAnswer(meetingId, now);
    if (!open.ok) return open;
    if (optionId === null) {
      await settle(house, open.value, 'none-fits', actor, now);
      return ok(null);
    }
    return take(house, open.value, optionId, actor, now);
  });

/** The meeting, locked with all that it and its times take; or why there is nothing to answer. */
async function openForAnswer(meetingId: string, now: Date): Promise<Result<Row, AnswerRefusal>> {
  await lockResources(await resourcesAbout(meetingId));
  const row = await lockMeeting(meetingId);
  if (!row) return refuse({ kind: 'no-meeting' });
  if (isGone(row.state)) return refuse({ kind: 'cancelled' });
  if (row.answer_by === null) {
    const last = await lastAnswer(meetingId);
    if (last?.kind === 'proposal-expired') return refuse({ kind: 'expired' });
    if (last?.kind === 'proposal-withdrawn') return refuse({ kind: 'withdrawn' });
    return refuse(last ? { kind: 'answered', startsAt: last.to_start } : { kind: 'no-option' });
  }
  return row.answer_by <= now ? refuse({ kind: 'expired' }) : ok(row);
}

async function take(
  house: House,
  row: Row,
  optionId: string,
  actor: Actor,
  now: Date,
): Promise<Result<Answered, AnswerRefusal>> {
  const option = (await optionsOf(row.id)).find((one) => one.id === optionId);
  if (!option) return refuse({ kind: 'no-option' });
  const type = await typeById(row.type_id);
  if (!type) return refuse({ kind: 'no-meeting' });
  const { startsAt, endsAt } = option;
  if (row.starts_at !== null) await release({ meeting: row.id }, type.rules.freedDelayMinutes, now);
  if (!(await takeOption(row.id, option))) return refuse({ kind: 'expired' });
  await dropOptions(row.id);
  await db()
    .updateTable('meeting')
    .set((e) => ({
      state: 'booked',
      starts_at: startsAt,
      ends_at: endsAt,
      answer_by: null,
      changed_at: now,
      delete_on: deleteOn(endsAt, type.rules),
      ...(row.form === 'in-person' || row.form === 'kiosk' ? { place_id: placeOf(option.resources) } : {}),
      sequence: e('sequence', '+', 1),
      version: e('version', '+', 1),
    }))
    .where('id', '=', row.id)
    .execute();
  await cancelMessages(row.id, now, ['proposed']);
  await noteAffected(row.id, 'settled');
  await tellParties(
    house,
    row.id,
    row.starts_at === null ? { kind: 'booked' } : { kind: 'moved', was: row.starts_at },
    [],
    now,
  );
  await noteChange(house, row.id, { kind: 'answered', from: row.starts_at, to: startsAt }, actor, now);
  return ok({ meetingId: row.id, startsAt, endsAt });
}

/** Where one comes, as a booking decides it: what was agreed, or where the room or the employee of this time is. */
const placeOf = (resources: readonly string[]) =>
  sql<string | null>`coalesce(place_id, (select r.place_id from meeting_resource r
    where r.id in (${sql.join(resources)}) and r.place_id is not null order by r.kind desc limit 1))`;

/** Frees all times; what stood before goes on standing. */
async function settle(
  house: House,
  row: Row,
  kind: 'none-fits' | 'proposal-expired' | 'proposal-withdrawn',
  actor: Actor,
  now: Date,
): Promise<void> {
  await dropOptions(row.id);
  await db()
    .updateTable('meeting')
    .set((e) => ({ answer_by: null, changed_at: now, version: e('version', '+', 1) }))
    .where('id', '=', row.id)
    .execute();
  await cancelMessages(row.id, now, ['proposed']);
  await noteAffected(row.id, kind === 'none-fits' ? 'answered' : 'open');
  // Of an answer that she did not give she was told the last day before; that times are taken back she cannot know.
  if (kind === 'proposal-withdrawn') await tellParties(house, row.id, { kind }, [], now);
  await noteChange(house, row.id, { kind, from: row.starts_at }, actor, now);
}

/** Frees all times and tells her that they no longer stand. Begins its own transaction. */
export const withdrawProposal = (
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  actor: Actor,
  now: Date,
): Promise<Result<null, AnswerRefusal>> =>
  allOrNothing(house, municipality, async () => {
    const open = await openForAnswer(meetingId, now);
    if (!open.ok) return open;
    await settle(house, open.value, 'proposal-withdrawn', actor, now);
    return ok(null);
  });

/**
 * Proposals whose time for an answer is over free all that they held, and the meeting is on the employees' list again.
 * Returns how many. Begins its own transactions, one a meeting.
 */
export async function expireProposals(house: House, municipality: MunicipalityId, now: Date): Promise<number> {
  const due = await house.database.inMunicipality(municipality, () =>
    db()
      .selectFrom('meeting_option')
      .innerJoin('meeting', 'meeting.id', 'meeting_option.meeting_id')
      .select('meeting.id')
      .distinct()
      .where('meeting.answer_by', '<=', now)
      .execute(),
  );
  let expired = 0;
  for (const { id } of due)
    await house.database.inMunicipality(municipality, async () => {
      await lockResources(await resourcesAbout(id));
      const row = await lockMeeting(id);
      // Answered in this very moment.
      if (!row?.answer_by || row.answer_by > now) return;
      await settle(house, row, 'proposal-expired', { by: 'system' }, now);
      expired += 1;
    });
  return expired;
}
