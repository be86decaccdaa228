import { type Kysely, sql } from 'kysely';
import { declareMunicipal, declareNational } from '../declare-table.ts';

/** Official words in plain speech, and whether steps helped. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run('create table guide_word (id text primary key, body jsonb not null)');
  await declareNational(kysely, 'guide_word', 'official words and what they mean');
  // No id, no time of day, nothing that ties two answers together.
  await run(`create table step_help_count (
    municipality_id uuid not null references municipality, period text not null, service text not null,
    step text not null, answer text not null check (answer in ('yes', 'no')), count integer not null default 0,
    primary key (municipality_id, period, service, step, answer))`);
  await declareMunicipal(kysely, 'step_help_count', {
    grants: 'select, insert, update',
    why: 'counted answers to whether a step helped; never a row about an answer',
  });
}
