import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
