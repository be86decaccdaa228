import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

// What is tested is what is written: a build of older sources would pass or fail for reasons of yesterday.
// biome-ignore lint/style/noDefaultExport: Playwright asks for it.
export default function build(): void {
  const root = resolve(import.meta.dirname, '../..');
  const bundled = resolve(root, 'node_modules/.bin/node');
  const built = spawnSync(existsSync(bundled) ? bundled : process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
}
