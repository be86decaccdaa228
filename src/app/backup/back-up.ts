import { existsSync, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type OpenRefusal, openDatabase, readPostgresSnapshot } from '../../db/index.ts';
import { type Clock, type Config, ok, type Result, refuse, wallClock } from '../../kernel/index.ts';
import { noteBackup } from '../../platform/index.ts';
import { askAtTheDoor } from './ask-at-the-door.ts';
import { Damaged } from './byte-source.ts';
import { databaseName } from './database-files.ts';
import { archiveEmbedded, manifestEntry } from './embedded-archive.ts';
import { filmEntries, filmsFolder } from './film-entries.ts';
import { dumpName, manifestOf } from './manifest.ts';
import { runPostgresTool, type ToolRefusal } from './postgres-tools.ts';
import { packTar } from './tar.ts';
import { fileEntry, writeBackupFile } from './write-backup-file.ts';

export type BackupOptions = {
  readonly config: Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl'> & Partial<Pick<Config, 'filmsDir'>>;
  readonly clock: Clock;
  /** The program's version. */
  readonly program: string;
  /** A file that is not there yet, or a folder, in which the file gets a name of the moment. */
  readonly file: string;
};

/** `noted` is whether the program remembers the backup and tells of it at /health. */
export type BackupReport = {
  readonly file: string;
  readonly bytes: number;
  readonly how: 'running' | 'stopped' | 'postgres';
  readonly noted: boolean;
};

export type BackupRefusal =
  | Exclude<OpenRefusal, { kind: 'held' }>
  | ToolRefusal
  | { readonly kind: 'file-exists'; readonly file: string }
  | { readonly kind: 'folder-missing'; readonly folder: string }
  | { readonly kind: 'no-database'; readonly folder: string }
  /** A process has the folder and does not answer: it is starting, stopping, or older than this command. */
  | { readonly kind: 'no-answer'; readonly pid: number; readonly folder: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'cannot-see-all'; readonly login: string };

/** Puts the whole database and the films into one file, without stopping the program. The secret is not in it. */
export async function backUp(options: BackupOptions): Promise<Result<BackupReport, BackupRefusal>> {
  const named = fileFor(options);
  if (!named.ok) return named;
  const file = named.value;
  return options.config.databaseUrl === null
    ? backUpEmbedded(options, file)
    : backUpPostgres(options, options.config.databaseUrl, file).catch(nothingThere);
}

/** The program's role or its tables are not there: it was never started on this database. */
function nothingThere(error: { readonly code?: string }): Result<never, BackupRefusal> {
  if (error.code !== '22023' && error.code !== '42P01') throw error;
  return refuse({ kind: 'no-database', folder: 'DATABASE_URL' });
}

function fileFor({ file, clock }: BackupOptions): Result<string, BackupRefusal> {
  const { date, time } = wallClock(clock.now());
  const folder = existsSync(file) && statSync(file).isDirectory();
  const path = folder ? join(file, `medbetjening-${date}-${time.replace(':', '')}.tar.gz`) : file;
  if (existsSync(path)) return refuse({ kind: 'file-exists', file: path });
  if (!existsSync(dirname(path))) return refuse({ kind: 'folder-missing', folder: dirname(path) });
  return ok(path);
}

async function backUpEmbedded(options: BackupOptions, file: string): Promise<Result<BackupReport, BackupRefusal>> {
  const { dataDir, filmsDir } = options.config;
  if (!existsSync(join(dataDir, databaseName, 'PG_VERSION'))) return refuse({ kind: 'no-database', folder: dataDir });
  const opened = await openDatabase({ ...options.config, pool: 1, migrate: false });
  if (!opened.ok) {
    if (opened.reason.kind !== 'held') return refuse(opened.reason);
    return backUpRunning(dataDir, opened.reason.pid, file);
  }
  const database = opened.value;
  try {
    const at = options.clock.now();
    const archive = await archiveEmbedded(database, { dataDir, filmsDir, program: options.program, at });
    try {
      const bytes = await writeBackupFile(file, archive.read());
      await database.inTx(() => noteBackup(at));
      return ok({ file, bytes, how: 'stopped', noted: true });
    } finally {
      await archive.close();
    }
  } finally {
    await database.close();
  }
}

async function backUpRunning(dataDir: string, pid: number, file: string): Promise<Result<BackupReport, BackupRefusal>> {
  const offered = await askAtTheDoor(dataDir);
  if (!offered.ok)
    return refuse(
      offered.reason === 'no-answer'
        ? { kind: 'no-answer', pid, folder: dataDir }
        : { kind: offered.reason === 'busy' ? 'busy' : 'interrupted' },
    );
  const archive = offered.value;
  try {
    const bytes = await writeBackupFile(file, archive.read());
    return ok({ file, bytes, how: 'running', noted: await archive.kept() });
  } catch (error) {
    if (error instanceof Damaged) return refuse({ kind: 'interrupted' });
    throw error;
  } finally {
    archive.close();
  }
}

async function backUpPostgres(
  options: BackupOptions,
  databaseUrl: string,
  file: string,
): Promise<Result<BackupReport, BackupRefusal>> {
  const { clock, config } = options;
  // To note the backup as the program itself would; whoever DATABASE_OWNER_URL lets in may be allowed to read only.
  const opened = await openDatabase({ ...config, databaseOwnerUrl: null, pool: 1, migrate: false });
  if (!opened.ok) return opened.reason.kind === 'held' ? refuse({ kind: 'busy' }) : refuse(opened.reason);
  const database = opened.value;
  const url = config.databaseOwnerUrl ?? databaseUrl;
  const dump = join(dirname(file), `${basename(file)}.${dumpName}`);
  try {
    const at = clock.now();
    // One that was left behind when the command died.
    await rm(dump, { force: true });
    const taken = await readPostgresSnapshot(url, async ({ id, inventory }) => {
      const output = await open(dump, 'wx', 0o600);
      try {
        const ran = await runPostgresTool('pg_dump', ['--format=custom', `--snapshot=${id}`], {
          url,
          output: output.fd,
        });
        return ran.ok ? ok(inventory) : ran;
      } finally {
        await output.close();
      }
    });
    if (!taken.ok) return taken;
    if (!taken.value.ok) return taken.value;
    const manifest = manifestOf({ database: 'postgres', program: options.program }, at, taken.value.value);
    const entries = [
      manifestEntry(manifest),
      await fileEntry(dumpName, dump),
      ...(await filmEntries(filmsFolder(config))),
    ];
    const bytes = await writeBackupFile(file, packTar(entries, at));
    await database.inTx(() => noteBackup(at));
    return ok({ file, bytes, how: 'postgres', noted: true });
  } finally {
    await rm(dump, { force: true });
    await database.close();
  }
}
