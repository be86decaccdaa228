import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../test/support/test-house.ts';
import { db, editNationally } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});

type Row = {
  name: string;
  comment: string | null;
  secured: boolean;
  forced: boolean;
  policies: number;
  tenant: boolean;
  writable: boolean;
};
const catalogue = () =>
  house.database.inTx(async () => {
    const { rows } = await sql<Row>`
      select c.relname as name, obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity as secured,
        c.relforcerowsecurity as forced, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped) as tenant,
        has_table_privilege('medbetjening_app', c.oid, 'insert, update, delete') as writable
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`.execute(
      db(),
    );
    return rows;
  });

describe('every table', () => {
  test('is declared municipal, national or shared', async () => {
    const tables = await catalogue();
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) expect(table.comment, `table ${table.name}`).toMatch(/^(municipal|national|shared): ./);
  });

  test('that is municipal has a tenant, forced security and a policy; no other has a tenant', async () => {
    for (const table of await catalogue()) {
      const municipal = table.comment?.startsWith('municipal') ?? false;
      // Written only by a transaction that has said so; everybody reads it.
      const edited = (table.comment?.startsWith('national') ?? false) && table.writable;
      expect({
        name: table.name,
        tenant: table.tenant,
        secured: table.secured,
        forced: table.forced,
        policies: table.policies,
      }).toEqual({
        name: table.name,
        tenant: municipal,
        secured: municipal || edited,
        forced: municipal,
        policies: municipal ? 1 : edited ? 2 : 0,
      });
    }
  });

  test('that is municipal yields no row when no municipality is set, and only its own when one is', async () => {
    const municipal = (await catalogue()).filter((table) => table.comment?.startsWith('municipal'));
    await house.database.inMunicipality(fjordby, () =>
      db()
        .insertInto('contact_count')
        .values({
          municipality_id: fjordby,
          period: '2026-W48',
          channel: 'video',
          task: 'pas',
          kind: 'information',
          outcome: 'together',
        })
        .execute(),
    );
    for (const { name } of municipal) {
      const count = () =>
        sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db()).then(({ rows }) => rows[0]?.n);
      expect(await house.database.inTx(count), name).toBe(0);
      expect(await house.database.inMunicipality(hedelund, count), name).toBe(0);
      if (name === 'contact_count') expect(await house.database.inMunicipality(fjordby, count)).toBe(1);
    }
  });

  test('that is national refuses to be written by a transaction that has not said so', async () => {
    const write = (fact: string) => db().insertInto('guide_fact').values({ id: fact, body: '{}' }).execute();
    await expect(house.database.inMunicipality(fjordby, () => write('x'))).rejects.toMatchObject({ code: '42501' });
    await house.database.inTx(async () => {
      await editNationally();
      await write('y');
    });
    // The word holds for its own transaction and no longer.
    const change = () => db().updateTable('guide_fact').set({ body: '{"a":1}' }).execute();
    const [changed] = await house.database.inTx(change);
    expect(changed?.numUpdatedRows).toBe(0n);
  });

  test('of one municipality refuses a row of another', async () => {
    const write = house.database.inMunicipality(hedelund, () =>
      db()
        .insertInto('spent_token')
        .values({ municipality_id: fjordby, token_hash: 'x', expires_on: '2026-12-01' })
        .execute(),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the role of the program', () => {
  test('owns nothing, is no superuser and cannot bypass row-level security', async () => {
    const { rows } = await house.database.inTx(() =>
      sql<{ name: string; super: boolean; bypass: boolean; owns: number }>`
        select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
          (select count(*) from pg_class where relowner = r.oid) as owns from pg_roles r where r.rolname = current_user`.execute(
        db(),
      ),
    );
    expect(rows).toEqual([{ name: 'medbetjening_app', super: false, bypass: false, owns: 0 }]);
  });

  test('cannot change or remove an audit entry, or write a national text', async () => {
    const refused = { code: '42501' };
    const as = (statement: string) => house.database.inMunicipality(fjordby, () => sql.raw(statement).execute(db()));
    await expect(as(`update audit_entry set actor = 'x'`)).rejects.toMatchObject(refused);
    await expect(as(`delete from audit_entry`)).rejects.toMatchObject(refused);
    await expect(as(`delete from guide_service`)).rejects.toMatchObject(refused);
    await expect(as(`select audit_expire('${fjordby}', now())`)).rejects.toMatchObject({ code: 'P0001' });
  });
});
