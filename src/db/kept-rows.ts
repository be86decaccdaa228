import { type RawBuilder, sql } from 'kysely';
import type { MunicipalityId } from '../kernel/index.ts';
import { currentDatabase, currentMunicipality, type Database } from './database.ts';
import type { Tables } from './schema.ts';

/**
 * Something that is another whenever a row of a table, as the caller's municipality sees it, was added, changed or taken
 * away: made of where each row lies and which transaction wrote it. For tables of some hundred rows, read again and again and
 * seldom changed. Text, to be selected beside what is asked anyway.
 */
export const rowsVersion = (table: keyof Tables & string): RawBuilder<string> =>
  sql<string>`(select count(*) || '.' || coalesce(bit_xor(hashtidextended(ctid, xmin::text::bigint)), 0) from ${sql.table(table)})`;

/**
 * What was read of such tables, kept in memory by its version and municipality, and read again for another version. `version`
 * was asked for in the caller's transaction, so what is kept is never older than that.
 */
export function keptByVersion<Value>(read: () => Promise<Value>): {
  readonly of: (version: string) => Promise<Value>;
  /** What was kept last, and of which version; for a guess that is checked afterwards. */
  readonly last: () => { readonly version: string; readonly value: Value } | null;
} {
  type Kept = { readonly version: string; readonly value: Value };
  const kept = new WeakMap<Database, Map<MunicipalityId, Kept>>();
  const here = () => {
    const database = currentDatabase();
    let found = kept.get(database);
    if (!found) {
      found = new Map();
      kept.set(database, found);
    }
    return found;
  };
  return {
    of: async (version) => {
      const known = here().get(currentMunicipality());
      if (known?.version === version) return known.value;
      const value = await read();
      here().set(currentMunicipality(), { version, value });
      return value;
    },
    last: () => here().get(currentMunicipality()) ?? null,
  };
}
