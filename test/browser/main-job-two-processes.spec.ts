import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Program, startProgram } from '../support/program.ts';
import { test } from './house.ts';
import { walkMainJob } from './main-job.ts';

const server = process.env.TEST_DATABASE_URL;
const database = `mb_two_${randomBytes(6).toString('hex')}`;
let programs: readonly Program[] = [];

test.skip(!server, 'no PostgreSQL: TEST_DATABASE_URL is not set');

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

test.beforeAll(async () => {
  if (!server) return;
  test.setTimeout(120_000);
  await asOwner(`create database ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  const env = { DATABASE_URL: url.toString(), SECRET: 'one secret for both processes of this test' };
  // At the same moment, as a proxy's fleet would: only one may run the migrations.
  programs = await Promise.all([startProgram(env), startProgram(env)]);
});

test.afterAll(async () => {
  for (const program of programs) await program.stop();
  if (server) await asOwner(`drop database if exists ${database} with (force)`);
});

test('the main job with the citizen on one process and the employee on another', async ({ browser }) => {
  test.setTimeout(150_000);
  const [first, second] = programs;
  if (!first || !second) throw new Error('two processes are needed');
  await walkMainJob(browser, { citizen: first.url, staff: second.url });
});
