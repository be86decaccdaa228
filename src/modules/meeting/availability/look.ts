import { type RawBuilder, sql } from 'kysely';
import { listOf, prepared, type Slots } from '../../../db/index.ts';
import { addDays } from '../../../kernel/index.ts';
import { dateOfMinute, dayOf, instantOfMinute, type Minute, type Spans } from './danish-day.ts';
import { type Calendars, calendarsOf, calendarsVersion, knownCalendars, spansOfText } from './load-calendars.ts';
import { shapeOf } from './rules-of-time.ts';
import { type Candidates, candidatesFor } from './search-times.ts';
import type { TimeWish } from './time-wish.ts';

/** What must be asked to decide about some moments. Lists are text. */
export type LookValues = {
  /** Who and what could be part of it. */
  readonly ids: string;
  /** The employees among them. */
  readonly leads: string;
  /** Around each moment. */
  readonly froms: string;
  readonly tos: string;
  /** The weeks of the moments, where there is a choice of employees. */
  readonly mondays: string;
  readonly sundays: string;
  readonly lookedAt: Date;
  readonly instead: string | null;
  /** Whose meetings they are; one is for all. */
  readonly contacts: string;
};

export type LookRow = {
  readonly calendars: string;
  /** The moment's number from 1, a resource, when it is taken. */
  readonly taken: readonly (readonly [number, string, string])[] | null;
  /** The week's number from 1, an employee, the seconds that are booked. */
  readonly booked: readonly (readonly [number, string, number])[] | null;
  /** The number of a contact from 1, and with whom she met, the latest first; of somebody who is new here nothing. */
  readonly met: readonly (readonly [number, readonly string[] | null])[] | null;
};

/** What was seen of the calendars around a moment, and who could be part of it. */
export type Seen = {
  readonly calendars: Calendars;
  readonly candidates: Candidates;
  readonly busy: ReadonlyMap<string, Spans>;
  /** How much each has booked in the week of the moment. */
  readonly minutes: ReadonlyMap<string, number>;
  /** With whom she met, the latest first. */
  readonly met: readonly string[];
};

/** Taken by something else than the meeting that is to be moved. */
const byOthers = (
  instead: RawBuilder<unknown>,
) => sql`(${instead}::uuid is null or (meeting_id is distinct from ${instead}::uuid
  and (option_id is null or option_id not in (select id from meeting_option where meeting_id = ${instead}::uuid))))`;
const asText = sql`string_agg(date_part('epoch', starts_at)::bigint || ' ' || date_part('epoch', ends_at)::bigint, ' ')`;

/**
 * All that decides about moments, to be selected beside what is asked anyway: which calendars there are, when each is taken
 * around them, how much each employee has in those weeks and whom she met. Each calendar is looked up by itself (`lateral`,
 * kept apart by `offset 0`), and of somebody who is new here nothing is: a plan that is kept may have been made when the tables
 * were empty, when all indexes look alike. Bounds are plain comparisons
 * (docs/evidence.md: range operators cannot use an index under row-level security).
 */
export const lookColumns = (at: Slots<LookValues>) => sql<LookRow>`${calendarsVersion()} as calendars,
  (select json_agg(json_build_array(n, r.id, busy.spans)) from unnest(${at.froms}::timestamptz[], ${at.tos}::timestamptz[]) with ordinality w(f, t, n)
    cross join unnest(${at.ids}::uuid[]) r(id) cross join lateral (select ${asText} as spans from (
      select starts_at, ends_at from meeting_occupancy
      where resource_id = r.id and starts_at < w.t and starts_at >= w.f - interval '1 day' and ends_at > w.f
        and (expires_at is null or expires_at > ${at.lookedAt}::timestamptz) and ${byOthers(at.instead)}
      union all
      select starts_at, ends_at from calendar_busy where resource_id = r.id and starts_at < w.t and ends_at > w.f) b offset 0) busy
    where busy.spans is not null) as taken,
  (select json_agg(json_build_array(n, r.id, week.seconds)) from unnest(${at.mondays}::timestamptz[], ${at.sundays}::timestamptz[]) with ordinality w(f, t, n)
    cross join unnest(${at.leads}::uuid[]) r(id) cross join lateral (
      select sum(date_part('epoch', ends_at - starts_at))::float8 as seconds from meeting_occupancy
      where resource_id = r.id and starts_at >= w.f and starts_at < w.t and why <> 'freed'
        and (${at.instead}::uuid is null or meeting_id is distinct from ${at.instead}::uuid) offset 0) week
    where week.seconds is not null) as booked,
  (select json_agg(json_build_array(n, (select json_agg(id) from (
      select o.resource_id as id from meeting_person p
        cross join lateral (select starts_at from meeting where id = p.meeting_id and state in ('booked', 'done') offset 0) m
        cross join lateral (select resource_id from meeting_occupancy where meeting_id = p.meeting_id and why = 'meeting' and resource_id = any(${at.leads}::uuid[]) offset 0) o
      where p.contact_key = c.key order by m.starts_at desc limit 50) latest)))
    from unnest(${at.contacts}::text[]) with ordinality c(key, n)
    where exists (select from meeting_person where contact_key = c.key offset 0)) as met`;

/** Around a meeting so much is looked at: what ended just before decides whether it follows on directly. */
const aroundMinutes = 10;

