import { sql, type Transaction } from 'kysely';
import type { MunicipalityId } from '../kernel/index.ts';
import type { Tables } from './schema.ts';

/** What a database holds, as far as a copy of it can be checked by counting. */
export type Inventory = {
  /** The server's version, as `18.6`. */
  readonly server: string;
  readonly migrations: readonly string[];
  /** Rows by table; of a municipal table the sum over all municipalities. */
  readonly counts: Readonly<Record<string, number>>;
  /** The newest audit entry of each municipality that has one. */
  readonly auditHeads: readonly {
    readonly municipality: MunicipalityId;
    readonly slug: string;
    readonly seq: number;
    readonly hash: string;
  }[];
};

/**
 * Counts every table as the owner, in a transaction that belongs to nobody. Row-level security is forced on the owner too,
 * so municipal tables are counted one municipality at a time; a superuser gets the same figures.
 */
export async function readInventory(owner: Transaction<Tables>): Promise<Inventory> {
  const { rows: tables } = await sql<{ name: string; tenant: boolean }>`
    select c.relname as name, exists (select from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped) as tenant
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`.execute(owner);
  const counts: Record<string, number> = Object.fromEntries(tables.map(({ name }) => [name, 0]));
  const add = async (names: readonly string[], municipality: MunicipalityId | null) => {
    if (names.length === 0) return;
    const columns = names.map((name) => {
      const which = municipality === null ? sql`` : sql`where municipality_id = ${municipality}::uuid`;
      return sql`(select count(*) from ${sql.table(name)} ${which}) as ${sql.ref(name)}`;
    });
    const { rows } = await sql<Record<string, number>>`select ${sql.join(columns)}`.execute(owner);
    for (const name of names) counts[name] = (counts[name] ?? 0) + Number(rows[0]?.[name] ?? 0);
  };
  const named = (tenant: boolean) => tables.filter((table) => table.tenant === tenant).map(({ name }) => name);
  await add(named(false), null);
  const auditHeads: Inventory['auditHeads'][number][] = [];
  for (const { id, slug } of await owner.selectFrom('municipality').select(['id', 'slug']).orderBy('slug').execute()) {
    await sql`select set_config('app.municipality', ${id}, true)`.execute(owner);
    await add(named(true), id);
    const head = await owner
      .selectFrom('audit_entry')
      .select(['seq', 'hash'])
      .where('municipality_id', '=', id)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (head) auditHeads.push({ municipality: id, slug, seq: Number(head.seq), hash: head.hash });
  }
  await sql`select set_config('app.municipality', '', true)`.execute(owner);
  const { rows: migrations } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    owner,
  );
  const { rows: version } = await sql<{ server: string }>`select current_setting('server_version') as server`.execute(
    owner,
  );
  return { server: version[0]?.server ?? '', migrations: migrations.map(({ name }) => name), counts, auditHeads };
}
