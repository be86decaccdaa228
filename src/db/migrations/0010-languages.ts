import { type Kysely, sql } from 'kysely';
import { declareNationallyEdited } from '../declare-table.ts';

/** Languages that guides may be read in besides Danish and English. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`create table guide_language (
    code text primary key, body jsonb not null, revision integer not null default 1,
    origin text not null default 'shipped' check (origin in ('shipped', 'edited')))`);
  await declareNationallyEdited(kysely, 'guide_language', {
    grants: 'insert, update, delete',
    why: 'languages that guides are translated to, with the words around the text',
  });
}
