import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type PostgresCluster } from '../../../test/support/postgres-cluster.ts';
import { type Program, withPostgres } from '../program.ts';
import { type Figure, type Report, single, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { PostClient } from './post-client.ts';
import { addTeam, asOwner, book, lookAtTables, startAt, startBooked, wish } from './setting.ts';

const clients = 16;
type Fault = 'kill -9' | 'SIGTERM' | 'database restart';
/** What somebody was told, and what she sent: the history that the tables must agree with. */
type Told = { readonly key: string; readonly startsAt: number; token: string | null; refused: boolean };
type Round = { readonly silenceMs: number; readonly startMs: number; readonly told: readonly Told[] };

/** The program or its database ends in the middle of a booking storm; a history of what was acknowledged is held against the tables. */
export async function benchBookingFaults({ rounds, say }: BenchOptions): Promise<Report> {
  const times = rounds ?? 3;
  return withPostgres(async (cluster) => {
    // The same address after a restart, as behind a proxy.
    const port = String(await freePort());
    const dataDir = mkdtempSync(join(tmpdir(), 'medbetjening-faults-'));
    const begin = () => startBooked(cluster, { port, dataDir });
    let program = await begin();
    await addTeam(cluster.url, { slug: 'faults', many: 4, minutes: 10 });
    const told: Told[] = [];
    const silences: Record<Fault, number[]> = { 'kill -9': [], SIGTERM: [], 'database restart': [] };
    try {
      let storm = 0;
      for (const fault of ['kill -9', 'SIGTERM', 'database restart'] as const)
        for (let at = 0; at < times; at += 1) {
          storm += 1;
          const round = await stormWith(program, cluster, fault, storm, async () => {
            program = await begin();
          });
          told.push(...round.told);
          silences[fault].push(Math.max(0, round.silenceMs - round.startMs) / 1000);
          say(
            `${fault}: silent ${(round.silenceMs / 1000).toFixed(1)} s, of which the start ${(round.startMs / 1000).toFixed(1)} s`,
          );
        }
      const history = await compare(cluster.url, told);
      const tables = await lookAtTables(cluster.url);
      const most: Record<Fault, number> = { 'kill -9': 2, SIGTERM: 2, 'database restart': 3 };
      const silent = (Object.keys(silences) as Fault[]).map((fault): Figure => {
        const worst = Math.max(...silences[fault]);
        return {
          what: `${fault} in a booking storm: longest silence beyond the start`,
          unit: 's',
          value: spread(silences[fault]),
          must: verdict(`≤ ${most[fault]} s`, worst <= most[fault]),
        };
      });
      const none = (what: string, count: number): Figure => ({
        what,
        unit: '',
        value: single(count),
        must: verdict('0', count === 0),
      });
      return {
        figures: [
          ...silent,
          none('double: one employee in two places', tables.overlaps),
          none('lost: acknowledged and not there', history.lost),
          none(
            'ghost: there, and nobody asked for it, or half of it',
            history.ghosts + tables.uneven + tables.withoutAudit + tables.withoutMessage,
          ),
          none('key used twice: one wish, two meetings or two links', tables.keysTwice + history.changed),
        ],
        notes: [
          `${clients} clients, ${told.length} wishes of which ${told.filter(({ token }) => token !== null).length} were acknowledged; a wish without an answer is sent again with its key until it has one. The start is what the program needs until it answers at all; after a restart of the database alone there is none.`,
        ],
      };
    } finally {
      await program.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

async function stormWith(
  program: Program,
  cluster: PostgresCluster,
  fault: Fault,
  storm: number,
  begin: () => Promise<void>,
): Promise<Round> {
  const told: Told[] = [];
  let running = true;
  let lastAnswer = performance.now();
  let longest = 0;
  const answered = () => {
    const now = performance.now();
    longest = Math.max(longest, now - lastAnswer);
    lastAnswer = now;
  };
  let next = 0;
  const workers = Array.from({ length: clients }, async () => {
    const client = new PostClient(program.port);
    while (running) {
      next += 1;
      const key = `storm-${storm}-wish-${next}-${Math.random().toString(36).slice(2)}`;
      const startsAt = startAt(2 + storm * 2, Math.floor(next / 5) % 140, 10);
      const one: Told = { key, startsAt: startsAt.getTime(), token: null, refused: false };
      told.push(one);
      const body = wish('faults', startsAt, key);
      while (one.token === null && !one.refused) {
        const answer = await book(client, body, 8_000).catch(() => null);
        if (answer?.status === 201) one.token = (JSON.parse(answer.body) as { token: string }).token;
        else if (answer?.status === 409) one.refused = true;
        else await new Promise((wait) => setTimeout(wait, 20));
        if (answer && answer.status < 500) answered();
      }
      // The same wish once more, as a browser does whose answer was lost.
      if (one.token !== null && next % 7 === 0) {
        const again = await book(client, body, 8_000).catch(() => null);
        if (again?.status === 201 && (JSON.parse(again.body) as { token: string }).token !== one.token)
          one.token = 'two links';
      }
    }
    client.close();
  });
  await new Promise((wait) => setTimeout(wait, 2_000));
  longest = 0;
  lastAnswer = performance.now();
  let startMs = 0;
  if (fault === 'database restart') {
    await cluster.kill();
    const began = performance.now();
    await cluster.restart();
    startMs = performance.now() - began;
  } else {
    await (fault === 'kill -9' ? program.kill() : program.stop());
    const began = performance.now();
    await begin();
    startMs = performance.now() - began;
  }
  await new Promise((wait) => setTimeout(wait, 4_000));
  running = false;
  await Promise.all(workers);
  return { silenceMs: longest, startMs, told };
}

/** Acknowledged and gone; there without having been asked for. */
async function compare(url: string, told: readonly Told[]): Promise<{ lost: number; ghosts: number; changed: number }> {
  return asOwner(url, async (client) => {
    const { rows } = await client.query(
      `select m.request_key as key, m.starts_at as at from meeting m join meeting_type t on t.id = m.type_id where t.slug = 'faults' and m.state = 'booked'`,
    );
    const there = new Map((rows as { key: string; at: Date }[]).map(({ key, at }) => [key, at.getTime()]));
    const asked = new Map(told.map((one) => [one.key, one]));
    return {
      lost: told.filter(({ key, token, startsAt }) => token !== null && there.get(key) !== startsAt).length,
      ghosts: [...there.keys()].filter((key) => asked.get(key)?.token === null || !asked.has(key)).length,
      changed: told.filter(({ token }) => token === 'two links').length,
    };
  });
}
