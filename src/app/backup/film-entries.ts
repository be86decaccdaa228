import { copyFile, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../kernel/index.ts';
import type { TarEntry } from './tar.ts';
import { fileEntry } from './write-backup-file.ts';

/** Where films lie: a folder of its own, which all processes on one database share, or one in the data folder. */
export const filmsFolder = (
  config: Pick<Config, 'dataDir'> & { readonly filmsDir?: string | null | undefined },
): string => config.filmsDir ?? join(config.dataDir, 'films');

const filmEntryName = /^films\/[0-9a-f]{64}\.(mp4|webm)$/;
export const isFilmEntry = (name: string): boolean => filmEntryName.test(name);

/**
 * The films as they go into an archive, after the database: a film's file is there before its row, and stays an hour after it.
 * They are read where they lie; a file never changes, since its name is what is in it.
 */
export async function filmEntries(folder: string): Promise<readonly TarEntry[]> {
  const names = (await readdir(folder).catch(() => [] as string[])).map((name) => `films/${name}`);
  return Promise.all(
    names
      .filter(isFilmEntry)
      .sort()
      .map((name) => fileEntry(name, join(folder, name.slice('films/'.length)))),
  );
}

/** Writes one film of an archive below `folder`, or passes over one that is there. */
export async function writeFilmEntry(folder: string, entry: TarEntry): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, entry.name.slice('films/'.length));
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (file === null) return;
  try {
    for await (const piece of entry.body()) await file.writeFile(piece);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** From the folder where a restored copy was made to where the program looks, which may be another disk. */
export async function placeFilms(from: string, to: string): Promise<void> {
  for (const name of await readdir(from).catch(() => [] as string[])) {
    await mkdir(to, { recursive: true, mode: 0o700 });
    await copyFile(join(from, name), join(to, name));
  }
}
