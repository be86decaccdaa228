import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

/** Guests by personal link, and the steps by which somebody was identified. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  const inRoom = `foreign key (municipality_id, room_id) references call_room (municipality_id, id) on delete cascade`;
  const grants = 'select, insert, update, delete';

  await run(`create table call_guest_link (
    id uuid primary key, municipality_id uuid not null, room_id uuid not null, token_hash text not null unique,
    role text not null check (role in ('companion', 'representative', 'interpreter')), language text,
    signs boolean not null default false, expires_at timestamptz not null, ${inRoom})`);
  await run(`create index on call_guest_link (municipality_id, room_id)`);
  await declareMunicipal(kysely, 'call_guest_link', {
    grants,
    why: 'a personal link into a conversation, until it is used, revoked or the conversation is over',
  });

  await run(`create table call_guest (
    participant_id uuid primary key references call_participant on delete cascade, municipality_id uuid not null,
    room_id uuid not null, duty_confirmed_at timestamptz, ${inRoom})`);
  await run(`create index on call_guest (municipality_id, room_id)`);
  await declareMunicipal(kysely, 'call_guest', {
    grants,
    why: 'that an interpreter has confirmed her duty and her age, while the conversation lasts',
  });

  await run(`create table call_identity_raise (
    id uuid primary key, municipality_id uuid not null, room_id uuid not null,
    participant_id uuid not null references call_participant on delete cascade, number integer not null,
    level text not null check (level in ('told', 'known', 'mitid')), method text not null,
    state text not null check (state in ('requested', 'begun', 'done', 'refused', 'expired')),
    token_hash text unique, asked_at timestamptz not null, expires_at timestamptz not null, ${inRoom})`);
  await run(`create index on call_identity_raise (municipality_id, room_id)`);
  // Two who ask at once ask her once.
  await run(`create unique index one_open_raise on call_identity_raise (participant_id)
    where state in ('requested', 'begun')`);
  await declareMunicipal(kysely, 'call_identity_raise', {
    grants,
    why: 'how somebody in a conversation was identified, while the conversation lasts; never who she is',
  });
}
