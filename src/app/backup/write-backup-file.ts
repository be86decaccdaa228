import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { TarEntry } from './tar.ts';

/** Most of the gain at a third of the time: the files of a database hold much that repeats. */
const compression = 3;

/**
 * Compresses into a file that only this user can read. It has its name when all of it is on the disk, and not before: a
 * backup that was interrupted is never mistaken for one. `archive` throws when what it packs is not whole. Returns bytes.
 */
export async function writeBackupFile(path: string, archive: AsyncIterable<Uint8Array>): Promise<number> {
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  try {
    const out = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(archive, { objectMode: false }), createGzip({ level: compression }), out);
    await rename(unfinished, path);
    await flushFolder(dirname(path));
    return out.bytesWritten;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Up to this size a file is read in one go: a thousand small ones would wait for a busy program's turn thousands of times. */
const smallFile = 256 * 1024;

/** A file on disk as an entry of an archive. */
export async function fileEntry(name: string, path: string): Promise<TarEntry> {
  const { size } = await stat(path);
  const whole = async function* () {
    yield readFileSync(path);
  };
  return {
    name,
    size,
    body: () => (size <= smallFile ? whole() : createReadStream(path, { highWaterMark: smallFile })),
  };
}

/** A new name is on the disk when its folder is. Windows has no such thing and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
