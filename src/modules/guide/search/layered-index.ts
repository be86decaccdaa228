/**
 * The search of many municipalities in one process. 98 whole indexes of 64 services took 821 MiB; the
 * guides differ in little, so the national index is made once and shared, and each municipality keeps
 * only what it takes out, changes or adds.
 *
 *   const national = buildNationalIndex(entries, concepts, 'da');          // once per language
 *   const index = layerIndex(national, {
 *     removed: ['rotter'],                    // slugs that are not offered here
 *     entries: [own, changed],                // services of its own, and national ones with another text
 *     terms: [{ service: 'pas', … }],         // concepts whose terms are added to the national ones
 *   });
 *   index.search('nyt pas');                  // a SearchIndex like any other
 *
 * `layerIndex` answers as `buildSearchIndex` would of the merged content, score for score (tested over
 * random differences); only `matchedTerm` may name another of several terms that count alike. A service
 * that got terms or a text of its own is kept whole in the municipality's part. Without differences the
 * national index itself is the answer, at no memory at all. Prefer not to give an entry that says what
 * the national one says.
 *
 * For the browser, `index.toJSON()` is a municipality's whole index; where the national part is already
 * there, `mergeIndexData(national.toJSON(), index.differences())` is the same.
 */
import type { Concept } from '../vocabulary.ts';
import { changedParts, compoundParts, type PartPostings } from './compound-parts.ts';
import { wordsOf } from './danish-analyser.ts';
import {
  compactIndexData,
  conceptsByService,
  type IndexData,
  indexData,
  type SearchEntry,
  type SearchLanguage,
  type ServiceData,
  serviceData,
} from './index-data.ts';
import { Lexicon } from './lexicon.ts';
import { GuideSearch, type SearchIndex } from './search-index.ts';
import { TermStore } from './term-store.ts';

/** What all municipalities share. A `SearchIndex` too: of the guide as it is nationally. */
export type NationalIndex = SearchIndex & {
  readonly language: SearchLanguage;
  /** For `layerIndex` only. */
  readonly base: NationalBase;
};

type NationalBase = {
  readonly data: IndexData;
  readonly entries: ReadonlyMap<string, SearchEntry>;
  readonly concepts: ReadonlyMap<string, readonly Concept[]>;
  readonly store: TermStore;
  readonly lexicon: Lexicon;
  readonly parts: PartPostings;
};

export type LocalDifferences = {
  /** Slugs of national services that are not offered. Unknown ones are no error. */
  readonly removed?: Iterable<string>;
  /** Replaces the national entry of the same slug, or adds one. */
  readonly entries?: readonly SearchEntry[];
  /** Added to the vocabulary; a concept of a service that is not in the index says nothing. */
  readonly terms?: readonly Concept[];
};

/** Differences as they travel: what is gone, and what is otherwise or new. */
export type IndexDifferences = { readonly removed: readonly string[]; readonly services: readonly ServiceData[] };

export type MunicipalIndex = SearchIndex & { differences(): IndexDifferences };

export function buildNationalIndex(
  entries: readonly SearchEntry[],
  vocabulary: readonly Concept[],
  language: SearchLanguage = 'da',
): NationalIndex {
  const data = indexData(entries, vocabulary, language);
  const store = new TermStore(data.services, true, wordsOf);
  const lexicon = new Lexicon(store);
  const parts = compoundParts(store, lexicon);
  const search = new GuideSearch({
    lexicon,
    views: [{ store, national: true, parts }],
    data: () => data,
    options: { fuzzy: true },
  });
  return {
    language,
    base: {
      data,
      entries: new Map(entries.map((entry) => [entry.slug, entry])),
      concepts: conceptsByService(vocabulary),
      store,
      lexicon,
      parts,
    },
    search: (query, limit) => search.search(query, limit),
    toJSON: () => search.toJSON(),
  };
}

export function layerIndex(national: NationalIndex, differences: LocalDifferences): MunicipalIndex {
  const { base } = national;
  const notOffered = new Set(differences.removed ?? []);
  const services = ownServices(national, differences, notOffered);
  const removed = new Set<number>();
  for (const slug of [...notOffered, ...services.map((service) => service.slug)]) {
    const service = base.store.serviceOf(slug);
    if (service !== undefined) removed.add(service);
  }
  const travelling = (): IndexDifferences => ({
    removed: [...notOffered],
    services: compactIndexData({ ...base.data, services }).services,
  });
  if (removed.size === 0 && services.length === 0)
    return { search: national.search, toJSON: national.toJSON, differences: travelling };
  const own = new TermStore(services, true, wordsOf);
  const lexicon = new Lexicon(base.store, { removed, own });
  const gone = [...base.store.countsOf(removed).users.keys()].filter((root) => !lexicon.isKnown(root));
  const come = [...own.counts.users.keys()].filter((root) => !base.lexicon.isKnown(root));
  const search = new GuideSearch({
    lexicon,
    views: [
      {
        store: base.store,
        national: true,
        parts: base.parts,
        hidden: removed,
        changed: changedParts(base.store, base, lexicon, gone, come),
      },
      { store: own, national: false, parts: compoundParts(own, lexicon) },
    ],
    data: () => mergeIndexData(base.data, { removed: [...notOffered], services }),
    options: { fuzzy: true },
  });
  return {
    search: (query, limit) => search.search(query, limit),
    toJSON: () => search.toJSON(),
    differences: travelling,
  };
}

/** The national index of the browser with one municipality's differences put in: its whole index. */
export function mergeIndexData(national: IndexData, { removed, services }: IndexDifferences): IndexData {
  const gone = new Set(removed);
  const own = new Map(services.map((service) => [service.slug, service]));
  const kept = national.services.flatMap((service) => {
    if (gone.has(service.slug)) return [];
    const replaced = own.get(service.slug);
    own.delete(service.slug);
    return [replaced ?? service];
  });
  return { ...national, services: [...kept, ...own.values()] };
}

/** Services that the municipality has for itself, or says otherwise; what it takes out it has not. */
function ownServices(
  { base, language }: NationalIndex,
  { entries = [], terms = [] }: LocalDifferences,
  gone: ReadonlySet<string>,
): readonly ServiceData[] {
  const added = conceptsByService(terms);
  const own = new Map(entries.map((entry) => [entry.slug, entry]));
  for (const slug of added.keys()) {
    const entry = own.get(slug) ?? base.entries.get(slug);
    if (entry) own.set(slug, entry);
  }
  return [...own.values()]
    .filter(({ slug }) => !gone.has(slug))
    .map((entry) =>
      serviceData(entry, [...(base.concepts.get(entry.slug) ?? []), ...(added.get(entry.slug) ?? [])], language),
    );
}
