import { sql } from 'kysely';
import { currentMunicipality, listOf, prepared } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { Overtaken } from './choose-crew.ts';
import { crewValues, expiredInTheWay } from './crews-of-many.ts';
import { keyOf, widened } from './occupy.ts';
import type { PersonRow } from './people.ts';
import { deleteOn, type MeetingToWrite } from './write-meeting.ts';

/** What many meetings have in common. */
export type ManyMeetings = Pick<MeetingToWrite, 'form' | 'placeId' | 'language' | 'bookedBy'> & {
  readonly type: MeetingType;
  readonly seriesId: string | null;
  readonly by: 'citizen' | 'employee' | 'system';
  /** False: the caller has locked who and what holds them. True: what cannot be locked at once is not written. */
  readonly lock: boolean;
};
export type OneOfMany = Pick<MeetingToWrite, 'topic' | 'step' | 'hiddenAddresses' | 'requestKey' | 'people'> & {
  readonly id: string;
  readonly uid: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Of a series; null of none. */
  readonly day: string | null;
  /** Who and what holds it. */
  readonly resources: readonly string[];
};

type Written = {
  /** Of each that was written: where it is held. */
  readonly places: Readonly<Record<string, string | null>> | null;
  /** Whom and what others decide about just now. */
  readonly others: readonly string[] | null;
  readonly wanted: number;
  readonly met: number;
  readonly taken: number;
};

const writing = prepared<ReturnType<typeof valuesOf>, Written>(
  (at) => sql`
  with asked as materialized (select id, uid, starts_at, ends_at, busy_from, busy_to, day, delete_on, event, topic, step, hidden, request_key from unnest(${at.ids}::uuid[], ${at.uids}::uuid[], ${at.starts}::timestamptz[], ${at.ends}::timestamptz[], ${at.froms}::timestamptz[],
    ${at.tos}::timestamptz[], ${at.days}::text[], ${at.deletions}::text[], ${at.events}::uuid[], ${at.topics}::text[], ${at.steps}::text[], ${at.hidden}::boolean[],
    ${at.requestKeys}::text[]) w(id, uid, starts_at, ends_at, busy_from, busy_to, day, delete_on, event, topic, step, hidden, request_key)),
  crews as materialized (select id, meeting, resource from unnest(${at.crewIds}::uuid[], ${at.crewOf}::uuid[], ${at.crewResources}::uuid[]) c(id, meeting, resource)),
  locked as materialized (select resource, pg_try_advisory_xact_lock(hashtextextended(key, 0)) as ours from unnest(${at.lockResources}::uuid[], ${at.lockKeys}::text[]) l(resource, key)),
  wanted as materialized (select id, uid, starts_at, ends_at, busy_from, busy_to, day, delete_on, event, topic, step, hidden, request_key from asked w where not exists (select from crews c join locked l on l.resource = c.resource where c.meeting = w.id and not l.ours)),
  crew as materialized (select c.id, c.meeting, c.resource, w.busy_from, w.busy_to from crews c join wanted w on w.id = c.meeting),
  gone as (${expiredInTheWay(at.now)}),
  cleared as materialized (select count(*) as many from gone),
  met as (
    insert into meeting (id, municipality_id, type_id, form, state, starts_at, ends_at, place_id, language, topic, step, series_id, series_day, uid, booked_by, hidden_addresses,
      request_key, created_at, changed_at, delete_on)
    select w.id, ${at.house}::uuid, ${at.type}::uuid, ${at.form}::text, 'booked', w.starts_at, w.ends_at, coalesce(${at.place}::uuid, case when ${at.atPlace}::boolean then
      (select r.place_id from crew c join meeting_resource r on r.id = c.resource where c.meeting = w.id and r.place_id is not null order by r.kind desc limit 1) end),
      ${at.language}::text, w.topic, w.step, ${at.series}::uuid, w.day, w.uid, ${at.bookedBy}::text, w.hidden, w.request_key, ${at.now}::timestamptz, ${at.now}::timestamptz, w.delete_on
    from wanted w, cleared where cleared.many >= 0 on conflict (municipality_id, request_key) do nothing returning id, place_id),
  taken as (
    insert into meeting_occupancy (id, municipality_id, resource_id, meeting_id, why, starts_at, ends_at)
    select c.id, ${at.house}::uuid, c.resource, c.meeting, 'meeting', c.busy_from, c.busy_to from crew c join met on met.id = c.meeting
    on conflict do nothing returning id),
  people as (
    insert into meeting_person (id, municipality_id, meeting_id, role, sealed, contact_key, phrase_key, token_hash, code_key, channel, protected, joined_at)
    select p.id, ${at.house}::uuid, p.meeting, p.role, p.sealed, p.contact, p.phrase, p.token, p.code, p.channel, p.protected, ${at.now}::timestamptz
    from unnest(${at.personIds}::uuid[], ${at.personOf}::uuid[], ${at.roles}::text[], ${at.sealed}::text[], ${at.contacts}::text[], ${at.phrases}::text[], ${at.tokens}::text[],
      ${at.codes}::text[], ${at.channels}::text[], ${at.protecteds}::boolean[]) p(id, meeting, role, sealed, contact, phrase, token, code, channel, protected)
      join met on met.id = p.meeting),
  happened as (
    insert into meeting_event (id, municipality_id, meeting_id, at, kind, by_whom, to_start)
    select w.event, ${at.house}::uuid, w.id, ${at.now}::timestamptz, 'booked', ${at.by}::text, w.starts_at from wanted w join met on met.id = w.id)
  select (select json_agg(resource) from locked where not ours) as others, (select count(*)::int from crew) as wanted, (select count(*)::int from met) as met, (select count(*)::int from taken) as taken,
    (select json_object_agg(id, place_id) from met) as places`,
);

