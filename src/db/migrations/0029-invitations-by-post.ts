import { type Kysely, sql } from 'kysely';

/** An invitation may go by Digital Post. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run('alter table meeting_invitation drop constraint meeting_invitation_channel_check');
  await run(`alter table meeting_invitation add constraint meeting_invitation_channel_check check
    (channel in ('none', 'mail', 'sms', 'digital-post', 'letter'))`);
}
