import { CompiledQuery, sql } from 'kysely';
import { currentMunicipality, db, listOf, type MeetingForm, prepared } from '../../../db/index.ts';
import { addDays, type DateString, newId, wallClock } from '../../../kernel/index.ts';
import type { MeetingRules, MeetingType } from '../meeting-rules.ts';
import { wordsVersion } from '../messages/tell-parties.ts';
import { Overtaken } from './choose-crew.ts';
import { expiredInTheWay } from './crews-of-many.ts';
import { hoursKey, widened } from './occupy.ts';
import type { PersonRow } from './people.ts';

/** The day on which everything of a meeting is deleted. */
export const deleteOn = (endsAt: Date, rules: Pick<MeetingRules, 'retentionDays'>): DateString =>
  addDays(wallClock(endsAt).date, rules.retentionDays);

export type Opening = {
  readonly formAllowed: boolean;
  readonly sameWish: string | null;
  /** Of the type as it is now: whoever read it earlier reads it again when this is another. */
  readonly typeVersion: number;
  /** Of `wordsVersion`: what is told is made of these. */
  readonly words: string;
};

/**
 * The locks that come before any booking: hours and types stand still, and bookings of the same citizen go one at a time. A
 * statement of its own, without values, that goes to the database with the transaction's beginning: what is read next is read
 * after whoever was waited for.
 */
async function lockForBooking(citizen: string | null): Promise<void> {
  const hers = citizen === null ? '' : `, pg_advisory_xact_lock(${lockOf(`citizen ${citizen}`)})`;
  await db().executeQuery(CompiledQuery.raw(`${hoursStand()}${hers}`));
}

/** The same for many citizens, none of whom is waited for: which could be locked is answered as `c0`, `c1` …. */
export const locksOfBooking = (citizens: readonly string[]): string =>
  [hoursStand(), ...citizens.map((one, at) => `pg_try_advisory_xact_lock(${lockOf(`citizen ${one}`)}) as c${at}`)].join(
    ', ',
  );

const hoursStand = (): string => `select pg_advisory_xact_lock_shared(${lockOf(hoursKey())})`;
const lockOf = (key: string): string => `hashtextextended(${quoted(key)}, 0)`;

/** Of ids and fingerprints, which hold nothing that must be escaped. */
function quoted(text: string): string {
  if (!/^[\w -]+$/.test(text)) throw new Error('Not a key of ours.');
  return `'${text}'`;
}

type OpeningValues = {
  readonly type: string;
  readonly form: MeetingForm;
  readonly staff: boolean;
  readonly requestKey: string | null;
  readonly municipality: string;
};
type OpeningRow = {
  readonly allowed: boolean | null;
  readonly version: number | null;
  readonly same: string | null;
  readonly words: string;
};

const opening = prepared<OpeningValues, OpeningRow>(
  (at) => sql`select
  (select f.allowed and (t.active or ${at.staff}::boolean) from meeting_type_form f join meeting_type t on t.id = f.type_id
    where f.type_id = ${at.type}::uuid and f.form = ${at.form}::text) as allowed,
  (select version from meeting_type where id = ${at.type}::uuid) as version,
  (select id from meeting where request_key = ${at.requestKey}::text and municipality_id = ${at.municipality}::uuid) as same, ${wordsVersion()} as words`,
);

/** What comes before any booking: its locks, and what is read under them. */
export async function openBooking(
  type: Pick<MeetingType, 'id'>,
  form: MeetingForm,
  {
    requestKey,
    citizen,
    staff,
  }: { readonly requestKey: string | null; readonly citizen: string | null; readonly staff: boolean },
): Promise<Opening> {
  await lockForBooking(citizen);
  const [row] = await opening({ type: type.id, form, staff, requestKey, municipality: currentMunicipality() });
  if (!row) throw new Error('unreachable');
  return { formAllowed: row.allowed === true, sameWish: row.same, typeVersion: row.version ?? 0, words: row.words };
}

/** Meetings of one kind that a citizen has ahead of her, held and proposed times included. */
export const aheadOf = (typeId: string, person: Pick<PersonRow, 'contact_key' | 'phrase_key'>, now: Date) => {
  const { contact_key, phrase_key } = person;
  const hers = contact_key !== null ? sql`p.contact_key = ${contact_key}` : sql`p.phrase_key = ${phrase_key}`;
  if (contact_key === null && phrase_key === null) return sql<number>`0`;
  return sql<number>`(select count(*)::int from meeting_person p join meeting m on m.id = p.meeting_id where ${hers} and p.role = 'citizen'
    and m.type_id = ${typeId} and m.state in ('booked', 'proposed') and (m.starts_at is null or m.starts_at > ${now}))`;
};