function valuesOf(many: ManyMeetings, each: readonly OneOfMany[], now: Date) {
  const { rules } = many.type;
  const ranges = each.map((one) => widened(one, rules));
  const people = each.flatMap((one) => one.people.map((person) => ({ ...person, of: one.id })));
  const locks = many.lock ? [...new Set(each.flatMap(({ resources }) => resources))].sort() : [];
  const ofEach = <Cell extends string | boolean | Date | null>(cell: (one: OneOfMany) => Cell) =>
    listOf(each.map(cell));
  const ofPeople = <Cell extends string | boolean | null>(cell: (one: PersonRow & { readonly of: string }) => Cell) =>
    listOf(people.map(cell));
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
    by: many.by,
    ids: ofEach(({ id }) => id),
    uids: ofEach(({ uid }) => uid),
    starts: ofEach(({ startsAt }) => startsAt),
    ends: ofEach(({ endsAt }) => endsAt),
    froms: listOf(ranges.map(({ from }) => from)),
    tos: listOf(ranges.map(({ to }) => to)),
    days: ofEach(({ day }) => day),
    deletions: ofEach(({ endsAt }) => deleteOn(endsAt, rules)),
    events: ofEach(() => newId()),
    topics: ofEach(({ topic }) => topic),
    steps: ofEach(({ step }) => step),
    hidden: ofEach(({ hiddenAddresses }) => hiddenAddresses),
    requestKeys: ofEach(({ requestKey }) => requestKey),
    ...crewValues(each),
    lockResources: listOf(locks),
    lockKeys: listOf(locks.map(keyOf)),
    personIds: ofPeople(({ id }) => id),
    personOf: ofPeople((one) => one.of),
    roles: ofPeople(({ role }) => role),
    sealed: ofPeople(({ sealed }) => sealed),
    contacts: ofPeople(({ contact_key }) => contact_key),
    phrases: ofPeople(({ phrase_key }) => phrase_key),
    tokens: ofPeople(({ token_hash }) => token_hash),
    codes: ofPeople(({ code_key }) => code_key),
    channels: ofPeople(({ channel }) => channel),
    protecteds: ofPeople((one) => one.protected),
  };
}

/**
 * Writes many meetings of one kind as `writeMeeting` writes one, in one statement. `places`: where each is held, by its id; one
 * that is missing could not be locked, since others decide about one of `others`. Where a time was taken after all, all is an
 * `Overtaken` thrown.
 */
export async function writeMeetings(
  many: ManyMeetings,
  each: readonly OneOfMany[],
  now: Date,
): Promise<{ readonly places: ReadonlyMap<string, string | null>; readonly others: readonly string[] }> {
  if (each.length === 0) return { places: new Map(), others: [] };
  const [written] = await writing(valuesOf(many, each, now));
  const places = new Map(Object.entries(written?.places ?? {}));
  if (!written || written.taken !== written.wanted || (!many.lock && written.met !== each.length))
    throw new Overtaken();
  return { places, others: written.others ?? [] };
}
