import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../build.mjs';
import { startHttpFloor } from './floor/floor-page.ts';
import { startProgram } from './program.ts';
import { type Figure, median, type Report, single, spread, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const seconds = (since: number) => (performance.now() - since) / 1000;
const plain = { '/fjordby': { headers: { 'content-type': 'text/plain' }, body: Buffer.from('ok').toString('base64') } };

/** From the command to the first page that is answered; the memory of the program five seconds later. */
export async function benchStart({ rounds, full, say }: BenchOptions): Promise<Report> {
  const cold: number[] = [];
  const warm: number[] = [];
  const bare: number[] = [];
  const database: number[] = [];
  const resident: number[] = [];
  const bareResident: number[] = [];
  for (let round = 0; round < (rounds ?? 5); round += 1) {
    const dataDir = mkdtempSync(join(tmpdir(), 'medbetjening-start-'));
    try {
      for (const times of [cold, warm]) {
        const began = performance.now();
        const program = await startProgram({ dataDir });
        const page = await fetch(`${program.url}/fjordby`);
        await page.text();
        times.push(seconds(began));
        if (page.status !== 200) throw new Error(`the first page answered ${page.status}`);
        if (times === warm) {
          await new Promise((next) => setTimeout(next, 5_000));
          resident.push(program.residentMiB() ?? Number.NaN);
        }
        await program.stop();
      }
      const began = performance.now();
      const floor = await startHttpFloor(plain);
      await (await fetch(`${floor.url}/fjordby`)).text();
      bare.push(seconds(began));
      bareResident.push(floor.residentMiB() ?? Number.NaN);
      await floor.stop();
      database.push(databaseAlone());
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
    say(
      `round ${round + 1}: cold ${cold.at(-1)?.toFixed(1)} s, warm ${warm.at(-1)?.toFixed(1)} s, database alone ${database.at(-1)?.toFixed(1)} s`,
    );
  }
  return {
    figures: [
      {
        what: 'first start: no data yet, built',
        unit: 's',
        value: spread(cold),
        baseline: { what: 'PGlite alone, new folder', value: spread(database) },
        ratio: median(cold) / median(database),
        must: verdict('≤ 8 s', median(cold) <= 8),
      },
      {
        what: 'D5 start on existing data until the first page',
        unit: 's',
        value: spread(warm),
        baseline: { what: 'bare node:http', value: spread(bare) },
        ratio: median(warm) / median(bare),
        must: verdict('≤ 2 s', median(warm) <= 2),
        goal: verdict('≤ 1 s', median(warm) <= 1),
      },
      {
        what: 'memory at rest, 5 s after a warm start',
        unit: 'MiB',
        value: spread(resident),
        baseline: { what: 'bare node:http', value: spread(bareResident) },
        ratio: median(resident) / median(bareResident),
      },
      ...(full ? [await freshClone(say)] : []),
    ],
    notes: [
      'From spawning `node bin/start.mjs` (already built) to the last byte of /fjordby; embedded database, temporary folder.',
      ...(full
        ? ['The fresh clone takes its packages from the npm cache and registry as `npm start` finds them.']
        : []),
    ],
  };
}

/** What the embedded database takes by itself, in a new folder; in a process of its own, as it is started with. */
function databaseAlone(): number {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-pglite-'));
  const code = `const { PGlite } = await import('@electric-sql/pglite'); const one = await PGlite.create(${JSON.stringify(join(folder, 'database'))}); await one.query('select 1'); await one.close();`;
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  const took = seconds(began);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  if (status !== 0) throw new Error(stderr);
  return took;
}

/** `git clone`, then `npm start` until it says where to go: with installing and building. */
async function freshClone(say: (line: string) => void): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-clone-'));
  try {
    say('fresh clone …');
    const cloned = spawnSync('git', ['clone', '--quiet', root, join(folder, 'clone')], { encoding: 'utf8' });
    if (cloned.status !== 0) throw new Error(cloned.stderr);
    const began = performance.now();
    const child = spawn('npm', ['start'], {
      cwd: join(folder, 'clone'),
      env: { ...process.env, PORT: '0', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let printed = '';
    const took = await new Promise<number>((done, fail) => {
      const listen = (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('Ctrl+C')) done(seconds(began));
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => fail(new Error(`npm start ended with ${code}:\n${printed}`)));
    });
    // A group of its own: npm, the shell and the program below it end together.
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    await new Promise((next) => setTimeout(next, 2_000));
    return { what: '`npm start` on a fresh clone, packages and build included', unit: 's', value: single(took) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