export type MeetingToWrite = {
  readonly id: string;
  readonly type: MeetingType;
  readonly form: MeetingForm;
  /** Who and what holds it; the caller has locked them. */
  readonly resources: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly placeId: string | null;
  readonly language: string;
  readonly topic: string | null;
  readonly step: string | null;
  readonly bookedBy: 'citizen' | 'employee';
  readonly hiddenAddresses: boolean;
  readonly requestKey: string | null;
  readonly people: readonly PersonRow[];
  /** Null is a meeting; else it is only held, so long. */
  readonly hold: { readonly until: Date; readonly expiresAt: Date } | null;
  readonly uid?: string;
  readonly sequence?: number;
  readonly seriesId?: string | null;
  readonly seriesDay?: string | null;
  readonly event: { readonly kind: string; readonly by: 'citizen' | 'employee' | 'system'; readonly from: Date | null };
  /** She may have so many of this kind ahead of her; null is any number. */
  readonly mostAhead: number | null;
};

type Written = {
  readonly ahead: number;
  readonly met: number;
  readonly place: string | null;
  readonly taken: number;
};

/** What makes the statement another; all else are values. */
type Shape = {
  readonly aheadBy: 'contact_key' | 'phrase_key' | null;
  /** In person it is where the room or kiosk is, or the employee who belongs to one place. */
  readonly atPlace: boolean;
};

const writingOf = ({ aheadBy, atPlace }: Shape) =>
  prepared<WriteValues, Written>((at) => {
    const ahead =
      aheadBy === null
        ? sql`0`
        : sql`(select count(*)::int from meeting_person p cross join lateral (select from meeting where id = p.meeting_id and type_id = ${at.type}::uuid
          and state in ('booked', 'proposed') and (starts_at is null or starts_at > ${at.now}::timestamptz) offset 0) m
          where ${sql.ref(`p.${aheadBy}`)} = ${at.citizen}::text and p.role = 'citizen')`;
    const place = atPlace
      ? sql`(select r.place_id from meeting_resource r join crew on crew.resource = r.id where r.place_id is not null order by r.kind desc limit 1)`
      : sql`null::uuid`;
    return sql<Written>`
    with crew as materialized (select id, resource, ${at.from}::timestamptz as busy_from, ${at.to}::timestamptz as busy_to
      from unnest(${at.crewIds}::uuid[], ${at.crewResources}::uuid[]) v(id, resource)),
    gone as (${expiredInTheWay(at.now)}),
    ahead as materialized (select ${ahead} as many, (select count(*) from gone) as gone),
    met as (
      insert into meeting (id, municipality_id, type_id, form, state, starts_at, ends_at, place_id, language, topic, step, series_id, series_day,
        uid, sequence, booked_by, hidden_addresses, hold_until, request_key, created_at, changed_at, delete_on)
      select ${at.id}::uuid, ${at.municipality}::uuid, ${at.type}::uuid, ${at.form}::text, ${at.state}::text, ${at.startsAt}::timestamptz, ${at.endsAt}::timestamptz,
        coalesce(${at.place}::uuid, ${place}), ${at.language}::text, ${at.topic}::text, ${at.step}::text, ${at.series}::uuid, ${at.seriesDay}::text, ${at.uid}::uuid,
        ${at.sequence}::int, ${at.bookedBy}::text, ${at.hiddenAddresses}::boolean, ${at.holdUntil}::timestamptz, ${at.requestKey}::text, ${at.now}::timestamptz,
        ${at.now}::timestamptz, ${at.deleteOn}::text
      from ahead where many < ${at.mostAhead}::int
      on conflict (municipality_id, request_key) do nothing returning id, place_id),
    taken as (
      insert into meeting_occupancy (id, municipality_id, resource_id, meeting_id, why, starts_at, ends_at, expires_at)
      select crew.id, ${at.municipality}::uuid, crew.resource, met.id, ${at.why}::text, ${at.from}::timestamptz, ${at.to}::timestamptz, ${at.expiresAt}::timestamptz
      from met, crew on conflict do nothing returning id),
    people as (
      insert into meeting_person (id, municipality_id, meeting_id, role, sealed, contact_key, phrase_key, token_hash, code_key, channel, protected, joined_at)
      select p.id, ${at.municipality}::uuid, met.id, p.role, p.sealed, p.contact, p.phrase, p.token, p.code, p.channel, p.protected, ${at.now}::timestamptz
      from met, unnest(${at.personIds}::uuid[], ${at.roles}::text[], ${at.sealed}::text[], ${at.contacts}::text[], ${at.phrases}::text[], ${at.tokens}::text[],
        ${at.codes}::text[], ${at.channels}::text[], ${at.protecteds}::boolean[]) p(id, role, sealed, contact, phrase, token, code, channel, protected)),
    happened as (
      insert into meeting_event (id, municipality_id, meeting_id, at, kind, by_whom, from_start, to_start)
      select ${at.eventId}::uuid, ${at.municipality}::uuid, met.id, ${at.now}::timestamptz, ${at.eventKind}::text, ${at.eventBy}::text, ${at.eventFrom}::timestamptz,
        ${at.startsAt}::timestamptz from met)
    select (select many from ahead) as ahead, (select count(*)::int from met) as met, (select place_id from met) as place,
      (select count(*)::int from taken) as taken`;
  });

