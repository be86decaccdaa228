import type { Publication } from '../publication/publication.ts';
import { pictureFor } from './guide-picture.ts';
import { readLinks } from './links/link-store.ts';

/** How many of a text's addresses do not work, and how many have moved. */
export type LinkFaults = { readonly broken: number; readonly moved: number };

/** Texts with addresses that an editor should look at, by slug. Links that are not known to be bad are not counted. */
export async function linkFaults(publication: Publication): Promise<ReadonlyMap<string, LinkFaults>> {
  const { services, referred } = pictureFor(publication);
  const all = [...services, ...referred];
  const known = await readLinks(all.flatMap(({ links }) => links.map(({ url }) => url)));
  const faults = new Map<string, LinkFaults>();
  for (const { slug, links } of all) {
    const count = (state: 'broken' | 'moved') => links.filter(({ url }) => known.get(url)?.state === state).length;
    const found = { broken: count('broken'), moved: count('moved') };
    if (found.broken + found.moved > 0) faults.set(slug, found);
  }
  return faults;
}
