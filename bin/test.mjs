#!/usr/bin/env node
// Plain JavaScript that any Node from 20 can read: installs what the tests need, finds a Node that is new enough, builds,
// and runs the parts of scripts/test/parts.ts one after another. The last line is always `N passed, N failed`.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fitNode, installIfMissing } from './start.mjs';

installIfMissing({ withTests: true });
const node = fitNode();
if (node !== process.execPath) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
} else {
  const { runTests } = await import('../scripts/test/run-tests.ts');
  process.exit(await runTests(process.argv.slice(2)));
}
