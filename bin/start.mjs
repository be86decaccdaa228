#!/usr/bin/env node
// Plain JavaScript that any Node from 20 can read: installs what is missing, finds a Node that is new enough, builds if
// something has changed, and starts. Everything it says is for a person who has never seen it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const say = (line) => process.stdout.write(`${line}\n`);

/** Packages are installed when there are none, or when the lock file has changed since. */
export function installIfMissing({ withTests }) {
  const marker = join(root, 'node_modules/.medbetjening-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const found = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  // Who has what the tests need keeps it: a start after a change of packages must not take it away.
  const all = withTests || existsSync(join(root, 'node_modules/vitest'));
  const enough = found === `${wanted} all` || (!withTests && found === `${wanted} run`);
  if (enough) return;
  say('Henter de pakker, programmet bygger på (første gang, omkring et halvt minut) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(all ? [] : ['--omit=dev'])], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    say('Pakkerne kunne ikke hentes. Tjek forbindelsen til npm, og prøv igen.');
    process.exit(1);
  }
  writeFileSync(marker, `${wanted} ${all ? 'all' : 'run'}`);
}

/** The path of a Node that runs the program: this one, or the one that came with the packages. */
export function fitNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  const bundled = join(root, 'node_modules/.bin/node');
  if (existsSync(bundled)) return bundled;
  say(
    `Programmet kræver Node 22.18 eller nyere. Her er ${process.versions.node}, og der følger ingen Node med til denne maskine.`,
  );
  process.exit(1);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  installIfMissing({ withTests: false });
  const node = fitNode();
  if (node !== process.execPath) {
    const { spawn } = await import('node:child_process');
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
      cwd: root,
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 0)));
  } else {
    const { buildIfStale } = await import('../scripts/build.mjs');
    const before = Date.now();
    const result = await buildIfStale();
    if (result === 'built') say(`Programmet er bygget (${((Date.now() - before) / 1000).toFixed(1)} s).`);
    await import('../.build/server/serve.main.mjs');
  }
}
