import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Inventory, lockDataFolder, type OpenRefusal, openDatabase, readInventory } from '../../db/index.ts';
import { type Config, ok, type Result, refuse } from '../../kernel/index.ts';
import { noteBackup } from '../../platform/index.ts';
import { fingerprintName } from '../same-secret.ts';
import { Damaged } from './byte-source.ts';
import { checkCopy, type Findings, type SecretState, secretState } from './check-copy.ts';
import { databaseName, writeDatabaseEntry } from './database-files.ts';
import { filmsFolder, isFilmEntry, placeFilms, writeFilmEntry } from './film-entries.ts';
import { dumpName, type Manifest, manifestName, parseManifest, unknownMigrations } from './manifest.ts';
import { runPostgresTool, type ToolRefusal } from './postgres-tools.ts';
import { prepareEmptyPostgres } from './prepare-empty-postgres.ts';
import { type TarEntry, unpackTar } from './tar.ts';

export type RestoreOptions = {
  readonly config: Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl' | 'secret'> &
    Partial<Pick<Config, 'filmsDir'>>;
  readonly file: string;
  /** The secret is lost: the database forgets it, and the program makes a new one at its next start. */
  readonly newSecret: boolean;
};

export type RestoreReport = { readonly manifest: Manifest; readonly secret: SecretState };

