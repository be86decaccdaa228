// What the budgets (docs/evidence.md, "Budgets") come to on this machine. `npm run bench` lists them,
// `npm run bench -- NAME [--json]` runs one.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fitNode, installIfMissing } from '../bin/start.mjs';

installIfMissing({ withTests: true });
const node = fitNode();
if (node !== process.execPath) {
  process.exit(
    spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1,
  );
}
const { runBench } = await import('./bench/run-bench.ts');
process.exit(await runBench(process.argv.slice(2)));
