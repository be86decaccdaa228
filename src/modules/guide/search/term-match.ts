/**
 * How well each service answers a query, from its titles and vocabulary. The score is the share of
 * the query's weight that a service explains, and a word explains only as much as the term it stands
 * in is covered: "lån" alone is a third of "lån til beboerindskud".
 */
import type { PartPostings } from './compound-parts.ts';
import type { Lexicon } from './lexicon.ts';
import type { ReadingWay, Slot } from './query-slots.ts';
import type { StoredTerm, TermStore } from './term-store.ts';

/** What one service makes of a query. */
export type ServiceMatch = {
  readonly slug: string;
  /** 0..1 per slot: what orders the hits. */
  readonly score: Float64Array;
  /** 0..1 per slot: what decides whether to answer. */
  readonly confidence: Float64Array;
  /** The way the best evidence was read. */
  way: ReadingWay;
  /** The term that contributes most. */
  best: StoredTerm | undefined;
  bestWeight: number;
  /** 0..1: the largest share of the query that is one whole term of the service (longest match). */
  phrase: number;
  /** The whole query is one whole term. */
  whole: boolean;
};

/** A store as one municipality sees it. */
export type StoreView = {
  readonly store: TermStore;
  /** The store that the lexicon has its weights in a table for. */
  readonly national: boolean;
  readonly parts: PartPostings;
  /** Services of the store that are not this municipality's. */
  readonly hidden?: ReadonlySet<number>;
  /** Forms whose compounds are read otherwise here, and how. */
  readonly changed?: { readonly forms: ReadonlySet<number>; readonly postings: PartPostings };
};

/** A compound answers to its head better than to its other parts: pension finds folkepension. */
const shareOfHead = 0.65;
const shareOfFirst = 0.5;
/** Below 1, so that half a term is worth more than half: citizens rarely say the whole of it. */
const coverageExponent = 0.75;
/** A term counts as said when this much of its weight was. */
const wholeTerm = 0.93;

/** What a query touches of one term. */
type Touch = {
  readonly slot: number;
  readonly word: number;
  readonly value: number;
  readonly confidence: number;
  readonly way: ReadingWay;
};

type Query = { readonly slots: readonly Slot[]; readonly total: number; readonly lexicon: Lexicon };

/** @returns what every touched service makes of the query, by its slug. */
export function matchTerms(
  views: readonly StoreView[],
  slots: readonly Slot[],
  lexicon: Lexicon,
): Map<string, ServiceMatch> {
  const matches = new Map<string, ServiceMatch>();
  const total = slots.reduce((sum, { weight }) => sum + weight, 0);
  for (const view of views) matchStore(view, { slots, total, lexicon }, matches);
  return matches;
}

function matchStore(view: StoreView, query: Query, matches: Map<string, ServiceMatch>): void {
  const touched = touchedTerms(view, query.slots);
  // In the order of the terms, so that of two equal ones the first is shown whatever was asked first.
  for (const term of [...touched.keys()].sort((a, b) => a - b)) {
    const touches = touched.get(term);
    const service = view.store.terms[term]?.service;
    if (touches && service !== undefined && !view.hidden?.has(service)) credit(view, term, touches, query, matches);
  }
}

function touchedTerms({ store, parts, changed }: StoreView, slots: readonly Slot[]): Map<number, Touch[]> {
  const touched = new Map<number, Touch[]>();
  const touch = (form: number, share: number, slot: number, reading: Slot['readings'][number]) => {
    const value = share * reading.quality;
    const confidence = share * reading.confidence;
    store.eachPlace(form, (term, word) => {
      const made = { slot, word, value, confidence, way: reading.way };
      const touches = touched.get(term);
      if (touches) touches.push(made);
      else touched.set(term, [made]);
    });
  };
  for (const [slot, { readings }] of slots.entries())
    for (const reading of readings) {
      for (const form of store.formsOf(reading.root)) touch(form, 1, slot, reading);
      for (const posted of parts.get(reading.root) ?? [])
        if (!changed?.forms.has(posted >> 1)) touch(posted >> 1, shareOf(posted), slot, reading);
      for (const posted of changed?.postings.get(reading.root) ?? [])
        touch(posted >> 1, shareOf(posted), slot, reading);
    }
  return touched;
}

const shareOf = (posted: number) => (posted % 2 === 1 ? shareOfHead : shareOfFirst);

function credit(
  { store, national }: StoreView,
  index: number,
  touches: readonly Touch[],
  { slots, total, lexicon }: Query,
  matches: Map<string, ServiceMatch>,
): void {
  const term = store.terms[index] as StoredTerm;
  const words = store.wordCount(index);
  const rootAt = (word: number) => store.forms[store.formAt(index, word)]?.root ?? '';
  // Words of others' business say something of us only in the company of ours.
  const isElsewhere = ({ word }: Touch) =>
    national ? lexicon.isElsewhereForm(store.formAt(index, word)) : lexicon.isElsewhere(rootAt(word));
  if (words > 1 && touches.every(isElsewhere)) return;
  const weightAt = (word: number) =>
    national ? lexicon.weightOfForm(store.formAt(index, word)) : lexicon.weightOf(rootAt(word));
  const coverage = coverageOf(words, touches, weightAt);
  const slug = store.services[term.service]?.slug ?? '';
  const match = matches.get(slug) ?? emptyMatch(slug, slots.length);
  matches.set(slug, match);
  const factor = term.trust * coverage ** coverageExponent;
  let contributed = 0;
  let way: ReadingWay = 'exact';
  let most = 0;
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
  // Sums of the same parts in another order differ in the last digit; that is no reason for another term.
  if (contributed > match.bestWeight + 1e-9) {
    match.bestWeight = contributed;
    match.best = term;
    match.way = way;
  }
  if (coverage < wholeTerm) return;
  match.phrase = Math.max(match.phrase, (term.trust * Math.min(total, usedWeight)) / total);
  const wordsSaid = new Set(touches.map(({ word }) => word)).size;
  if (used.size === slots.length && wordsSaid === words && way !== 'fuzzy' && way !== 'prefix') match.whole = true;
}

/** The share of the term's weight that the query says; parts of one compound add up. */
function coverageOf(words: number, touches: readonly Touch[], weightAt: (word: number) => number): number {
  let said = 0;
  let weight = 0;
  for (let word = 0; word < words; word += 1) {
    const own = weightAt(word);
    weight += own;
    let share = 0;
    for (const [at, touch] of touches.entries()) {
      if (touch.word !== word) continue;
      // Of several readings of one word the surest counts.
      let best = touch.confidence;
      let first = true;
      for (const [other, { slot, word: same, confidence }] of touches.entries()) {
        if (slot !== touch.slot || same !== word) continue;
        if (other < at) first = false;
        best = Math.max(best, confidence);
      }
      if (first) share += best;
    }
    said += Math.min(1, share) * own;
  }
  return weight > 0 ? said / weight : 0;
}

function emptyMatch(slug: string, slots: number): ServiceMatch {
  return {
    slug,
    score: new Float64Array(slots),
    confidence: new Float64Array(slots),
    way: 'exact',
    best: undefined,
    bestWeight: 0,
    phrase: 0,
    whole: false,
  };
}
