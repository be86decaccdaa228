import { describe, expect, it } from 'vitest';
import { readJudgements } from './judgements.ts';
import { measureQuality } from './quality.ts';
import { qualityText } from './quality-text.ts';
import { leadOf, relevanceOf, wilson } from './relevance.ts';
import { namesOnly, shippedJudgements, shippedVocabularies } from './shipped-content.fixture.ts';

const vocabularies = shippedVocabularies();
const concepts = vocabularies.flatMap((vocabulary) => vocabulary.concepts);
const report = (file: string) => measureQuality(shippedJudgements(file), namesOnly(vocabularies), concepts, () => 0);

/**
 * Floors, not aims: a change that goes below one has broken something. The vocabulary was mended after
 * the misses of search-judgements.tsv were seen, so that file flatters it. search-held-out.tsv was written
 * before it was tuned: keep its misses out of the vocabulary, or write a new one.
 */
describe('relevance of the shipped vocabulary', () => {
  it.each([
    ['search-queries-dev.tsv', 0.95, 0.8],
    ['search-judgements.tsv', 0.95, 0.85],
    ['search-judgements-fresh.tsv', 0.9, 0.75],
    ['search-held-out.tsv', 0.95, 0.8],
  ])('%s: success@3 at least %f, right silence at least %f', (file, success, silence) => {
    const { all } = report(file);
    expect(all.success3.rate).toBeGreaterThanOrEqual(success);
    expect(all.silence.rate).toBeGreaterThanOrEqual(silence);
  });

  it('stands on the vocabulary more than on anything else', () => {
    const { all, ablation } = report('search-queries-dev.tsv');
    for (const [name, relevance] of Object.entries(ablation))
      expect(relevance.success3.rate, name).toBeLessThanOrEqual(all.success3.rate);
    expect(ablation['without vocabulary']?.success3.rate).toBeLessThan(0.7);
  });
});

describe('measuring', () => {
  it('gives Wilson’s interval', () => {
    const { rate, low, high } = wilson(90, 100);
    expect([rate, low, high].map((share) => share.toFixed(3))).toEqual(['0.900', '0.826', '0.945']);
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
    expect(wilson(5, 5).high).toBe(1);
  });

  it('reads tabs, windows line ends and rows without a right answer', () => {
    expect(readJudgements('query\tclass\tslugs\r\npas\tofficial\tpas,koerekort\r\nvejr\tnone\t\r\n')).toEqual([
      { query: 'pas', class: 'official', slugs: ['pas', 'koerekort'] },
      { query: 'vejr', class: 'none', slugs: [] },
    ]);
    expect(() => readJudgements('a,b,c\n')).toThrow(/query, class, slugs/);
    expect(() => readJudgements('query\tclass\tslugs\npas\n')).toThrow(/line 2/);
  });

  it('reads who wrote a row, and which help must stand first; such a row says nothing of silence', () => {
    const rows = readJudgements(
      'query\tclass\tslugs\twriter\temergency\nmin mand slår mig\ts\t\tw1\tviolence\npas\to\tpas\tw2\t\n',
    );
    expect(rows).toEqual([
      { query: 'min mand slår mig', class: 's', slugs: [], writer: 'w1', emergency: 'violence' },
      { query: 'pas', class: 'o', slugs: ['pas'], writer: 'w2' },
    ]);
    const { all, emergency, writers } = measureQuality(rows, namesOnly(vocabularies), concepts, () => 0);
    expect(all.silence.of).toBe(0);
    expect(emergency).toMatchObject({ hits: 1, of: 1 });
    expect(writers.w2?.success1.rate).toBe(1);
  });

  it('counts places, gains, silence and answers that did not come', () => {
    const judged = (slugs: readonly string[], got: readonly string[]) => ({
      judgement: { query: 'q', class: 'c', slugs },
      got,
    });
    const relevance = relevanceOf([
      judged(['a'], ['a', 'b']),
      judged(['a', 'b'], ['x', 'b']),
      judged(['a'], []),
      judged([], []),
      judged([], ['a']),
    ]);
    expect(relevance).toMatchObject({
      success1: { hits: 1, of: 3 },
      success3: { hits: 2, of: 3 },
      zero: { hits: 1, of: 3 },
      silence: { hits: 1, of: 2 },
    });
    expect(relevance.mrr).toBeCloseTo(0.5);
    const second = 1 / Math.log2(3);
    expect(relevance.ndcg10).toBeCloseTo((1 + second / (1 + second)) / 3);
  });

  it('reckons the lead over the best of the others, query by query', () => {
    const judgement = { query: 'q', class: 'c', slugs: ['a'] };
    const answers = (right: number) =>
      Array.from({ length: 20 }, (_, at) => ({ judgement, got: at < right ? ['a'] : [] }));
    const lead = leadOf(answers(18), { weak: answers(3), strong: answers(9) }, fixedRandom());
    expect(lead).toMatchObject({ over: 'strong', ratio: { success1: 2 } });
    expect(lead?.success1.mean).toBeCloseTo(0.45);
    expect(lead?.success1.low).toBeGreaterThan(0.2);
    expect(lead?.success1.high).toBeLessThan(0.7);
    expect(leadOf(answers(1), {}, fixedRandom())).toBeNull();
  });

  it('tells apart what the vocabulary knew', () => {
    const rows =
      'query\tclass\tslugs\nstraffeattesten\tx\tstraffeattest\nbedstemors fjernbetjening\tx\tstraffeattest\n';
    const { acquaintance } = measureQuality(readJudgements(rows), namesOnly(vocabularies), concepts, () => 0);
    expect(acquaintance.verbatim.success1).toMatchObject({ hits: 1, of: 1 });
    expect(acquaintance.new.success1.of).toBe(1);
  });

  it('writes a report that a person can read', () => {
    const text = qualityText(report('search-queries-dev.tsv'));
    expect(text).toContain('success@3');
    expect(text).toContain('without decompounding');
    expect(text).toContain('Misses');
  });
});

/** A small generator that gives the same numbers every time. */
function fixedRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
