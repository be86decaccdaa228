import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, db, openDatabase } from '../../src/db/index.ts';
import { type MunicipalityId, newId, readConfig, systemClock } from '../../src/kernel/index.ts';
import {
  cancelMessages,
  createLocalBus,
  createLog,
  enqueueAll,
  type House,
  keysFrom,
  type NewMessage,
} from '../../src/platform/index.ts';
import { root } from '../build.mjs';
import { withPostgres } from './program.ts';
import { percentiles, type Report, single, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

export const municipality = '11111111-1111-4111-8111-111111111111' as MunicipalityId;
export const secret = 'a secret for the benchmark, long enough';

const messages = 10_000;
/** All fall due within it. */
const minuteMs = 60_000;
/** One in ten is of use for twenty seconds only, as a reminder just before a meeting is. */
const shortMs = 20_000;
const longMs = 4 * 60_000;
const cancelled = 200;
const killAfterMs = 20_000;
const gatewayMs = 15;

type Handed = { readonly at: number; readonly took: boolean };

/** 10,000 reminders in a minute through a gateway that fails every fifth request; the sender is killed once. */
export async function benchReminders({ rounds, say }: BenchOptions): Promise<Report> {
  const count = rounds ?? messages;
  return withPostgres(async (cluster) => {
    const opened = await openDatabase({
      databaseUrl: cluster.url,
      databaseOwnerUrl: null,
      dataDir: null,
      pool: 4,
      prepare: async (owner) => {
        await owner
          .insertInto('municipality')
          .values({
            id: municipality,
            slug: 'fjordby',
            name: 'Fjordby',
            full_name: 'Fjordby Kommune',
            code: null,
            host: null,
            colour: '#1a5e63',
            demonstration: true,
          })
          .execute();
      },
    });
    if (!opened.ok) throw new Error('the database did not open');
    const gateway = await failingGateway();
    const env = {
      DATABASE_URL: cluster.url,
      SMS_GATEWAY_URL: gateway.url,
      SMS_SENDER: 'Fjordby',
      SMS_GATEWAY_BODY: '{"to":"{to}","text":"{text}","key":"{key}"}',
    };
    const senders: ChildProcess[] = [];
    try {
      say(`writing ${count} messages`);
      const planned = Date.now() + 3_600_000;
      const early = await write(opened.value, count, planned);
      senders.push(await startSender(env));
      // Writing them takes as long as the machine needs: the minute begins when the sender is there.
      const start = Date.now() + 5_000;
      const written = await shift(opened.value, early, start - planned);
      await until(start + killAfterMs);
      senders[0]?.kill('SIGKILL');
      say('the sender is killed');
      const takenBack = await cancelSome(opened.value, written, start);
      senders.push(await startSender(env));
      await settled(opened.value, say, start + longMs + minuteMs + 150_000);
      return await judge(opened.value, { written, handed: gateway.handed, takenBack, start });
    } finally {
      for (const sender of senders) sender.kill('SIGKILL');
      gateway.close();
      await opened.value.close();
    }
  });
}

type Written = { readonly id: string; readonly about: string; readonly due: number; readonly useful: number };

async function write(database: Database, count: number, start: number): Promise<readonly Written[]> {
  const read = readConfig({});
  if (!read.ok) throw new Error('config');
  const house: House = {
    config: read.config,
    baseUrl: () => 'http://localhost',
    clock: systemClock,
    database,
    bus: createLocalBus(() => {}),
    keys: keysFrom(secret),
    log: createLog('error'),
  };
  const written: Written[] = [];
  for (let from = 0; from < count; from += 500) {
    const batch: NewMessage[] = Array.from({ length: Math.min(500, count - from) }, (_, at) => {
      const number = from + at;
      const due = start + Math.round((number / count) * minuteMs);
      return {
        about: newId(),
        person: null,
        kind: 'reminder-60',
        body: { channel: 'sms', to: `+45${20_000_000 + number}`, text: 'Fjordby Kommune: Husk dit møde.' },
        notBefore: new Date(due),
        latestUseful: new Date(due + (number % 10 === 0 ? shortMs : longMs)),
      };
    });
    const ids = await database.inMunicipality(municipality, () => enqueueAll(house, batch, new Date()));
    for (const [at, id] of ids.entries()) {
      const message = batch[at];
      if (message)
        written.push({
          id,
          about: message.about,
          due: message.notBefore.getTime(),
          useful: message.latestUseful.getTime(),
        });
    }
  }
  return written;
}

async function shift(database: Database, early: readonly Written[], ms: number): Promise<readonly Written[]> {
  const by = sql`make_interval(secs => ${ms / 1000})`;
  await database.inMunicipality(municipality, () =>
    sql`update message_outbox set next_at = next_at + ${by}, latest_useful = latest_useful + ${by}`.execute(db()),
  );
  return early.map((one) => ({ ...one, due: one.due + ms, useful: one.useful + ms }));
}

/** Meetings that are cancelled while half of the messages have gone: the last ones of the minute. */
async function cancelSome(
  database: Database,
  written: readonly Written[],
  start: number,
): Promise<ReadonlyMap<string, number>> {
  const back = new Map<string, number>();
  for (const one of written.filter(({ due }) => due > start + minuteMs * 0.7).slice(0, cancelled)) {
    await database.inMunicipality(municipality, () => cancelMessages(one.about, new Date()));
    back.set(one.id, Date.now());
  }
  return back;
}

/** Every fifth request fails: refused for good, told to come again, or taken and then the line is cut; evenly. */
async function failingGateway() {
  const handed = new Map<string, Handed[]>();
  let seed = 1;
  // The same failures in each run (Lehmer's generator).
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { key } = JSON.parse(body) as { key: string };
      const fate = random();
      // What it takes before it cuts the line reaches the phone.
      const took = fate >= 0.2 || fate < 0.2 / 3;
      handed.set(key, [...(handed.get(key) ?? []), { at: Date.now(), took }]);
      setTimeout(() => {
        if (fate >= 0.2) response.writeHead(202).end('{}');
        else if (fate < 0.2 / 3) request.socket.destroy();
        else response.writeHead(fate < 0.4 / 3 ? 429 : 422).end();
      }, gatewayMs);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    handed,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function startSender(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'scripts/bench/reminders-sender.ts')], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((done, fail) => {
    child.stdout?.once('data', () => done());
    child.once('exit', (code) => fail(new Error(`the sender ended with ${code}`)));
  });
  return child;
}

