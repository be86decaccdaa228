#!/usr/bin/env node
// Starts the program and starts it again when a source or a text is saved. The data folder is kept.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fitNode, installIfMissing, root } from './start.mjs';

/** An editor saves in bursts. */
const settleMs = 150;

installIfMissing({ withTests: true });
let child = null;
let timer = null;
let stopping = false;

function start() {
  child = spawn(fitNode(), [join(root, 'bin/start.mjs')], { cwd: root, stdio: 'inherit' });
  child.on('exit', (code) => {
    child = null;
    if (stopping) process.exit(code ?? 0);
    else if (code) process.stdout.write('Venter på, at du retter og gemmer …\n');
  });
}

function restart() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!child) return start();
    child.once('exit', start);
    child.kill('SIGTERM');
  }, settleMs);
}

for (const folder of ['src', 'content']) watch(join(root, folder), { recursive: true }, restart);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    stopping = true;
    if (child) child.kill(signal);
    else process.exit(0);
  });
start();
