import { type Program, startProgram, withPostgres } from './program.ts';
import { CannotRun, type Figure, percentiles, quantile, type Report, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';
import { untilOpen } from './stream.ts';
import { Visitor } from './visitor.ts';

const inLine = 50;

/** The server's part of "next": one is taken, admitted, written to the audit, and the desk's new state comes back. */
export async function benchNext({ rounds, say }: BenchOptions): Promise<Report> {
  const figures: Figure[] = [];
  const notes = [
    `${inLine} in line, each taken one is closed and replaced before the next press; one request at a time. The baseline is /ready: one request with one statement in one transaction.`,
  ];
  const presses = rounds ?? 100;
  const embedded = await startProgram({ env: { TRUSTED_PROXIES: 'loopback' } });
  try {
    figures.push(await nextTimes(embedded, 'embedded', presses, say));
  } finally {
    await embedded.stop();
  }
  try {
    await withPostgres(async (cluster) => {
      const program = await startProgram({ env: { TRUSTED_PROXIES: 'loopback', DATABASE_URL: cluster.url } });
      try {
        figures.push(await nextTimes(program, 'PostgreSQL', presses, say));
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

async function nextTimes(
  program: Program,
  words: string,
  presses: number,
  say: (line: string) => void,
): Promise<Figure> {
  const employee = new Visitor(program.url);
  await employee.logIn('mette', '/skranke');
  const desk = await employee.openStream('/skranke/strom');
  await untilOpen(employee);
  let asked = 0;
  const waiting: Visitor[] = [];
  const ask = async (citizen: Visitor) => {
    const answer = await citizen.askForHelp('video');
    if (answer.status !== 200) throw new Error(`a help request answered ${answer.status}`);
    await answer.text();
  };
  const comes = async () => {
    asked += 1;
    const citizen = new Visitor(program.url, { 'x-forwarded-for': `10.1.${asked >> 8}.${asked & 255}` });
    await ask(citizen);
    waiting.push(citizen);
  };
  for (let at = 0; at < inLine; at += 1) await comes();
  const own: number[] = [];
  const bare: number[] = [];
  const timed = async (into: number[], request: () => Promise<Response>) => {
    const began = performance.now();
    const answer = await request();
    const text = await answer.text();
    into.push(performance.now() - began);
    if (answer.status !== 200 || text.includes('"mine":null'))
      throw new Error(`a measured request answered ${answer.status}: ${text.slice(0, 200)}`);
  };
  for (let press = -5; press < presses; press += 1) {
    await timed(press < 0 ? [] : bare, () => employee.get('/ready'));
    await timed(press < 0 ? [] : own, () => employee.post('/skranke/naeste'));
    await (await employee.post('/skranke/luk', { outcome: 'together' })).text();
    waiting.shift();
    await comes();
    // Who asks again keeps her place and shows that she is there, as an open page would.
    if (press % 10 === 0) for (const citizen of waiting) await ask(citizen);
  }
  desk.leave();
  const p95 = quantile(own, 0.95);
  say(`${words}: p95 ${p95.toFixed(1)} ms`);
  return {
    what: `"next", server part, ${inLine} in line, ${words}`,
    unit: 'ms',
    value: percentiles(own),
    baseline: { what: '/ready', value: percentiles(bare) },
    ratio: p95 / quantile(bare, 0.95),
    must: verdict('p95 ≤ 300 ms', p95 <= 300),
  };
}
