import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';

/** She has come to the door: noted once, so that who waits for her is told and how late she was can be measured. */
export async function noteArrival(meetingId: string, now: Date): Promise<void> {
  await sql`insert into meeting_event (id, municipality_id, meeting_id, at, kind, by_whom)
    select ${newId()}::uuid, ${currentMunicipality()}::uuid, ${meetingId}::uuid, ${now}, 'arrived', 'citizen'
    where not exists (select 1 from meeting_event where meeting_id = ${meetingId} and kind = 'arrived')`.execute(db());
}

/** Which of these meetings the citizen has come to, and when first. In the caller's municipal transaction, as all here. */
export async function arrivalsOf(meetingIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await db()
    .selectFrom('meeting_event')
    .select(['meeting_id', 'at'])
    .where('meeting_id', 'in', meetingIds)
    .where('kind', '=', 'arrived')
    .orderBy('at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.meeting_id, row.at]));
}
