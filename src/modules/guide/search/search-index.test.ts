import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vocabularyGaps } from '../vocabulary.ts';
import { contentWords } from './danish-analyser.ts';
import { buildSearchIndex, loadSearchIndex } from './search-index.ts';
import { namesOnly, shippedJudgements, shippedVocabularies } from './shipped-content.fixture.ts';

const vocabularies = shippedVocabularies();
const concepts = vocabularies.flatMap((vocabulary) => vocabulary.concepts);
const entries = namesOnly(vocabularies);
const index = buildSearchIndex(entries, concepts);
const slugs = (query: string, limit?: number) => index.search(query, limit).hits.map(({ slug }) => slug);

describe('invariants of the shipped vocabulary', () => {
  it('has one concept per service', () => {
    expect(vocabularyGaps(vocabularies, new Set(entries.map(({ slug }) => slug)))).toEqual([]);
    expect(entries.length).toBeGreaterThanOrEqual(64);
  });

  it('finds every service first by its official name, in both languages', () => {
    const misses = concepts.flatMap(({ service, preferred }) =>
      [preferred.da, preferred.en].filter((name) => name !== undefined && slugs(name)[0] !== service),
    );
    expect(misses).toEqual([]);
  });

  it('finds every service among the first three by each term that names it', () => {
    const misses = concepts.flatMap(({ service, terms }) =>
      terms
        .filter(({ strength, term }) => strength === 3 && !slugs(term).slice(0, 3).includes(service))
        .map(({ term }) => `${service}: ${term}`),
    );
    expect(misses).toEqual([]);
  });

  it('finds every service among the first three by its name in ASCII letters', () => {
    const ascii = (text: string) =>
      text.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa');
    const misses = concepts.filter(
      ({ service, preferred }) => !slugs(ascii(preferred.da)).slice(0, 3).includes(service),
    );
    expect(misses).toEqual([]);
  });
});

describe('the order of evidence', () => {
  // One word each, none a part of another.
  const names = [
    'boligstøtte',
    'byggetilladelse',
    'folkepension',
    'straffeattest',
    'førtidspension',
    'aktindsigt',
    'kontanthjælp',
  ];
  // Without the vocabulary, whose misspelled terms would make a slip exact.
  const named = buildSearchIndex(entries, []);
  const rooted = (word: string) => contentWords(word)[0]?.root;
  const scoreOf = (query: string, slug: string) =>
    named.search(query).hits.find((hit) => hit.slug === slug)?.score ?? 0;

  it.each(names)('%s: exact above prefix above fuzzy', (name) => {
    const slug = named.search(name).hits[0]?.slug ?? '';
    const exact = scoreOf(name, slug);
    // Shorter until it is no inflection of the name any more; then the slips that leave a letter out.
    const lengths = Array.from({ length: name.length - 5 }, (_, cut) => name.length - 1 - cut);
    const begun = lengths.map((length) => name.slice(0, length)).find((part) => rooted(part) !== rooted(name)) ?? '';
    const slips = [...name]
      .map((_, at) => name.slice(0, at) + name.slice(at + 1))
      .filter((slip) => {
        return named.search(slip).hits[0]?.why === 'fuzzy';
      });
    const prefix = scoreOf(begun, slug);
    const fuzzy = Math.max(...slips.map((slip) => scoreOf(slip, slug)));
    expect(exact).toBeGreaterThan(prefix);
    expect(prefix).toBeGreaterThan(fuzzy);
    expect(fuzzy).toBeGreaterThan(0);
  });

  it('puts the service that is named before those that only begin or sound so', () => {
    const small = buildSearchIndex(
      ['klage', 'klageret', 'klager'].map((title) => ({
        slug: title,
        title: { da: title === 'klager' ? 'Flage' : title },
        plainTitle: { da: title === 'klager' ? 'Flage' : title },
        summary: { da: 'Intet' },
      })),
      [],
    );
    expect(small.search('klage').hits[0]).toMatchObject({ slug: 'klage', why: 'exact' });
  });

  it('says how it found what it found', () => {
    expect(index.search('Boligstøtte').hits[0]?.why).toBe('exact');
    expect(index.search('bistandshjælp').hits[0]?.why).toBe('vocabulary');
    expect(index.search('legitimationsk').hits[0]?.why).toBe('prefix');
    expect(index.search('bolistøtte').hits[0]?.why).toBe('fuzzy');
  });
});

