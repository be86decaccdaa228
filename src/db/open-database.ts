import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { ok, type Result, refuse } from '../kernel/index.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { Database } from './database.ts';
import { embedded, layDownImage, readImage } from './database-image.ts';
import { appRole } from './declare-table.ts';
import { migrate } from './migrate.ts';
import { namingPool } from './pool-clients.ts';
import type { Tables } from './schema.ts';

export type OpenOptions = {
  /** Null: the embedded database in `dataDir`, or in memory where that is null too. */
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly dataDir: string | null;
  readonly pool: number;
  /** What a new embedded database begins as, a file of `writeDatabaseImage`; one that is not there, or null, is no fault. */
  readonly image?: string | null;
  /** False: nothing is changed, and no migration runs. For looking at a copy. */
  readonly migrate?: boolean;
  /** Runs as the owner after the migrations: national texts are written here and nowhere else. */
  readonly prepare?: (owner: Kysely<Tables>) => Promise<void>;
  readonly onConnectionError?: (error: Error) => void;
};

export type OpenRefusal =
  | { readonly kind: 'held'; readonly pid: number; readonly folder: string }
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'unfit'; readonly message: string };

/** Dates as strings, big counts as numbers: the two drivers differ by default (docs/evidence.md, "Embedded database"). */
const dateOid = 1082;
const int8Oid = 20;

/**
 * A process that is frozen, or cut off without a word, in the middle of a transaction would hold its rows for hours, and
 * a ticket that is locked is passed over. The database lets go of it.
 */
const impatience = { idle_in_transaction_session_timeout: 30_000, keepAlive: true };

/**
 * Every question here is a short one. Compiling it costs a hundred times what it saves, and happens where a table is so new
 * that the database guesses how large it is (docs/evidence.md, "Statements and their way").
 */
const shortQuestions = '-c jit=off';

export async function openDatabase(options: OpenOptions): Promise<Result<Database, OpenRefusal>> {
  return options.databaseUrl === null ? openEmbedded(options) : openPostgres(options, options.databaseUrl);
}

async function openEmbedded(options: OpenOptions): Promise<Result<Database, OpenRefusal>> {
  const { PGlite, extensions } = await embedded();
  const image = options.image && existsSync(options.image) ? options.image : null;
  const folder = options.dataDir === null ? null : join(options.dataDir, 'database');
  let release = () => {};
  if (options.dataDir !== null && folder !== null) {
    const lock = lockDataFolder(options.dataDir);
    if (!lock.ok) return refuse({ ...lock.reason, folder: options.dataDir });
    release = lock.value.release;
    mkdirSync(folder, { recursive: true });
  }
  try {
    if (image !== null && folder !== null && !existsSync(join(folder, 'PG_VERSION'))) await layDownImage(image, folder);
    // The embedded database makes files that anybody on the machine may write to: nobody else comes in.
    if (folder !== null) chmodSync(folder, 0o700);
    const lite = await PGlite.create({
      extensions,
      ...(folder === null ? (image === null ? {} : { loadDataDir: readImage(image) }) : { dataDir: folder }),
      parsers: { [dateOid]: (text: string) => text, [int8Oid]: Number },
    });
    const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: lite as never }) });
    await prepare(kysely, options);
    // The default user of the embedded database can bypass row-level security; the program is another.
    await sql`set role ${sql.ref(appRole)}`.execute(kysely);
    await refuseUnfitRole(kysely);
    return ok(
      new Database({
        kind: 'embedded',
        durable: await fsyncOn(kysely),
        kysely,
        folder,
        close: async () => {
          await kysely.destroy();
          release();
        },
      }),
    );
  } catch (error) {
    release();
    throw error;
  }
}

async function openPostgres(options: OpenOptions, url: string): Promise<Result<Database, OpenRefusal>> {
  const { default: pg } = await import('pg');
  pg.types.setTypeParser(dateOid, (text) => text);
  pg.types.setTypeParser(int8Oid, Number);
  const complain = options.onConnectionError ?? (() => {});
  const poolOf = (connectionString: string, size: number, extra: object) => {
    const pool = new pg.Pool({ connectionString, max: size, connectionTimeoutMillis: 10_000, ...extra });
    // A restart of the database emits `error` on idle and on checked-out clients; unheard, it ends the process.
    pool.on('error', complain);
    pool.on('connect', (client) => client.on('error', complain));
    return pool;
  };
  try {
    const owner = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: poolOf(options.databaseOwnerUrl ?? url, 1, {}) }),
    });
    try {
      const version = await sql<{ v: string }>`select current_setting('server_version_num') as v`.execute(owner);
      if (Number(version.rows[0]?.v) < 150_000)
        return refuse({ kind: 'unfit', message: 'PostgreSQL 15 or newer is needed.' });
      await prepare(owner, options);
    } finally {
      await owner.destroy();
    }
    // With an owner's address of its own, DATABASE_URL logs in as an ordinary role; else the owner steps down.
    const stepDown = options.databaseOwnerUrl === null ? ` -c role=${appRole}` : '';
    const kysely = new Kysely<Tables>({
      dialect: new PostgresDialect({
        pool: namingPool(poolOf(url, options.pool, { options: `${shortQuestions}${stepDown}`, ...impatience })),
      }),
    });
    await refuseUnfitRole(kysely);
    return ok(
      new Database({ kind: 'postgres', durable: await fsyncOn(kysely), kysely, close: () => kysely.destroy() }),
    );
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (/^(ECONN|ENOTFOUND|EAI_|28|3D)/.test(code))
      return refuse({ kind: 'unreachable', message: (error as Error).message });
    throw error;
  }
}

async function prepare(owner: Kysely<Tables>, options: OpenOptions): Promise<void> {
  if (options.migrate ?? true) await migrate(owner);
  await options.prepare?.(owner);
}

async function refuseUnfitRole(kysely: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ bypass: boolean; super: boolean; owns: number }>`
    select r.rolbypassrls as bypass, r.rolsuper as super,
      (select count(*) from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owns
    from pg_roles r where r.rolname = current_user`.execute(kysely);
  const role = rows[0];
  if (!role || role.bypass || role.super || role.owns > 0)
    throw new Error('The program must run as a database role that owns nothing and cannot bypass row-level security.');
}

async function fsyncOn(kysely: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ fsync: string }>`select current_setting('fsync') as fsync`.execute(kysely);
  return rows[0]?.fsync === 'on';
}
