import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Transaction } from 'kysely';
import { type Inventory, readInventory } from './inventory.ts';
import type { Tables } from './schema.ts';

/** Enough to keep a disk busy; the threads are shared with everything else that the process does. */
const atOnce = 3;

/**
 * Copies the files of the embedded database as they are at one instant. The caller's transaction keeps all others waiting
 * meanwhile, and nothing runs beside it (the embedded database is one process of one connection), so the files stand still.
 * The process itself goes on: the copying is not done in its own thread, as PGlite's `dumpDataDir` would.
 */
export async function copyDatabaseFolder(tx: Transaction<Tables>, from: string, to: string): Promise<Inventory> {
  await sql`set local role none`.execute(tx);
  const inventory = await readInventory(tx);
  await sql`checkpoint`.execute(tx);
  const needed = await neededWal(tx);
  const files: (readonly [string, string])[] = [];
  const walk = async (folder: string) => {
    await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
    for (const entry of await readdir(join(from, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile() && (folder !== 'pg_wal' || needed(entry.name)))
        files.push([join(from, path), join(to, path)]);
    }
  };
  await walk('');
  const copyOn = async () => {
    for (let next = files.pop(); next; next = files.pop()) await copyFile(...next, constants.COPYFILE_FICLONE);
  };
  await Promise.all(Array.from({ length: atOnce }, copyOn));
  return inventory;
}

/** Of the log only what the checkpoint begins in until now: the rest is what rows looked like long ago. */
async function neededWal(tx: Transaction<Tables>): Promise<(file: string) => boolean> {
  const { rows } = await sql<{ first: string; last: string }>`
    select redo_wal_file as first, pg_walfile_name(pg_current_wal_insert_lsn()) as last from pg_control_checkpoint()`.execute(
    tx,
  );
  const { first = '', last = '' } = rows[0] ?? {};
  return (file) => file >= first && file <= last;
}
