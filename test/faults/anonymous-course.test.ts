import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import {
  appendFileSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { Hono } from 'hono';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIfStale } from '../../scripts/build.mjs';
import { formBrowser } from '../support/form-browser.ts';
import { findPostgres, type PostgresCluster, startPostgres } from '../support/postgres-cluster.ts';
import { type Program, startProgram } from '../support/program.ts';
import { testDatabaseKind } from '../support/test-house.ts';
import { throughRelay } from './support/relay-client.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'medbetjening-anonymous-'));
const proxyLog = join(folder, 'proxy.log');
const relaySecret = 'a secret of the relay for tests alone';
const relayPort = 13_478 + (process.pid % 500);
const installed = testDatabaseKind === 'postgres' ? findPostgres() : null;
const hasRelay = existsSync('/usr/bin/turnserver');

const alias = 'Blå Ugle i Skoven';
const agent = 'Fingeraftryk/1.0 (anonymitet for alvor)';
const address = '203.0.113.77';

let cluster: PostgresCluster | null = null;
let program: Program;
let relay: ChildProcess | null = null;
let relaySaid = '';

/** What `docs/operations.md` tells the operator to write of a request, and nothing else. */
const proxyLine = (method: string, path: string, status: number): string =>
  `${new Date().toISOString()} ${method} ${path.replace(/\?.*/, '').replace(/^(\/[^/]+(?:\/en)?\/(?:m|kalender)\/).+/, '$1…')} ${status}\n`;

const proxy = createServer((incoming, outgoing) => {
  const to = new URL(program.url);
  const passed = httpRequest(
    {
      host: to.hostname,
      port: to.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host: to.host, 'x-forwarded-for': address },
    },
    (answer) => {
      appendFileSync(proxyLog, proxyLine(incoming.method ?? '', incoming.url ?? '', answer.statusCode ?? 0));
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    },
  );
  incoming.pipe(passed);
});

