import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestHouse, testDatabaseKind } from '../../test/support/test-house.ts';
import { db } from './index.ts';

const onPostgres = testDatabaseKind === 'postgres';

test.runIf(onPostgres)(
  `the database lets go of a transaction whose process says nothing more${onPostgres ? '' : ' [PostgreSQL only]'}`,
  async () => {
    const house = await openTestHouse();
    const { rows } = await house.database.inTx(() =>
      sql<{ ms: number }>`select extract(epoch from current_setting('idle_in_transaction_session_timeout')::interval)
      * 1000 as ms`.execute(db()),
    );
    expect(Number(rows[0]?.ms)).toBeGreaterThan(0);
    expect(Number(rows[0]?.ms)).toBeLessThanOrEqual(60_000);
  },
);
