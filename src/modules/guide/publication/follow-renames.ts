import { samenessOf } from '../words/local-term.ts';
import type { StoredLocal, StoredNational } from './store.ts';

/** Old name → the name it has now, the latest of a service's old names first. */
export type Renames = ReadonlyMap<string, string>;

/** A live text, national or the municipality's own, is no old name of another. Pure, as all of these. */
export function renamesOf(
  { redirects, services }: Pick<StoredNational, 'redirects' | 'services'>,
  own: (slug: string) => boolean,
): Renames {
  // A rename counts the revision up, so the latest name has the highest.
  const age = (slug: string) => services.get(slug)?.revision ?? 0;
  return new Map(
    [...redirects]
      .filter(([slug]) => !own(slug) && services.get(slug)?.withdrawn !== false)
      .sort(([a], [b]) => age(b) - age(a)),
  );
}

export const nowNamed = (renames: Renames, slug: string): string => renames.get(slug) ?? slug;

/** What lies under old names lies under the present one, where nothing does already. */
export function followKeys<Value>(
  values: ReadonlyMap<string, Value>,
  renames: Renames,
  named: (value: Value, slug: string) => Value = (value) => value,
): ReadonlyMap<string, Value> {
  const now = new Map([...values].filter(([slug]) => !renames.has(slug)));
  for (const [old, slug] of renames) {
    const value = values.get(old);
    if (value !== undefined && !now.has(slug)) now.set(slug, named(value, slug));
  }
  return now;
}

/** The same for a list; `key` tells which two are one and the same, and the one under the present name is kept. */
export function followList<Item extends { readonly service: string }>(
  items: readonly Item[],
  renames: Renames,
  key: (item: Item) => string,
): readonly Item[] {
  const now = new Map(items.flatMap((item) => (renames.has(item.service) ? [] : [[key(item), item]])));
  for (const [old, service] of renames)
    for (const item of items) {
      if (item.service !== old) continue;
      const moved = { ...item, service };
      if (!now.has(key(moved))) now.set(key(moved), moved);
    }
  return [...now.values()];
}

/** What a municipality wrote under a service's old name belongs to the name it has now, unless it has written under that too. */
export function followRenames(
  local: StoredLocal,
  national: Pick<StoredNational, 'redirects' | 'services'>,
): StoredLocal {
  const renames = renamesOf(national, (slug) => local.variants.get(slug)?.text.own !== undefined);
  if (renames.size === 0) return local;
  return {
    ...local,
    variants: followKeys(local.variants, renames),
    redirects: new Map([...local.redirects].map(([slug, service]) => [slug, nowNamed(renames, service)])),
    terms: followList(local.terms, renames, ({ service, term }) => `${service} ${samenessOf(term)}`),
    pins: followList(local.pins, renames, ({ id }) => id),
    care: followKeys(local.care, renames, (care, service) => ({ ...care, service })),
    ways: followKeys(local.ways, renames),
  };
}
