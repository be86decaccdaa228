import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Concept } from '../vocabulary.ts';
import { type IndexData, indexData, type SearchEntry } from './index-data.ts';
import { buildNationalIndex, type LocalDifferences, layerIndex, mergeIndexData } from './layered-index.ts';
import { buildSearchIndex, loadSearchIndex, type SearchAnswer } from './search-index.ts';
import { namesOnly, shippedJudgements, shippedVocabularies } from './shipped-content.fixture.ts';

const vocabularies = shippedVocabularies();
const concepts = vocabularies.flatMap((vocabulary) => vocabulary.concepts);
const entries = namesOnly(vocabularies);
const national = buildNationalIndex(entries, concepts);
const queries = ['search-queries-dev.tsv', 'search-judgements.tsv', 'search-judgements-fresh.tsv'].flatMap((name) =>
  shippedJudgements(name).map(({ query }) => query),
);

/** The same content as one guide, built whole. */
function whole(entriesOf: readonly SearchEntry[], vocabulary: readonly Concept[], local: LocalDifferences) {
  const gone = new Set(local.removed ?? []);
  const changed = new Map((local.entries ?? []).map((entry) => [entry.slug, entry]));
  const merged = entriesOf.filter(({ slug }) => !gone.has(slug)).map((entry) => changed.get(entry.slug) ?? entry);
  const known = new Set(entriesOf.map(({ slug }) => slug));
  const added = [...changed.values()].filter(({ slug }) => !known.has(slug) && !gone.has(slug));
  return buildSearchIndex([...merged, ...added], [...vocabulary, ...(local.terms ?? [])]);
}

/** All but the term that is shown for it: of several that count alike any may be named. */
const told = (answer: SearchAnswer) => ({
  ...answer,
  hits: answer.hits.map(({ slug, score, why }) => ({ slug, score, why })),
});

// Words that meet the national ones: the same, halves of compounds, wholly new ones, and slips of them.
const word = fc.constantFrom(
  ...'pas kort pension hjælp vej bolig støtte rotte barn børn skole plads have havn færge fjord kajak lysthus'.split(
    ' ',
  ),
  ...'kørekort boligstøtte kolonihave vandværk kildeplads rottefænger hundeskov bådplads pensionistkort'.split(' '),
  ...'vandt fodbold made måde kage xylofon zq ydelse tilskud attest'.split(' '),
);
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const slug = fc.constantFrom(...entries.map((entry) => entry.slug));
const ownSlug = fc.constantFrom('lokal-faerge', 'kolonihave', 'hundeskov');
const entryOf = (of: string, title: string, summary: string): SearchEntry => ({
  slug: of,
  title: { da: title },
  plainTitle: { da: `Få ${title}` },
  summary: { da: summary },
});
const differences: fc.Arbitrary<LocalDifferences> = fc.record({
  removed: fc.uniqueArray(slug, { maxLength: 25 }),
  entries: fc.uniqueArray(
    fc.tuple(fc.oneof(slug, ownSlug), phrase, phrase).map(([of, title, summary]) => entryOf(of, title, summary)),
    { maxLength: 4, selector: (entry) => entry.slug },
  ),
  terms: fc.array(
    fc
      .tuple(fc.oneof(slug, ownSlug), fc.uniqueArray(phrase, { minLength: 1, maxLength: 4 }))
      .map(([service, terms]) => ({
        service,
        preferred: { da: terms[0] as string },
        terms: terms.map((term) => ({ term, relation: 'synonym' as const, strength: 3 as const })),
      })),
    { maxLength: 3 },
  ),
});

describe('a municipality beside the national guide', () => {
  it('is answered as a whole index of the same content would answer, score for score', () => {
    fc.assert(
      fc.property(
        differences,
        fc.array(fc.oneof(fc.constantFrom(...queries), phrase), { minLength: 25, maxLength: 25 }),
        (local, asked) => {
          const layered = layerIndex(national, local);
          const merged = whole(entries, concepts, local);
          for (const query of asked) expect(told(layered.search(query)), query).toEqual(told(merged.search(query)));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('opens and closes national compounds with its own words', () => {
    const small = ['Kajakplads', 'Hundeskov'].map((title) => entryOf(title.toLowerCase(), title, 'intet'));
    const shared = buildNationalIndex(small, []);
    expect(shared.search('kajak').hits.map((hit) => hit.why)).toEqual(['prefix']);
    expect(shared.search('plads').hits).toEqual([]);
    const local = { entries: [entryOf('udlejning', 'Kajak udlejes med plads', 'intet')] };
    const own = layerIndex(shared, local);
    expect(own.search('plads').hits.map((hit) => hit.slug)).toContain('kajakplads');
    expect(told(own.search('plads'))).toEqual(told(whole(small, [], local).search('plads')));
  });

  it('never shows what it took out', () => {
    const removed = entries.map((entry) => entry.slug).filter((_, at) => at % 3 === 0);
    const index = layerIndex(national, { removed });
    for (const query of queries)
      expect(
        index.search(query).hits.filter((hit) => removed.includes(hit.slug)),
        query,
      ).toEqual([]);
    expect(index.toJSON().services.filter((service) => removed.includes(service.slug))).toEqual([]);
  });

  it('costs nothing where nothing differs, and leaves the national index as it was', () => {
    const before = queries.map((query) => national.search(query));
    layerIndex(national, { removed: ['pas'], terms: concepts.slice(0, 3) });
    const same = layerIndex(national, {});
    expect(queries.map((query) => national.search(query))).toEqual(before);
    expect(queries.map((query) => same.search(query))).toEqual(before);
  });

  it('travels to the browser whole, or as differences from the national part', () => {
    const index = layerIndex(national, {
      removed: ['rotter'],
      entries: [entryOf('lokal-faerge', 'Færgekort', 'Sejl billigt')],
    });
    const sent: IndexData = JSON.parse(JSON.stringify(national));
    const loaded = loadSearchIndex(mergeIndexData(sent, JSON.parse(JSON.stringify(index.differences()))));
    const wholly = loadSearchIndex(JSON.parse(JSON.stringify(index)));
    for (const query of ['færgekort', 'rotter i kælderen', 'nyt pas', ...queries.slice(0, 40)]) {
      const ranking = index.search(query).hits.map((hit) => hit.slug);
      expect(
        loaded.search(query).hits.map((hit) => hit.slug),
        query,
      ).toEqual(ranking);
      expect(
        wholly.search(query).hits.map((hit) => hit.slug),
        query,
      ).toEqual(ranking);
    }
    expect(mergeIndexData(indexData(entries, concepts, 'da'), { removed: [], services: [] }).services).toHaveLength(
      entries.length,
    );
  });
});
