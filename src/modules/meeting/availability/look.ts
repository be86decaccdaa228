import { type RawBuilder, sql } from 'kysely';
import { listOf, prepared, type Slots } from '../../../db/index.ts';
import { addDays } from '../../../kernel/index.ts';
import { dateOfMinute, dayOf, instantOfMinute, type Minute, type Spans } from './danish-day.ts';
import {
  type Calendars,
  calendarsOf,
  calendarsVersion,
  knownCalendars,
  longestMinutes,
  spansOfText,
} from './load-calendars.ts';
import { shapeOf } from './rules-of-time.ts';
import { type Candidates, candidatesFor } from './search-times.ts';
import type { TimeWish } from './time-wish.ts';

/** What must be asked to decide about one moment. Lists are text. */
export type LookValues = {
  /** Who and what could be part of it. */
  readonly ids: string;
  /** The employees among them. */
  readonly leads: string;
  readonly from: Date;
  readonly to: Date;
  /** What may overlap, and the week where there is a choice, begins between these. */
  readonly first: Date;
  readonly last: Date;
  readonly monday: Date;
  readonly sunday: Date;
  readonly lookedAt: Date;
  readonly instead: string | null;
  readonly contactKey: string | null;
};

export type LookRow = {
  readonly calendars: string;
  /** Of each: its id, when it is taken by us, how much is booked in the week of the meeting, when it is taken elsewhere. */
  readonly each: readonly (readonly [string, string | null, number | null, string | null])[] | null;
  /** With whom she met, the latest first. */
  readonly met: readonly string[] | null;
};

/** What was seen of the calendars around a moment, and who could be part of it. */
export type Seen = { readonly calendars: Calendars; readonly candidates: Candidates; readonly row: LookRow };

/** Taken by something else than the meeting that is to be moved. */
const byOthers = (
  instead: RawBuilder<unknown>,
) => sql`(${instead}::uuid is null or (meeting_id is distinct from ${instead}::uuid
  and (option_id is null or option_id not in (select id from meeting_option where meeting_id = ${instead}::uuid))))`;
const asText = sql`string_agg(date_part('epoch', starts_at)::bigint || ' ' || date_part('epoch', ends_at)::bigint, ' ')`;

/**
 * All that decides about one moment, to be selected beside what is asked anyway: which calendars there are, when each is
 * taken around it, how much each employee has that week and whom she met. Each calendar is looked up by itself (`lateral`,
 * kept apart by `offset 0`), and of somebody who is new here nothing is: a plan that is kept may have been made when the tables
 * were empty, when all indexes look alike. Bounds are plain comparisons
 * (docs/evidence.md: range operators cannot use an index under row-level security).
 */
export const lookColumns = (at: Slots<LookValues>) => sql<LookRow>`${calendarsVersion()} as calendars,
  (select json_agg(json_build_array(r.id, busy.spans, busy.seconds, busy.mirrored)) from unnest(${at.ids}::uuid[]) r(id) cross join lateral (
    select ${asText} filter (where starts_at < ${at.to}::timestamptz and ends_at > ${at.from}::timestamptz
        and (expires_at is null or expires_at > ${at.lookedAt}::timestamptz) and ${byOthers(at.instead)}) as spans,
      sum(date_part('epoch', ends_at - starts_at)) filter (where why <> 'freed' and starts_at >= ${at.monday}::timestamptz and starts_at < ${at.sunday}::timestamptz
        and (${at.instead}::uuid is null or meeting_id is distinct from ${at.instead}::uuid))::float8 as seconds,
      (select ${asText} from calendar_busy where resource_id = r.id and starts_at < ${at.to}::timestamptz and ends_at > ${at.from}::timestamptz) as mirrored
    from meeting_occupancy where resource_id = r.id and starts_at < ${at.last}::timestamptz and starts_at >= ${at.first}::timestamptz
    offset 0) busy) as each,
  case when exists (select from meeting_person where contact_key = ${at.contactKey}::text) then (select json_agg(id) from (
    select o.resource_id as id from meeting_person p
      cross join lateral (select starts_at from meeting where id = p.meeting_id and state in ('booked', 'done') offset 0) m
      cross join lateral (select resource_id from meeting_occupancy where meeting_id = p.meeting_id and why = 'meeting' and resource_id = any(${at.leads}::uuid[]) offset 0) o
    where p.contact_key = ${at.contactKey}::text
    order by m.starts_at desc limit 50) latest) end as met`;

/** Around a meeting so much is looked at: what ended just before decides whether it follows on directly. */
const aroundMinutes = 10;

/** Without calendars nobody is asked about: then the answer says which calendars there are. */
export function lookValues(wish: TimeWish, start: Minute, calendars: Calendars | null, now: Date): LookValues {
  const { minutes, before, after } = shapeOf(wish);
  const { ids, leads } = calendars === null ? { ids: [], leads: [] } : candidatesFor(wish, calendars);
  const from = start - before - aroundMinutes;
  const to = start + minutes + after + aroundMinutes;
  const { monday, sunday } = weekOf(start);
  const choice = leads.length > 1;
  return {
    ids: listOf(ids),
    leads: listOf(leads),
    from: instantOfMinute(from),
    to: instantOfMinute(to),
    first: instantOfMinute(Math.min(from - longestMinutes, choice ? monday : from)),
    last: instantOfMinute(Math.max(to, choice ? sunday : to)),
    monday: instantOfMinute(monday),
    sunday: instantOfMinute(sunday),
    lookedAt: now,
    instead: wish.instead,
    contactKey: wish.contactKey,
  };
}

