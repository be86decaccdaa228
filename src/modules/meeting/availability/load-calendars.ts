import { sql } from 'kysely';
import { db, keptByVersion, rowsVersion } from '../../../db/index.ts';
import type { DateString } from '../../../kernel/index.ts';
import { instantOfMinute, joined, type Minute, type Spans } from './danish-day.ts';
import { type Closings, type ReadyHours, readHours } from './resource-windows.ts';
import type { Resource } from './who-fits.ts';

export type LoadedResource = Resource & { readonly hours: ReadyHours };

/** All that can be booked in the current municipality. Hours come as text: the same ones are read once. */
export async function loadResources(): Promise<readonly LoadedResource[]> {
  const rows = await db()
    .selectFrom('meeting_resource')
    .select(['id', 'kind', 'name', 'place_id', 'skills', 'languages', sql<string>`hours::text`.as('hours_text')])
    .where('active', '=', true)
    .orderBy('id')
    .execute();
  return rows.map(({ id, kind, name, place_id, skills, languages, hours_text }) => ({
    id,
    kind,
    name,
    place: place_id,
    skills,
    languages,
    hours: readHours(hours_text),
  }));
}

/** Closing days of the current municipality and its places. They are few: a year's are read at once. */
export async function loadClosings(): Promise<Closings> {
  const rows = await db().selectFrom('meeting_closing').select(['place_id', 'day']).execute();
  const byPlace = new Map<string, Set<DateString>>();
  for (const { place_id, day } of rows)
    if (place_id !== null) byPlace.set(place_id, (byPlace.get(place_id) ?? new Set()).add(day));
  return { everywhere: new Set(rows.flatMap((row) => (row.place_id === null ? [row.day] : []))), byPlace };
}

/** Who and what there is to be booked, and when nothing is. */
export type Calendars = {
  readonly resources: readonly LoadedResource[];
  readonly closings: Closings;
  readonly byId: ReadonlyMap<string, LoadedResource>;
};

/** Another whenever anybody's hours, skills or closing days are; to be selected beside what is asked anyway. */
export const calendarsVersion = () =>
  sql<string>`${rowsVersion('meeting_resource')} || ' ' || ${rowsVersion('meeting_closing')}`;

const kept = keptByVersion(async (): Promise<Calendars> => {
  const resources = await loadResources();
  return { resources, closings: await loadClosings(), byId: new Map(resources.map((one) => [one.id, one])) };
});
export const calendarsOf = kept.of;
/** Those that were read last: most often they are still the ones. */
export const knownCalendars = kept.last;

/** Those of now. */
export async function calendarsNow(): Promise<Calendars> {
  const { rows } = await sql<{ version: string }>`select ${calendarsVersion()} as version`.execute(db());
  return calendarsOf(rows[0]?.version ?? '');
}

/** Meetings with their buffers are shorter than this (`meetingRulesSchema`), so earlier ones need not be looked at. */
export const longestMinutes = 24 * 60;

type BusyRow = { readonly resource_id: string; readonly spans: string };

/**
 * When each of the resources is taken within a range, whatever takes it: meetings, holds, proposals and what was freed, with
 * their buffers, and what mirrored calendars say. What belongs to `instead` does not count, nor what has expired. One row
 * for each resource: tens of thousands of rows cost more on their way here than to be found. Bounds are plain comparisons
 * (docs/evidence.md: range operators cannot use an index under row-level security).
 */
export async function loadBusy(
  ids: readonly string[],
  from: Minute,
  to: Minute,
  instead: string | null,
  now: Date,
): Promise<ReadonlyMap<string, Spans>> {
  if (ids.length === 0) return new Map();
  const list = `{${ids.join(',')}}`;
  const end = instantOfMinute(to);
  const other =
    instead === null
      ? sql``
      : sql`and meeting_id is distinct from ${instead}::uuid
            and (option_id is null or option_id not in (select id from meeting_option where meeting_id = ${instead}::uuid))`;
  const { rows } = await sql<BusyRow>`
    select resource_id, string_agg(date_part('epoch', starts_at)::bigint || ' ' || date_part('epoch', ends_at)::bigint, ' ') as spans
    from (
      select resource_id, starts_at, ends_at from meeting_occupancy
      where resource_id = any(${list}::uuid[]) and starts_at < ${end} and starts_at >= ${instantOfMinute(from - longestMinutes)}
        and ends_at > ${instantOfMinute(from)} and (expires_at is null or expires_at > ${now}) ${other}
      union all
      select resource_id, starts_at, ends_at from calendar_busy
      where resource_id = any(${list}::uuid[]) and starts_at < ${end} and ends_at > ${instantOfMinute(from)}
    ) as taken
    group by resource_id`.execute(db());
  return new Map(rows.map(({ resource_id, spans }) => [resource_id, spansOfText(spans)]));
}

/** Seconds as the database tells them, to minutes in order and apart. */
export const spansOfText = (text: string): Spans => joined(minutesOf(text));

/** Seconds to whole minutes, outwards: what is taken for a part of a minute is taken for all of it. */
function minutesOf(text: string): Spans {
  return text.split(' ').map((seconds, at) => (at % 2 === 0 ? Math.floor : Math.ceil)(Number(seconds) / 60));
}
