import { type Kysely, sql } from 'kysely';

/** What a test of device and line said, while the wish it belongs to lasts. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run(`alter table help_ticket add column line_mode text check (line_mode in ('video', 'voice', 'text'))`);
}
