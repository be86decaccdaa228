import { sql } from 'kysely';
import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';

/**
 * Is it this employee's meeting: does it take her time, or do times that are proposed for it? Nobody holds what is cancelled.
 * Whoever does not hold a meeting reads neither names nor notes of it. In the caller's municipal transaction.
 */
export async function holdsMeeting(meetingId: string, employee: EmployeeId): Promise<boolean> {
  const { rows } = await sql`select 1 from meeting_resource r where r.employee_id = ${employee} and (
    exists (select 1 from meeting_occupancy o where o.resource_id = r.id and o.meeting_id = ${meetingId})
    or exists (select 1 from meeting_option p where p.meeting_id = ${meetingId} and p.resources @> to_jsonb(r.id::text)))
    limit 1`.execute(db());
  return rows.length > 0;
}
