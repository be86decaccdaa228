/**
 * Whether what was found is worth an answer, or silence is. A wrong guide costs more than none, and so
 * does silence to who has a need; the balance is struck here and nowhere else.
 *
 * The weights come of a logistic regression over the judged queries of test/data that may be used for
 * tuning (search-tuning, search-judgements, -fresh, search-queries-dev): right answers against queries
 * that have none. The bar is set where these files lose no right answer that a lower one would keep.
 */
import type { Lexicon } from './lexicon.ts';
import type { ReadQuery, Slot } from './query-slots.ts';

export type Evidence = {
  /** The whole query is a title or a term: always an answer. */
  readonly whole: boolean;
  /** Share of the query's weight that the best service explains. */
  readonly explained: number;
  /** The same as a weight: a word of small talk explains little however well it is met. */
  readonly evidence: number;
};

const weights = {
  explained: 2.52,
  evidence: 3.43,
  /** Two needs in one query: no service explains much of it, all of them together most of it. */
  known: 2.82,
  /** Whoever tells of herself on a municipality's page seldom asks for football results. */
  personal: 2.24,
  /** The share of words of somebody else's business that nothing of ours explains. */
  elsewhere: -1.18,
  /** A misspelled word counts for less in the evidence than it is worth. */
  misspelled: 1.94,
  /** So does a word that is still being written. By hand: nobody judged half words. */
  begun: 2,
  /** Much said is seldom said by chance. */
  length: 0.65,
} as const;
const bar = 5.77;
const mostEvidence = 2;
const longQuery = 6;
const leastOfOneWord = 0.2;
const enoughOfOneWord = 0.4;

export function isEnough(
  best: Evidence & { readonly hit: { readonly why: string } },
  { slots, personal, known }: ReadQuery & { readonly known: number },
  lexicon: Lexicon,
): boolean {
  if (best.whole || isOneWordOfOurs(best, slots, lexicon)) return true;
  const weightOf = (some: readonly Slot[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  const elsewhere = slots.filter(({ word, readings }) => readings.length === 0 && lexicon.isElsewhere(word.root));
  const sum =
    weights.explained * Math.sqrt(best.explained) +
    weights.evidence * Math.min(mostEvidence, best.evidence) +
    weights.known * known +
    weights.length * (Math.min(longQuery, slots.length) / longQuery) +
    weights.elsewhere * (weightOf(elsewhere) / weightOf(slots)) +
    (personal ? weights.personal : 0) +
    (best.hit.why === 'fuzzy' ? weights.misspelled : 0) +
    (best.hit.why === 'prefix' ? weights.begun : 0);
  return sum > bar;
}

/**
 * One word that stands in our terms ("tilskud", "plads") gets candidates to choose from, whatever else the
 * terms hold; one that is read with less certainty does when that explains enough of it.
 */
function isOneWordOfOurs({ explained }: Evidence, slots: readonly Slot[], lexicon: Lexicon): boolean {
  const [first] = slots;
  if (!first || slots.some(({ word }) => word.surface !== first.word.surface)) return false;
  if (slots.length > 1 || first.readings[0]?.way !== 'exact') return explained >= enoughOfOneWord;
  return explained >= leastOfOneWord && !lexicon.isElsewhere(first.word.root);
}
