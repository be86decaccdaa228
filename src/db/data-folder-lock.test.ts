import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataFolder } from './data-folder-lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'medbetjening-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a second holder is refused with the pid of the first, and let in when the first is done', () => {
  const first = lockDataFolder(folder);
  expect(first.ok).toBe(true);
  expect(lockDataFolder(folder)).toEqual({ ok: false, reason: { kind: 'held', pid: process.pid } });
  if (first.ok) first.value.release();
  expect(lockDataFolder(folder).ok).toBe(true);
});

test('the lock of a process that is gone is taken over', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((done) => child.on('exit', done));
  writeFileSync(join(folder, 'in-use-by'), `${child.pid}\n\n`);
  expect(lockDataFolder(folder).ok).toBe(true);
  expect(readFileSync(join(folder, 'in-use-by'), 'utf8')).toMatch(new RegExp(`^${process.pid}\n`));
});

test('a pid that has come round to another process since is not the holder', () => {
  writeFileSync(join(folder, 'in-use-by'), `${process.pid}\nanother-boot 12345\n`);
  expect(lockDataFolder(folder).ok).toBe(true);
});

test('age alone takes no lock: a living process keeps it', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)']);
  writeFileSync(join(folder, 'in-use-by'), `${child.pid}\n\n`);
  expect(lockDataFolder(folder)).toEqual({ ok: false, reason: { kind: 'held', pid: child.pid } });
  child.kill('SIGKILL');
});

test('of many who come at once, with or without a dead process before them, one gets it', async () => {
  const program = `
    import { lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'data-folder-lock.ts'))};
    process.on('message', ({ folder, at }) => {
      while (Date.now() < at);
      process.send(lockDataFolder(folder).ok);
    });
    process.send('ready');`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  const answers = () => Promise.all(children.map((child) => new Promise((done) => child.once('message', done))));
  await answers();
  for (let round = 0; round < 24; round += 1) {
    const one = join(folder, String(round));
    mkdirSync(one);
    if (round % 2 === 0) writeFileSync(join(one, 'in-use-by'), '999999\nanother-boot 1\n');
    const heard = answers();
    for (const child of children) child.send({ folder: one, at: Date.now() + 20 });
    expect((await heard).filter((got) => got === true)).toHaveLength(1);
    expect(readdirSync(one)).toEqual(['in-use-by']);
  }
  for (const child of children) child.kill();
}, 60_000);
