import { type Kysely, sql } from 'kysely';

/**
 * More than two in a conversation, each with a place number, a role and a way of having been identified. Conversations last
 * minutes: those under way when the program is renewed are given the numbers that their pages expect least trouble from.
 */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`alter table call_room add column places integer not null default 0`);
  await run(`alter table call_room add column transport text not null default 'direct'
    check (transport in ('direct', 'livekit'))`);
  await run(`alter table call_room add column relay_only boolean not null default false`);

  await run(`alter table call_participant add column number integer not null default 0`);
  await run(`update call_participant set number = case role when 'citizen' then 1 else 2 end`);
  await run(`update call_room set places = 2`);
  await run(`alter table call_participant alter column number drop default`);
  await run(`alter table call_participant add constraint call_participant_place unique (room_id, number)`);
  await run(`alter table call_participant add constraint call_participant_role check
    (role in ('citizen', 'employee', 'colleague', 'companion', 'representative', 'interpreter'))`);
  await run(`alter table call_participant add column state text not null default 'lobby'
    check (state in ('lobby', 'admitted', 'held', 'removed'))`);
  await run(`update call_participant set state = 'admitted' where admitted`);
  await run(`alter table call_participant drop column admitted`);
  await run(`alter table call_participant add column identity text not null default 'none'
    check (identity in ('none', 'told', 'link', 'known', 'mitid', 'staff'))`);
  await run(`alter table call_participant add column language text`);
  await run(`alter table call_participant add column signs boolean not null default false`);

  // What two browsers were saying to each other is said again.
  await run(`delete from call_signal`);
  await run(`alter table call_signal add column from_number integer not null`);
}
