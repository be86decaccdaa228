import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addTeam, lookAtTables } from '../../scripts/bench/booking/setting.ts';
import { bookingStorm, compareHistory, type Told } from '../../scripts/bench/booking/storm.ts';
import { buildIfStale } from '../../scripts/build.mjs';
import { findPostgres, type PostgresCluster, startPostgres } from '../support/postgres-cluster.ts';
import { type Program, startProgram } from '../support/program.ts';
import { testDatabaseKind } from '../support/test-house.ts';

const onPostgres = testDatabaseKind === 'postgres';
const installed = onPostgres ? findPostgres() : null;
const team = 'storm';

let cluster: PostgresCluster;
let program: Program;
beforeAll(async () => {
  if (!installed) return;
  await buildIfStale();
  cluster = await startPostgres(installed, { fsync: true });
  program = await startProgram({ LOG_LEVEL: 'error', TRUSTED_PROXIES: 'loopback', DATABASE_URL: cluster.url });
  await addTeam(cluster.url, { slug: team, many: 4, minutes: 10 });
}, 150_000);
afterAll(async () => {
  await program?.stop();
  await cluster?.stop();
});

/** One storm of each; `npm run bench -- booking-faults` makes more, and measures the silence. */
describe.runIf(onPostgres)(`a storm of bookings${onPostgres ? '' : ' [PostgreSQL only]'}`, () => {
  test.skipIf(!installed)(
    'in which database and program end without a goodbye: what was promised is there, once, with its message',
    async () => {
      const told: Told[] = [];
      const faults = [
        async () => {
          await cluster.kill();
          return cluster.restart;
        },
        async () => {
          await program.kill();
          return program.restart;
        },
      ];
      for (const [storm, fault] of faults.entries()) {
        const port = Number(new URL(program.url).port);
        const round = await bookingStorm({ port }, { team, storm }, fault);
        // Of both there must be many, or nothing was shown.
        expect(round.told.filter(({ token }) => token !== null).length, `storm ${storm}, booked`).toBeGreaterThan(20);
        expect(round.told.filter(({ refused }) => refused).length, `storm ${storm}, refused`).toBeGreaterThan(0);
        told.push(...round.told);
      }
      expect(await compareHistory(cluster.url, { team, told })).toEqual({ lost: 0, ghosts: 0, changed: 0 });
      expect(await lookAtTables(cluster.url)).toEqual({
        meetings: told.filter(({ token }) => token !== null).length,
        overlaps: 0,
        uneven: 0,
        keysTwice: 0,
        withoutAudit: 0,
        withoutMessage: 0,
      });
    },
    240_000,
  );
});
