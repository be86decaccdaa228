import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSeeded, readTrail, temporaryFolder, type Where, writeEntry } from '../../../test/support/backup-house.ts';
import { fjordby, hedelund } from '../../../test/support/test-house.ts';
import type { Database } from '../../db/index.ts';
import { ok, systemClock } from '../../kernel/index.ts';
import { createLog, installationSecret, keysFrom, lastBackup } from '../../platform/index.ts';
import { sameSecret } from '../same-secret.ts';
import { backUp } from './back-up.ts';
import { type BackupDoor, doorPath, openBackupDoor } from './backup-door.ts';
import type { Manifest } from './manifest.ts';
import { restore } from './restore.ts';
import { packTar, unpackTar } from './tar.ts';

const root = temporaryFolder();
const folder = (name: string): Where => ({
  dataDir: join(root, name),
  databaseUrl: null,
  databaseOwnerUrl: null,
  secret: null,
});
const from = folder('from');
const logged: string[] = [];
const log = createLog('info', (line) => void logged.push(line));
const backUpTo = (name: string, where = from) =>
  backUp({ config: where, clock: systemClock, program: '1.2.3', file: join(root, name) });
const restoreInto = (name: string, file: string, more: { secret?: string; newSecret?: boolean } = {}) =>
  restore({
    config: { ...folder(name), secret: more.secret ?? null },
    file: join(root, file),
    newSecret: more.newSecret ?? false,
  });

let database: Database;
let door: BackupDoor;
beforeAll(async () => {
  database = await openSeeded(from);
  await sameSecret(database, keysFrom(installationSecret(null, from.dataDir)));
  door = await openBackupDoor({ database, clock: systemClock, log, dataDir: from.dataDir, program: '1.2.3' });
  for (let n = 0; n < 30; n += 1) await writeEntry(database, fjordby, `early ${n}`);
}, 120_000);
afterAll(async () => {
  await door.close();
  await database.close();
});

/** A backup with some of its entries changed. */
async function forge(file: string, change: (name: string, body: Buffer) => readonly [string, Buffer]): Promise<string> {
  const entries: (readonly [string, Buffer])[] = [];
  const archive = async function* () {
    yield gunzipSync(readFileSync(join(root, file)));
  };
  for await (const entry of unpackTar(archive())) {
    const pieces: Uint8Array[] = [];
    for await (const piece of entry.body()) pieces.push(piece);
    entries.push(change(entry.name, Buffer.concat(pieces)));
  }
  const pieces: Uint8Array[] = [];
  const forged = entries.map(([name, body]) => ({
    name,
    size: body.length,
    body: async function* () {
      yield body;
    },
  }));
  for await (const piece of packTar(forged, new Date())) pieces.push(piece);
  const name = `forged-${readdirSync(root).length}.tar.gz`;
  writeFileSync(join(root, name), gzipSync(Buffer.concat(pieces), { level: 1 }));
  return name;
}
const withManifest = (change: (manifest: Manifest) => object) =>
  forge('whole.tar.gz', (name, body) =>
    name === 'manifest.json'
      ? [name, Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ...change(JSON.parse(body.toString())) }))]
      : [name, body],
  );

