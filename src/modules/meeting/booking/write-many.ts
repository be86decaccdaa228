import { sql } from 'kysely';
import { currentMunicipality, listOf, prepared } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { Overtaken } from './choose-crew.ts';
import { widened } from './occupy.ts';
import { deleteOn, type MeetingToWrite } from './write-meeting.ts';

/** What many meetings have in common. */
export type ManyMeetings = Pick<MeetingToWrite, 'form' | 'placeId' | 'language' | 'bookedBy' | 'hiddenAddresses'> & {
  readonly type: MeetingType;
  readonly seriesId: string;
  readonly by: 'citizen' | 'employee' | 'system';
};
export type OneOfMany = {
  readonly id: string;
  readonly uid: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly day: string;
  /** Who and what holds it; the caller has locked them. */
  readonly resources: readonly string[];
};

type Written = {
  readonly met: number;
  readonly taken: number;
  readonly places: Readonly<Record<string, string | null>> | null;
};

const writing = prepared<ReturnType<typeof valuesOf>, Written>(
  (at) => sql`
  with wanted as materialized (select * from unnest(${at.ids}::uuid[], ${at.uids}::uuid[], ${at.starts}::timestamptz[], ${at.ends}::timestamptz[], ${at.froms}::timestamptz[],
    ${at.tos}::timestamptz[], ${at.days}::text[], ${at.deletions}::text[], ${at.events}::uuid[]) w(id, uid, starts_at, ends_at, busy_from, busy_to, day, delete_on, event)),
  crew as materialized (select c.*, w.busy_from, w.busy_to from unnest(${at.crewIds}::uuid[], ${at.crewOf}::uuid[], ${at.crewResources}::uuid[]) c(id, meeting, resource)
    join wanted w on w.id = c.meeting),
  gone as (delete from meeting_occupancy where id in (select o.id from crew c cross join lateral (select id from meeting_occupancy where resource_id = c.resource
    and starts_at < c.busy_to and starts_at >= c.busy_from - interval '1 day' and ends_at > c.busy_from and expires_at <= ${at.now}::timestamptz offset 0) o) returning id),
  cleared as materialized (select count(*) as many from gone),
  met as (
    insert into meeting (id, municipality_id, type_id, form, state, starts_at, ends_at, place_id, language, series_id, series_day, uid, booked_by, hidden_addresses,
      created_at, changed_at, delete_on)
    select w.id, ${at.house}::uuid, ${at.type}::uuid, ${at.form}::text, 'booked', w.starts_at, w.ends_at, coalesce(${at.place}::uuid, case when ${at.atPlace}::boolean then
      (select r.place_id from crew c join meeting_resource r on r.id = c.resource where c.meeting = w.id and r.place_id is not null order by r.kind desc limit 1) end),
      ${at.language}::text, ${at.series}::uuid, w.day, w.uid, ${at.bookedBy}::text, ${at.hiddenAddresses}::boolean, ${at.now}::timestamptz, ${at.now}::timestamptz, w.delete_on
    from wanted w, cleared where cleared.many >= 0 returning id, place_id),
  taken as (
    insert into meeting_occupancy (id, municipality_id, resource_id, meeting_id, why, starts_at, ends_at)
    select c.id, ${at.house}::uuid, c.resource, c.meeting, 'meeting', c.busy_from, c.busy_to from crew c join met on met.id = c.meeting
    on conflict do nothing returning id),
  happened as (
    insert into meeting_event (id, municipality_id, meeting_id, at, kind, by_whom, to_start)
    select w.event, ${at.house}::uuid, w.id, ${at.now}::timestamptz, 'booked', ${at.by}::text, w.starts_at from wanted w join met on met.id = w.id)
  select (select count(*)::int from met) as met, (select count(*)::int from taken) as taken, (select json_object_agg(id, place_id) from met) as places`,
);

function valuesOf(many: ManyMeetings, each: readonly OneOfMany[], now: Date) {
  const { rules } = many.type;
  const ranges = each.map((one) => widened(one, rules));
  const crews = each.flatMap(({ id, resources }) => resources.map((resource) => ({ id, resource })));
  return {
    house: currentMunicipality(),
    now,
    type: many.type.id,
    form: many.form,
    place: many.placeId,
    atPlace: many.form === 'in-person' || many.form === 'kiosk',
    language: many.language,
    series: many.seriesId,
    bookedBy: many.bookedBy,
    hiddenAddresses: many.hiddenAddresses,
    by: many.by,
    ids: listOf(each.map(({ id }) => id)),
    uids: listOf(each.map(({ uid }) => uid)),
    starts: listOf(each.map(({ startsAt }) => startsAt)),
    ends: listOf(each.map(({ endsAt }) => endsAt)),
    froms: listOf(ranges.map(({ from }) => from)),
    tos: listOf(ranges.map(({ to }) => to)),
    days: listOf(each.map(({ day }) => day)),
    deletions: listOf(each.map(({ endsAt }) => deleteOn(endsAt, rules))),
    events: listOf(each.map(() => newId())),
    crewIds: listOf(crews.map(() => newId())),
    crewOf: listOf(crews.map(({ id }) => id)),
    crewResources: listOf(crews.map(({ resource }) => resource)),
  };
}

/** Writes many meetings of one series as `writeMeeting` writes one, in one statement. Where each is held, by its id. */
export async function writeMeetings(
  many: ManyMeetings,
  each: readonly OneOfMany[],
  now: Date,
): Promise<ReadonlyMap<string, string | null>> {
  if (each.length === 0) return new Map();
  const [written] = await writing(valuesOf(many, each, now));
  const wanted = each.reduce((sum, { resources }) => sum + resources.length, 0);
  if (written?.met !== each.length || written.taken !== wanted) throw new Overtaken();
  return new Map(Object.entries(written.places ?? {}));
}
