import { beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import type { Database } from '../../db/index.ts';
import { startSweeps } from './sweeps.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});

/** A database that can be away. */
function losable(database: Database): { readonly database: Database; away: boolean } {
  const state = { away: false, database: Object.create(database) as Database };
  state.database.inTx = (work) =>
    state.away ? Promise.reject(new Error('the database is away')) : database.inTx(work);
  return state;
}

test('a run knows since when nothing was missed: the start, or the end of the last time the database was away', async () => {
  const link = losable(house.database);
  const startedAt = house.clock.now().getTime();
  const since: number[] = [];
  const ticking = { name: 'test', everySeconds: 0.02, run: async (from: Date) => void since.push(from.getTime()) };
  const sweeps = startSweeps({ ...house, database: link.database }, [ticking]);
  const nextRun = async () => {
    const before = since.length;
    house.clock.advance(5);
    await expect.poll(() => since.length).toBeGreaterThan(before);
    return since.at(-1);
  };
  for (let round = 0; round < 5; round += 1) expect(await nextRun()).toBe(startedAt);
  link.away = true;
  await new Promise((next) => setTimeout(next, 50));
  house.clock.advance(200);
  link.away = false;
  const back = house.clock.now().getTime();
  for (let round = 0; round < 5; round += 1) expect(await nextRun()).toBeGreaterThanOrEqual(back);
  await sweeps.stop();
});
