import * as v from 'valibot';
import { type Inventory, migrations } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';

/** The entries of a backup that are not files of an embedded database. */
export const manifestName = 'manifest.json';
export const dumpName = 'database.dump';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const Manifest = v.object({
  format: v.literal(1),
  database: v.picklist(['embedded', 'postgres']),
  /** The program's version that took the backup. */
  program: v.string(),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  server: v.string(),
  migrations: v.array(v.string()),
  counts: v.record(v.string(), count),
  auditHeads: v.array(
    v.object({
      municipality: v.custom<MunicipalityId>((id) => typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)),
      slug: v.string(),
      seq: count,
      hash: v.string(),
    }),
  ),
});

/** Stands first in every backup: what it is a backup of, and what must be found again when it is restored. */
export type Manifest = v.InferOutput<typeof Manifest>;

/** `format` changes when a program of today could not read the backup. */
export const manifestOf = (about: Pick<Manifest, 'database' | 'program'>, at: Date, held: Inventory): Manifest => ({
  format: 1,
  ...about,
  madeAt: at.toISOString(),
  server: held.server,
  migrations: [...held.migrations],
  counts: { ...held.counts },
  auditHeads: [...held.auditHeads],
});

/** Null for anything that is no manifest of this format. */
export function parseManifest(text: string): Manifest | null {
  try {
    const parsed = v.safeParse(Manifest, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Migrations that the backup has and this program does not know: a newer program took it. */
export function unknownMigrations(manifest: Manifest): readonly string[] {
  const known = new Set(migrations.map(({ name }) => name));
  return manifest.migrations.filter((name) => !known.has(name));
}

/** A table whose rows are not as many as they were. */
export type Difference = { readonly table: string; readonly expected: number; readonly found: number };

/** What a restored database holds otherwise than its manifest says. */
export function differences(manifest: Manifest, found: Inventory): readonly Difference[] {
  const tables = new Set([...Object.keys(manifest.counts), ...Object.keys(found.counts)]);
  return [...tables]
    .map((table) => ({ table, expected: manifest.counts[table] ?? 0, found: found.counts[table] ?? 0 }))
    .filter((row) => row.expected !== row.found);
}
