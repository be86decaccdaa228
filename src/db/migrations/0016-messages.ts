import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

const all = 'select, insert, update, delete';
const house = 'municipality_id uuid not null references municipality';

/** What is to be sent, what came of it, and what came back. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`create table message_outbox (
    id uuid primary key, ${house}, channel text not null, kind text not null, recipient_key text not null, sealed text not null,
    state text not null check (state in ('due', 'sending', 'sent', 'dead')), next_at timestamptz not null, latest_useful timestamptz not null,
    attempts integer not null default 0, claimed_until timestamptz, sent_at timestamptz, created_at timestamptz not null,
    check ((state = 'sent') = (sent_at is not null)), check ((state = 'sending') = (claimed_until is not null)))`);
  await run('create index on message_outbox (municipality_id, state, next_at)');
  await run('create index on message_outbox (municipality_id, recipient_key)');
  await declareMunicipal(kysely, 'message_outbox', {
    grants: all,
    why: 'messages to one person each, sealed, written in the transaction of what they tell; emptied when a carrier has taken them, gone a day later',
  });

  // What the citizen's own page and staff see of it: kind, channel and state, never to whom or what.
  await run(`create table message_record (
    id uuid primary key, ${house}, about uuid not null, person uuid, kind text not null, channel text not null,
    state text not null check (state in ('waiting', 'accepted', 'received', 'delivered', 'failed', 'cancelled', 'too-late')),
    at timestamptz not null, state_at timestamptz not null, maybe_double integer not null default 0, external_id text,
    failure text, seen_at timestamptz)`);
  await run('create index on message_record (municipality_id, about)');
  await run('create index on message_record (municipality_id, state)');
  await run('create index on message_record (municipality_id, external_id)');
  await declareMunicipal(kysely, 'message_record', {
    grants: all,
    why: 'which messages were sent about what, by which channel, and whether they arrived',
  });

  await run(`create table message_reply (
    id uuid primary key, ${house}, about uuid, channel text not null, sealed text not null, received_at timestamptz not null,
    handled_at timestamptz, handled_by uuid, external_id text not null, unique (municipality_id, channel, external_id),
    foreign key (municipality_id, handled_by) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'message_reply', {
    grants: all,
    why: 'answers that citizens sent to a message, sealed, until somebody has dealt with them',
  });

  await run(`create table message_template (
    ${house}, kind text not null, channel text not null, language text not null, subject text not null, body text not null,
    version integer not null default 1, primary key (municipality_id, kind, channel, language))`);
  await declareMunicipal(kysely, 'message_template', {
    grants: all,
    why: 'the municipality’s own wording of its messages',
  });
}
