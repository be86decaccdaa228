import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

const all = 'select, insert, update, delete';
const house = 'municipality_id uuid not null references municipality';

/** Calendars that are read from, and those that read us. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`create table calendar_feed (
    id uuid primary key, ${house}, employee_id uuid not null, token_hash text not null unique,
    shows text not null check (shows in ('busy', 'type')), created_at timestamptz not null,
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'calendar_feed', {
    grants: all,
    why: 'secret addresses by which an employee’s own calendar reads her meetings',
  });

  await run(`create table calendar_feed_shown (
    feed_id uuid not null references calendar_feed on delete cascade, meeting_id uuid not null references meeting on delete cascade, ${house},
    starts_at timestamptz not null, ends_at timestamptz not null, sequence integer not null, gone_at timestamptz, primary key (feed_id, meeting_id))`);
  await run('create index on calendar_feed_shown (meeting_id)');
  await declareMunicipal(kysely, 'calendar_feed_shown', {
    grants: all,
    why: 'what a calendar was told of, so that it can be told when a meeting is cancelled or another’s',
  });

  await run(`create table calendar_source (
    id uuid primary key, ${house}, resource_id uuid not null references meeting_resource on delete cascade,
    kind text not null check (kind in ('ics', 'caldav', 'graph')), sealed text not null, tag text,
    last_tried_at timestamptz, last_good_at timestamptz, fault text, failures integer not null default 0)`);
  await run('create index on calendar_source (municipality_id, resource_id)');
  await declareMunicipal(kysely, 'calendar_source', {
    grants: all,
    why: 'calendars of others that are mirrored, address and login sealed',
  });

  await run(`create table calendar_busy (
    ${house}, source_id uuid not null references calendar_source on delete cascade, resource_id uuid not null references meeting_resource on delete cascade,
    starts_at timestamptz not null, ends_at timestamptz not null, check (ends_at > starts_at))`);
  await run('create index on calendar_busy (municipality_id, resource_id, starts_at)');
  await run('create index on calendar_busy (source_id)');
  await declareMunicipal(kysely, 'calendar_busy', {
    grants: all,
    why: 'when others’ calendars say that somebody is taken; times alone',
  });
}
