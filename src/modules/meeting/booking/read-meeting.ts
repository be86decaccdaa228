import { type Selectable, sql } from 'kysely';
import { db, type MeetingState, type MeetingTable } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { allTypes, typeById } from '../types/store.ts';
import type { Meeting } from './booking-types.ts';

type Resource = Meeting['resources'][number];
type Row = Omit<Selectable<MeetingTable>, 'municipality_id'> & { readonly resources: readonly Resource[] };

const kindOrder = ['employee', 'interpreter', 'room', 'kiosk'];

const meetingOf = (row: Row, type: MeetingType): Meeting => ({
  id: row.id,
  type,
  form: row.form,
  state: row.state,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  placeId: row.place_id,
  language: row.language,
  topic: row.topic,
  step: row.step,
  seriesId: row.series_id,
  uid: row.uid,
  sequence: row.sequence,
  version: row.version,
  seats: row.seats,
  bookedBy: row.booked_by,
  cancelledBy: row.cancelled_by,
  hiddenAddresses: row.hidden_addresses,
  answerBy: row.answer_by,
  noteState: row.note_state,
  lineMode: row.line_mode,
  resources: [...row.resources].sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)),
});

const rows = () =>
  db()
    .selectFrom('meeting')
    .selectAll('meeting')
    .select(
      sql<Resource[]>`(select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'name', r.name,
        'employeeId', r.employee_id) order by r.name, r.id), '[]') from meeting_resource r
        where r.id in (select o.resource_id from meeting_occupancy o where o.meeting_id = meeting.id))`.as('resources'),
    );

/** A meeting with who and what is taken for it; null for none. In the caller's municipal transaction, as all readings here. */
export async function readMeeting(id: string): Promise<Meeting | null> {
  const row = await rows().where('meeting.id', '=', id).executeTakeFirst();
  if (!row) return null;
  const type = await typeById(row.type_id);
  if (!type) throw new Error('A meeting of no type.');
  return meetingOf(row, type);
}

/** What a meeting became that was given another form; null for one that was not. In the caller's municipal transaction. */
export async function becameOf({ id, uid, state }: Pick<Meeting, 'id' | 'uid' | 'state'>): Promise<Meeting | null> {
  if (state !== 'converted') return null;
  const row = await db()
    .selectFrom('meeting')
    .select('id')
    .where('uid', '=', uid)
    .where('id', '!=', id)
    .where('state', '!=', 'converted')
    .executeTakeFirst();
  return row ? readMeeting(row.id) : null;
}

const agreed: readonly MeetingState[] = ['booked', 'done', 'no-show'];

/** Meetings that touch [from, to), in their order; without `state`, those that are booked or over, not cancelled or held. */
export async function meetingsBetween(range: {
  readonly from: Date;
  readonly to: Date;
  readonly resource?: string;
  readonly employee?: EmployeeId;
  readonly state?: MeetingState;
}): Promise<readonly Meeting[]> {
  const { resource, employee, state } = range;
  let query = rows()
    .where('meeting.starts_at', '<', range.to)
    .where('meeting.ends_at', '>', range.from)
    .where('meeting.state', 'in', state === undefined ? agreed : [state]);
  if (resource !== undefined)
    query = query.where('meeting.id', 'in', (eb) =>
      eb
        .selectFrom('meeting_occupancy')
        .select((one) => one.ref('meeting_occupancy.meeting_id').$notNull().as('id'))
        .where('resource_id', '=', resource)
        .where('meeting_id', 'is not', null),
    );
  if (employee !== undefined)
    query = query.where('meeting.id', 'in', (eb) =>
      eb
        .selectFrom('meeting_occupancy')
        .innerJoin('meeting_resource', 'meeting_resource.id', 'meeting_occupancy.resource_id')
        .select((one) => one.ref('meeting_occupancy.meeting_id').$notNull().as('id'))
        .where('meeting_resource.employee_id', '=', employee)
        .where('meeting_id', 'is not', null),
    );
  const found = await query.orderBy('meeting.starts_at').orderBy('meeting.id').execute();
  if (found.length === 0) return [];
  const types = new Map((await allTypes()).map((type) => [type.id, type]));
  return found.flatMap((row) => {
    const type = types.get(row.type_id);
    return type ? [meetingOf(row, type)] : [];
  });
}
