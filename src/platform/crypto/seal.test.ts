import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installationSecret, keysFrom } from './seal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'medbetjening-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a secret is made once, for this user alone, and kept', () => {
  const made = installationSecret(null, folder);
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(installationSecret(null, folder)).toBe(made);
  expect(readdirSync(folder)).toEqual(['secret']);
  expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
  expect(installationSecret('given by the environment', folder)).toBe('given by the environment');
});

test('an empty file is no secret: everything would be sealed with a key that anybody has', () => {
  writeFileSync(join(folder, 'secret'), '');
  expect(() => installationSecret(null, folder)).toThrow('damaged');
});

test('what is sealed opens for its purpose and context only, and never when it was changed', () => {
  const keys = keysFrom('a secret for tests only, long enough');
  const sealed = keys.seal('signal', 'room 1', 'hej');
  expect(keys.seal('signal', 'room 1', 'hej')).not.toBe(sealed);
  expect(keys.open('signal', 'room 1', sealed)).toBe('hej');
  expect(keys.open('relay', 'room 1', sealed)).toBeNull();
  expect(keys.open('signal', 'room 2', sealed)).toBeNull();
  expect(keysFrom('another secret for tests, as long').open('signal', 'room 1', sealed)).toBeNull();
  for (const wrong of ['', 'x', `${sealed.slice(0, -2)}AA`]) expect(keys.open('signal', 'room 1', wrong)).toBeNull();
});
