import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../db/index.ts';
import { databaseEntries } from './database-files.ts';
import { filmEntries, filmsFolder } from './film-entries.ts';
import { type Manifest, manifestName, manifestOf } from './manifest.ts';
import { packTar, type TarEntry, tarLength } from './tar.ts';

/** An archive that is ready to be read once, and the copy on disk that it is read from. */
export type Archive = {
  readonly manifest: Manifest;
  readonly bytes: number;
  readonly read: () => AsyncIterable<Uint8Array>;
  /** Removes the copy. */
  readonly close: () => Promise<void>;
};

/** The archive's first entry. */
export function manifestEntry(manifest: Manifest): TarEntry {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  return {
    name: manifestName,
    size: bytes.length,
    body: async function* () {
      yield bytes;
    },
  };
}

/**
 * Copies the embedded database beside itself and makes an archive of the copy, so that nobody waits for the one who reads
 * it. Needs as much room in `dataDir` as the database takes. `at` is before the copy: what came later may be missing in it.
 */
export async function archiveEmbedded(
  database: Database,
  options: {
    readonly dataDir: string;
    readonly filmsDir?: string | null | undefined;
    readonly program: string;
    readonly at: Date;
  },
): Promise<Archive> {
  const copy = join(options.dataDir, 'copy-for-backup');
  const close = () => rm(copy, { recursive: true, force: true });
  // One that was left behind when a process died.
  await close();
  try {
    const held = await database.copyFiles(copy);
    const manifest = manifestOf({ database: 'embedded', program: options.program }, options.at, held);
    const entries = [
      manifestEntry(manifest),
      ...(await databaseEntries(copy)),
      ...(await filmEntries(filmsFolder(options))),
    ];
    return { manifest, bytes: tarLength(entries), read: () => packTar(entries, options.at), close };
  } catch (error) {
    await close();
    throw error;
  }
}
