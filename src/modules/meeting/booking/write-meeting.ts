import { type RawBuilder, sql } from 'kysely';
import { currentMunicipality, db, type MeetingForm } from '../../../db/index.ts';
import { addDays, type DateString, newId, wallClock } from '../../../kernel/index.ts';
import type { MeetingRules, MeetingType } from '../meeting-rules.ts';
import { Overtaken } from './choose-crew.ts';
import { firstLockable, hoursKey, widened } from './occupy.ts';
import type { PersonRow } from './people.ts';

/** The day on which everything of a meeting is deleted. */
export const deleteOn = (endsAt: Date, rules: Pick<MeetingRules, 'retentionDays'>): DateString =>
  addDays(wallClock(endsAt).date, rules.retentionDays);

export type Opening = {
  readonly formAllowed: boolean;
  readonly sameWish: string | null;
  /** Of the type as it is now: whoever read it earlier reads it again when this is another. */
  readonly typeVersion: number;
  /** She has had a meeting here: only then is it worth asking with whom. */
  readonly knownCitizen: boolean;
};

/**
 * What comes before any booking, in one statement: hours stand still, bookings of the same citizen go one at a time, the
 * form's row is kept as it is, and a wish that was sent before is found.
 */
export async function openBooking(
  type: Pick<MeetingType, 'id'>,
  form: MeetingForm,
  {
    requestKey,
    citizen,
    staff,
  }: { readonly requestKey: string | null; readonly citizen: string | null; readonly staff: boolean },
): Promise<Opening> {
  const mine =
    citizen === null ? sql`null` : sql`pg_advisory_xact_lock(hashtextextended(${`citizen ${citizen}`}, 0))::text`;
  const { rows } = await sql<{ allowed: boolean | null; version: number | null; same: string | null; known: boolean }>`
    with form as materialized (
      select f.allowed and (t.active or ${staff}::boolean) as allowed, t.version from meeting_type_form f join meeting_type t on t.id = f.type_id
      where f.type_id = ${type.id} and f.form = ${form} for share of f)
    select pg_advisory_xact_lock_shared(hashtextextended(${hoursKey()}, 0))::text, ${mine}, (select allowed from form) as allowed, (select version from form) as version,
      exists (select from meeting_person where contact_key = ${citizen}::text) as known,
      (select id from meeting where request_key = ${requestKey}::text and municipality_id = ${currentMunicipality()}) as same`.execute(
    db(),
  );
  const row = rows[0];
  return {
    formAllowed: row?.allowed === true,
    sameWish: row?.same ?? null,
    typeVersion: row?.version ?? 0,
    knownCitizen: row?.known === true,
  };
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
  /** Instead of `resources`: who could hold it, best first. The first that can be locked without waiting does. */
  readonly anyOf?: readonly (readonly string[])[];
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

const uuid = (value: string | null): RawBuilder<unknown> => sql`${value}::uuid`;
const text = (value: string | null): RawBuilder<unknown> => sql`${value}::text`;
const instant = (value: Date | null): RawBuilder<unknown> => sql`${value}::timestamptz`;
const row = (cells: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql`(${sql.join(cells)})`;

/** In person it is where the room or kiosk is, or the employee who belongs to one place. */
const placeOf = ({ form }: Pick<MeetingToWrite, 'form'>): RawBuilder<unknown> =>
  form === 'in-person' || form === 'kiosk'
    ? sql`(select r.place_id from meeting_resource r join crew on crew.resource = r.id where r.place_id is not null order by r.kind desc limit 1)`
    : sql`null::uuid`;

/**
 * Writes a meeting, all that it takes, who comes and how it began, in one statement: each way to and from the database is time
 * in which others wait. `too-many`: she has enough of them ahead; `busy`: others are deciding about every crew. Then nothing
 * was written.
 */
export async function writeMeeting(
  meeting: MeetingToWrite,
  now: Date,
): Promise<{ readonly crew: readonly string[]; readonly placeId: string | null } | 'too-many' | 'busy'> {
  const { type, hold } = meeting;
  const municipality = uuid(currentMunicipality());
  const range = widened(meeting, type.rules);
  const all = meeting.anyOf ?? [meeting.resources];
  const crews = all.flatMap((crew, index) =>
    crew.map((resource) => row([sql`${index}::int`, uuid(newId()), uuid(resource)])),
  );
  const chosen = meeting.anyOf ? firstLockable(meeting.anyOf) : sql`select 0 as i`;
  const people = meeting.people.map((one) =>
    row([
      uuid(one.id),
      text(one.role),
      text(one.sealed),
      text(one.contact_key),
      text(one.phrase_key),
      text(one.token_hash),
      text(one.code_key),
      text(one.channel),
      sql`${one.protected}::boolean`,
    ]),
  );
  const citizen = meeting.people.find(({ role }) => role === 'citizen');
  const ahead = meeting.mostAhead === null || !citizen ? sql<number>`0` : aheadOf(type.id, citizen, now);
  const persons =
    people.length === 0
      ? sql``
      : sql`, people as (
    insert into meeting_person (id, municipality_id, meeting_id, series_id, role, sealed, contact_key, phrase_key, token_hash, code_key, channel, protected, joined_at)
    select p.*, ${instant(now)} from (select p.id, ${municipality} as house, met.id as meeting, null::uuid as series, p.role, p.sealed, p.contact, p.phrase, p.token,
      p.code, p.channel, p.protected from met, (values ${sql.join(people)}) p(id, role, sealed, contact, phrase, token, code, channel, protected)) p)`;
  const { rows } = await sql<{
    ahead: number;
    chosen: number | null;
    met: number;
    place: string | null;
    taken: number;
  }>`
    with chosen as materialized (${chosen}),
    crew as materialized (select v.id, v.resource from (values ${sql.join(crews)}) v(i, id, resource) join chosen on chosen.i = v.i),
    gone as (delete from meeting_occupancy where resource_id in (select resource from crew) and starts_at < ${range.to} and ends_at > ${range.from}
      and expires_at <= ${now} returning id),
    ahead as materialized (select ${ahead} as many, (select count(*) from gone) as gone),
    met as (
      insert into meeting (id, municipality_id, type_id, form, state, starts_at, ends_at, place_id, language, topic, step, series_id, series_day,
        uid, sequence, booked_by, hidden_addresses, hold_until, request_key, created_at, changed_at, delete_on)
      select ${uuid(meeting.id)}, ${municipality}, ${uuid(type.id)}, ${text(meeting.form)}, ${text(hold ? 'held-open' : 'booked')},
        ${instant(meeting.startsAt)}, ${instant(meeting.endsAt)}, coalesce(${uuid(meeting.placeId)}, ${placeOf(meeting)}), ${text(meeting.language)}, ${text(meeting.topic)},
        ${text(meeting.step)}, ${uuid(meeting.seriesId ?? null)}, ${text(meeting.seriesDay ?? null)}, ${uuid(meeting.uid ?? newId())},
        ${meeting.sequence ?? 0}::int, ${text(meeting.bookedBy)}, ${meeting.hiddenAddresses}::boolean, ${instant(hold?.until ?? null)},
        ${text(meeting.requestKey)}, ${instant(now)}, ${instant(now)}, ${text(hold ? null : deleteOn(meeting.endsAt, type.rules))}
      from ahead, chosen where many < ${meeting.mostAhead ?? 1}::int
      on conflict (municipality_id, request_key) do nothing returning id, place_id),
    taken as (
      insert into meeting_occupancy (id, municipality_id, resource_id, meeting_id, why, starts_at, ends_at, expires_at)
      select crew.id, ${municipality}, crew.resource, met.id, ${text(hold ? 'hold' : 'meeting')}, ${instant(range.from)}, ${instant(range.to)},
        ${instant(hold?.expiresAt ?? null)} from met, crew on conflict do nothing returning id)${persons},
    happened as (
      insert into meeting_event (id, municipality_id, meeting_id, at, kind, by_whom, from_start, to_start)
      select ${uuid(newId())}, ${municipality}, met.id, ${instant(now)}, ${text(meeting.event.kind)}, ${text(meeting.event.by)},
        ${instant(meeting.event.from)}, ${instant(meeting.startsAt)} from met)
    select (select many from ahead) as ahead, (select i from chosen) as chosen, (select count(*)::int from met) as met, (select place_id from met) as place, (select count(*)::int from taken) as taken`.execute(
    db(),
  );
  const written = rows[0];
  if (!written) throw new Error('unreachable');
  if (meeting.mostAhead !== null && written.ahead >= meeting.mostAhead) return 'too-many';
  const crew = written.chosen === null ? undefined : all[written.chosen];
  if (!crew) return 'busy';
  // Not all of it was free, or the same wish was quicker on another way.
  if (written.met === 0 || written.taken < crew.length) throw new Overtaken();
  return { crew, placeId: written.place };
}
