import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Damaged } from './byte-source.ts';
import type { TarEntry } from './tar.ts';
import { fileEntry } from './write-backup-file.ts';

/** In an archive and in the data folder the embedded database lies under this name. */
export const databaseName = 'database';

const nothing = async function* () {};

/** The files of a copied database as they go into an archive: folders before what lies in them. */
export async function databaseEntries(folder: string): Promise<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  const walk = async (path: string) => {
    entries.push({ name: `${path}/`, size: 0, body: nothing });
    const found = await readdir(join(folder, path.slice(databaseName.length)), { withFileTypes: true });
    for (const entry of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = `${path}/${entry.name}`;
      if (entry.isDirectory()) await walk(name);
      else if (entry.isFile()) {
        const file = join(folder, name.slice(databaseName.length));
        entries.push(await fileEntry(name, file));
      }
    }
  };
  await walk(databaseName);
  return entries;
}

/** Names that lie in the database's folder, whatever somebody has written into an archive. */
const fitName = /^database(\/[\w.-]*[\w-][\w.-]*)*\/?$/;

/** Writes one entry of an archive below `folder`, readable for this user only. */
export async function writeDatabaseEntry(folder: string, entry: TarEntry): Promise<void> {
  if (!fitName.test(entry.name)) throw new Damaged(`an entry named ${entry.name}`);
  const path = join(folder, entry.name);
  if (entry.name.endsWith('/')) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of entry.body()) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