function weekOf(start: Minute): { readonly monday: Minute; readonly sunday: Minute } {
  const day = dayOf(dateOfMinute(start));
  return {
    monday: dayOf(addDays(day.date, 1 - day.weekday)).start,
    sunday: dayOf(addDays(day.date, 7 - day.weekday)).end,
  };
}

const look = prepared<LookValues, LookRow>((at) => sql`select ${lookColumns(at)}`);

/**
 * What a statement with `lookColumns` answered, where it was asked with the calendars that there are; else asked again with
 * those. `guess` are the calendars that it was asked with.
 */
export async function seenIn(
  first: LookRow,
  guess: ReturnType<typeof knownCalendars>,
  wish: TimeWish,
  start: Minute,
  now: Date,
): Promise<Seen> {
  let row = first;
  let asked = guess;
  // Somebody who changes them all the time is not waited for.
  for (let times = 0; asked?.version !== row.calendars && times < 3; times += 1) {
    asked = { version: row.calendars, value: await calendarsOf(row.calendars) };
    row = (await look(lookValues(wish, start, asked.value, now)))[0] ?? row;
  }
  const calendars = asked?.value ?? (await calendarsOf(row.calendars));
  return { calendars, candidates: candidatesFor(wish, calendars), row };
}

/** One question where the calendars are those that were read last. */
export async function lookAt(wish: TimeWish, start: Minute, now: Date): Promise<Seen> {
  const guess = knownCalendars();
  const [row] = await look(lookValues(wish, start, guess?.value ?? null, now));
  if (!row) throw new Error('unreachable');
  return seenIn(row, guess, wish, start, now);
}

export const busyIn = ({ each }: LookRow): ReadonlyMap<string, Spans> =>
  new Map(
    (each ?? []).flatMap(([id, spans, , mirrored]) => {
      const all = spans && mirrored ? `${spans} ${mirrored}` : (spans ?? mirrored);
      return all ? [[id, spansOfText(all)] as const] : [];
    }),
  );

type EachValues = Pick<LookValues, 'ids' | 'lookedAt' | 'instead'> & {
  readonly froms: string;
  readonly tos: string;
  readonly mondays: string;
  readonly sundays: string;
};
type EachRow = {
  /** Of the moment or, for what is booked in a week, of the week; from 1. */
  readonly n: number;
  readonly id: string;
  readonly spans: string | null;
  readonly seconds: number | null;
  readonly mirrored: string | null;
};

const lookEach = prepared<EachValues, EachRow>(
  (at) => sql`
  select n::int, r.id, busy.spans, null::float8 as seconds, busy.mirrored from unnest(${at.froms}::timestamptz[], ${at.tos}::timestamptz[]) with ordinality w(f, t, n)
    cross join unnest(${at.ids}::uuid[]) r(id) cross join lateral (
      select ${asText} as spans,
        (select ${asText} from calendar_busy where resource_id = r.id and starts_at < w.t and ends_at > w.f) as mirrored
      from meeting_occupancy where resource_id = r.id and starts_at < w.t and starts_at >= w.f - interval '1 day' and ends_at > w.f
        and (expires_at is null or expires_at > ${at.lookedAt}::timestamptz) and ${byOthers(at.instead)} offset 0) busy
  where busy.spans is not null or busy.mirrored is not null
  union all
  select n::int, r.id, null, week.seconds, null from unnest(${at.mondays}::timestamptz[], ${at.sundays}::timestamptz[]) with ordinality w(f, t, n)
    cross join unnest(${at.ids}::uuid[]) r(id) cross join lateral (
      select sum(date_part('epoch', ends_at - starts_at))::float8 as seconds from meeting_occupancy
      where resource_id = r.id and starts_at >= w.f and starts_at < w.t and why <> 'freed'
        and (${at.instead}::uuid is null or meeting_id is distinct from ${at.instead}::uuid) offset 0) week
  where week.seconds is not null`,
);

/** The same about many moments, in two questions whatever their number. */
export async function lookAtEach(wish: TimeWish, starts: readonly Minute[], now: Date): Promise<readonly Seen[]> {
  const [first] = starts;
  if (first === undefined) return [];
  const { calendars, candidates, row } = await lookAt(wish, first, now);
  const asked = starts.map((start) => lookValues(wish, start, null, now));
  const weeks =
    candidates.leads.length > 1 ? [...new Map(asked.map((one) => [one.monday.getTime(), one])).values()] : [];
  const rows = await lookEach({
    ids: listOf(candidates.ids),
    froms: listOf(asked.map(({ from }) => from)),
    tos: listOf(asked.map(({ to }) => to)),
    mondays: listOf(weeks.map(({ monday }) => monday)),
    sundays: listOf(weeks.map(({ sunday }) => sunday)),
    lookedAt: now,
    instead: wish.instead,
  });
  const booked = new Map<string, number>();
  const busy = starts.map((): [string, string | null, string | null][] => []);
  for (const { n, id, spans, seconds, mirrored } of rows)
    if (seconds !== null) booked.set(`${weeks[n - 1]?.monday.getTime()} ${id}`, seconds);
    else busy[n - 1]?.push([id, spans, mirrored]);
  return asked.map(({ monday }, at) => {
    const taken = new Map(busy[at]?.map((one) => [one[0], one]));
    const each = candidates.ids.map(
      (id) =>
        [
          id,
          taken.get(id)?.[1] ?? null,
          booked.get(`${monday.getTime()} ${id}`) ?? null,
          taken.get(id)?.[2] ?? null,
        ] as const,
    );
    return { calendars, candidates, row: { ...row, each } };
  });
}
