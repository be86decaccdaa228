import { type Kysely, sql } from 'kysely';

/** An invitation that was used goes with its meeting: without one it would open anew. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run('alter table meeting_invitation drop constraint meeting_invitation_meeting_id_fkey');
  await run(`alter table meeting_invitation add constraint meeting_invitation_meeting_id_fkey
    foreign key (meeting_id) references meeting on delete cascade`);
  await run('create index on meeting_invitation (meeting_id)');
}
