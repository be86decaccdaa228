import { createHash } from 'node:crypto';
import type { Language } from '../../../kernel/index.ts';
import { applyLocalText } from '../local/apply-local-text.ts';
import type { LocalText } from '../local/local-text.ts';
import type { SearchEntry } from '../search/index-data.ts';
import { buildNationalIndex, layerIndex, type NationalIndex } from '../search/layered-index.ts';
import { searchEntryOf } from '../search/search-entry.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { localConcepts } from '../words/local-term.ts';
import type { StoredLocal, StoredNational } from './store.ts';

/**
 * The index of all national texts, made once a language and shared by every municipality, with the municipalities' own
 * parts. `of` is a digest of what it is made of.
 */
export type NationalSearch = {
  readonly of: string;
  readonly index: (language: Language) => NationalIndex;
  /** The search that was made of these local texts in that language, or is made now. */
  readonly layer: (local: StoredLocal, language: Language, make: () => SearchIndex) => SearchIndex;
};

/**
 * `before` itself, where it would be made of the same: most of what is published (a fact, a step, a line) changes nothing
 * that can be found, and 300 services take half a second in which nobody is answered.
 */
export function nationalSearch(stored: StoredNational, before: NationalSearch | null = null): NationalSearch {
  const entries = entriesOf(stored);
  const { concepts } = stored;
  const of = createHash('sha256')
    .update(JSON.stringify([entries, concepts, [...stored.redirects]]))
    .digest('hex');
  if (before?.of === of) return before;
  const made = new Map<Language, NationalIndex>();
  const layers = new WeakMap<StoredLocal, Map<Language, SearchIndex>>();
  return {
    of,
    index: (language) => {
      const found = made.get(language) ?? buildNationalIndex(entries, concepts, language);
      made.set(language, found);
      return found;
    },
    layer: (local, language, make) => {
      const known = layers.get(local) ?? new Map<Language, SearchIndex>();
      layers.set(local, known);
      const found = known.get(language) ?? make();
      known.set(language, found);
      return found;
    },
  };
}

/** The municipality's own search: what it does not offer is not found, what only it says is. */
export function searchOf(
  national: { readonly stored: StoredNational; readonly search: NationalSearch },
  local: StoredLocal,
  language: Language,
): SearchIndex {
  const different = [...local.variants].filter(([, { text }]) => differs(text));
  const hidden = ({ offered, referral }: LocalText) => !offered && !referral;
  return layerIndex(national.search.index(language), {
    removed: different.filter(([, { text }]) => hidden(text)).map(([slug]) => slug),
    entries: different.flatMap(([slug, { text }]) => {
      const base = text.own ?? national.stored.services.get(slug)?.service;
      return base && !hidden(text) ? [searchEntryOf(applyLocalText(base, text))] : [];
    }),
    terms: localConcepts(local.terms),
  });
}

/** Does the municipality's text change what can be found? */
const differs = (text: LocalText): boolean =>
  text.own !== undefined ||
  (!text.offered && !text.referral) ||
  text.changes.some(({ path }) => /^(plainTitle|summary|steps\.[^.]+\.title|ready\.[^.]+\.text)$/.test(path)) ||
  (text.additions !== undefined && text.additions.ready.length + text.additions.steps.length > 0);

/** By name: a database gives its rows in another order once one was written. */
const entriesOf = (stored: StoredNational): SearchEntry[] =>
  [...stored.services.values()]
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ service }) => searchEntryOf(service))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
