import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { appRole } from './declare-table.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './schema.ts';

/**
 * Brings a database to the newest tables, as its owner. Several processes may start at once: the migrator takes a lock, and
 * the role is made by whoever comes first.
 */
export async function migrate(owner: Kysely<Tables>): Promise<void> {
  await sql
    .raw(
      `do $$ begin
        perform pg_advisory_xact_lock(2026112101);
        if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
      end $$`,
    )
    .execute(owner);
  const migrator = new Migrator({
    db: owner,
    provider: {
      getMigrations: async () => Object.fromEntries(migrations.map(({ name, up }) => [name, { up }])),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  for (const table of ['kysely_migration', 'kysely_migration_lock'])
    await sql`comment on table ${sql.table(table)} is ${sql.lit('shared: which migrations have run; the owner only')}`.execute(
      owner,
    );
}