type WriteValues = ReturnType<typeof valuesOf>;
const writings = new Map<string, ReturnType<typeof writingOf>>();

function valuesOf(meeting: MeetingToWrite, now: Date) {
  const { type, hold, people } = meeting;
  const range = widened(meeting, type.rules);
  const citizen = people.find(({ role }) => role === 'citizen');
  return {
    municipality: currentMunicipality(),
    now,
    id: meeting.id,
    type: type.id,
    form: meeting.form,
    state: hold ? 'held-open' : 'booked',
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    place: meeting.placeId,
    language: meeting.language,
    topic: meeting.topic,
    step: meeting.step,
    series: meeting.seriesId ?? null,
    seriesDay: meeting.seriesDay ?? null,
    uid: meeting.uid ?? newId(),
    sequence: meeting.sequence ?? 0,
    bookedBy: meeting.bookedBy,
    hiddenAddresses: meeting.hiddenAddresses,
    holdUntil: hold?.until ?? null,
    expiresAt: hold?.expiresAt ?? null,
    why: hold ? 'hold' : 'meeting',
    requestKey: meeting.requestKey,
    deleteOn: hold ? null : deleteOn(meeting.endsAt, type.rules),
    mostAhead: meeting.mostAhead ?? 1,
    citizen: citizen?.contact_key ?? citizen?.phrase_key ?? null,
    from: range.from,
    to: range.to,
    crewIds: listOf(meeting.resources.map(() => newId())),
    crewResources: listOf(meeting.resources),
    personIds: listOf(people.map(({ id }) => id)),
    roles: listOf(people.map(({ role }) => role)),
    sealed: listOf(people.map(({ sealed }) => sealed)),
    contacts: listOf(people.map(({ contact_key }) => contact_key)),
    phrases: listOf(people.map(({ phrase_key }) => phrase_key)),
    tokens: listOf(people.map(({ token_hash }) => token_hash)),
    codes: listOf(people.map(({ code_key }) => code_key)),
    channels: listOf(people.map(({ channel }) => channel)),
    protecteds: listOf(people.map((one) => one.protected)),
    eventId: newId(),
    eventKind: meeting.event.kind,
    eventBy: meeting.event.by,
    eventFrom: meeting.event.from,
  };
}

/**
 * Writes a meeting, all that it takes, who comes and how it began, in one statement: each way to and from the database is time
 * in which others wait. Where it is held; `too-many`: she has enough of them ahead, and nothing was written.
 */
export async function writeMeeting(
  meeting: MeetingToWrite,
  now: Date,
): Promise<{ readonly placeId: string | null } | 'too-many'> {
  const citizen = meeting.people.find(({ role }) => role === 'citizen');
  const countedBy = citizen?.contact_key
    ? ('contact_key' as const)
    : citizen?.phrase_key
      ? ('phrase_key' as const)
      : null;
  const shape: Shape = {
    aheadBy: meeting.mostAhead === null ? null : countedBy,
    atPlace: meeting.form === 'in-person' || meeting.form === 'kiosk',
  };
  const key = JSON.stringify(shape);
  const writing = writings.get(key) ?? writingOf(shape);
  writings.set(key, writing);
  const [written] = await writing(valuesOf(meeting, now));
  if (!written) throw new Error('unreachable');
  if (meeting.mostAhead !== null && written.ahead >= meeting.mostAhead) return 'too-many';
  // Not all of it was free, or the same wish was quicker on another way.
  if (written.met === 0 || written.taken < meeting.resources.length) throw new Overtaken();
  return { placeId: written.place };
}
