import { db } from '../../db/index.ts';

/** Everything about these meetings or series goes: what was sent, and what still lay to be sent. In the caller's municipal transaction. */
export async function forgetMessages(about: readonly string[]): Promise<void> {
  if (about.length === 0) return;
  const gone = await db().deleteFrom('message_record').where('about', 'in', about).returning('id').execute();
  if (gone.length === 0) return;
  await db()
    .deleteFrom('message_outbox')
    .where(
      'id',
      'in',
      gone.map(({ id }) => id),
    )
    .execute();
}
