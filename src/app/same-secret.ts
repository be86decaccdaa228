import { type Database, db } from '../db/index.ts';
import type { Keys } from '../platform/index.ts';

/** Under which name the fingerprint of the installation's secret is kept. */
export const fingerprintName = 'secret fingerprint';

/** Recognises the secret without being able to give it back. */
export const secretFingerprint = (keys: Keys): string => keys.fingerprint('installation', 'which secret is this');

/** Processes that share a database must share the secret, or one refuses what the other has sealed: found out at start. */
export async function sameSecret(database: Database, keys: Keys): Promise<boolean> {
  const mine = secretFingerprint(keys);
  return database.inTx(async () => {
    await db()
      .insertInto('installation')
      .values({ name: fingerprintName, value: mine })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const stored = await db()
      .selectFrom('installation')
      .select('value')
      .where('name', '=', fingerprintName)
      .executeTakeFirst();
    return stored?.value === mine;
  });
}
