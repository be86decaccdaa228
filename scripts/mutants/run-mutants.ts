import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../build.mjs';
import { sharedPostgres } from '../test/shared-postgres.ts';
import { type Mutant, mutants, notBuilt } from './mutants.ts';

const copied = [
  'src',
  'test',
  'content',
  'scripts',
  'bin',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
  'playwright.config.ts',
];
const longestRunMs = 4 * 60_000;

/** `red`: the test saw it. `stale`: the source has changed and the fault cannot be put in. `unfit`: the test fails without it too. */
type Verdict = 'red' | 'survived' | 'stale' | 'unfit' | 'skipped';

/** Runs all mutants, or those named. Returns the exit code: 0 only if every one was seen. */
export async function runMutants(names: readonly string[]): Promise<number> {
  const wanted = mutants.filter(({ name }) => names.length === 0 || names.includes(name));
  const tree = mkdtempSync(join(tmpdir(), 'medbetjening-mutants-'));
  const postgres = sharedPostgres();
  const results: { readonly mutant: Mutant; readonly verdict: Verdict; readonly seconds: number }[] = [];
  try {
    for (const path of copied) cpSync(join(root, path), join(tree, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const mutant of wanted) {
      const began = performance.now();
      const verdict = await judge(tree, mutant, mutant.database === 'postgres' ? await postgres.find() : null);
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      results.push({ mutant, verdict, seconds });
      console.log(
        `${verdict.padEnd(9)} ${String(mutant.invariant).padStart(2)}  ${mutant.name.padEnd(16)} ${mutant.fault} → ${mutant.test} (${seconds} s)`,
      );
    }
  } finally {
    await postgres.stop();
    rmSync(tree, { recursive: true, force: true, maxRetries: 5 });
  }
  for (const [invariant, why] of Object.entries(notBuilt)) console.log(`not built ${invariant.padStart(2)}  ${why}`);
  for (const { mutant } of results.filter(({ verdict }) => verdict === 'skipped'))
    console.log(`skipped: ${mutant.name} — no PostgreSQL`);
  const red = results.filter(({ verdict }) => verdict === 'red').length;
  const failed = results.filter(({ verdict }) => verdict !== 'red' && verdict !== 'skipped').length;
  console.log(`${red} passed, ${failed} failed`);
  return failed > 0 || red === 0 ? 1 : 0;
}

/** A fault counts as seen only where the same test passes without it. */
async function judge(
  tree: string,
  mutant: Mutant,
  database: { readonly ok: boolean; readonly url?: string } | null,
): Promise<Verdict> {
  if (database && !database.ok) return 'skipped';
  const path = join(tree, mutant.file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(mutant.find).length !== 2) return 'stale';
  const env = database?.url ? { TEST_DB: 'postgres', TEST_DATABASE_URL: database.url } : { TEST_DB: 'embedded' };
  if (!passes(tree, mutant, env)) return 'unfit';
  writeFileSync(
    path,
    whole.replace(mutant.find, () => mutant.replace),
  );
  try {
    return passes(tree, mutant, env) ? 'survived' : 'red';
  } finally {
    writeFileSync(path, whole);
  }
}

/** Faultless runs are remembered: several mutants share a test. */
const faultless = new Map<string, boolean>();

function passes(tree: string, { test, only, file }: Mutant, env: Readonly<Record<string, string>>): boolean {
  const clean = readFileSync(join(tree, file), 'utf8') === readFileSync(join(root, file), 'utf8');
  const key = `${test} ${only ?? ''} ${env.TEST_DB}`;
  if (clean && faultless.has(key)) return faultless.get(key) ?? false;
  const inBrowser = test.startsWith('test/browser/');
  const args = inBrowser
    ? ['node_modules/@playwright/test/cli.js', 'test', test, '--reporter=line', ...(only ? ['-g', only] : [])]
    : ['node_modules/vitest/vitest.mjs', 'run', test, ...(only ? ['-t', only] : [])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: tree,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: longestRunMs,
    maxBuffer: 64 * 1024 * 1024,
  });
  // A name that matches nothing is no test that passed.
  const ran = /[1-9]\d* passed/.test(stdout) || status !== 0;
  if (!ran) throw new Error(`${test} has no test named “${only}”`);
  if (clean) {
    faultless.set(key, status === 0);
    // A test that is red by itself guards nothing: here is why it is.
    if (status !== 0) console.log(`${stdout}\n${stderr}`.split('\n').slice(-60).join('\n'));
  }
  return status === 0;
}
