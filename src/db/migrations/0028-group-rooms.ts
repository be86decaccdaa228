import { type Kysely, sql } from 'kysely';

/**
 * A room for all who have a seat in a group meeting: a role of their own, one place for each of them, and a place in line that
 * is the group's and waits for nobody's page. One statement an execute (PGlite).
 */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  const guests = `'companion', 'representative', 'interpreter', 'participant'`;
  await run('alter table call_participant drop constraint call_participant_role');
  await run(`alter table call_participant add constraint call_participant_role check
    (role in ('citizen', 'employee', 'colleague', ${guests}))`);
  await run('alter table call_guest_link drop constraint call_guest_link_role_check');
  await run(`alter table call_guest_link add constraint call_guest_link_role_check check (role in (${guests}))`);
  await run('alter table call_room add column kept integer not null default 0');
  await run('alter table call_guest_link add column holder uuid');
  await run('alter table call_guest add column holder uuid');
  await run('create unique index one_place_each on call_guest (room_id, holder) where holder is not null');
  await run('alter table help_ticket add column stays_until timestamptz');
}
