import { Kysely, PostgresDialect, sql } from 'kysely';
import { ok, type Result, refuse } from '../kernel/index.ts';
import { type Inventory, readInventory } from './inventory.ts';
import type { Tables } from './schema.ts';

/** The name under which other connections see the same instant, and what there is to see. */
export type PostgresSnapshot = { readonly id: string; readonly inventory: Inventory };

/**
 * Holds one instant of a PostgreSQL database while `work` runs. Refuses a login that row-level security applies to: it is
 * forced on the owner too, and such a login's dump fails, or would be empty.
 */
export async function readPostgresSnapshot<Value>(
  url: string,
  work: (snapshot: PostgresSnapshot) => Promise<Value>,
): Promise<Result<Value, { readonly kind: 'cannot-see-all'; readonly login: string }>> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => {});
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const { rows } = await sql<{ login: string; all: boolean }>`
          select rolname as login, rolsuper or rolbypassrls as all from pg_roles where rolname = current_user`.execute(
          tx,
        );
        if (!rows[0]?.all) return refuse({ kind: 'cannot-see-all', login: rows[0]?.login ?? '' });
        const { rows: names } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(tx);
        return ok(await work({ id: names[0]?.id ?? '', inventory: await readInventory(tx) }));
      });
  } finally {
    await kysely.destroy();
  }
}
