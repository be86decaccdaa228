import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FilmType, filmTypeOf } from './film.ts';

/** A film is a file in one folder, named by what is in it; every process must see the same folder (docs/operations.md). */
export type StoredFile = { readonly hash: string; readonly type: FilmType; readonly bytes: number };

export const mostFilmBytes = 60 * 1024 * 1024;
/** The form around the film: its words, and what separates them. */
export const mostUploadBytes = mostFilmBytes + 1024 * 1024;

const unfinished = '.upload-';
const filmName = /^([0-9a-f]{64})\.(mp4|webm)$/;
/** Enough to know what a file is. */
const headBytes = 64;

export const filmPath = (folder: string, { hash, type }: Pick<StoredFile, 'hash' | 'type'>): string =>
  join(folder, `${hash}.${type}`);

/**
 * Takes a film in, piece by piece: it is never whole in memory. Null for a file that is neither of the two kinds. One that was
 * cut off, by its sender or by the limit, is gone when this throws or `cut` says so.
 */
export async function takeInFilm(
  folder: string,
  source: Readable,
  cut: () => boolean,
): Promise<StoredFile | 'not-a-film' | 'too-large'> {
  // At once: what listens to the source must be there before its first piece, or its breaking off, comes.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const beside = join(folder, `${unfinished}${randomUUID()}`);
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes = 0;
  const look = new Transform({
    transform(piece: Buffer, _, done) {
      if (head.length < headBytes) head = Buffer.concat([head, piece]).subarray(0, headBytes);
      hash.update(piece);
      bytes += piece.length;
      done(null, piece);
    },
  });
  try {
    await pipeline(source, look, createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true }));
    if (cut()) return 'too-large';
    const type = filmTypeOf(head);
    if (type === null) return 'not-a-film';
    const stored = { hash: hash.digest('hex'), type, bytes };
    await rename(beside, filmPath(folder, stored));
    return stored;
  } finally {
    await rm(beside, { force: true });
  }
}

/** A film that lies in the folder, and is now as young as if it had just come: the sweep lets it be. Null where there is none. */
export async function keepFilm(folder: string, name: string): Promise<StoredFile | null> {
  const found = filmName.exec(name);
  if (!found) return null;
  const film = { hash: found[1] ?? '', type: found[2] as FilmType };
  const path = filmPath(folder, film);
  const now = new Date();
  try {
    await utimes(path, now, now);
    return { ...film, bytes: (await stat(path)).size };
  } catch {
    return null;
  }
}

export const readFilm = (
  folder: string,
  film: Pick<StoredFile, 'hash' | 'type'>,
  part?: { readonly first: number; readonly last: number },
): Readable => createReadStream(filmPath(folder, film), part && { start: part.first, end: part.last });

/** Removes what no guide shows and what was never finished, once it is an hour old: an upload is on its way until then. */
export async function removeOrphans(
  folder: string,
  shown: () => Promise<ReadonlySet<string>>,
  olderThan: Date,
): Promise<number> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const hashes = await shown();
  let removed = 0;
  for (const name of names) {
    const film = filmName.exec(name);
    if (film ? hashes.has(film[1] ?? '') : !name.startsWith(unfinished)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found || found.mtime >= olderThan) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
