import { sql } from 'kysely';
import { db } from '../../db/index.ts';

/** The name under which the table of recurring work keeps it: a backup comes round as a sweep does. */
const task = 'backup';

/** Remembers in the database that everything until this instant has been put aside. Never goes back in time. */
export async function noteBackup(at: Date): Promise<void> {
  await sql`insert into periodic_task (name, last_run_at) values (${task}, ${at})
    on conflict (name) do update set last_run_at = greatest(periodic_task.last_run_at, excluded.last_run_at)`.execute(
    db(),
  );
}

/** When the last backup that is known of was taken; null when none was. */
export async function lastBackup(): Promise<Date | null> {
  const found = await db()
    .selectFrom('periodic_task')
    .select('last_run_at')
    .where('name', '=', task)
    .executeTakeFirst();
  return found?.last_run_at ?? null;
}
