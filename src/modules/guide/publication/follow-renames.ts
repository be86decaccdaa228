import type { StoredLocal, StoredNational } from './store.ts';

/**
 * What a municipality wrote under a service's old name belongs to the name it has now, unless it has written under that
 * too. Pure.
 */
export function followRenames(
  local: StoredLocal,
  { redirects, services }: Pick<StoredNational, 'redirects' | 'services'>,
): StoredLocal {
  const moved = [...local.variants].filter(([slug]) => redirects.has(slug));
  if (moved.length === 0) return local;
  const variants = new Map(local.variants);
  for (const [slug, variant] of moved) {
    const target = redirects.get(slug);
    // A municipality's own service of that name is no old name of another.
    if (target === undefined || variant.text.own || services.get(slug)?.withdrawn === false) continue;
    variants.delete(slug);
    if (!variants.has(target)) variants.set(target, variant);
  }
  return { ...local, variants };
}
