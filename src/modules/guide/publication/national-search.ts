import type { Language } from '../../../kernel/index.ts';
import { applyLocalText } from '../local/apply-local-text.ts';
import type { LocalText } from '../local/local-text.ts';
import type { SearchEntry } from '../search/index-data.ts';
import { searchEntryOf } from '../search/search-entry.ts';
import { buildSearchIndex, type SearchIndex } from '../search/search-index.ts';
import type { StoredLocal, StoredNational } from './store.ts';

/** The index of all national texts, made once a language and shared by every municipality that differs in nothing. */
export type NationalSearch = { readonly index: (language: Language) => SearchIndex };

export function nationalSearch(stored: StoredNational): NationalSearch {
  const made = new Map<Language, SearchIndex>();
  return {
    index: (language) => {
      const found = made.get(language) ?? buildSearchIndex(entriesOf(stored), stored.concepts, language);
      made.set(language, found);
      return found;
    },
  };
}

/** The municipality's own index: what it does not offer is not found, what only it says is. */
export function searchOf(
  national: { readonly stored: StoredNational; readonly search: NationalSearch },
  local: StoredLocal,
  language: Language,
): SearchIndex {
  const different = [...local.variants].filter(([, { text }]) => differs(text));
  if (different.length === 0) return national.search.index(language);
  const entries = entriesOf(national.stored).filter(({ slug }) => !different.some(([name]) => name === slug));
  const own = different.flatMap(([slug, { text }]) => {
    const base = text.own ?? national.stored.services.get(slug)?.service;
    return base && (text.offered || text.referral) ? [searchEntryOf(applyLocalText(base, text))] : [];
  });
  return buildSearchIndex([...entries, ...own], national.stored.concepts, language);
}

/** Does the municipality's text change what can be found? */
const differs = (text: LocalText): boolean =>
  text.own !== undefined ||
  (!text.offered && !text.referral) ||
  text.changes.length > 0 ||
  text.additions !== undefined;

const entriesOf = (stored: StoredNational): SearchEntry[] =>
  [...stored.services.values()].filter(({ withdrawn }) => !withdrawn).map(({ service }) => searchEntryOf(service));
