import { randomBytes } from 'node:crypto';
import { startFloor, withPostgres } from '../program.ts';
import { type Figure, percentiles, quantile, type Report, single, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { PostClient } from './post-client.ts';
import { addTeam, asOwner, book, lookAtTables, startAt, startBooked, wish } from './setting.ts';

const clients = 50;
const employees = 20;
const secondsEach = 6;

type Load = { readonly perSecond: number; readonly times: readonly number[]; readonly others: number };

/** Each of `clients` asks again as soon as it is answered. Answers a second that were bookings, and how long those took. */
async function asFastAsItGoes(
  seconds: number,
  ask: (client: number) => Promise<{ status: number; ms: number; body: string }>,
): Promise<Load> {
  const times: number[] = [];
  let others = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - began < seconds * 1000) {
        const { status, ms, body } = await ask(client);
        if (status === 201) times.push(ms);
        else if (status === 409) others += 1;
        else throw new Error(`a booking answered ${status}: ${body.slice(0, 300)}`);
      }
    }),
  );
  return { perSecond: (times.length / (performance.now() - began)) * 1000, times, others };
}

/** Full bookings through HTTP, beside the barest that takes a lock, a row and a key; then many on one time. */
export async function benchBooking({ rounds, say }: BenchOptions): Promise<Report> {
  return withPostgres(async (cluster) => {
    const program = await startBooked(cluster);
    const floorUrl = new URL(cluster.url);
    const floor = await startFloor('booking-floor.ts', [floorUrl.toString()]);
    try {
      await addTeam(cluster.url, { slug: 'bench', many: employees, minutes: 10 });
      const own = Array.from({ length: clients }, () => new PostClient(program.port));
      const bare = Array.from({ length: clients }, () => new PostClient(floor.port));
      // Each start is asked for as often as there are employees, in an order without a pattern.
      let next = 0;
      const start = () => {
        next += 1;
        return startAt(2 + (next % 90), Math.floor(Math.random() * 140), 10);
      };
      const askOwn = (client: number) => book(own[client] as PostClient, wish('bench', start()));
      const askBare = (client: number) => {
        const startsAt = start();
        const endsAt = new Date(startsAt.getTime() + 600_000);
        const resource = `r${Math.floor(Math.random() * employees)}`;
        return (bare[client] as PostClient).post('/', {
          resource,
          startsAt,
          endsAt,
          key: randomBytes(12).toString('hex'),
        });
      };
      await asFastAsItGoes(2, askOwn);
      await asFastAsItGoes(1, askBare);
      // As the database does by itself every minute: what was made for empty tables is planned anew, here and on the floor.
      await asOwner(cluster.url, (client) => client.query('analyze'));
      const owns: Load[] = [];
      const bares: Load[] = [];
      const ownCosts: number[] = [];
      const bareCosts: number[] = [];
      for (let round = 0; round < (rounds ?? 3); round += 1) {
        const began = [floor.cpuMs() ?? 0, program.cpuMs() ?? 0] as const;
        bares.push(await asFastAsItGoes(secondsEach, askBare));
        owns.push(await asFastAsItGoes(secondsEach, askOwn));
        const each = (now: number | null, before: number, load: Load | undefined) =>
          ((now ?? 0) - before) / Math.max(1, load?.times.length ?? 1);
        bareCosts.push(each(floor.cpuMs(), began[0], bares.at(-1)));
        ownCosts.push(each(program.cpuMs(), began[1], owns.at(-1)));
        say(
          `round ${round + 1}: ${Math.round(owns.at(-1)?.perSecond ?? 0)} beside ${Math.round(bares.at(-1)?.perSecond ?? 0)} a second`,
        );
      }
      const storm = await storms(cluster.url, program.port, say);
      const tables = await lookAtTables(cluster.url);
      for (const one of [...own, ...bare]) one.close();
      const rate = (loads: readonly Load[]) => spread(loads.map(({ perSecond }) => perSecond));
      const ratio = (rate(owns).numbers[1] ?? 0) / (rate(bares).numbers[1] ?? 1);
      const ownTimes = owns.flatMap(({ times }) => times);
      const bareTimes = bares.flatMap(({ times }) => times);
      const tail = quantile(ownTimes, 0.99) / quantile(bareTimes, 0.99);
      const floorWords = 'bare node:http + pg: lock, row, key';
      const figures: Figure[] = [
        {
          what: `full bookings, ${clients} clients, any of ${employees}`,
          unit: '/s',
          value: rate(owns),
          baseline: { what: floorWords, value: rate(bares) },
          ratio,
          must: verdict('≥ 0.35 of bare', ratio >= 0.35),
        },
        {
          what: 'time of a full booking under that load',
          unit: 'ms',
          value: percentiles(ownTimes),
          baseline: { what: floorWords, value: percentiles(bareTimes) },
          ratio: tail,
          must: verdict('p99 ≤ 3 of bare', tail <= 3),
        },
        {
          what: 'processor time of the process for one, without the database’s',
          unit: 'ms',
          value: spread(ownCosts),
          baseline: { what: floorWords, value: spread(bareCosts) },
          ratio: (spread(ownCosts).numbers[1] ?? 0) / (spread(bareCosts).numbers[1] ?? 1),
        },
        ...storm,
        {
          what: 'bookings without their audit entry, without their message, overlapping',
          unit: '',
          value: {
            shape: 'values',
            numbers: [tables.withoutAudit, tables.withoutMessage, tables.overlaps],
            count: tables.meetings,
          },
          must: verdict(
            '0 / 0 / 0',
            tables.withoutAudit + tables.withoutMessage + tables.overlaps + tables.uneven === 0,
          ),
        },
      ];
      return {
        figures,
        notes: [
          `${secondsEach} s a round, program and floor in turns on one PostgreSQL with fsync; server, database and load share the cores; the database's statistics are gathered once after the warming up, as it does by itself every minute. A booking is answered 201 with validation, one employee chosen by load, event, audit, sealed person and outbox row. Refused because the last employee was taken: ${owns.reduce((sum, one) => sum + one.others, 0)}; on the floor ${bares.reduce((sum, one) => sum + one.others, 0)}.`,
        ],
      };
    } catch (error) {
      say(program.output().slice(-3_000));
      throw error;
    } finally {
      await floor.stop();
      await program.stop();
    }
  });
}

async function storms(url: string, port: number, say: (line: string) => void): Promise<readonly Figure[]> {
  await addTeam(url, { slug: 'storm', many: 1, minutes: 10 });
  const many = Array.from({ length: 64 }, () => new PostClient(port));
  const slowest: number[] = [];
  let wrong = 0;
  for (let storm = 0; storm < 20; storm += 1) {
    const startsAt = startAt(3, storm, 10);
    const answers = await Promise.all(many.map((client) => book(client, wish('storm', startsAt))));
    slowest.push(Math.max(...answers.map(({ ms }) => ms)));
    const won = answers.filter(({ status }) => status === 201).length;
    if (won !== 1 || answers.some(({ status }) => status !== 201 && status !== 409)) wrong += 1;
  }
  for (const one of many) one.close();
  say(`storm of 64: slowest ${Math.round(Math.max(...slowest))} ms`);
  return [
    {
      what: 'storm of 64 on one time, 20 times: without exactly one winner',
      unit: '',
      value: single(wrong),
      must: verdict('0', wrong === 0),
    },
    {
      what: 'slowest answer of each storm',
      unit: 'ms',
      value: spread(slowest),
      must: verdict('≤ 1000 ms', Math.max(...slowest) <= 1000),
    },
  ];
}
