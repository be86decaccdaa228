import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import type { MunicipalityId } from '../kernel/index.ts';
import { copyDatabaseFolder } from './copy-database-folder.ts';
import type { Inventory } from './inventory.ts';
import { whoseRows } from './pool-clients.ts';
import type { Tables } from './schema.ts';

/**
 * The embedded database has one connection: a query on an outer handle inside a transaction never returns
 * (docs/evidence.md, "Embedded database"). So no handle is passed about. A store asks `db()` for the transaction it stands in, and
 * there is always one: outside `inTx` and `inMunicipality` `db()` throws.
 */
type Ambient = {
  readonly database: Database;
  readonly tx: Transaction<Tables>;
  municipality: MunicipalityId | null;
  readonly afterCommit: (() => void)[];
};
const ambient = new AsyncLocalStorage<Ambient>();

/** The transaction that the caller stands in. */
export function db(): Transaction<Tables> {
  const found = ambient.getStore();
  if (!found) throw new Error('A query outside a transaction: wrap the caller in inTx or inMunicipality.');
  return found.tx;
}

/** Whether the caller stands in a transaction. */
export const isInTransaction = (): boolean => ambient.getStore() !== undefined;

/** The municipality whose rows the current transaction sees. */
export function currentMunicipality(): MunicipalityId {
  const found = ambient.getStore()?.municipality;
  if (!found) throw new Error('A municipal query outside inMunicipality.');
  return found;
}

/** The database that the caller's transaction is of. */
export function currentDatabase(): Database {
  const found = ambient.getStore();
  if (!found) throw new Error('No transaction, and so no database.');
  return found.database;
}

/** From here on, the caller's transaction may write national texts. Only after the editor's role has been checked. */
export async function editNationally(): Promise<void> {
  await sql`select set_config('app.national', 'edit', true)`.execute(db());
}

/** Runs when the transaction that the caller stands in has been committed; not at all when it is rolled back. */
export function afterCommit(effect: () => void): void {
  const found = ambient.getStore();
  if (!found) throw new Error('afterCommit outside a transaction.');
  found.afterCommit.push(effect);
}

export type DatabaseKind = 'embedded' | 'postgres';

/** One database, whichever it is. Made by `openDatabase`. */
export class Database {
  readonly kind: DatabaseKind;
  /** What the server answers to `show fsync`: off means that a power cut may lose the last seconds. */
  readonly durable: boolean;
  readonly #kysely: Kysely<Tables>;
  readonly #folder: string | null;
  readonly #close: () => Promise<void>;

  constructor(options: {
    kind: DatabaseKind;
    durable: boolean;
    kysely: Kysely<Tables>;
    /** Where the embedded database lies; null in memory and for PostgreSQL. */
    folder?: string | null;
    close: () => Promise<void>;
  }) {
    this.kind = options.kind;
    this.durable = options.durable;
    this.#kysely = options.kysely;
    this.#folder = options.folder ?? null;
    this.#close = options.close;
  }

  /** Joins the transaction that the caller stands in, or begins one. No network call belongs inside. */
  async inTx<Value>(work: () => Promise<Value>): Promise<Value> {
    const outer = ambient.getStore();
    if (outer?.database === this) return work();
    const afterCommit: (() => void)[] = [];
    const value = await this.#kysely
      .transaction()
      .execute((tx) => ambient.run({ database: this, tx, municipality: null, afterCommit }, work));
    for (const effect of afterCommit) effect();
    return value;
  }

  /** A transaction that sees the rows of one municipality and no other's. */
  async inMunicipality<Value>(municipality: MunicipalityId, work: () => Promise<Value>): Promise<Value> {
    return this.inTx(async () => {
      const here = ambient.getStore();
      if (!here) throw new Error('unreachable');
      if (here.municipality === municipality) return work();
      if (here.municipality !== null) throw new Error('A transaction belongs to one municipality.');
      await here.tx.executeQuery(CompiledQuery.raw(whoseRows, [municipality]));
      here.municipality = municipality;
      return work();
    });
  }

  /** Copies the embedded database's files at one instant into the folder `to`, while it runs, and says what they hold. */
  async copyFiles(to: string): Promise<Inventory> {
    const folder = this.#folder;
    if (folder === null) throw new Error('Only an embedded database in a folder has files to copy.');
    return this.#kysely.transaction().execute((tx) => copyDatabaseFolder(tx, folder, to));
  }

  close(): Promise<void> {
    return this.#close();
  }
}
