import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../build.mjs';
import { type Program, startProgram } from './program.ts';
import { type Figure, median, type Report, single, spread, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';
import { untilOpen } from './stream.ts';
import { Visitor } from './visitor.ts';

const trusting = { TRUSTED_PROXIES: 'loopback' };
const writers = 8;

/** D1, D2, D3 and D5 on the embedded database, through HTTP as a citizen comes. */
export async function benchDurability({ rounds, say }: BenchOptions): Promise<Report> {
  const dataDir = mkdtempSync(join(tmpdir(), 'medbetjening-durability-'));
  try {
    const first = await startProgram({ dataDir, env: trusting });
    const refusal = await secondProcess(first);
    const promised = await promiseOf(first);
    await first.kill();
    const { killed, reopened } = await killWhileWriting(dataDir, rounds ?? 20, say);
    return {
      figures: [...refusal, ...promised, ...killed, ...reopened],
      notes: [
        `${writers} citizens ask for help at the same time over HTTP; a place counts as acknowledged when the whole answer 201 has arrived. After each kill -9 every place acknowledged in that round is asked for again; waiting places are kept two minutes, so older rounds have been given back.`,
        'Reopening is a whole start of the program on the folder as the kill left it, until its first page, on a machine that does other work too.',
        'D4 (backup and restore, `npm run backup` and `npm run restore`) is not measured here yet.',
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** D1: the same folder a second time must be refused, with the number of the process that has it. */
async function secondProcess(first: Program): Promise<readonly Figure[]> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin/start.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', DATA_DIR: first.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearTimeout(timer);
  const took = (performance.now() - began) / 1000;
  const told = said.includes(String(first.pid)) && said.includes('DATA_DIR');
  return [
    {
      what: 'D1 second process on the folder refused after',
      unit: 's',
      value: single(took),
      must: verdict('≤ 2 s', took <= 2 && code === 1),
    },
    {
      what: 'D1 it names the process and a way out (1 = yes)',
      unit: '',
      value: single(told ? 1 : 0),
      must: verdict('1', told),
    },
  ];
}

/** D3: what is promised about durability, at the start and at /health. */
async function promiseOf(program: Program): Promise<readonly Figure[]> {
  const health = (await (await fetch(`${program.url}/health`)).json()) as {
    durability?: { fsync?: boolean; promise?: string };
  };
  const atStart = /strømsvigt/.test(program.output());
  const atHealth = health.durability?.fsync === false && (health.durability.promise ?? '') !== '';
  return [
    {
      what: 'D3 durability said at start (1 = yes)',
      unit: '',
      value: single(atStart ? 1 : 0),
      must: verdict('1', atStart),
    },
    {
      what: 'D3 durability said at /health (1 = yes)',
      unit: '',
      value: single(atHealth ? 1 : 0),
      must: verdict('1', atHealth),
    },
  ];
}

async function killWhileWriting(
  dataDir: string,
  rounds: number,
  say: (line: string) => void,
): Promise<{ readonly killed: readonly Figure[]; readonly reopened: readonly Figure[] }> {
  const reopenings: number[] = [];
  let acknowledged = 0;
  let lost = 0;
  let twice = 0;
  let opened = 0;
  let program = await startProgram({ dataDir, env: trusting });
  for (let round = 0; round < rounds; round += 1) {
    const employee = new Visitor(program.url);
    await employee.logIn('mette', '/skranke');
    const desk = await employee.openStream('/skranke/strom');
    await untilOpen(employee);
    let over = false;
    const tokens: string[] = [];
    const writing = askUntil(program.url, round, tokens, () => over);
    const deadline = performance.now() + 20_000;
    while (tokens.length < 3 + (round % 5) * 4 && performance.now() < deadline)
      await new Promise((next) => setTimeout(next, 3));
    over = true;
    // Requests are under way at this moment: whoever was not told yes has been promised nothing.
    await program.kill();
    desk.leave();
    await writing;
    const began = performance.now();
    program = await startProgram({ dataDir, env: trusting });
    await (await fetch(`${program.url}/fjordby`)).text();
    reopenings.push((performance.now() - began) / 1000);
    opened += 1;
    const places = await Promise.all(tokens.map((token) => placeOf(program.url, token)));
    acknowledged += tokens.length;
    lost += places.filter((place) => place === null).length;
    const held = places.filter((place) => place !== null);
    twice += held.length - new Set(held).size;
    say(
      `kill ${round + 1} of ${rounds}: ${tokens.length} acknowledged, ${lost} lost until now, reopened in ${reopenings.at(-1)?.toFixed(1)} s`,
    );
  }
  await program.stop();
  return {
    killed: [
      { what: `D2 acknowledged places over ${rounds} × kill -9`, unit: '', value: single(acknowledged) },
      { what: 'D2 acknowledged and lost', unit: '', value: single(lost), must: verdict('0', lost === 0) },
      { what: 'D2 places given to two', unit: '', value: single(twice), must: verdict('0', twice === 0) },
      {
        what: `D2 opened again, of ${rounds}`,
        unit: '',
        value: single(opened),
        must: verdict('all', opened === rounds),
      },
    ],
    reopened: [
      {
        what: 'D5 start on the data that a kill left',
        unit: 's',
        value: spread(reopenings),
        must: verdict('≤ 2 s', median(reopenings) <= 2),
        goal: verdict('≤ 1 s', median(reopenings) <= 1),
      },
    ],
  };
}

async function askUntil(url: string, round: number, tokens: string[], over: () => boolean): Promise<void> {
  let asked = 0;
  const citizen = async () => {
    while (!over()) {
      asked += 1;
      try {
        const answer = await fetch(`${url}/api/v1/fjordby/help-requests`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-forwarded-for': `10.${round & 255}.${asked >> 8}.${asked & 255}`,
          },
          body: JSON.stringify({ form: 'text', service: 'mitid' }),
        });
        const body = (await answer.json()) as { token?: string };
        if (answer.status === 201 && body.token) tokens.push(body.token);
      } catch {
        // Killed under her: nothing was promised.
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, citizen));
}

async function placeOf(url: string, token: string): Promise<number | null> {
  const answer = await fetch(`${url}/api/v1/fjordby/help-requests/mine`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const state = (await answer.json()) as { kind?: string; place?: number };
  return answer.status === 200 && state.kind === 'waiting' ? (state.place ?? null) : null;
}
