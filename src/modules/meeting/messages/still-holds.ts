import { sql } from 'kysely';
import { db } from '../../../db/index.ts';
import type { Claimable, StillHolds } from '../../../platform/index.ts';
import { kindOf, noteDueKind } from './kinds.ts';

/**
 * Which messages are still true: asked once more when a message is about to leave, in the sender's transaction. A message about
 * a meeting that is deleted, or to somebody who takes no part any more, is not sent.
 */
export const stillHolds: StillHolds = async (messages) => {
  if (messages.length === 0) return new Set();
  const abouts = [...new Set(messages.map(({ about }) => about))];
  const people = [...new Set(messages.flatMap(({ person }) => (person === null ? [] : [person])))];
  const meetings = new Map(
    (await db().selectFrom('meeting').select(['id', 'state']).where('id', 'in', abouts).execute()).map((one) => [
      one.id,
      one,
    ]),
  );
  const others = abouts.filter((about) => !meetings.has(about));
  const series = new Set(
    others.length === 0
      ? []
      : (await db().selectFrom('meeting_series').select('id').where('id', 'in', others).execute()).map(({ id }) => id),
  );
  const invited = new Set(await openInvitations(others));
  const seats = new Map(
    people.length === 0
      ? []
      : (await db().selectFrom('meeting_person').select(['id', 'seat']).where('id', 'in', people).execute()).map(
          (one) => [one.id, one.seat] as const,
        ),
  );
  const offered = new Set((await offersOf(people.length === 0 ? [] : people)).map(({ person_id }) => person_id));
  const proposed = new Set(await withOptions(abouts));
  const reminders = messages.filter(({ kind }) => kind === noteDueKind).map(({ about }) => about);
  const stillDue = new Set(reminders.length === 0 ? [] : await unitsWithNotesDue(reminders));

  const holds = ({ about, person, kind }: Claimable): boolean => {
    const seat = person === null ? undefined : seats.get(person);
    if (person !== null && seat === undefined) return false;
    const meeting = meetings.get(about);
    const state = meeting?.state;
    if (state === undefined) return series.has(about) || invited.has(about);
    if (kind === noteDueKind) return stillDue.has(about);
    switch (kindOf(kind)) {
      case 'booked':
      case 'along':
      case 'moved':
      case 'converted':
      case 'reminder':
        return state === 'booked' && (seat === undefined || seat === 'booked' || seat === 'checked-in');
      case 'earlier-offered':
        return state === 'booked' && person !== null && offered.has(person);
      case 'seat-offered':
        return state === 'booked' && seat === 'offered';
      case 'proposed':
        return proposed.has(about);
      case 'proposal-withdrawn':
        return !proposed.has(about);
      case 'cancelled':
        return state === 'cancelled' || seat === 'cancelled';
      case 'not-along':
        return seat === 'cancelled';
      case 'missed':
        // Of a group each has stayed away by herself.
        return state === 'no-show' || (state === 'done' && seat === 'booked');
      case 'agreed':
        return state !== 'cancelled';
      case 'evaluate':
        return state === 'done';
      case 'invited':
        return false;
      case null:
        return state !== 'cancelled';
    }
  };
  return new Set(messages.filter(holds).map(({ id }) => id));
};

const offersOf = async (people: readonly string[]) =>
  people.length === 0
    ? []
    : db()
        .selectFrom('meeting_earlier_wish')
        .select('person_id')
        .where('person_id', 'in', people)
        .where('option_id', 'is not', null)
        .execute();

async function openInvitations(ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db()
    .selectFrom('meeting_invitation')
    .select('id')
    .where('id', 'in', ids)
    .where('meeting_id', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Those whose proposed times stand: no option of theirs is an offer of an earlier time. */
async function withOptions(abouts: readonly string[]): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('meeting_option')
    .select('meeting_id')
    .distinct()
    .where('meeting_id', 'in', abouts)
    .execute();
  return rows.map(({ meeting_id }) => meeting_id);
}

/** A reminder speaks of all that its mail box hears of: those of these meetings for whose unit some note is due still. */
async function unitsWithNotesDue(meetings: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from meeting m join meeting_type t on t.id = m.type_id where m.id in (${sql.join(meetings)}) and exists (
      select from meeting d join meeting_type u on u.id = d.type_id
      where d.note_state = 'due' and u.rules->'noteReminder'->>'mail' = t.rules->'noteReminder'->>'mail')`.execute(
    db(),
  );
  return rows.map(({ id }) => id);
}
