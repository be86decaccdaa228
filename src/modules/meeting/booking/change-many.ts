import { sql } from 'kysely';
import { currentMunicipality, listOf, type MeetingForm, prepared } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import type { MeetingRules } from '../meeting-rules.ts';
import { Overtaken } from './choose-crew.ts';
import { crewValues, expiredInTheWay } from './crews-of-many.ts';
import { widened } from './occupy.ts';
import { deleteOn } from './write-meeting.ts';

/** A meeting that stands and is given another time, or none. */
export type OneToMove = {
  readonly id: string;
  readonly was: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Who and what holds it from now on; the caller has locked them, and let go of what it held. */
  readonly resources: readonly string[];
};
export type OneToCancel = { readonly id: string; readonly was: Date; readonly endsAt: Date };
/** A meeting as it stands after the change. */
export type Changed = {
  readonly id: string;
  readonly uid: string;
  readonly sequence: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly place_id: string | null;
  readonly language: string;
  readonly form: MeetingForm;
};
type Whose = { readonly rules: MeetingRules; readonly by: 'citizen' | 'employee' | 'system' };

const changed = sql.raw('m.id, m.uid, m.sequence, m.starts_at, m.ends_at, m.place_id, m.language, m.form');

const moving = prepared<ReturnType<typeof moveValues>, Changed & { readonly taken: number }>(
  (at) => sql`
  with wanted as materialized (select * from unnest(${at.ids}::uuid[], ${at.was}::timestamptz[], ${at.starts}::timestamptz[], ${at.ends}::timestamptz[],
    ${at.froms}::timestamptz[], ${at.tos}::timestamptz[], ${at.deletions}::text[], ${at.events}::uuid[]) w(id, was, starts_at, ends_at, busy_from, busy_to, delete_on, event)),
  crew as materialized (select c.*, w.busy_from, w.busy_to from unnest(${at.crewIds}::uuid[], ${at.crewOf}::uuid[], ${at.crewResources}::uuid[]) c(id, meeting, resource)
    join wanted w on w.id = c.meeting),
  gone as (${expiredInTheWay(at.now)}),
  cleared as materialized (select count(*) as many from gone),
  moved as (
    update meeting m set starts_at = w.starts_at, ends_at = w.ends_at, changed_at = ${at.now}::timestamptz, delete_on = w.delete_on,
      sequence = m.sequence + 1, version = m.version + 1
    from wanted w, cleared where m.id = w.id and m.state = 'booked' and cleared.many >= 0 returning ${changed}),
  taken as (
    insert into meeting_occupancy (id, municipality_id, resource_id, meeting_id, why, starts_at, ends_at)
    select c.id, ${at.house}::uuid, c.resource, c.meeting, 'meeting', c.busy_from, c.busy_to from crew c join moved on moved.id = c.meeting
    on conflict do nothing returning id),
  happened as (
    insert into meeting_event (id, municipality_id, meeting_id, at, kind, by_whom, from_start, to_start)
    select w.event, ${at.house}::uuid, w.id, ${at.now}::timestamptz, 'moved', ${at.by}::text, w.was, w.starts_at from wanted w join moved on moved.id = w.id)
  select *, (select count(*)::int from taken) as taken from moved`,
);

function moveValues({ rules, by }: Whose, each: readonly OneToMove[], now: Date) {
  const ranges = each.map((one) => widened(one, rules));
  return {
    ...crewValues(each),
    house: currentMunicipality(),
    now,
    by,
    ids: listOf(each.map(({ id }) => id)),
    was: listOf(each.map(({ was }) => was)),
    starts: listOf(each.map(({ startsAt }) => startsAt)),
    ends: listOf(each.map(({ endsAt }) => endsAt)),
    froms: listOf(ranges.map(({ from }) => from)),
    tos: listOf(ranges.map(({ to }) => to)),
    deletions: listOf(each.map(({ endsAt }) => deleteOn(endsAt, rules))),
    events: listOf(each.map(() => newId())),
  };
}

/** Many meetings of one kind to other times, with their history, in one statement. They come back in no order. */
export async function moveMeetings(whose: Whose, each: readonly OneToMove[], now: Date): Promise<readonly Changed[]> {
  if (each.length === 0) return [];
  const moved = await moving(moveValues(whose, each, now));
  const wanted = each.reduce((sum, { resources }) => sum + resources.length, 0);
  if (moved.length !== each.length || moved[0]?.taken !== wanted) throw new Overtaken();
  return moved;
}

const cancelling = prepared<ReturnType<typeof cancelValues>, Changed>(
  (at) => sql`
  with wanted as materialized (select * from unnest(${at.ids}::uuid[], ${at.was}::timestamptz[], ${at.deletions}::text[], ${at.events}::uuid[])
    w(id, was, delete_on, event)),
  gone as (delete from meeting_occupancy where meeting_id in (select id from wanted)),
  cancelled as (
    update meeting m set state = 'cancelled', cancelled_by = ${at.by}::text, changed_at = ${at.now}::timestamptz, delete_on = w.delete_on,
      sequence = m.sequence + 1, version = m.version + 1
    from wanted w where m.id = w.id and m.state = 'booked' returning ${changed}),
  happened as (
    insert into meeting_event (id, municipality_id, meeting_id, at, kind, by_whom, from_start)
    select w.event, ${at.house}::uuid, w.id, ${at.now}::timestamptz, 'cancelled', ${at.by}::text, w.was from wanted w join cancelled on cancelled.id = w.id)
  select * from cancelled`,
);

const cancelValues = ({ rules, by }: Whose, each: readonly OneToCancel[], now: Date) => ({
  house: currentMunicipality(),
  now,
  by,
  ids: listOf(each.map(({ id }) => id)),
  was: listOf(each.map(({ was }) => was)),
  deletions: listOf(each.map(({ endsAt }) => deleteOn(endsAt, rules))),
  events: listOf(each.map(() => newId())),
});

/** Cancels many meetings of one kind, with their history, in one statement; what they took is free at once. */
export async function cancelMeetings(
  whose: Whose,
  each: readonly OneToCancel[],
  now: Date,
): Promise<readonly Changed[]> {
  if (each.length === 0) return [];
  const cancelled = await cancelling(cancelValues(whose, each, now));
  if (cancelled.length !== each.length) throw new Overtaken();
  return cancelled;
}