describe('not being certain', () => {
  it('is silent about what is nobody’s business here', () => {
    for (const query of [
      'vejret i morgen',
      'opskrift på frikadeller',
      'asdfgh',
      'hvem vandt valget i usa',
      '',
      '   ',
      '!?',
    ])
      expect(index.search(query), query).toMatchObject({ kind: 'none', hits: [] });
  });

  it('shows candidates as uncertain when little is explained', () => {
    expect(index.search('vi har snart sølvbryllup og min kone har fået en ny rollator').kind).not.toBe('none');
  });

  it('offers the word that was meant', () => {
    expect(index.search('sundhetskort').didYouMean).toBe('sundhedskort');
    expect(index.search('sundhedskort').didYouMean).toBeUndefined();
  });

  it('does not correct real words into services', () => {
    expect(slugs('kage')).not.toContain('klage');
    expect(slugs('valgkort')[0]).toBe('valg');
  });
});

describe('any string at all', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (query) => {
        expect(['hits', 'unsure', 'none']).toContain(index.search(query).kind);
      }),
      { numRuns: 300 },
    );
    for (const query of ['__proto__', 'constructor', 'toString hasOwnProperty', '\uD800', '\0', '('.repeat(50)])
      expect(() => index.search(query)).not.toThrow();
  });

  it('reads only the beginning of ten thousand characters', () => {
    const long = `kørekort ${'x'.repeat(4)} `.repeat(800);
    expect(long.length).toBeGreaterThan(10_000);
    expect(index.search(`${'pas '.repeat(80)}${long}`)).toEqual(index.search('pas '.repeat(75)));
  });

  it('holds to the limit', () => {
    expect(slugs('pension', 2).length).toBeLessThanOrEqual(2);
    expect(index.search('pension', 0).hits.length).toBeLessThanOrEqual(1);
  });
});

describe('the index that travels to the browser', () => {
  const loaded = loadSearchIndex(JSON.parse(JSON.stringify(index)));

  it('answers as the one it came from', () => {
    for (const { query } of shippedJudgements('search-queries-dev.tsv')) {
      const [here, there] = [index.search(query), loaded.search(query)];
      expect(there.kind, query).toBe(here.kind);
      expect(
        there.hits.map(({ slug }) => slug),
        query,
      ).toEqual(here.hits.map(({ slug }) => slug));
    }
  });

  it('leaves room for the engine (15 kB) in the 60 kB of the browser', () => {
    expect(brotliCompressSync(JSON.stringify(index)).length).toBeLessThan(45_000);
  });

  it('refuses another version', () => {
    expect(() => loadSearchIndex({ ...index.toJSON(), version: 2 as 1 })).toThrow(/version/);
  });
});

it('serves English pages from the same vocabulary', () => {
  const english = buildSearchIndex(entries, concepts, 'en');
  expect(english.search('passport').hits[0]?.slug).toBe('pas');
  expect(english.search('kørekort').hits[0]?.slug).toBe('koerekort');
});

describe('words that fold together', () => {
  it('takes kort for a card, not for a form of køre', () => {
    expect(slugs('kort')).toContain('sundhedskort');
    expect(slugs('kort')[0]).not.toBe('koerselsordning');
    expect(slugs('jeg har kørt uden kørekort')[0]).toBe('koerekort');
  });

  it('offers candidates for one word of ours, and says that it is not certain', () => {
    for (const word of ['tilskud', 'plads', 'attest', 'lån'])
      expect(index.search(word).hits.length, word).toBeGreaterThan(1);
    expect(index.search('test').kind).toBe('none');
  });
});
