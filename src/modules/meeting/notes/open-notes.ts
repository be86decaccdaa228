import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { floors, roundedDown } from '../../contact/index.ts';
import { places } from '../../tenancy/index.ts';

const weekMs = 7 * 24 * 3_600_000;

/**
 * Notes that are due, for a leader: of which kind, at which place and for how long; of no citizen, no employee and no single
 * meeting. Rounded down as all figures are (docs/evidence.md, "Figures and disclosure"); what is hidden is left out.
 */
export type OpenNotes = {
  readonly notes: number;
  readonly groups: readonly {
    readonly title: { readonly da: string; readonly en: string };
    /** Null for meetings that are held at none. */
    readonly place: string | null;
    readonly notes: number;
    /** Whole weeks since the meeting that has waited longest ended. */
    readonly weeks: number;
  }[];
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

/** All that are open, by kind and place, the largest group first. */
export async function openNotes(now: Date): Promise<OpenNotes> {
  const rows = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select(['meeting.place_id', 'meeting_type.title_da', 'meeting_type.title_en'])
    .select(({ fn }) => [fn.countAll<number>().as('notes'), fn.min('meeting.ends_at').as('since')])
    .where('meeting.note_state', '=', 'due')
    .groupBy(['meeting_type.id', 'meeting_type.title_da', 'meeting_type.title_en', 'meeting.place_id'])
    .orderBy('notes', 'desc')
    .orderBy('meeting_type.title_da')
    .execute();
  const named = new Map((await places()).map(({ id, name }) => [id as string, name]));
  const groups = rows.map((row) => ({
    title: { da: row.title_da, en: row.title_en },
    place: row.place_id === null ? null : (named.get(row.place_id) ?? null),
    notes: roundedDown(Number(row.notes), floors.crossing),
    weeks: row.since === null ? 0 : Math.max(0, Math.floor((now.getTime() - new Date(row.since).getTime()) / weekMs)),
  }));
  return {
    notes: roundedDown(
      rows.reduce((sum, row) => sum + Number(row.notes), 0),
      floors.cell,
    ),
    groups: groups.filter(({ notes }) => notes > 0),
  };
}
