import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

/** Notes that are fetched by a program, and found quickly while they are due. Answers to messages are kept nowhere. */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run(`create table note_program (
    id uuid primary key, municipality_id uuid not null references municipality, name text not null, token_hash text not null unique,
    made_at timestamptz not null, used_at timestamptz, ended_at timestamptz)`);
  await declareMunicipal(kysely, 'note_program', {
    grants: 'select, insert, update',
    why: 'programs that may fetch notes of meetings for the case system, by the hash of their token',
  });
  await run(`create index meeting_note_due on meeting (municipality_id, ends_at) where note_state = 'due'`);
  await run('drop table message_reply');
}
