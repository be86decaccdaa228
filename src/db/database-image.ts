import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Kysely, PGliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';

/**
 * To make an empty database and migrate it takes the embedded one most of a first start (docs/evidence.md, "Embedded
 * database"). The build does both once and keeps what came of it; a new database begins as a copy.
 */
export async function writeDatabaseImage(file: string): Promise<void> {
  const { PGlite, extensions } = await embedded();
  const lite = await PGlite.create({ extensions });
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: lite as never }) });
  try {
    await migrate(kysely);
    const image = await lite.dumpDataDir('gzip');
    writeFileSync(file, Buffer.from(await image.arrayBuffer()));
  } finally {
    await kysely.destroy();
  }
}

/** The embedded database with what our tables need of it. */
export async function embedded() {
  const [{ PGlite }, { btree_gist }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/btree_gist'),
  ]);
  return { PGlite, extensions: { btree_gist } };
}

/** An image as the embedded database takes it. */
export const readImage = (file: string): File =>
  new File([readFileSync(file)], 'database.tar.gz', { type: 'application/x-gzip' });

/** Makes a database folder of an image. A start that is killed meanwhile leaves no half of it where the next one looks. */
export async function layDownImage(image: string, folder: string): Promise<void> {
  const { PGlite, extensions } = await embedded();
  const next = `${folder}.making`;
  rmSync(next, { recursive: true, force: true });
  const lite = await PGlite.create({ dataDir: next, extensions, loadDataDir: readImage(image) });
  await lite.close();
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}
