import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseImage } from '../../scripts/database-image.mjs';
import { type Database, db, openDatabase } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'medbetjening-image-'));
let image: string;
beforeAll(async () => {
  image = await databaseImage();
}, 90_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function open(dataDir: string | null, from: string | null): Promise<Database> {
  const opened = await openDatabase({ databaseUrl: null, databaseOwnerUrl: null, dataDir, image: from, pool: 1 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
  return opened.value;
}

/** All that a migration can make: columns, comments, constraints, indexes, policies, functions, triggers and rights. */
const shape = (database: Database) =>
  database.inTx(async () => {
    const list = async (query: ReturnType<typeof sql<{ line: string }>>) =>
      (await query.execute(db())).rows.map(({ line }) => line).sort();
    return [
      await list(sql`select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
        from information_schema.columns where table_schema = 'public'`),
      await list(sql`select relname::text || ' ' || relkind::text || relrowsecurity::text || relforcerowsecurity::text || ' ' || coalesce(relacl::text, '') || ' ' || coalesce(obj_description(oid, 'pg_class'), '') as line
        from pg_class where relnamespace = 'public'::regnamespace`),
      await list(sql`select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line
        from pg_constraint where connamespace = 'public'::regnamespace`),
      await list(sql`select indexdef as line from pg_indexes where schemaname = 'public'`),
      await list(
        sql`select tablename::text || ' ' || policyname::text || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') as line from pg_policies`,
      ),
      await list(sql`select p.oid::regprocedure::text || ' ' || coalesce(p.proacl::text, '') || p.prosrc as line from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prolang <> (select oid from pg_language where lanname = 'c')`),
      await list(
        sql`select tgrelid::regclass::text || ' ' || pg_get_triggerdef(oid) as line from pg_trigger where not tgisinternal`,
      ),
      await list(
        sql`select rolname::text || rolsuper::text || rolbypassrls::text || rolcanlogin::text as line from pg_roles where rolname not like 'pg\\_%'`,
      ),
    ];
  });

test('a database that begins as a copy is the one that migrations make', async () => {
  const [made, copied, inFolder] = [await open(null, null), await open(null, image), await open(folder, image)];
  const whole = await shape(made);
  expect(whole.flat().length).toBeGreaterThan(500);
  expect(await shape(copied)).toEqual(whole);
  expect(await shape(inFolder)).toEqual(whole);
  for (const one of [made, copied, inFolder]) await one.close();
}, 90_000);

test('one that is there is opened as it is; half a copy of a start that was killed is no obstacle', async () => {
  const stamp = join(folder, 'database', 'kept');
  writeFileSync(stamp, 'x');
  await (await open(folder, image)).close();
  expect(existsSync(stamp)).toBe(true);

  const other = join(folder, 'other');
  mkdirSync(join(other, 'database.making'), { recursive: true });
  writeFileSync(join(other, 'database.making', 'PG_VERSION'), 'half');
  const opened = await open(other, image);
  await opened.inTx(() => sql`select 1`.execute(db()));
  await opened.close();
  expect(existsSync(join(other, 'database.making'))).toBe(false);
}, 90_000);

test('without an image a database is made as ever, and nobody else on the machine comes into either', async () => {
  const opened = await open(join(folder, 'none'), join(folder, 'no-such-file'));
  for (const one of [folder, join(folder, 'none')]) expect(statSync(join(one, 'database')).mode & 0o777).toBe(0o700);
  expect((await shape(opened)).flat().length).toBeGreaterThan(500);
  await opened.close();
}, 90_000);
