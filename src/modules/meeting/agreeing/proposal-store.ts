import { currentMunicipality, db, type MeetingAffectedTable } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import type { ProposedTime } from './proposal-rules.ts';

/** A time that is kept for somebody's answer: one of a proposal's, or one earlier than what stands. */
export type OptionRow = {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly resources: readonly string[];
};

export async function optionsOf(meetingId: string): Promise<readonly OptionRow[]> {
  const rows = await db()
    .selectFrom('meeting_option')
    .select(['id', 'starts_at', 'ends_at', 'resources'])
    .where('meeting_id', '=', meetingId)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({ id: row.id, startsAt: row.starts_at, endsAt: row.ends_at, resources: row.resources }));
}

/** The same, as whoever chooses sees them. */
export const timesOf = async (meetingId: string): Promise<readonly ProposedTime[]> =>
  (await optionsOf(meetingId)).map(({ id, startsAt, endsAt }) => ({ optionId: id, startsAt, endsAt }));

export async function writeOption(meetingId: string, option: Omit<OptionRow, 'id'>): Promise<string> {
  const id = newId();
  await db()
    .insertInto('meeting_option')
    .values({
      id,
      municipality_id: currentMunicipality(),
      meeting_id: meetingId,
      starts_at: option.startsAt,
      ends_at: option.endsAt,
      resources: JSON.stringify(option.resources),
    })
    .execute();
  return id;
}

/**
 * Makes what is held for a time the meeting's own. False when it is held no longer: then nothing is changed. What the meeting
 * took before has been released, and the resources are locked.
 */
export async function takeOption(meetingId: string, option: OptionRow): Promise<boolean> {
  const taken = await db()
    .updateTable('meeting_occupancy')
    .set({ meeting_id: meetingId, option_id: null, why: 'meeting', expires_at: null })
    .where('option_id', '=', option.id)
    .executeTakeFirst();
  return Number(taken.numUpdatedRows) === option.resources.length;
}

/** Gives back every time that is kept for a meeting; what holds them goes with them. The resources are locked. */
export async function dropOptions(meetingId: string): Promise<void> {
  await db().deleteFrom('meeting_option').where('meeting_id', '=', meetingId).execute();
}

/** Where the meeting stood in hours that were taken away, how far it is from being settled. */
export async function noteAffected(meetingId: string, state: MeetingAffectedTable['state']): Promise<void> {
  await db().updateTable('meeting_affected').set({ state }).where('meeting_id', '=', meetingId).execute();
}

/** What became of a meeting's latest proposal. */
export async function lastAnswer(meetingId: string) {
  return db()
    .selectFrom('meeting_event')
    .select(['kind', 'to_start'])
    .where('meeting_id', '=', meetingId)
    .where('kind', 'in', ['answered', 'none-fits', 'proposal-expired', 'proposal-withdrawn'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
