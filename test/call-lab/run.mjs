// node test/call-lab/run.mjs [ROUNDS=9]: runs the lab on the project's own Node, which reads TypeScript.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = `${root}.build/call-lab.mjs`;
const { build } = await import('esbuild');
await build({
  absWorkingDir: root,
  entryPoints: ['test/call-lab/run.ts'],
  outfile: out,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
});
const node = `${root}node_modules/.bin/node`;
process.exit(spawnSync(node, [out], { cwd: root, stdio: 'inherit' }).status ?? 1);
