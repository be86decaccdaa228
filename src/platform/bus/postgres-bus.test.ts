import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgres, freePort, type PostgresCluster, startPostgres } from '../../../test/support/postgres-cluster.ts';
import { testDatabaseKind } from '../../../test/support/test-house.ts';
import { openDatabase } from '../../db/index.ts';
import { keysFrom } from '../crypto/seal.ts';
import type { Bus } from './bus.ts';
import { createPostgresBus } from './postgres-bus.ts';

const onPostgres = testDatabaseKind === 'postgres';
const installed = findPostgres();
const keys = keysFrom('a secret for tests only, long enough');

describe.runIf(onPostgres)(`the bus over PostgreSQL${onPostgres ? '' : ' [PostgreSQL only]'}`, () => {
  let cluster: PostgresCluster;
  beforeAll(async () => {
    if (installed) cluster = await startPostgres(installed, { fsync: false });
  }, 60_000);
  afterAll(() => cluster?.stop());

  const openBus = async (
    databaseUrl: string,
    onError: () => void = () => {},
  ): Promise<{ bus: Bus; heard: () => number }> => {
    const bus = await createPostgresBus({ databaseUrl, keys, onError, askEveryMs: 200 });
    let heard = 0;
    bus.subscribe('line:a', () => {
      heard += 1;
    });
    return { bus, heard: () => heard };
  };
  const ask = async (query: string) => {
    const client = new pg.Client(cluster.url);
    await client.connect();
    const { rows } = await client.query(query);
    await client.end();
    return rows;
  };
  const notice = `select pg_notify('medbetjening', 'line:a')`;
  const listening = async () =>
    (await ask(`select count(*)::int as n from pg_stat_activity where backend_type = 'client backend'`))[0].n - 1;

  test.skipIf(!installed)(
    'comes back on one connection after the database was away, however long',
    async () => {
      let failures = 0;
      const { bus, heard } = await openBus(cluster.url, () => {
        failures += 1;
      });
      await cluster.kill();
      await new Promise((next) => setTimeout(next, 9_000));
      // Attempts follow each other; they do not multiply.
      expect(failures).toBeLessThan(10);
      await cluster.restart();
      await expect.poll(heard, { timeout: 10_000 }).toBe(1);
      expect(await listening()).toBe(1);
      await ask(notice);
      await expect.poll(heard).toBe(2);
      await bus.close();
    },
    60_000,
  );

  test.skipIf(!installed)(
    'notices a connection that died without a word',
    async () => {
      const sockets: Socket[] = [];
      const port = await freePort();
      const line = createServer((near) => {
        const far = connect(Number(new URL(cluster.url).port), '127.0.0.1');
        sockets.push(near, far);
        for (const socket of [near, far]) socket.on('error', () => {});
        near.pipe(far).pipe(near);
      });
      await new Promise<void>((done) => line.listen(port, '127.0.0.1', done));
      const through = new URL(cluster.url);
      through.port = String(port);
      const { bus, heard } = await openBus(through.toString());
      for (const socket of sockets.splice(0)) socket.unpipe().pause();
      await ask(notice);
      await expect.poll(heard, { timeout: 15_000 }).toBe(1);
      await ask(notice);
      await expect.poll(heard).toBe(2);
      await bus.close();
      for (const socket of sockets) socket.destroy();
      line.close();
    },
    60_000,
  );

  /** A transaction's part of the bus: what is told once it has committed. */
  const houseOn = async () => {
    const opened = await openDatabase({ databaseUrl: cluster.url, databaseOwnerUrl: null, dataDir: null, pool: 2 });
    if (!opened.ok) throw new Error('the database did not open');
    return opened.value;
  };

  test.skipIf(!installed)(
    'tells other processes what has committed and nothing else, and afterwards what it could not tell',
    async () => {
      const database = await houseOn();
      const teller = await openBus(cluster.url);
      const other = await openBus(cluster.url);
      const tell = () => database.inTx(() => teller.bus.notify('line:a'));
      await tell();
      // In its own process at once.
      expect(teller.heard()).toBe(1);
      await expect.poll(other.heard).toBe(1);
      await database
        .inTx(async () => {
          await teller.bus.notify('line:a');
          throw new Error('rolled back');
        })
        .catch(() => {});
      await tell();
      await expect.poll(other.heard).toBe(2);
      // Its line is cut by somebody; what is told meanwhile arrives when it is back.
      await ask(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'medbetjening bus'`);
      const before = other.heard();
      await tell();
      await expect.poll(other.heard, { timeout: 10_000 }).toBeGreaterThan(before);
      await teller.bus.close();
      await other.bus.close();
      await database.close();
    },
    60_000,
  );

  test.skipIf(!installed)(
    'reads all again where another process is gone: it may have been about to tell something',
    async () => {
      const { bus, heard } = await openBus(cluster.url);
      const other = await openBus(cluster.url);
      await expect.poll(listening).toBe(2);
      // Seen by the newcomer's word; its connection then ends without any.
      await new Promise((next) => setTimeout(next, 600));
      const before = heard();
      await other.bus.close();
      await expect.poll(heard, { timeout: 10_000 }).toBeGreaterThan(before);
      await bus.close();
    },
    60_000,
  );
});
