import { db } from '../../../db/index.ts';

/** Languages that somebody who can be booked speaks, Danish first. In the caller's municipal transaction. */
export async function languagesSpoken(): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('meeting_resource')
    .select('languages')
    .where('kind', '=', 'employee')
    .where('active', '=', true)
    .execute();
  const spoken = new Set(rows.flatMap((row) => [...row.languages]));
  spoken.delete('da');
  return ['da', ...[...spoken].sort()];
}

/** What her line bore when she tested it. In the caller's municipal transaction. */
export async function noteLineMode(meetingId: string, mode: 'video' | 'voice' | 'text'): Promise<void> {
  await db().updateTable('meeting').set({ line_mode: mode }).where('id', '=', meetingId).execute();
}

/** The times of meetings that these people have, in their order. In the caller's municipal transaction. */
export async function meetingsOfPeople(
  people: readonly string[],
): Promise<readonly { readonly personId: string; readonly startsAt: Date | null }[]> {
  const rows = await db()
    .selectFrom('meeting_person')
    .innerJoin('meeting', 'meeting.id', 'meeting_person.meeting_id')
    .select(['meeting_person.id', 'meeting.starts_at'])
    .where('meeting_person.id', 'in', people)
    .where('meeting.state', '!=', 'cancelled')
    .orderBy('meeting.starts_at')
    .execute();
  return rows.map((row) => ({ personId: row.id, startsAt: row.starts_at }));
}
