import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../scripts/build.mjs';
import { db, openDatabase } from '../../src/db/index.ts';
import type { MunicipalityId } from '../../src/kernel/index.ts';
import { findPostgres, type PostgresCluster, startPostgres } from '../support/postgres-cluster.ts';
import { type Program, startProgram } from '../support/program.ts';
import { testDatabaseKind } from '../support/test-house.ts';

const onPostgres = testDatabaseKind === 'postgres';
const installed = onPostgres ? findPostgres() : null;

/** A gateway that counts how often each message came, by its key. */
const handed = new Map<string, { to: string; text: string; times: number }>();
const gateway = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const key = String(request.headers['idempotency-key']);
    const { to, text } = JSON.parse(body) as { to: string; text: string };
    handed.set(key, { to, text, times: (handed.get(key)?.times ?? 0) + 1 });
    response.writeHead(202).end();
  });
});

let cluster: PostgresCluster | null = null;
let program: Program;
const env: Record<string, string> = { LOG_LEVEL: 'error', TRUSTED_PROXIES: 'loopback' };
beforeAll(async () => {
  await buildIfStale();
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  if (installed) cluster = await startPostgres(installed, { fsync: true });
  Object.assign(env, {
    // Without `jobs` this process sends nothing: it dies between the booking and the message.
    ROLES: 'web,realtime',
    SMS_GATEWAY_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`,
    SMS_SENDER: 'Fjordby',
    ...(cluster ? { DATABASE_URL: cluster.url } : {}),
  });
  program = await startProgram(env);
}, 150_000);
afterAll(async () => {
  await program?.stop();
  await cluster?.stop();
  gateway.closeAllConnections();
  gateway.close();
});

type Free = { readonly startsAt: string };
const api = (path: string, body?: object) =>
  fetch(`${program.url}/api/v1/fjordby${path}`, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

/** Books by the interface for programs; when it has answered, it is promised. */
async function book(phone: string): Promise<string> {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const types = (await (await api('/meeting-types')).json()) as { slug: string; forms: { form: string }[] }[];
  for (const { slug, forms } of types)
    for (const { form } of forms) {
      const asked = await api(`/meeting-times?type=${slug}&form=${form}&from=${day(2)}&to=${day(25)}`);
      const times = asked.ok ? ((await asked.json()) as Free[]) : [];
      const time = times.at(Math.floor(times.length / 2));
      if (!time) continue;
      const booked = await api('/meetings', {
        type: slug,
        form,
        startsAt: time.startsAt,
        name: 'Karen Prøve',
        contact: phone,
        requestKey: `fault-${phone.replace(/\D/g, '')}-${Date.now()}`,
      });
      if (booked.status === 201) return time.startsAt;
    }
  throw new Error('nothing could be booked');
}

/** What the database keeps of the message that was due. The program is not running. */
async function stored(): Promise<readonly { readonly outbox: string; readonly record: string }[]> {
  const opened = await openDatabase({
    databaseUrl: cluster?.url ?? null,
    databaseOwnerUrl: null,
    dataDir: cluster ? null : program.dataDir,
    pool: 1,
    migrate: false,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
  const database = opened.value;
  try {
    return await database.inTx(async () => {
      const { rows: municipalities } = await sql<{ id: MunicipalityId }>`select id from municipality`.execute(db());
      const found = [];
      for (const { id } of municipalities) {
        await sql`select set_config('app.municipality', ${id}, true)`.execute(db());
        const { rows } = await sql<{ outbox: string; record: string }>`select o.state as outbox, r.state as record
          from message_outbox o join message_record r on r.id = o.id where o.kind = 'booked'`.execute(db());
        found.push(...rows);
      }
      return found;
    });
  } finally {
    await database.close();
  }
}

describe.skipIf(onPostgres && !installed)('a process killed between the booking and its message', () => {
  test('sends it once when it is back, and not again after another kill', async () => {
    await book('+4520304050');
    await program.kill();
    expect(handed.size).toBe(0);
    env.ROLES = 'web,realtime,jobs';
    await program.restart();
    const booked = () => [...handed.values()].filter(({ to }) => to === '+4520304050');
    await expect.poll(() => booked().length, { timeout: 30_000 }).toBe(1);
    expect(booked()[0]?.text).toMatch(/^Fjordby Kommune: Du har et møde /);
    // The outcome is written a moment after the gateway has answered.
    await new Promise((next) => setTimeout(next, 1_500));
    await program.kill();
    // It is because the acceptance is written down that it is not sent again, and not because nobody has looked yet.
    expect(await stored()).toEqual([{ outbox: 'sent', record: 'accepted' }]);
    await program.restart();
    await new Promise((next) => setTimeout(next, 7_000));
    expect(booked().map(({ times }) => times)).toEqual([1]);
  }, 240_000);
});
