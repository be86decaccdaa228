import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';

/** Notes that are due, for a leader: whose, of which kind and since when; of no citizen and of no single meeting. */
export type OpenNotes = {
  readonly employee: string;
  readonly title: { readonly da: string; readonly en: string };
  readonly notes: number;
  /** When the meeting that has waited longest ended. */
  readonly since: Date;
};

const dueMeetings = () =>
  db()
    .selectFrom('meeting')
    .innerJoin('meeting_occupancy', 'meeting_occupancy.meeting_id', 'meeting.id')
    .innerJoin('meeting_resource', 'meeting_resource.id', 'meeting_occupancy.resource_id')
    .where('meeting.note_state', '=', 'due')
    .where('meeting_resource.kind', '=', 'employee');

/** Meetings that this employee has held and must still note, the oldest first. In the caller's municipal transaction, as all here. */
export async function notesDue(
  employee: EmployeeId,
): Promise<readonly { readonly id: string; readonly endedAt: Date }[]> {
  const rows = await dueMeetings()
    .select(['meeting.id', 'meeting.ends_at'])
    .where('meeting_resource.employee_id', '=', employee)
    .orderBy('meeting.ends_at')
    .execute();
  return rows.flatMap((row) => (row.ends_at === null ? [] : [{ id: row.id, endedAt: row.ends_at }]));
}

/** How many notes this employee still has to write: what her desk tells her. */
export async function countNotesDue(employee: EmployeeId): Promise<number> {
  const row = await dueMeetings()
    .select(({ fn }) => fn.count<number>('meeting.id').distinct().as('notes'))
    .where('meeting_resource.employee_id', '=', employee)
    .executeTakeFirst();
  return Number(row?.notes ?? 0);
}

/** All that are open, by employee and kind, the one that has waited longest first. */
export async function openNotes(): Promise<readonly OpenNotes[]> {
  const rows = await dueMeetings()
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select(['meeting_resource.name', 'meeting_type.title_da', 'meeting_type.title_en'])
    .select(({ fn }) => [fn.count<number>('meeting.id').distinct().as('notes'), fn.min('meeting.ends_at').as('since')])
    .groupBy(['meeting_resource.id', 'meeting_resource.name', 'meeting_type.title_da', 'meeting_type.title_en'])
    .orderBy('since')
    .execute();
  return rows.flatMap((row) =>
    row.since === null
      ? []
      : [
          {
            employee: row.name,
            title: { da: row.title_da, en: row.title_en },
            notes: Number(row.notes),
            since: new Date(row.since),
          },
        ],
  );
}