const until = (at: number) => new Promise((done) => setTimeout(done, Math.max(0, at - Date.now())));

async function settled(database: Database, say: (line: string) => void, latest: number): Promise<void> {
  while (Date.now() < latest) {
    await until(Date.now() + 5_000);
    const left = await database.inMunicipality(municipality, async () => {
      const row = await db()
        .selectFrom('message_outbox')
        .select((is) => is.fn.countAll<number>().as('left'))
        .where('state', 'in', ['due', 'sending'])
        .executeTakeFirst();
      return Number(row?.left ?? 0);
    });
    say(`${left} left`);
    if (left === 0) return;
  }
}

type Run = {
  readonly written: readonly Written[];
  readonly handed: ReadonlyMap<string, readonly Handed[]>;
  /** When each cancellation had been kept. */
  readonly takenBack: ReadonlyMap<string, number>;
  readonly start: number;
};

async function judge(database: Database, { written, handed, takenBack, start }: Run): Promise<Report> {
  const records = new Map(
    (await database.inMunicipality(municipality, () => db().selectFrom('message_record').selectAll().execute())).map(
      (row) => [row.id, row],
    ),
  );
  let lost = 0;
  let againAfterAcceptance = 0;
  let late = 0;
  let afterCancel = 0;
  let doubles = 0;
  let uncounted = 0;
  const waits: number[] = [];
  const states: Record<string, number> = {};
  for (const { id, due, useful } of written) {
    const record = records.get(id);
    const tries = handed.get(id) ?? [];
    const state = record?.state ?? 'gone';
    states[state] = (states[state] ?? 0) + 1;
    const took = tries.filter((one) => one.took).length;
    // Every message has an end that is recorded, and none says accepted that the gateway has not seen.
    if (!record || state === 'waiting' || (state === 'accepted' && took === 0)) lost += 1;
    if (state === 'accepted' && tries.some(({ at }) => at > (record?.state_at.getTime() ?? 0)))
      againAfterAcceptance += 1;
    late += tries.filter(({ at }) => at > useful).length;
    const back = takenBack.get(id);
    // What was claimed before may still be on its way for a moment.
    if (back !== undefined && tries.some(({ at }) => at > back + 1_000)) afterCancel += 1;
    if (took > 1) {
      doubles += 1;
      if ((record?.maybe_double ?? 0) === 0) uncounted += 1;
    }
    const first = tries[0];
    if (first) waits.push((first.at - due) / 1000);
  }
  const last = Math.max(...[...handed.values()].flatMap((tries) => tries.slice(0, 1).map(({ at }) => at)));
  const zero = (what: string, value: number) => ({
    what,
    unit: '',
    value: single(value),
    must: verdict('0', value === 0),
  });
  return {
    figures: [
      zero('lost: no end recorded, or accepted and never seen by the gateway', lost),
      zero('sent again after a recorded acceptance', againAfterAcceptance),
      zero('sent after its latest useful time', late),
      zero('sent after its meeting was cancelled', afterCancel),
      zero('reached the phone twice and not counted as possibly doubled', uncounted),
      { what: 'reached the phone twice, counted', unit: '', value: single(doubles) },
      { what: 'first handed over after it was due', unit: 's', value: percentiles(waits) },
      {
        what: 'handed over per minute, the sender dead for a moment',
        unit: '/min',
        value: single(Math.round((handed.size / (last - start)) * 60_000)),
      },
    ],
    notes: [
      `${written.length} messages due within a minute; the gateway fails 20 % of requests with a fixed seed: a third each refused for good, busy, and taken with the line cut. The sender is killed (SIGKILL) after ${killAfterMs / 1000} s and another started; ${takenBack.size} meetings are cancelled meanwhile. One message in ten is of use for ${shortMs / 1000} s, the others for ${longMs / 60_000} minutes.`,
      `How they ended: ${Object.entries(states)
        .map(([state, many]) => `${state} ${many}`)
        .join(', ')}. A refusal for good is a dead letter that an employee sees.`,
    ],
  };
}
