// node test/call-weather/run.mjs [full]: outages in a call between two real browsers, on the project's own Node, which reads
// TypeScript. Those of the network need root; without it they are skipped by name.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = [`${root}test/call-weather/run.ts`, ...process.argv.slice(2)];
process.exit(spawnSync(`${root}node_modules/.bin/node`, args, { cwd: root, stdio: 'inherit' }).status ?? 1);
