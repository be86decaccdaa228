// Runs one of the program's own commands as `npm start` runs the program: a Node that is new enough, a build that is of
// these sources. Packages are fetched only where there are none: a program may be running on those that are there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitNode, installIfMissing, root } from '../bin/start.mjs';

/** `name` is that of `src/app/{name}.main.ts`; `script` the calling file's `import.meta.url`. */
export async function runCommand(name, script) {
  if (!existsSync(join(root, 'node_modules'))) installIfMissing({ withTests: false });
  const node = fitNode();
  if (node !== process.execPath) {
    process.exit(spawnSync(node, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
  }
  const { buildIfStale } = await import('./build.mjs');
  await buildIfStale();
  await import(`../.build/server/${name}.main.mjs`);
}
