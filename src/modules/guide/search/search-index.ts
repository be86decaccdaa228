/**
 * The search of the guide: words of a citizen in, services out, or an honest "nothing" or "not
 * certain". Pure and without I/O, the same on the server and in the browser.
 *
 * Two kinds of evidence: titles and vocabulary (term-match.ts), which decide, and the guide's prose
 * (its summary), which helps where they are silent. One municipality's index beside the national
 * one is made in layered-index.ts.
 */
import type { Concept } from '../vocabulary.ts';
import { compoundParts } from './compound-parts.ts';
import { bareWordsOf, wordsOf } from './danish-analyser.ts';
import { readablePart } from './danish-letters.ts';
import { suggestion } from './did-you-mean.ts';
import { compactIndexData, type IndexData, indexData, type SearchEntry, type SearchLanguage } from './index-data.ts';
import { isEnough } from './is-enough.ts';
import { Lexicon } from './lexicon.ts';
import { type ReadQuery, readQuery, type Slot, type SlotOptions } from './query-slots.ts';
import { matchTerms, type ServiceMatch, type StoreView } from './term-match.ts';
import { TermStore } from './term-store.ts';

/** How the service was found; `text` are words in passing, in a term or in the prose. */
export type HitReason = 'exact' | 'vocabulary' | 'text' | 'prefix' | 'fuzzy';

export type SearchHit = {
  readonly slug: string;
  readonly score: number;
  readonly why: HitReason;
  /** The title or term that said most for it. */
  readonly matchedTerm?: string;
};

/**
 * `unsure`: there are candidates, but none that an employee should present as the answer.
 * `none`: nothing in the guide speaks to this; the page shows contact and the whole list instead.
 */
export type SearchAnswer =
  | { readonly kind: 'hits'; readonly hits: readonly SearchHit[]; readonly didYouMean?: string }
  | { readonly kind: 'unsure'; readonly hits: readonly SearchHit[]; readonly didYouMean?: string }
  | { readonly kind: 'none'; readonly hits: readonly []; readonly didYouMean?: string };

/** Parts that can be switched off, for the ablation only. */
export type SearchParts = {
  /** Without it words are compared as they are written, in lower case. */
  readonly analyser?: boolean;
  readonly vocabulary?: boolean;
  readonly compounds?: boolean;
  readonly fuzzy?: boolean;
};

export type SearchIndex = {
  search(query: string, limit?: number): SearchAnswer;
  toJSON(): IndexData;
};

/** Below this share of the query explained, the answer is shown as uncertain. */
const floorOfCertainty = 0.55;
/** A hit this far below the best is noise. */
const shareOfBest = 0.35;
const bonusOfPhrase = 0.25;
const bonusOfWhole = 0.2;
const bonusOfTitle = 0.1;
/** Prose says a word in passing. */
const worthOfSummary = 0.35;
/** Prose only parts what is otherwise equal. */
const bonusOfProse = 0.03;

export function buildSearchIndex(
  entries: readonly SearchEntry[],
  vocabulary: readonly Concept[],
  language: SearchLanguage = 'da',
  parts: SearchParts = {},
): SearchIndex {
  const analyse = parts.analyser === false ? bareWordsOf : wordsOf;
  return wholeIndex(indexData(entries, vocabulary, language, analyse), parts);
}

/** @param json what `toJSON` gave, parsed. */
export function loadSearchIndex(json: IndexData): SearchIndex {
  if (json.version !== 1)
    throw new Error(`search index of version ${String(json.version)}, this program reads version 1`);
  return wholeIndex(json, {});
}

function wholeIndex(data: IndexData, parts: SearchParts): SearchIndex {
  const analyse = parts.analyser === false ? bareWordsOf : wordsOf;
  const store = new TermStore(data.services, parts.vocabulary ?? true, analyse);
  const lexicon = new Lexicon(store, undefined, parts.analyser !== false && (parts.compounds ?? true));
  const views = [{ store, national: true, parts: compoundParts(store, lexicon) }];
  return new GuideSearch({ lexicon, views, data: () => data, options: { fuzzy: parts.fuzzy ?? true, analyse } });
}

/** What a search stands on: one store, or the national one and a municipality's beside it. */
export type SearchBase = {
  readonly lexicon: Lexicon;
  readonly views: readonly StoreView[];
  readonly data: () => IndexData;
  readonly options: SlotOptions;
};

export class GuideSearch implements SearchIndex {
  readonly #base: SearchBase;

  constructor(base: SearchBase) {
    this.#base = base;
  }