describe('a backup while the program writes', { timeout: 240_000 }, () => {
  test('holds everything acknowledged before it, comes back whole elsewhere, and is remembered', async () => {
    expect(await database.inTx(lastBackup)).toBeNull();
    const acknowledged: string[] = [];
    let over = false;
    const writer = async (municipality: typeof fjordby) => {
      for (let n = 0; !over; n += 1) {
        await writeEntry(database, municipality, `late ${n}`);
        if (municipality === fjordby) acknowledged.push(`late ${n}`);
        // The embedded database answers without ever letting sockets and files have their turn.
        await new Promise((next) => setTimeout(next, 2));
      }
    };
    const writing = Promise.all([writer(fjordby), writer(hedelund)]);
    while (acknowledged.length < 20) await new Promise((next) => setTimeout(next, 10));
    const before = acknowledged.length;
    const began = Date.now() - 1;
    const made = await backUpTo('whole.tar.gz');
    const after = acknowledged.length;
    over = true;
    await writing;
    expect(made).toEqual(
      ok({ file: join(root, 'whole.tar.gz'), bytes: expect.any(Number), how: 'running', noted: true }),
    );
    expect(after, 'writing went on meanwhile').toBeGreaterThan(before);
    const path = join(root, 'whole.tar.gz');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(root)).toEqual(['from', 'whole.tar.gz']);
    expect(readdirSync(from.dataDir)).not.toContain('copy-for-backup');
    const noted = (await database.inTx(lastBackup))?.getTime() ?? 0;
    expect(noted).toBeGreaterThan(began);

    const restored = await restoreInto('to', 'whole.tar.gz');
    expect(restored).toMatchObject({ ok: true, value: { secret: 'missing', manifest: { program: '1.2.3' } } });
    const copy = await openSeeded(folder('to'));
    try {
      const { subjects, faults } = await readTrail(copy, fjordby);
      expect(faults).toEqual([]);
      expect((await readTrail(copy, hedelund)).faults).toEqual([]);
      expect(subjects.slice(0, 30 + before)).toEqual([
        ...Array.from({ length: 30 }, (_, n) => `early ${n}`),
        ...acknowledged.slice(0, before),
      ]);
      expect(subjects.length).toBeLessThanOrEqual(30 + acknowledged.length);
      expect((await copy.inTx(lastBackup))?.toISOString()).toBe(new Date(noted).toISOString());
    } finally {
      await copy.close();
    }
  });

  test('does not hold the secret', async () => {
    const secret = readFileSync(join(from.dataDir, 'secret'), 'utf8').trim();
    expect(secret.length).toBeGreaterThan(30);
    const archive = gunzipSync(readFileSync(join(root, 'whole.tar.gz')));
    expect(archive.includes(secret)).toBe(false);
    expect(archive.includes('early 7')).toBe(true);
  });

  test('is taken by one at a time, and never over a file that is there', async () => {
    const [one, two] = await Promise.all([backUpTo('one.tar.gz'), backUpTo('two.tar.gz')]);
    expect([one.ok, two.ok].sort()).toEqual([false, true]);
    expect(one.ok ? two : one).toMatchObject({ reason: { kind: 'busy' } });
    expect(await backUpTo('whole.tar.gz')).toMatchObject({ reason: { kind: 'file-exists' } });
    expect(await backUpTo('nowhere/x.tar.gz')).toMatchObject({ reason: { kind: 'folder-missing' } });
    expect(await backUpTo('none.tar.gz', folder('empty'))).toMatchObject({ reason: { kind: 'no-database' } });
  });

  test('that breaks off leaves no file', async () => {
    await door.close();
    expect(await backUpTo('closed.tar.gz')).toMatchObject({ reason: { kind: 'no-answer', pid: process.pid } });
    const half = createServer((socket) => {
      socket.resume().on('error', () => {});
      socket.write('{"bytes":100000}\n');
      socket.end(Buffer.alloc(50_000, 1));
    });
    await new Promise<void>((done) => half.listen(doorPath(from.dataDir), done));
    expect(await backUpTo('half.tar.gz')).toEqual({ ok: false, reason: { kind: 'interrupted' } });
    await new Promise((done) => half.close(done));
    expect(readdirSync(root).filter((name) => /half|closed/.test(name))).toEqual([]);
    door = await openBackupDoor({ database, clock: systemClock, log, dataDir: from.dataDir, program: '1.2.3' });
  });
});

describe('a backup is restored', { timeout: 240_000 }, () => {
  test('with the secret that was put back first, with another, or without one for good', async () => {
    mkdirSync(folder('with').dataDir);
    writeFileSync(join(folder('with').dataDir, 'secret'), readFileSync(join(from.dataDir, 'secret')));
    expect(await restoreInto('with', 'whole.tar.gz')).toMatchObject({ value: { secret: 'fits' } });
    expect(readdirSync(folder('with').dataDir).sort()).toEqual(['database', 'secret']);
    const other = { secret: 'quite another secret, long enough to be one' };
    expect(await restoreInto('other', 'whole.tar.gz', other)).toMatchObject({ value: { secret: 'other' } });
    expect(await restoreInto('new', 'whole.tar.gz', { ...other, newSecret: true })).toMatchObject({
      value: { secret: 'none' },
    });
    const copy = await openSeeded(folder('new'));
    expect(await sameSecret(copy, keysFrom(other.secret))).toBe(true);
    await copy.close();
  });

  test('from a folder that nothing ran on, too', async () => {
    const stopped = folder('with');
    const made = await backUpTo('stopped.tar.gz', stopped);
    expect(made).toMatchObject({ ok: true, value: { how: 'stopped', noted: true } });
    expect(readdirSync(stopped.dataDir).sort()).toEqual(['database', 'secret']);
    expect(await restoreInto('again', 'stopped.tar.gz')).toMatchObject({ ok: true });
  });
});

