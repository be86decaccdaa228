// Breaks each invariant in turn and expects the test that guards it to turn red: `npm run mutants [-- NAME ...]`.
// Works in a copy of the tree; nothing here is touched. The last line is `N passed, N failed`.
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
const { runMutants } = await import('./mutants/run-mutants.ts');
process.exit(await runMutants(process.argv.slice(2)));
