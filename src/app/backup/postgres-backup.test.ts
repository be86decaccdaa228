import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  emptyPostgres,
  onPostgres,
  openSeeded,
  readTrail,
  temporaryFolder,
  type Where,
  writeEntry,
} from '../../../test/support/backup-house.ts';
import { fjordby, hedelund, testDatabaseKind } from '../../../test/support/test-house.ts';
import type { Database } from '../../db/index.ts';
import { systemClock } from '../../kernel/index.ts';
import { keysFrom, lastBackup } from '../../platform/index.ts';
import { sameSecret } from '../same-secret.ts';
import { backUp } from './back-up.ts';
import { withoutPassword } from './postgres-tools.ts';
import { restore } from './restore.ts';

test('a password never stands among a tool’s arguments', () => {
  expect(withoutPassword('postgres://web:p%40ss@db:5432/m?sslmode=require')).toEqual({
    url: 'postgres://web@db:5432/m?sslmode=require',
    password: 'p@ss',
  });
  expect(withoutPassword('postgres://web@db/m?password=x').url).toBe('postgres://web@db/m');
});

const there = (tool: string): boolean => {
  try {
    return execFileSync(tool, ['--version']).length > 0;
  } catch {
    return false;
  }
};
const wanted = testDatabaseKind === 'postgres' && there('pg_dump') && there('pg_restore');

describe.runIf(wanted)(
  `PostgreSQL${wanted ? '' : testDatabaseKind === 'postgres' ? ' [needs pg_dump]' : ' [PostgreSQL only]'}`,
  { timeout: 120_000 },
  () => {
    const root = temporaryFolder();
    const secret = 'a secret for these tests only, long enough';
    const at = (databaseUrl: string): Where => ({
      dataDir: join(root, 'none'),
      databaseUrl,
      databaseOwnerUrl: null,
      secret,
    });
    const backUpTo = (name: string, where: Where) =>
      backUp({ config: where, clock: systemClock, program: '1.2.3', file: join(root, name) });
    const restoreTo = (where: Where, name = 'whole.tar.gz') =>
      restore({ config: where, file: join(root, name), newSecret: false });

    let from: Where;
    let database: Database;
    beforeAll(async () => {
      from = at(await emptyPostgres());
      database = await openSeeded(from);
      await sameSecret(database, keysFrom(secret));
      for (let n = 0; n < 20; n += 1) await writeEntry(database, fjordby, `early ${n}`);
    }, 60_000);
    afterAll(() => database?.close());

    test('is put aside while it is written to, and comes back whole in another database', async () => {
      const acknowledged: string[] = [];
      let over = false;
      const writer = async (municipality: typeof fjordby) => {
        for (let n = 0; !over; n += 1) {
          await writeEntry(database, municipality, `late ${n}`);
          if (municipality === fjordby) acknowledged.push(`late ${n}`);
        }
      };
      const writing = Promise.all([writer(fjordby), writer(hedelund)]);
      while (acknowledged.length < 20) await new Promise((next) => setTimeout(next, 10));
      const before = acknowledged.length;
      const made = await backUpTo('whole.tar.gz', from);
      const after = acknowledged.length;
      over = true;
      await writing;
      expect(made).toMatchObject({ ok: true, value: { how: 'postgres', noted: true } });
      expect(after).toBeGreaterThan(before);
      expect(statSync(join(root, 'whole.tar.gz')).mode & 0o777).toBe(0o600);
      expect(readdirSync(root)).toEqual(['whole.tar.gz']);
      expect(await database.inTx(lastBackup)).not.toBeNull();

      const to = at(await emptyPostgres());
      expect(await restoreTo(to)).toMatchObject({ ok: true, value: { secret: 'fits' } });
      const copy = await openSeeded(to);
      try {
        const { subjects, faults } = await readTrail(copy, fjordby);
        expect(faults).toEqual([]);
        expect((await readTrail(copy, hedelund)).faults).toEqual([]);
        expect(subjects.slice(20, 20 + before)).toEqual(acknowledged.slice(0, before));
        await writeEntry(copy, fjordby, 'goes on');
      } finally {
        await copy.close();
      }
      expect(await restoreTo(to)).toMatchObject({ reason: { kind: 'not-empty', where: 'DATABASE_URL' } });
    });

    test('is restored by an ordinary owner, whose own backup is refused because it cannot see all', async () => {
      const url = await emptyPostgres();
      const name = new URL(url).pathname.slice(1);
      const owner = `${name}_owner`;
      await onPostgres(
        url,
        `create role ${owner} login password 'p@ss' in role medbetjening_app`,
        `alter database ${name} owner to ${owner}`,
      );
      afterAll(async () => {
        await onPostgres(
          process.env.TEST_DATABASE_URL ?? '',
          `drop database ${name} with (force)`,
          `drop role ${owner}`,
        );
      });
      const ordinary = new URL(url);
      ordinary.username = owner;
      ordinary.password = 'p@ss';
      const where = at(ordinary.toString());
      expect(await restoreTo(where)).toMatchObject({ ok: true, value: { secret: 'fits' } });
      expect(await backUpTo('blind.tar.gz', where)).toEqual({
        ok: false,
        reason: { kind: 'cannot-see-all', login: owner },
      });
      const asBackup = { ...where, databaseOwnerUrl: url };
      expect(await backUpTo('seeing.tar.gz', asBackup)).toMatchObject({ ok: true });
      expect(readdirSync(root).sort()).toEqual(['seeing.tar.gz', 'whole.tar.gz']);
      const copy = await openSeeded(where);
      expect((await readTrail(copy, fjordby)).faults).toEqual([]);
      await copy.close();
    });

    test('says so where its own programs are not there, and leaves nothing', async () => {
      const path = process.env.PATH;
      process.env.PATH = root;
      try {
        expect(await backUpTo('none.tar.gz', from)).toMatchObject({
          reason: { kind: 'tool-missing', tool: 'pg_dump' },
        });
        const to = at(await emptyPostgres());
        expect(await restoreTo(to)).toMatchObject({ reason: { kind: 'tool-missing', tool: 'pg_restore' } });
      } finally {
        process.env.PATH = path;
      }
      expect(readdirSync(root)).not.toContain('none.tar.gz');
    });

    test('is left empty by a file that is cut off; a database that nothing ran on has nothing to put aside', async () => {
      const empty = at(await emptyPostgres());
      expect(await backUpTo('nothing.tar.gz', empty)).toMatchObject({ reason: { kind: 'no-database' } });
      execFileSync('cp', [join(root, 'whole.tar.gz'), join(root, 'cut.tar.gz')]);
      truncateSync(join(root, 'cut.tar.gz'), statSync(join(root, 'cut.tar.gz')).size - 10);
      expect(await restoreTo(empty, 'cut.tar.gz')).toEqual({ ok: false, reason: { kind: 'damaged' } });
      expect(await restoreTo(empty)).toMatchObject({ ok: true });
      expect(await restoreTo({ ...empty, databaseUrl: null })).toMatchObject({
        reason: { kind: 'other-database', needs: 'postgres' },
      });
      expect(await restoreTo(at('postgres://nobody@127.0.0.1:1/none'))).toMatchObject({
        reason: { kind: 'unreachable' },
      });
    });
  },
);
