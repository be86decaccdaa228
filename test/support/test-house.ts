import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll } from 'vitest';
import { databaseImage } from '../../scripts/database-image.mjs';
import { type Database, openDatabase } from '../../src/db/index.ts';
import { type MunicipalityId, readConfig } from '../../src/kernel/index.ts';
import { createLocalBus, createLog, createPostgresBus, type House, keysFrom } from '../../src/platform/index.ts';

/** Two invented municipalities, so that every store test can ask what the other one sees. */
export const fjordby = '11111111-1111-4111-8111-111111111111' as MunicipalityId;
export const hedelund = '22222222-2222-4222-8222-222222222222' as MunicipalityId;

/** A clock that a test moves. Starts on Tuesday 24 November 2026, 10.00 in Denmark. */
export class TestClock {
  #now = new Date('2026-11-24T09:00:00Z');
  now = (): Date => new Date(this.#now);
  advance(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }
  set(instant: string): void {
    this.#now = new Date(instant);
  }
}

export type TestHouse = House & {
  readonly clock: TestClock;
  readonly logged: string[];
  readonly databaseUrl: string | null;
};

/** Which database the store and route tests of this run use; the test command runs them on both. */
export const testDatabaseKind = process.env.TEST_DB === 'postgres' ? 'postgres' : 'embedded';

/**
 * A house on a database of its own: in-memory PGlite, or a fresh database on the server of TEST_DATABASE_URL when
 * TEST_DB=postgres. Closed after the test file. `seed` runs as the owner. The audit takes entries of any time, since a test's
 * clock is not the database's; `auditByTheClock`: it takes them as an installation does.
 */
export async function openTestHouse(
  options: { seed?: Parameters<typeof openDatabase>[0]['prepare']; auditByTheClock?: boolean } = {},
): Promise<TestHouse> {
  const clock = new TestClock();
  const logged: string[] = [];
  const log = createLog('debug', (line) => void logged.push(line));
  const keys = keysFrom('a secret for tests only, long enough');
  const parsed = readConfig({ LOG_LEVEL: 'debug', BASE_URL: 'http://localhost:4100' });
  if (!parsed.ok) throw new Error('test configuration');
  const databaseUrl = testDatabaseKind === 'postgres' ? await freshDatabase() : null;
  const opened = await openDatabase({
    databaseUrl,
    databaseOwnerUrl: null,
    dataDir: null,
    image: databaseUrl === null ? await databaseImage() : null,
    pool: 8,
    prepare: async (owner) => {
      await owner
        .insertInto('municipality')
        .values([
          {
            id: fjordby,
            slug: 'fjordby',
            name: 'Fjordby',
            full_name: 'Fjordby Kommune',
            code: null,
            host: null,
            colour: '#1a5e63',
            demonstration: true,
          },
          {
            id: hedelund,
            slug: 'hedelund',
            name: 'Hedelund',
            full_name: 'Hedelund Kommune',
            code: null,
            host: null,
            colour: '#6b2f5c',
            demonstration: true,
          },
        ])
        .execute();
      if (!options.auditByTheClock)
        await sql`create or replace function audit_latest() returns timestamptz language sql stable as
          $$ select timestamptz '9999-01-01' $$`.execute(owner);
      await options.seed?.(owner);
    },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
  const database: Database = opened.value;
  const onError = (error: unknown) => void logged.push(`bus: ${String(error)}`);
  const bus = databaseUrl === null ? createLocalBus(onError) : await createPostgresBus({ databaseUrl, keys, onError });
  afterAll(async () => {
    await bus.close();
    await database.close();
  });
  return {
    config: parsed.config,
    baseUrl: () => 'http://localhost:4100',
    clock,
    database,
    bus,
    keys,
    log,
    logged,
    databaseUrl,
  };
}

async function freshDatabase(): Promise<string> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is needed with TEST_DB=postgres');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const name = `mb_test_${randomBytes(6).toString('hex')}`;
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