  search(query: string, limit = 10): SearchAnswer {
    const { lexicon, views, options } = this.#base;
    const read = readQuery(readablePart(query), lexicon, options);
    const { slots } = read;
    const total = slots.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return { kind: 'none', hits: [] };
    const matches = matchTerms(views, slots, lexicon);
    const prose = addProse(views, slots, matches);
    const ranked = [...matches.values()]
      .map((match) => weigh(match, slots, total, prose.get(match.slug) ?? 0))
      .sort((a, b) => b.hit.score - a.hit.score || (a.hit.slug < b.hit.slug ? -1 : 1));
    return this.#answer(ranked, query, { ...read, known: shareKnown(slots, matches) }, limit);
  }

  toJSON(): IndexData {
    return compactIndexData(this.#base.data());
  }

  #answer(ranked: readonly Weighed[], query: string, read: WeighedQuery, limit: number): SearchAnswer {
    const best = ranked[0];
    const didYouMean = suggestion(query, read.slots);
    const extra = didYouMean === undefined ? {} : { didYouMean };
    if (!best || !isEnough(best, read, this.#base.lexicon)) return { kind: 'none', hits: [], ...extra };
    const hits = ranked
      .filter(({ hit }) => hit.score >= best.hit.score * shareOfBest)
      .slice(0, Math.max(1, limit))
      .map(({ hit }) => hit);
    const sure = best.explained >= floorOfCertainty && (best.hit.why !== 'fuzzy' || best.explained >= 0.7);
    return { kind: best.whole || sure ? 'hits' : 'unsure', hits, ...extra };
  }
}

/**
 * Lets prose stand in for slots that titles and terms leave open. Prose alone brings no service in:
 * its everyday words would answer anything.
 * @returns 0..1 per service: how much of the query its prose says, beside the one that says most.
 */
function addProse(
  views: readonly StoreView[],
  slots: readonly Slot[],
  matches: ReadonlyMap<string, ServiceMatch>,
): ReadonlyMap<string, number> {
  const said = new Map<string, number>();
  for (const [slot, { word, weight, readings }] of slots.entries()) {
    const roots = new Set([word.root, ...readings.filter((one) => one.way !== 'fuzzy').map((one) => one.root)]);
    const saying = new Set<string>();
    for (const { store, hidden } of views)
      for (const root of roots)
        for (const place of store.proseOf(root)) {
          const service = matches.get(store.services[place]?.slug ?? '');
          if (!service || hidden?.has(place)) continue;
          saying.add(service.slug);
          service.score[slot] = Math.max(service.score[slot] ?? 0, worthOfSummary);
          service.confidence[slot] = Math.max(service.confidence[slot] ?? 0, worthOfSummary);
        }
    for (const slug of saying) said.set(slug, (said.get(slug) ?? 0) + weight);
  }
  const most = Math.max(...said.values());
  return new Map([...said].map(([slug, one]) => [slug, one / most]));
}

function weigh(match: ServiceMatch, slots: readonly Slot[], total: number, prose: number): Weighed {
  let score = 0;
  let evidence = 0;
  for (const [slot, { weight }] of slots.entries()) {
    score += weight * (match.score[slot] ?? 0);
    evidence += weight * (match.confidence[slot] ?? 0);
  }
  const title = match.whole && match.best?.origin === 'title';
  const bonus = bonusOfPhrase * match.phrase + (match.whole ? bonusOfWhole : 0) + (title ? bonusOfTitle : 0);
  return {
    hit: {
      slug: match.slug,
      score: Math.round((score / total + bonus + bonusOfProse * prose) * 1000) / 1000,
      why: reasonOf(match),
      ...(match.best ? { matchedTerm: match.best.text } : {}),
    },
    explained: evidence / total,
    evidence,
    whole: match.whole,
  };
}

type WeighedQuery = ReadQuery & { readonly known: number };

/** The share of the query's weight that any service at all explains. */
function shareKnown(slots: readonly Slot[], matches: ReadonlyMap<string, ServiceMatch>): number {
  let known = 0;
  let total = 0;
  for (const [slot, { weight }] of slots.entries()) {
    let best = 0;
    for (const { confidence } of matches.values()) best = Math.max(best, confidence[slot] ?? 0);
    known += weight * best;
    total += weight;
  }
  return known / total;
}

type Weighed = {
  readonly hit: SearchHit;
  /** Share of the query's weight that the service explains. */
  readonly explained: number;
  readonly evidence: number;
  readonly whole: boolean;
};

function reasonOf(match: ServiceMatch): HitReason {
  if (match.way === 'fuzzy' || match.way === 'prefix') return match.way;
  if (match.whole && match.best?.origin !== 'vocabulary') return 'exact';
  return match.phrase > 0 ? 'vocabulary' : 'text';
}
