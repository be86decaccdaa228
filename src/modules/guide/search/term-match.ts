/**
 * How well each service answers a query, from its titles and vocabulary. The score is the share of
 * the query's weight that a service explains, and a word explains only as much as the term it stands
 * in is covered: "lån" alone is a third of "lån til beboerindskud".
 */
import type { IndexTerm } from './index-terms.ts';
import type { Lexicon } from './lexicon.ts';
import type { ReadingWay, Slot } from './query-slots.ts';

type Posting = { readonly term: number; readonly word: number; readonly share: number };

/** What one service makes of a query. */
export type ServiceMatch = {
  readonly service: number;
  /** 0..1 per slot: what orders the hits. */
  readonly score: Float64Array;
  /** 0..1 per slot: what decides whether to answer. */
  readonly confidence: Float64Array;
  /** The way the best evidence was read. */
  way: ReadingWay;
  /** The term that contributes most. */
  best: IndexTerm | undefined;
  bestWeight: number;
  /** 0..1: the largest share of the query that is one whole term of the service (longest match). */
  phrase: number;
  /** The whole query is one whole term. */
  whole: boolean;
};

/** A compound answers to its head better than to its other parts: pension finds folkepension. */
const shareOfHead = 0.65;
const shareOfFirst = 0.5;
/** Below 1, so that half a term is worth more than half: citizens rarely say the whole of it. */
const coverageExponent = 0.75;
/** A term counts as said when this much of its weight was. */
const wholeTerm = 0.93;

type Touch = {
  readonly slot: number;
  readonly word: number;
  readonly value: number;
  readonly confidence: number;
  readonly way: ReadingWay;
};

export class TermMatcher {
  readonly #terms: readonly IndexTerm[];
  readonly #wordWeights: readonly (readonly number[])[];
  readonly #weights: readonly number[];
  readonly #isElsewhere: (root: string) => boolean;
  readonly #postings = new Map<string, Posting[]>();

  constructor(terms: readonly IndexTerm[], lexicon: Lexicon) {
    this.#terms = terms;
    this.#isElsewhere = (root) => lexicon.isElsewhere(root);
    this.#wordWeights = terms.map(({ words }) => words.map(({ root }) => lexicon.weightOf(root)));
    this.#weights = this.#wordWeights.map((weights) => weights.reduce((sum, one) => sum + one, 0));
    const parts = new Map<string, ReadonlyMap<string, number>>();
    for (const [term, { words }] of terms.entries())
      for (const [word, { root, folded }] of words.entries()) {
        this.#post(root, { term, word, share: 1 });
        const shares = parts.get(folded) ?? partShares(folded, root, lexicon);
        parts.set(folded, shares);
        for (const [part, share] of shares) this.#post(part, { term, word, share });
      }
  }

  #post(root: string, posting: Posting): void {
    const postings = this.#postings.get(root);
    if (postings) postings.push(posting);
    else this.#postings.set(root, [posting]);
  }

  match(slots: readonly Slot[]): ReadonlyMap<number, ServiceMatch> {
    const touched = new Map<number, Touch[]>();
    for (const [slot, { readings }] of slots.entries())
      for (const reading of readings)
        for (const { term, word, share } of this.#postings.get(reading.root) ?? []) {
          const touch = {
            slot,
            word,
            value: share * reading.quality,
            confidence: share * reading.confidence,
            way: reading.way,
          };
          const touches = touched.get(term);
          if (touches) touches.push(touch);
          else touched.set(term, [touch]);
        }
    const matches = new Map<number, ServiceMatch>();
    const total = slots.reduce((sum, { weight }) => sum + weight, 0);
    for (const [term, touches] of touched) this.#credit(term, touches, slots, total, matches);
    return matches;
  }

  #credit(
    index: number,
    touches: readonly Touch[],
    slots: readonly Slot[],
    total: number,
    matches: Map<number, ServiceMatch>,
  ): void {
    const term = this.#terms[index];
    if (!term) return;
    // Words of others' business say something of us only in the company of ours.
    if (term.words.length > 1 && touches.every(({ word }) => this.#isElsewhere(term.words[word]?.root ?? ''))) return;
    const { coverage, slotsUsed } = this.#coverage(index, touches, slots.length);
    const match = matches.get(term.service) ?? emptyMatch(term.service, slots.length);
    matches.set(term.service, match);
    const factor = term.trust * coverage ** coverageExponent;
    let contributed = 0;
    let way: ReadingWay = 'exact';
    let most = 0;
    const wordsSaid = new Set(touches.map(({ word }) => word)).size;
    const used = new Set<number>();
    let usedWeight = 0;
    for (const touch of touches) {
      const weight = slots[touch.slot]?.weight ?? 0;
      match.score[touch.slot] = Math.max(match.score[touch.slot] ?? 0, touch.value * factor);
      match.confidence[touch.slot] = Math.max(match.confidence[touch.slot] ?? 0, touch.confidence * factor);
      const part = touch.value * factor * weight;
      contributed += part;
      if (part > most) way = touch.way;
      most = Math.max(most, part);
      if (!used.has(touch.slot)) usedWeight += weight;
      used.add(touch.slot);
    }
    if (contributed > match.bestWeight) {
      match.bestWeight = contributed;
      match.best = term;
      match.way = way;
    }
    if (coverage < wholeTerm) return;
    match.phrase = Math.max(match.phrase, (term.trust * Math.min(total, usedWeight)) / total);
    if (slotsUsed === slots.length && wordsSaid === term.words.length && way !== 'fuzzy' && way !== 'prefix')
      match.whole = true;
  }

  /** The share of the term's weight that the query says; parts of one compound add up. */
  #coverage(index: number, touches: readonly Touch[], slotCount: number): { coverage: number; slotsUsed: number } {
    const weights = this.#wordWeights[index] ?? [];
    const perWord = weights.map(() => new Map<number, number>());
    const slots = new Set<number>();
    for (const { slot, word, confidence } of touches) {
      const bySlot = perWord[word];
      if (!bySlot) continue;
      bySlot.set(slot, Math.max(bySlot.get(slot) ?? 0, confidence));
      if (slots.size < slotCount) slots.add(slot);
    }
    let said = 0;
    for (const [word, bySlot] of perWord.entries()) {
      let share = 0;
      for (const confidence of bySlot.values()) share += confidence;
      said += Math.min(1, share) * (weights[word] ?? 0);
    }
    const weight = this.#weights[index] ?? 1;
    return { coverage: weight > 0 ? said / weight : 0, slotsUsed: slots.size };
  }
}

function emptyMatch(service: number, slots: number): ServiceMatch {
  return {
    service,
    score: new Float64Array(slots),
    confidence: new Float64Array(slots),
    way: 'exact',
    best: undefined,
    bestWeight: 0,
    phrase: 0,
    whole: false,
  };
}

/** Every part of every reading of a compound, with what it is worth. */
function partShares(folded: string, whole: string, lexicon: Lexicon): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const parts of lexicon.compoundsIn(folded))
    for (const [index, part] of parts.entries()) {
      const share = index === parts.length - 1 ? shareOfHead : shareOfFirst;
      if (part !== whole) shares.set(part, Math.max(shares.get(part) ?? 0, share));
    }
  return shares;
}
