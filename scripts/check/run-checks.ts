import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findBreaches } from '../../test/architecture/find-breaches.ts';
import { readHouse } from '../../test/architecture/read-imports.ts';
import { root } from '../build.mjs';
import { lockfileProblems } from './lockfile.ts';
import { publiccodeProblems } from './publiccode.ts';
import { treeProblems } from './tree.ts';

type Outcome = { readonly problems: readonly string[]; readonly note?: string };
type Check = { readonly name: string; readonly what: string; readonly run: () => Outcome };

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** A tool of ours or from npm; its output is the problem when it fails. */
function tool(path: string, args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  if (status === 0) return { problems: [] };
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('ok '));
  return { problems: lines.length > 80 ? [...lines.slice(0, 80), `… and ${lines.length - 80} more lines`] : lines };
}

const checks: readonly Check[] = [
  {
    name: 'types',
    what: 'TypeScript, strict',
    run: () => tool('node_modules/typescript/bin/tsc', ['-p', '.', '--pretty', 'false']),
  },
  {
    name: 'style',
    what: 'format and lint by Biome',
    run: () =>
      tool('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=40', '.']),
  },
  {
    name: 'architecture',
    what: 'rooms, module order, faces, circles, browser code, tables',
    run: () => {
      const files = readHouse(root);
      return { problems: findBreaches(files), note: `${files.length} files` };
    },
  },
  {
    name: 'packages',
    what: 'licences, install scripts and hosts in the lock file',
    run: () => lockfileProblems(JSON.parse(read('package-lock.json'))),
  },
  {
    name: 'publiccode',
    what: 'publiccode.yml holds what the standard demands',
    run: () => ({ problems: publiccodeProblems(parse(read('publiccode.yml'))) }),
  },
  { name: 'tree', what: 'no file over 500 lines, nothing left to do, no test left out', run: () => treeProblems(root) },
  {
    name: 'content',
    what: 'every guide text by the schema that loads it',
    run: () => tool('scripts/check-content.mjs', []),
  },
];

/** Runs all checks, or those named. Returns the exit code. */
export async function runChecks(names: readonly string[]): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const { name, what, run } of checks.filter((check) => names.length === 0 || names.includes(check.name))) {
    const began = performance.now();
    const { problems, note } = attempt(run);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${what}${note ? ` (${note})` : ''} ${seconds} s`);
    for (const problem of problems) console.log(`       ${problem}`);
    if (problems.length === 0) passed += 1;
    else failed += 1;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

function attempt(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    return { problems: [String(error)] };
  }
}
