import pg from 'pg';
import { appRole } from '../../db/index.ts';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import type { RestoreRefusal } from './restore.ts';

/** Makes sure that nothing lies where the dump is loaded, and that the program's role is there to be granted to. */
export async function prepareEmptyPostgres(url: string): Promise<Result<null, RestoreRefusal>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    return refuse({ kind: 'unreachable', message: (error as Error).message });
  }
  try {
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    if (tables.rows.length > 0)
      return refuse({ kind: 'not-empty', where: 'DATABASE_URL', found: tables.rows.map(({ name }) => name) });
    const role = await client.query(`select from pg_roles where rolname = $1`, [appRole]);
    if (role.rows.length > 0) return ok(null);
    try {
      await client.query(`create role ${appRole} nologin`);
      return ok(null);
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error;
      const { rows } = await client.query<{ login: string }>('select current_user as login');
      return refuse({ kind: 'role-missing', login: rows[0]?.login ?? '' });
    }
  } finally {
    await client.end();
  }
}
