import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type DateString, wallClock } from '../../../kernel/index.ts';
import { audit, forgetMessages, type House, type Sweep } from '../../../platform/index.ts';
import { type Directory, eachMunicipality } from '../../tenancy/index.ts';

/** How many meetings of a type are deleted on which day, of nobody. */
export type DeletionDay = { readonly day: DateString; readonly type: string; readonly meetings: number };

const everySeconds = 3600;

/** What will be deleted up to a date: the preview. In the caller's municipal transaction, as all here. */
export async function deletionAhead(until: DateString): Promise<readonly DeletionDay[]> {
  const rows = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select(['meeting.delete_on', 'meeting_type.slug', ({ fn }) => fn.countAll<number>().as('meetings')])
    .where('meeting.delete_on', 'is not', null)
    .where('meeting.delete_on', '<=', until)
    .groupBy(['meeting.delete_on', 'meeting_type.slug'])
    .orderBy('meeting.delete_on')
    .orderBy('meeting_type.slug')
    .execute();
  return rows.map((row) => ({ day: row.delete_on ?? '', type: row.slug, meetings: Number(row.meetings) }));
}

/** What was deleted, newest first: days, types and counts. */
export async function deletionsDone(): Promise<readonly DeletionDay[]> {
  const rows = await db()
    .selectFrom('meeting_deletion')
    .select(['day', 'type_slug', 'deleted'])
    .orderBy('day', 'desc')
    .orderBy('type_slug')
    .limit(200)
    .execute();
  return rows.map((row) => ({ day: row.day, type: row.type_slug, meetings: row.deleted }));
}

/**
 * Deletes what has come to its date, with persons, times, events, note and messages. A note that is due is written first:
 * such a meeting waits, and staff are told.
 */
export async function deleteMeetings(house: Pick<House, 'bus'>, now: Date): Promise<number> {
  const today = wallClock(now).date;
  const series = await db()
    .selectFrom('meeting_series')
    .select('id')
    .where('delete_on', '<=', today)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('meeting')
            .select('meeting.id')
            .whereRef('meeting.series_id', '=', 'meeting_series.id')
            .where('meeting.note_state', '=', 'due'),
        ),
      ),
    )
    .forUpdate()
    .execute();
  const ended = series.map(({ id }) => id);
  // Meetings of a series go with it, whatever their own date: they are deleted here so that what is kept of them goes too.
  const gone = await db()
    .selectFrom('meeting')
    .select(['id', 'type_id'])
    .where('note_state', '!=', 'due')
    .where((e) => e.or([e('delete_on', '<=', today), ...(ended.length === 0 ? [] : [e('series_id', 'in', ended)])]))
    .forUpdate()
    .execute();
  const meetings = gone.map(({ id }) => id);
  const invitations =
    meetings.length === 0
      ? []
      : await db().deleteFrom('meeting_invitation').where('meeting_id', 'in', meetings).returning('id').execute();
  if (meetings.length > 0) await db().deleteFrom('meeting').where('id', 'in', meetings).execute();
  if (ended.length > 0) await db().deleteFrom('meeting_series').where('id', 'in', ended).execute();
  if (gone.length + ended.length === 0) return 0;
  for (const typeId of new Set(gone.map((one) => one.type_id))) {
    const type = await db()
      .selectFrom('meeting_type')
      .select('slug')
      .where('id', '=', typeId)
      .executeTakeFirstOrThrow();
    const deleted = gone.filter((one) => one.type_id === typeId).length;
    await db()
      .insertInto('meeting_deletion')
      .values({ municipality_id: currentMunicipality(), day: today, type_slug: type.slug, deleted })
      .onConflict((conflict) =>
        conflict
          .columns(['municipality_id', 'day', 'type_slug'])
          .doUpdateSet({ deleted: sql`meeting_deletion.deleted + excluded.deleted` }),
      )
      .execute();
  }
  const about = [...meetings, ...ended, ...invitations.map(({ id }) => id)];
  await forgetMessages(about);
  // The count alone: an id of what is gone would say that it was.
  await audit(
    {
      actor: 'system',
      role: 'system',
      action: 'meeting.delete',
      subject: String(gone.length),
      outcome: 'done',
      purpose: 'retention',
    },
    now,
  );
  await house.bus.notify(`meetings:${currentMunicipality()}`);
  return gone.length;
}

/** Each hour, so that nothing outlives its date by more. */
export const deletionSweeps = (house: House, directory: Directory): readonly Sweep[] => [
  {
    name: 'meeting deletion',
    everySeconds,
    run: () =>
      eachMunicipality(directory, ({ id }) =>
        house.database.inMunicipality(id, () => deleteMeetings(house, house.clock.now())),
      ),
  },
];