describe('nothing is restored', { timeout: 240_000 }, () => {
  const refusedInto = async (name: string, file: string) => {
    const refused = await restoreInto(name, file);
    expect(existsSync(join(folder(name).dataDir, 'restoring'))).toBe(false);
    return refused.ok ? null : refused.reason;
  };

  test('into a folder that is in use, or holds anything', async () => {
    expect(await refusedInto('from', 'whole.tar.gz')).toMatchObject({ kind: 'held', pid: process.pid });
    mkdirSync(folder('full').dataDir);
    writeFileSync(join(folder('full').dataDir, 'letter.txt'), 'dear');
    expect(await refusedInto('full', 'whole.tar.gz')).toMatchObject({ kind: 'not-empty', found: ['letter.txt'] });
    expect(readdirSync(folder('full').dataDir)).toEqual(['letter.txt']);
  });

  test('from a file that is cut off, changed, or no backup', async () => {
    const whole = readFileSync(join(root, 'whole.tar.gz'));
    const changed = Buffer.from(whole);
    changed.writeUInt8((changed[whole.length - 6] ?? 0) ^ 1, whole.length - 6);
    const cases = [
      ['damaged', whole.subarray(0, whole.length >> 1)],
      ['damaged', whole.subarray(0, whole.length - 4)],
      ['damaged', changed],
      ['not-a-backup', gzipSync('x'.repeat(5000))],
      ['not-a-backup', Buffer.from('not even compressed')],
      ['damaged', Buffer.alloc(0)],
    ] as const;
    for (const [kind, bytes] of cases) {
      writeFileSync(join(root, 'bad.tar.gz'), bytes);
      expect(await refusedInto('bad', 'bad.tar.gz'), `${bytes.length} bytes`).toEqual({ kind });
      expect(existsSync(join(folder('bad').dataDir, 'database'))).toBe(false);
    }
    expect(await refusedInto('bad', 'not-there.tar.gz')).toMatchObject({ kind: 'file-missing' });
  });

  test('that would write outside its folder', async () => {
    for (const name of ['database/../../evil', 'secret'])
      expect(
        await refusedInto(
          'outside',
          await forge('whole.tar.gz', (old, body) => [/_VERSION$/.test(old) ? name : old, body]),
        ),
      ).toEqual({ kind: 'damaged' });
    expect(existsSync(join(root, 'evil'))).toBe(false);
  });

  test('from a newer program, or from PostgreSQL', async () => {
    const newer = await withManifest(({ migrations }) => ({
      migrations: [...migrations, '9999-later'],
      program: '9.0',
    }));
    expect(await refusedInto('newer', newer)).toEqual({ kind: 'newer-program', program: '9.0' });
    const other = await withManifest(() => ({ database: 'postgres' }));
    expect(await refusedInto('newer', other)).toEqual({ kind: 'other-database', needs: 'postgres' });
  });

  test('that does not hold what was counted, or whose trail is not the one that was noted', async () => {
    const fewer = await withManifest(({ counts }) => ({ counts: { ...counts, municipality: 3 } }));
    expect(await refusedInto('differs', fewer)).toEqual({
      kind: 'differs',
      findings: { differences: [{ table: 'municipality', expected: 3, found: 2 }], faults: [] },
    });
    const forged = await withManifest(({ auditHeads }) => ({
      auditHeads: auditHeads.map((head) => ({ ...head, hash: 'f'.repeat(64) })),
    }));
    const reason = await refusedInto('differs', forged);
    expect(reason).toMatchObject({ kind: 'differs', findings: { differences: [] } });
    expect(reason?.kind === 'differs' && reason.findings.faults.map((one) => one.municipality)).toEqual([
      'fjordby',
      'hedelund',
    ]);
    expect(existsSync(join(folder('differs').dataDir, 'database'))).toBe(false);
  });
});