function weekOf(start: Minute): { readonly monday: Minute; readonly sunday: Minute } {
  const day = dayOf(dateOfMinute(start));
  return {
    monday: dayOf(addDays(day.date, 1 - day.weekday)).start,
    sunday: dayOf(addDays(day.date, 7 - day.weekday)).end,
  };
}

/** A resource that was taken after the calendars were looked at, in minutes and with the buffers. */
export type TakenSince = { readonly resource: string; readonly from: Minute; readonly to: Minute };

/**
 * Many moments of one wish: what must be asked about them, and what the answer says of each. `contacts`: of each moment its
 * own, or one for all. Without calendars nobody is asked about: then the answer says which calendars there are. Pure.
 */
export function momentsOf(
  wish: TimeWish,
  starts: readonly Minute[],
  contacts: readonly (string | null)[],
  calendars: Calendars | null,
  now: Date,
) {
  const { minutes, before, after } = shapeOf(wish);
  const candidates = calendars === null ? null : candidatesFor(wish, calendars);
  const ids = candidates?.ids ?? [];
  const leads = candidates?.leads ?? [];
  const each = starts.map((start) => ({
    from: start - before - aroundMinutes,
    to: start + minutes + after + aroundMinutes,
    ...weekOf(start),
  }));
  const weeks = leads.length > 1 ? [...new Map(each.map((one) => [one.monday, one])).values()] : [];
  const instants = (all: readonly Minute[]) => listOf(all.map(instantOfMinute));
  const values: LookValues = {
    ids: listOf(ids),
    leads: listOf(leads),
    froms: instants(each.map(({ from }) => from)),
    tos: instants(each.map(({ to }) => to)),
    mondays: instants(weeks.map(({ monday }) => monday)),
    sundays: instants(weeks.map(({ sunday }) => sunday)),
    lookedAt: now,
    instead: wish.instead,
    contacts: listOf(contacts),
  };

  /** The calendars around each moment, by its place in `starts`; with what was taken since. */
  function seenIn(row: LookRow): (at: number, since: readonly TakenSince[]) => Seen {
    if (calendars === null || candidates === null) throw new Error('Nobody was asked about.');
    const taken = each.map(() => new Map<string, string>());
    for (const [n, id, spans] of row.taken ?? []) taken[n - 1]?.set(id, spans);
    const booked = new Map((row.booked ?? []).map(([n, id, many]) => [`${weeks[n - 1]?.monday} ${id}`, many / 60]));
    const met = new Map((row.met ?? []).map(([n, those]) => [n - 1, those ?? []]));
    return (at, since) => {
      const moment = each[at];
      if (!moment) throw new RangeError('No such moment.');
      const inTheWay = since.filter(({ from, to }) => from < moment.to && to > moment.from);
      const thatWeek = since.filter(({ from }) => from >= moment.monday && from < moment.sunday);
      const busy = new Map<string, Spans>();
      for (const id of ids) {
        const more = inTheWay
          .filter(({ resource }) => resource === id)
          .map(({ from, to }) => `${from * 60} ${to * 60}`);
        const text = [...(taken[at]?.has(id) ? [taken[at].get(id)] : []), ...more].join(' ');
        if (text !== '') busy.set(id, spansOfText(text));
      }
      const least = new Map(
        leads.map((id) => {
          const more = thatWeek
            .filter(({ resource }) => resource === id)
            .reduce((sum, { from, to }) => sum + to - from, 0);
          return [id, Math.round((booked.get(`${moment.monday} ${id}`) ?? 0) + more)] as const;
        }),
      );
      return { calendars, candidates, busy, minutes: least, met: met.get(contacts.length === 1 ? 0 : at) ?? [] };
    };
  }
  return { values, seenIn };
}

/**
 * Asks with the calendars that were read last, and once more where others are in force: `ask` is given what to ask about and
 * answers with a row that has `lookColumns`. What there is is told by its place in `starts`.
 */
export async function lookWith<Row extends LookRow>(
  wish: TimeWish,
  starts: readonly Minute[],
  contacts: readonly (string | null)[],
  now: Date,
  ask: (values: LookValues) => Promise<readonly Row[]>,
): Promise<{ readonly row: Row; readonly seen: ReturnType<ReturnType<typeof momentsOf>['seenIn']> }> {
  let known = knownCalendars();
  // Somebody who changes them all the time is not waited for.
  for (let times = 1; ; times += 1) {
    const { values, seenIn } = momentsOf(wish, starts, contacts, known?.value ?? null, now);
    const [row] = await ask(values);
    if (!row) throw new Error('unreachable');
    if (known && (known.version === row.calendars || times > 3)) return { row, seen: seenIn(row) };
    known = { version: row.calendars, value: await calendarsOf(row.calendars) };
  }
}

const look = prepared<LookValues, LookRow>((at) => sql`select ${lookColumns(at)}`);

/** What decides about each of many moments, in one question whatever their number. */
export async function lookAtEach(wish: TimeWish, starts: readonly Minute[], now: Date): Promise<readonly Seen[]> {
  if (starts.length === 0) return [];
  const { seen } = await lookWith(wish, starts, [wish.contactKey], now, look);
  return starts.map((_, at) => seen(at, []));
}

export async function lookAt(wish: TimeWish, start: Minute, now: Date): Promise<Seen> {
  const [seen] = await lookAtEach(wish, [start], now);
  if (!seen) throw new Error('unreachable');
  return seen;
}
