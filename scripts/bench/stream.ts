import { type Served, startFloor, startProgram, withPostgres } from './program.ts';
import { CannotRun, type Figure, percentiles, quantile, type Report, single, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';
import { Visitor } from './visitor.ts';

const screens = 500;
const mostMs = 60_000;
const mostOpeningMs = 180_000;

/** W6: one is taken from the line, and every open waiting room must show another place. */
export async function benchStream({ rounds, say }: BenchOptions): Promise<Report> {
  const changes = rounds ?? 5;
  const floor = await floorTimes(changes);
  const figures: Figure[] = [];
  const notes = [
    `${screens} waiting rooms open by their event streams in this process, ${changes} changes 3 s apart: the employee takes the first, then closes the contact unmeasured. Time runs from the request that changes the line to each screen’s new state.`,
    'The floor is one process that writes the same line to all streams when it gets a POST.',
  ];
  const embedded = await startProgram({ env: { TRUSTED_PROXIES: 'loopback' } });
  try {
    figures.push(...(await lineTimes(embedded, 'embedded', changes, floor, say)));
  } finally {
    await embedded.stop();
  }
  try {
    await withPostgres(async (cluster) => {
      const program = await startProgram({ env: { TRUSTED_PROXIES: 'loopback', DATABASE_URL: cluster.url } });
      try {
        figures.push(...(await lineTimes(program, 'PostgreSQL', changes, floor, say)));
      } finally {
        await program.stop();
      }
    });
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    notes.push(`PostgreSQL left out: ${error.message}.`);
  }
  return { figures, notes };
}

async function floorTimes(changes: number): Promise<readonly number[]> {
  const floor = await startFloor('stream-floor.ts');
  try {
    const heard = new Heard();
    const visitor = new Visitor(floor.url);
    const streams = await Promise.all(
      Array.from({ length: screens }, (_, at) => visitor.openStream('/stream', () => heard.mark(at))),
    );
    const times: number[] = [];
    for (let change = 0; change < changes; change += 1) {
      await new Promise((next) => setTimeout(next, 300));
      const began = heard.begin(screens);
      await visitor.post('/change');
      await heard.all();
      times.push(...heard.since(began));
    }
    for (const { leave } of streams) leave();
    return times;
  } finally {
    await floor.stop();
  }
}

async function lineTimes(
  program: Served,
  words: string,
  changes: number,
  floor: readonly number[],
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const employee = new Visitor(program.url);
  await employee.logIn('mette', '/skranke');
  const desk = await employee.openStream('/skranke/strom');
  await untilOpen(employee);
  const heard = new Heard();
  const citizens = Array.from({ length: screens }, (_, at) => {
    return new Visitor(program.url, { 'x-forwarded-for': `10.0.${at >> 8}.${at & 255}` });
  });
  const beganAsking = performance.now();
  await inBatches(citizens, 20, async (citizen) => {
    const answer = await citizen.askForHelp('text');
    if (answer.status !== 200) throw new Error(`a help request answered ${answer.status}`);
  });
  say(`${words}: ${screens} stand in line after ${((performance.now() - beganAsking) / 1000).toFixed(1)} s`);
  const beganOpening = performance.now();
  let refused = 0;
  const streams: { readonly leave: () => void }[] = [];
  heard.begin(screens);
  await inBatches(
    citizens.map((citizen, at) => ({ citizen, at })),
    50,
    async ({ citizen, at }) => {
      // As the page does: a stream that was refused is opened anew after a second or two.
      while (performance.now() - beganOpening < mostOpeningMs) {
        try {
          streams.push(await citizen.openStream('/fjordby/hjaelp/strom', () => heard.mark(at)));
          return;
        } catch {
          refused += 1;
          await new Promise((next) => setTimeout(next, 1_500));
        }
      }
    },
  );
  const never = await heard.all();
  const opened = (performance.now() - beganOpening) / 1000;
  say(`${words}: ${screens} streams open after ${opened.toFixed(1)} s`);
  await quiet(heard);
  const times: number[] = [];
  let missed = 0;
  for (let change = 0; change < changes; change += 1) {
    const began = heard.begin(screens - never - change);
    const taken = await employee.post('/skranke/naeste');
    if (taken.status !== 200) throw new Error(`"next" answered ${taken.status}`);
    missed += await heard.all();
    const ms = heard.since(began);
    times.push(...ms);
    say(
      `${words}, change ${change + 1}: p50 ${Math.round(quantile(ms, 0.5))}, p99 ${Math.round(quantile(ms, 0.99))} ms`,
    );
    await employee.post('/skranke/luk', { outcome: 'together' });
    await quiet(heard);
  }
  desk.leave();
  for (const { leave } of streams) leave();
  const p99 = quantile(times, 0.99);
  const ratio = p99 / quantile(floor, 0.99);
  return [
    {
      what: `W6 change of the line to ${screens} open screens, ${words}`,
      unit: 'ms',
      value: percentiles(times),
      baseline: { what: 'bare broadcast', value: percentiles(floor) },
      ratio,
      must: verdict('p99 ≤ 5 × bare or 85 ms', p99 <= Math.max(85, 5 * quantile(floor, 0.99))),
      goal: verdict('≤ 2 ×', ratio <= 2),
    },
    { what: `screens that were not told within ${mostMs / 1000} s, ${words}`, unit: '', value: single(missed) },
    { what: `${screens - never} of ${screens} waiting rooms opened, ${words}`, unit: 's', value: single(opened) },
    { what: `streams refused by the program while they opened, ${words}`, unit: '', value: single(refused) },
  ];
}

/** When each screen was told something for the first time since `begin`. */
class Heard {
  readonly #at = new Map<number, number>();
  #wanted = 0;
  #last = 0;
  #done: (() => void) | null = null;

  mark(screen: number): void {
    this.#last = performance.now();
    if (this.#at.has(screen)) return;
    this.#at.set(screen, this.#last);
    if (this.#at.size >= this.#wanted) this.#done?.();
  }

  begin(wanted: number): number {
    this.#at.clear();
    this.#wanted = wanted;
    return performance.now();
  }

  /** Until all have heard; gives how many have not within the time. */
  async all(): Promise<number> {
    if (this.#at.size >= this.#wanted) return 0;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, mostMs);
      this.#done = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.#done = null;
    return Math.max(0, this.#wanted - this.#at.size);
  }

  since(began: number): readonly number[] {
    return [...this.#at.values()].map((at) => at - began);
  }

  get lastAt(): number {
    return this.#last;
  }
}

/** Nothing has been told for three seconds. */
async function quiet(heard: Heard): Promise<void> {
  do await new Promise((next) => setTimeout(next, 500));
  while (performance.now() - heard.lastAt < 3_000);
}

/** The desk's stream is open before its first sign of life is stored. */
export async function untilOpen(visitor: Visitor): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    const state = (await (await visitor.get('/api/v1/fjordby/queue')).json()) as { open: boolean };
    if (state.open) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error('the counter did not open');
}

async function inBatches<One>(all: readonly One[], size: number, each: (one: One) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += size) await Promise.all(all.slice(at, at + size).map(each));
}