export type RestoreRefusal =
  | OpenRefusal
  | ToolRefusal
  | { readonly kind: 'file-missing'; readonly file: string }
  | { readonly kind: 'not-a-backup' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer-program'; readonly program: string }
  | { readonly kind: 'other-database'; readonly needs: Manifest['database'] }
  | { readonly kind: 'not-empty'; readonly where: string; readonly found: readonly string[] }
  /** The files are there, and this program's database engine cannot read them. */
  | { readonly kind: 'cannot-open'; readonly server: string; readonly program: string }
  /** The role of the program could not be made; `login` may not. */
  | { readonly kind: 'role-missing'; readonly login: string }
  /** Restored, but not what was put aside. An embedded database has been removed again; PostgreSQL's is left to be looked at. */
  | { readonly kind: 'differs'; readonly findings: Findings };

/** Brings a backup back on an empty data folder or database, and checks it by its counts and its audit trails. */
export async function restore(options: RestoreOptions): Promise<Result<RestoreReport, RestoreRefusal>> {
  if (!existsSync(options.file)) return refuse({ kind: 'file-missing', file: options.file });
  const gunzip = createGunzip();
  const source = createReadStream(options.file).on('error', (error) => gunzip.destroy(error));
  try {
    const entries = unpackTar(source.pipe(gunzip));
    const manifest = await readManifest(entries);
    if (!manifest) return refuse({ kind: 'not-a-backup' });
    const needs = options.config.databaseUrl === null ? 'embedded' : 'postgres';
    if (manifest.database !== needs) return refuse({ kind: 'other-database', needs: manifest.database });
    if (unknownMigrations(manifest).length > 0) return refuse({ kind: 'newer-program', program: manifest.program });
    // PostgreSQL has committed before the last byte is read: a damaged file must be known before.
    if (needs === 'postgres') await readThrough(options.file);
    return await (options.config.databaseUrl === null
      ? restoreEmbedded(options, manifest, entries)
      : restorePostgres(options, options.config.databaseUrl, manifest, entries));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (error instanceof Damaged || /^(Z_|ERR_STREAM_PREMATURE)/.test(code)) return refuse({ kind: 'damaged' });
    throw error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Throws when the compressed file is not whole to its last byte. */
const readThrough = (file: string): Promise<void> =>
  pipeline(createReadStream(file), createGunzip(), new Writable({ write: (_chunk, _encoding, done) => done() }));

async function readManifest(entries: AsyncGenerator<TarEntry>): Promise<Manifest | null> {
  try {
    const first = await entries.next();
    if (first.done || first.value.name !== manifestName || first.value.size > 10_000_000) return null;
    const pieces: Uint8Array[] = [];
    for await (const piece of first.value.body()) pieces.push(piece);
    return parseManifest(Buffer.concat(pieces).toString('utf8'));
  } catch (error) {
    // Not even the beginning is ours: a damaged backup begins well.
    if (error instanceof Damaged || (error as NodeJS.ErrnoException).code === 'Z_DATA_ERROR') return null;
    throw error;
  }
}

/** What may lie in a data folder that is restored into: the secret, which the operator has put back first. */
const mayLie = new Set(['secret', 'in-use-by']);

async function restoreEmbedded(
  options: RestoreOptions,
  manifest: Manifest,
  entries: AsyncGenerator<TarEntry>,
): Promise<Result<RestoreReport, RestoreRefusal>> {
  const { dataDir } = options.config;
  const lock = lockDataFolder(dataDir);
  if (!lock.ok) return refuse({ ...lock.reason, folder: dataDir });
  // Made and checked beside: a folder that is half restored is never started on.
  const beside = join(dataDir, 'restoring');
  try {
    // One that was left behind when the command died.
    await rm(beside, { recursive: true, force: true });
    const found = (await readdir(dataDir)).filter((name) => !mayLie.has(name));
    if (found.length > 0) return refuse({ kind: 'not-empty', where: dataDir, found });
    await mkdir(beside, { mode: 0o700 });
    for await (const entry of entries)
      if (isFilmEntry(entry.name)) await writeFilmEntry(join(beside, 'films'), entry);
      else await writeDatabaseEntry(beside, entry);
    const checked = await openAndCheck(options, manifest, {
      databaseUrl: null,
      databaseOwnerUrl: null,
      dataDir: beside,
    });
    if (checked.ok) {
      await placeFilms(join(beside, 'films'), filmsFolder(options.config));
      await rename(join(beside, databaseName), join(dataDir, databaseName));
    }
    return checked;
  } finally {
    await rm(beside, { recursive: true, force: true });
    lock.value.release();
  }
}

async function restorePostgres(
  options: RestoreOptions,
  databaseUrl: string,
  manifest: Manifest,
  entries: AsyncGenerator<TarEntry>,
): Promise<Result<RestoreReport, RestoreRefusal>> {
  const { config } = options;
  const url = config.databaseOwnerUrl ?? databaseUrl;
  const empty = await prepareEmptyPostgres(url);
  if (!empty.ok) return empty;
  const dump = await entries.next();
  if (dump.done || dump.value.name !== dumpName) throw new Damaged('no dump');
  const input = dump.value.body();
  const loaded = await runPostgresTool('pg_restore', ['--exit-on-error', '--single-transaction', '--no-owner'], {
    url,
    input,
  });
  if (!loaded.ok) return loaded;
  for await (const entry of entries) if (isFilmEntry(entry.name)) await writeFilmEntry(filmsFolder(config), entry);
  return openAndCheck(options, manifest, config);
}

/** Opens the copy without changing it, counts, and walks the trails; then only what `newSecret` asks is changed. */
async function openAndCheck(
  options: RestoreOptions,
  manifest: Manifest,
  where: Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl'>,
): Promise<Result<RestoreReport, RestoreRefusal>> {
  let inventory: Inventory | null = null;
  const opened = await openDatabase({
    ...where,
    pool: 1,
    migrate: false,
    prepare: async (owner) => {
      inventory = await owner.transaction().execute(readInventory);
      if (options.newSecret) await owner.deleteFrom('installation').where('name', '=', fingerprintName).execute();
    },
  }).catch((error: unknown) => {
    if (where.databaseUrl !== null) throw error;
    return refuse({ kind: 'cannot-open' as const, server: manifest.server, program: manifest.program });
  });
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    const findings = await checkCopy(database, manifest, inventory);
    if (findings.differences.length + findings.faults.length > 0) return refuse({ kind: 'differs', findings });
    const secret = await secretState(database, options.config);
    await database.inTx(() => noteBackup(new Date(manifest.madeAt)));
    return ok({ manifest, secret });
  } finally {
    await database.close();
  }
}
