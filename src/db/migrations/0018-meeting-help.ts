import { type Kysely, sql } from 'kysely';

/** A place in line that is somebody's: by agreement, or because she rings her own support person. */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  // `reserved_for` says whose it is alone; from `open_from` on, others with the skill may take it too.
  await run(`alter table help_ticket add column meeting_id uuid references meeting on delete set null,
    add column series_id uuid references meeting_series on delete set null, add column for_skill text, add column open_from timestamptz`);
}
