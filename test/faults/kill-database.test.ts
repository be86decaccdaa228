import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../scripts/build.mjs';
import { findPostgres, type PostgresCluster, startPostgres } from '../support/postgres-cluster.ts';
import { type Program, startProgram } from '../support/program.ts';
import { testDatabaseKind } from '../support/test-house.ts';
import { askForHelpUntil, openDesk, placesOf } from './counter-by-http.ts';

/** Few rounds here; `npm run bench -- durability` does a hundred. */
const rounds = Number(process.env.KILL_ROUNDS ?? 3);
const trusting = { TRUSTED_PROXIES: 'loopback', LOG_LEVEL: 'error' };
const onPostgres = testDatabaseKind === 'postgres';

beforeAll(async () => {
  await buildIfStale();
}, 60_000);

/** Something has been written, and more is under way: another moment in each round. */
const inFullSwing = (written: () => number, round: number) =>
  expect.poll(written, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(5 + 7 * round);

/** No place is held by two, and everybody who was told yes holds one. */
function expectAllThereOnce(places: readonly (number | null)[]): void {
  expect(places.filter((place) => place === null)).toEqual([]);
  expect(new Set(places).size).toBe(places.length);
}

describe.runIf(!onPostgres)(`the embedded database${onPostgres ? ' [embedded only]' : ''}`, () => {
  let program: Program;
  beforeAll(async () => {
    program = await startProgram(trusting);
  }, 90_000);
  afterAll(() => program?.stop());

  test('keeps every acknowledged place when the program is killed while it writes', async () => {
    const everybody = [];
    for (let round = 0; round < rounds; round += 1) {
      const desk = await openDesk(program);
      let dead = false;
      let written = 0;
      const writing = askForHelpUntil(program, 8, (acknowledged) => {
        written = acknowledged;
        return dead;
      });
      await inFullSwing(() => written, round);
      dead = true;
      // Requests are under way at this moment: they may be lost, for nobody was told yes.
      await program.kill();
      desk.leave();
      const acknowledged = await writing;
      expect(acknowledged.length, `round ${round} wrote something`).toBeGreaterThan(0);
      everybody.push(...acknowledged);
      await program.restart();
      expectAllThereOnce(await placesOf(program, everybody));
    }
  }, 420_000);
});

describe.runIf(onPostgres)(`PostgreSQL${onPostgres ? '' : ' [PostgreSQL only]'}`, () => {
  const installed = findPostgres();
  let cluster: PostgresCluster;
  let program: Program;
  beforeAll(async () => {
    if (!installed) return;
    cluster = await startPostgres(installed, { fsync: true });
    program = await startProgram({ ...trusting, DATABASE_URL: cluster.url });
  }, 90_000);
  afterAll(async () => {
    await program?.stop();
    await cluster?.stop();
  });

  test.skipIf(!installed)(
    'keeps every acknowledged place when it is ended without a goodbye while the program writes',
    async () => {
      const everybody = [];
      for (let round = 0; round < rounds; round += 1) {
        const desk = await openDesk(program);
        let over = false;
        const writing = askForHelpUntil(program, 8, () => over);
        await new Promise((next) => setTimeout(next, 300 + round * 170));
        await cluster.kill();
        // The program lives on meanwhile: what it cannot store it must refuse.
        await new Promise((next) => setTimeout(next, 300));
        over = true;
        await cluster.restart();
        const acknowledged = await writing;
        desk.leave();
        expect(acknowledged.length, `round ${round} wrote something`).toBeGreaterThan(0);
        everybody.push(...acknowledged);
        await expect.poll(async () => (await fetch(`${program.url}/ready`)).status, { timeout: 20_000 }).toBe(200);
        expectAllThereOnce(await placesOf(program, everybody));
      }
      // Notices come again too: who waits hears it when she is taken.
      await expectNotices(program);
    },
    180_000,
  );
});

/** A stream that was opened after the restart is told of a change that another request makes. */
async function expectNotices(program: Program): Promise<void> {
  const desk = await openDesk(program, 'ali');
  const heard = fetch(`${program.url}/skranke/strom`, {
    headers: { cookie: desk.browser.cookieHeader('/skranke/strom') },
  }).then(async (response) => {
    const reader = response.body?.getReader();
    let text = '';
    for (let states = 0; reader && states < 2; states = text.split('event: state').length - 1) {
      const { value, done } = await reader.read();
      if (done) break;
      text += new TextDecoder().decode(value);
    }
    await reader?.cancel();
    return text.split('event: state').length - 1;
  });
  await new Promise((next) => setTimeout(next, 500));
  await askForHelpUntil(program, 1, (acknowledged) => acknowledged > 0);
  expect(await heard).toBeGreaterThanOrEqual(2);
  desk.leave();
}
