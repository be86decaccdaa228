import type { Language } from '../../../kernel/index.ts';
import { applyLocalText } from '../local/apply-local-text.ts';
import type { LocalText } from '../local/local-text.ts';
import type { SearchEntry } from '../search/index-data.ts';
import { buildNationalIndex, layerIndex, type NationalIndex } from '../search/layered-index.ts';
import { searchEntryOf } from '../search/search-entry.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { localConcepts } from '../words/local-term.ts';
import type { StoredLocal, StoredNational } from './store.ts';

/** The index of all national texts, made once a language and shared by every municipality. */
export type NationalSearch = { readonly index: (language: Language) => NationalIndex };

export function nationalSearch(stored: StoredNational): NationalSearch {
  const made = new Map<Language, NationalIndex>();
  return {
    index: (language) => {
      const found = made.get(language) ?? buildNationalIndex(entriesOf(stored), stored.concepts, language);
      made.set(language, found);
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

const entriesOf = (stored: StoredNational): SearchEntry[] =>
  [...stored.services.values()].filter(({ withdrawn }) => !withdrawn).map(({ service }) => searchEntryOf(service));
