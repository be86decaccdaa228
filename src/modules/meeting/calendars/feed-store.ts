import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { addDays, type EmployeeId, hashToken, instantOf, newId, newToken, wallClock } from '../../../kernel/index.ts';

/** `busy` says that she is taken; `type` says by which kind of meeting. Neither says with whom or about what. */
export type FeedShows = 'busy' | 'type';
export type Feed = { readonly id: string; readonly employee: EmployeeId; readonly shows: FeedShows };

/** An employee's feed; null where she has none. In the caller's municipal transaction, as everything here. */
export async function feedOf(employee: EmployeeId): Promise<(Feed & { readonly createdAt: Date }) | null> {
  const row = await db()
    .selectFrom('calendar_feed')
    .select(['id', 'shows', 'created_at'])
    .where('employee_id', '=', employee)
    .executeTakeFirst();
  return row ? { id: row.id, employee, shows: row.shows, createdAt: row.created_at } : null;
}

/** A new secret, given back once; the address that was is no more. */
export async function makeFeed(employee: EmployeeId, shows: FeedShows, now: Date): Promise<string> {
  await endFeed(employee);
  const token = newToken();
  await db()
    .insertInto('calendar_feed')
    .values({
      id: newId(),
      municipality_id: currentMunicipality(),
      employee_id: employee,
      token_hash: hashToken(token),
      shows,
      created_at: now,
    })
    .execute();
  return token;
}

export async function endFeed(employee: EmployeeId): Promise<void> {
  await db().deleteFrom('calendar_feed').where('employee_id', '=', employee).execute();
}

export async function changeFeed(employee: EmployeeId, shows: FeedShows): Promise<void> {
  await db().updateTable('calendar_feed').set({ shows }).where('employee_id', '=', employee).execute();
}

/** Whose feed a secret opens in the current municipality; null for any other text. */
export async function feedOfToken(token: string): Promise<Feed | null> {
  const row = await db()
    .selectFrom('calendar_feed')
    .select(['id', 'employee_id', 'shows'])
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  return row ? { id: row.id, employee: row.employee_id, shows: row.shows } : null;
}

/** A time in a feed. `gone`: it was told of before, and is cancelled or another's now. */
export type FeedTime = {
  readonly uid: string;
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly changedAt: Date;
  readonly gone: boolean;
  readonly title: { readonly da: string; readonly en: string };
  readonly anonymous: boolean;
};

const daysBack = 7;
const daysAhead = 180;

/**
 * What a feed holds now: her meetings from a week back to half a year ahead, and those that it has told of which are hers
 * no longer. Notes what is told, because a meeting that is cancelled keeps no record of whose time it took.
 */
export async function readFeed(feed: Feed, now: Date): Promise<readonly FeedTime[]> {
  const { date } = wallClock(now);
  const from = instantOf(addDays(date, -daysBack), '00:00');
  const to = instantOf(addDays(date, daysAhead + 1), '00:00');
  await sql`insert into calendar_feed_shown (feed_id, meeting_id, municipality_id, starts_at, ends_at, sequence)
    select ${feed.id}::uuid, m.id, m.municipality_id, m.starts_at, m.ends_at, m.sequence from meeting m
    where m.starts_at < ${to} and m.ends_at > ${from} and m.state in ('booked', 'done', 'no-show')
      and m.id in (select o.meeting_id from meeting_occupancy o join meeting_resource r on r.id = o.resource_id
        where r.employee_id = ${feed.employee} and o.meeting_id is not null)
    on conflict (feed_id, meeting_id) do update
      set starts_at = excluded.starts_at, ends_at = excluded.ends_at, gone_at = null,
        sequence = greatest(excluded.sequence, calendar_feed_shown.sequence + (calendar_feed_shown.gone_at is not null)::int)
      where (calendar_feed_shown.starts_at, calendar_feed_shown.ends_at) is distinct from (excluded.starts_at, excluded.ends_at)
        or calendar_feed_shown.sequence < excluded.sequence or calendar_feed_shown.gone_at is not null`.execute(db());
  await sql`update calendar_feed_shown s set gone_at = ${now}, sequence = greatest(s.sequence + 1, m.sequence)
    from meeting m where m.id = s.meeting_id and s.feed_id = ${feed.id} and s.gone_at is null
      and (m.state not in ('booked', 'done', 'no-show') or m.id not in (
        select o.meeting_id from meeting_occupancy o join meeting_resource r on r.id = o.resource_id
        where r.employee_id = ${feed.employee} and o.meeting_id is not null))`.execute(db());
  const rows = await db()
    .selectFrom('calendar_feed_shown')
    .innerJoin('meeting', 'meeting.id', 'calendar_feed_shown.meeting_id')
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select([
      'meeting.uid',
      'meeting.changed_at',
      'meeting_type.title_da',
      'meeting_type.title_en',
      'calendar_feed_shown.sequence',
      'calendar_feed_shown.starts_at',
      'calendar_feed_shown.ends_at',
      'calendar_feed_shown.gone_at',
      sql<boolean>`coalesce((meeting_type.rules->>'anonymous')::boolean, false)`.as('anonymous'),
    ])
    .where('calendar_feed_shown.feed_id', '=', feed.id)
    .where('calendar_feed_shown.starts_at', '<', to)
    .where('calendar_feed_shown.ends_at', '>', from)
    .orderBy('calendar_feed_shown.starts_at')
    .orderBy('meeting.uid')
    .execute();
  // What was given another form is told of once: as it stands.
  const stand = new Set(rows.flatMap((row) => (row.gone_at === null ? [row.uid] : [])));
  const told = rows.filter((row) => row.gone_at === null || !stand.has(row.uid));
  return told.map((row) => ({
    uid: row.uid,
    sequence: row.sequence,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    changedAt: row.gone_at ?? row.changed_at,
    gone: row.gone_at !== null,
    title: { da: row.title_da, en: row.title_en },
    anonymous: row.anonymous,
  }));
}
