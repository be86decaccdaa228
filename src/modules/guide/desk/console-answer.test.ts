import { describe, expect, test } from 'vitest';
import type { HitReason, SearchAnswer } from '../search/search-index.ts';
import { consoleAnswer } from './console-answer.ts';

const hit = (slug: string, why: HitReason) => ({ slug, score: 1, why });
const answer = (kind: 'hits' | 'unsure', ...hits: readonly ReturnType<typeof hit>[]): SearchAnswer => ({
  kind,
  hits,
  didYouMean: 'flytning',
});

describe('what an employee is shown', () => {
  test('a word that was only guessed at is never the answer, however well it fits', () => {
    expect(consoleAnswer(answer('hits', hit('flytning', 'fuzzy'), hit('pas', 'exact')))).toMatchObject({
      kind: 'choose',
      didYouMean: 'flytning',
    });
  });

  test('what search is not certain of is chosen by the citizen', () => {
    expect(consoleAnswer(answer('unsure', hit('flytning', 'vocabulary'))).kind).toBe('choose');
  });

  test('a certain hit is open at once; nothing is nothing', () => {
    expect(consoleAnswer(answer('hits', hit('flytning', 'vocabulary'), hit('pas', 'fuzzy')))).toMatchObject({
      kind: 'answer',
      hits: [{ slug: 'flytning' }, { slug: 'pas' }],
    });
    expect(consoleAnswer({ kind: 'none', hits: [] })).toEqual({ kind: 'nothing' });
  });
});
