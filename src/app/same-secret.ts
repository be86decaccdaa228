import { type Database, db } from '../db/index.ts';
import type { Keys } from '../platform/index.ts';

/** Processes that share a database must share the secret, or one refuses what the other has sealed: found out at start. */
export async function sameSecret(database: Database, keys: Keys): Promise<boolean> {
  const mine = keys.fingerprint('installation', 'which secret is this');
  return database.inTx(async () => {
    await db()
      .insertInto('installation')
      .values({ name: 'secret fingerprint', value: mine })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const stored = await db()
      .selectFrom('installation')
      .select('value')
      .where('name', '=', 'secret fingerprint')
      .executeTakeFirst();
    return stored?.value === mine;
  });
}
