import { describe, expect, it } from 'vitest';
import { checkVocabulary, vocabularyGaps } from './vocabulary.ts';

const good = {
  lifeEvent: 'skat',
  concepts: [
    {
      service: 'aarsopgoerelse',
      preferred: { da: 'Årsopgørelse' },
      terms: [{ term: 'selvangivelse', relation: 'obsolete', strength: 3, sayInstead: 'årsopgørelse' }],
    },
  ],
};

describe('checkVocabulary', () => {
  it('takes a whole file', () => {
    expect(checkVocabulary(good)).toMatchObject({ ok: true });
  });

  it('names the place of a wrong relation', () => {
    const terms = [{ term: 'skat', relation: 'cousin' }];
    const result = checkVocabulary({ ...good, concepts: [{ ...good.concepts[0], terms }] });
    expect(result).toMatchObject({ ok: false, problems: [{ path: 'concepts.0.terms.0.relation' }] });
  });

  it('finds terms and services that stand twice', () => {
    const terms = [
      { term: 'Skat', relation: 'synonym' },
      { term: 'skat', relation: 'related' },
    ];
    const twice = [{ ...good.concepts[0], terms }, good.concepts[0]];
    const result = checkVocabulary({ ...good, concepts: twice });
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual(['concepts.0.terms.1', 'concepts.1']);
  });

  it('does not throw on what is no vocabulary at all', () => {
    for (const input of [null, 7, 'x', [], {}]) expect(checkVocabulary(input).ok).toBe(false);
  });
});

it('vocabularyGaps finds services without a concept and concepts without a service', () => {
  const checked = checkVocabulary(good);
  if (!checked.ok) throw new Error('the sample is wrong');
  const gaps = vocabularyGaps([checked.vocabulary, checked.vocabulary], new Set(['pas']));
  expect(gaps.map(({ problem }) => problem)).toEqual([
    'is not a service of the guide',
    'has a concept in more than one place',
    'is not a service of the guide',
    'has no concept',
  ]);
});