/** The lines of the operator's guide for the relay, as they stand there. */
function relayConfiguration(): string {
  const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const block = /## TURN[\s\S]*?```\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  expect(block).toContain('use-auth-secret');
  return block
    .split('\n')
    .map((line) => line.replace(/\s*#.*$/, ''))
    .filter((line) => !/^(static-auth-secret|realm|tls-listening-port)/.test(line))
    .join('\n');
}

beforeAll(async () => {
  await buildIfStale();
  if (installed) cluster = await startPostgres(installed, { fsync: true });
  program = await startProgram({
    LOG_LEVEL: 'debug',
    TRUSTED_PROXIES: 'loopback',
    TURN_URLS: `turn:127.0.0.1:${relayPort}?transport=udp`,
    TURN_SECRET: relaySecret,
    ...(cluster ? { DATABASE_URL: cluster.url } : {}),
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  if (!hasRelay) return;
  const file = join(folder, 'turn.conf');
  const own = `listening-port=${relayPort}\nlistening-ip=127.0.0.1\nrelay-ip=127.0.0.1\nrealm=test\nno-tls\nno-dtls\nno-cli\nverbose\npidfile=${join(folder, 'turn.pid')}\nuserdb=${join(folder, 'turn.db')}\n`;
  writeFileSync(file, `${relayConfiguration()}\nstatic-auth-secret=${relaySecret}\n${own}`);
  relay = spawn('/usr/bin/turnserver', ['-c', file], { cwd: folder });
  relay.stdout?.on('data', (chunk: Buffer) => (relaySaid += chunk.toString()));
  relay.stderr?.on('data', (chunk: Buffer) => (relaySaid += chunk.toString()));
}, 150_000);
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  relay?.kill();
  await program?.stop();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A browser without scripts, through the proxy. */
function browser() {
  const { port } = proxy.address() as AddressInfo;
  const app = {
    request: (path: string, init: RequestInit) =>
      fetch(`http://127.0.0.1:${port}${path}`, { ...init, redirect: 'manual' }),
  } as unknown as Hono;
  return formBrowser(app, { 'user-agent': agent, 'sec-fetch-site': 'same-origin', accept: 'text/plain' });
}

/** Every file under a folder, whole, as bytes. */
function filesUnder(path: string): readonly (readonly [string, Buffer])[] {
  if (statSync(path).isFile()) return [[path, readFileSync(path)]];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() || entry.isDirectory() ? filesUnder(join(path, entry.name)) : [],
  );
}

async function unpacked(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(file).pipe(createGunzip())) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Where a relay writes that was not told where to. */
const relayFiles = (): string =>
  ['/var/log', '/var/log/turnserver', '/var/tmp', '/tmp', folder]
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place).map((name) => join(place, name)))
    .filter((file) => file.includes(`turn_${relay?.pid}_`))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

/** All rows of all tables, as text, as the database's owner reads them. */
async function dump(): Promise<string> {
  if (!cluster) return '';
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      const all = await client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
      texts.push(`${name}\n${all.rows.map(({ row }) => row).join('\n')}`);
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

test('after a full course of counselling nothing that links lies in the database, the logs or the backup', async () => {
  const her = browser();
  const slug = 'alkoholraadgivning';
  // Far enough ahead that she may still change it by herself, on whatever day and hour this runs.
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  await her.get(`/fjordby/moede/${slug}?form=video&sprog=da&uge=${day(14)}`);
  expect(her.buttons('tid').length, her.shown().text.slice(0, 400)).toBeGreaterThan(4);
  await her.submit(`/moede/${slug}`, { tid: her.buttons('tid')[0] ?? '' });
  await her.submit('/dig', { kaldenavn: alias });
  const words = [...her.shown().html.matchAll(/<li>([a-zæøå]+)<\/li>/g)].map(([, word]) => word ?? '');
  expect(words).toHaveLength(6);
  const phrase = words.join(' ');
  const cookies = new Set(her.cookies.values());
  await her.submit('/moede/aftalt');
  await her.get('/fjordby/moede/mit/gemt');
  expect(her.shown().text).toContain(alias);
  await her.get(`/fjordby/moede/mit/flyt?uge=${day(21)}`);
  await her.submit('/moede/mit/flyt', { tid: her.buttons('tid').at(-1) ?? '' });
  await her.submit('/moede/forlad').catch(() => her.post('/fjordby/moede/forlad', {}));

  // Back by the words alone, from another device; the way through the relay, and the end.
  const again = browser();
  await again.get('/fjordby/moede/anonym');
  await again.submit('/moede/anonym', { ord: phrase });
  expect(again.shown().path).toBe('/fjordby/moede/mit');
  for (const value of again.cookies.values()) cookies.add(value);
  if (hasRelay) {
    const username = String(Math.floor(Date.now() / 1000) + 4 * 3600);
    const credential = createHmac('sha1', relaySecret).update(username).digest('base64');
    expect(await throughRelay(relayPort, username, credential)).toBe(0x0104);
  }
  await again.get('/fjordby/moede/mit/afbud');
  await again.submit('/moede/mit/afbud');
  expect(again.shown().path).toBe('/fjordby/moede/aflyst');

  const backup = join(folder, 'backup.tar.gz');
  const env = {
    // Not what the test's own tools say in the environment.
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    DATA_DIR: program.dataDir,
    ...(cluster ? { DATABASE_URL: cluster.url } : {}),
  };
  await promisify(execFile)(process.execPath, [join(root, '.build/server/backup.main.mjs'), backup], {
    env,
    cwd: root,
  });
  const database = await dump();
  await program.kill();
  relay?.kill('SIGTERM');

  const secrets = [alias, agent, address, phrase, phrase.replaceAll(' ', '-'), ...cookies].filter(
    (one) => one.length > 6,
  );
  const packed = await unpacked(backup);
  // A backup of PostgreSQL is pg_dump's own form, packed once more: it is read by the tool that made it.
  const places: (readonly [string, Buffer])[] = [
    ['the program’s log', Buffer.from(program.output())],
    ['the proxy’s log', readFileSync(proxyLog)],
    ['the relay’s output', Buffer.from(relaySaid)],
    ['the backup', packed],
    ['the dump', Buffer.from(database)],
    ...filesUnder(program.dataDir).map(([path, bytes]) => [path, bytes] as const),
    ...filesUnder(folder).filter(([path]) => /turn.*\.log|\.db$/.test(path)),
  ];
  for (const [place, bytes] of places)
    for (const secret of secrets) expect(bytes.includes(secret), `${place} holds ${secret.slice(0, 12)}`).toBe(false);
  // The relay saw where she came from, and is asked to tell all it can: what it keeps of it must be nothing.
  expect(`${relaySaid}\n${relayFiles()}`).not.toMatch(/session \d+/);
  // It was a course at all: the program and the proxy wrote lines, and the rows are there.
  expect(program.output()).toContain('request');
  expect(readFileSync(proxyLog, 'utf8')).toContain('/fjordby/moede/anonym 303');
  if (cluster) expect(database).toContain('phrase_key');
  else expect(packed.length).toBeGreaterThan(1_000_000);
}, 120_000);
