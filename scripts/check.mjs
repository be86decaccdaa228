// What can be said of the code without running it. `npm run check`; the last line is `N passed, N failed`.
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
const { runChecks } = await import('./check/run-checks.ts');
process.exit(await runChecks(process.argv.slice(2)));
