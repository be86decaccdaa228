/**
 * How well the search answers a file of judgements: query, class, accepted slugs best first, none
 * where silence is right. Figures come with their 95 % interval, because at 86 rows a difference of
 * six points is chance (docs/evidence.md, "Danish search"), and with what the vocabulary knew beforehand.
 */
import type { Concept } from '../vocabulary.ts';
import { contentWords, rootedText } from './danish-analyser.ts';
import type { SearchEntry } from './index-data.ts';
import { buildSearchIndex, type SearchIndex, type SearchParts } from './search-index.ts';

export type Judgement = { readonly query: string; readonly class: string; readonly slugs: readonly string[] };

/** A share with its Wilson 95 % interval. */
export type Rate = {
  readonly hits: number;
  readonly of: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
};

export type Relevance = {
  readonly success1: Rate;
  readonly success3: Rate;
  readonly mrr: number;
  readonly silence: Rate;
};

/** What the vocabulary knew of a query: all of it as a term, every word of it, or neither. */
export type Acquaintance = 'verbatim' | 'words-known' | 'new';

export type Miss = {
  readonly query: string;
  readonly class: string;
  readonly wanted: readonly string[];
  readonly got: readonly string[];
};

export type QualityReport = {
  readonly rows: number;
  readonly all: Relevance;
  readonly classes: Readonly<Record<string, Relevance>>;
  readonly acquaintance: Readonly<Record<Acquaintance, Relevance>>;
  readonly ablation: Readonly<Record<string, Relevance>>;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly misses: readonly Miss[];
};

const header = ['query', 'class', 'slugs'];
/** Before it is timed, every query is asked this often: the first askings measure the compiler. */
const warmRounds = 2;

/** @throws Error naming the line, when the file is not of this shape. */
export function readJudgements(tsv: string): readonly Judgement[] {
  const [first = '', ...lines] = tsv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (first.split('\t').slice(0, 3).join(' ') !== header.join(' '))
    throw new Error(`the first line must be the columns ${header.join(', ')}, parted by tabs`);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [query = '', kind = '', slugs = ''] = line.split('\t');
    if (query.trim() === '' || kind.trim() === '') throw new Error(`line ${index + 2} lacks a query or a class`);
    return [
      {
        query,
        class: kind.trim(),
        slugs: slugs
          .split(',')
          .map((slug) => slug.trim())
          .filter((slug) => slug !== ''),
      },
    ];
  });
}

/** @param clock milliseconds, handed in so that this stays pure. */
export function measureQuality(
  judgements: readonly Judgement[],
  entries: readonly SearchEntry[],
  vocabulary: readonly Concept[],
  clock: () => number,
): QualityReport {
  const index = buildSearchIndex(entries, vocabulary);
  const outcomes = judgements.map((judgement) => outcomeOf(judgement, index));
  const known = termsKnown(entries, vocabulary);
  const acquainted = outcomes.map((outcome) => ({ outcome, how: acquaintanceOf(outcome.judgement, known) }));
  const without = (parts: SearchParts) => {
    const partial = buildSearchIndex(entries, vocabulary, 'da', parts);
    return relevanceOf(judgements.map((judgement) => outcomeOf(judgement, partial)));
  };
  const classes = [...new Set(judgements.map((judgement) => judgement.class))];
  const ofAcquaintance = (how: Acquaintance) =>
    relevanceOf(acquainted.filter((one) => one.how === how).map(({ outcome }) => outcome));
  return {
    rows: judgements.length,
    all: relevanceOf(outcomes),
    classes: Object.fromEntries(
      classes.map((name) => [name, relevanceOf(outcomes.filter(({ judgement }) => judgement.class === name))]),
    ),
    acquaintance: {
      verbatim: ofAcquaintance('verbatim'),
      'words-known': ofAcquaintance('words-known'),
      new: ofAcquaintance('new'),
    },
    ablation: {
      'without vocabulary': without({ vocabulary: false }),
      'without decompounding': without({ compounds: false }),
      'without fuzzy': without({ fuzzy: false }),
    },
    latencyMs: latencies(judgements, index, clock),
    misses: outcomes.filter(isMiss).map(({ judgement, got }) => ({
      query: judgement.query,
      class: judgement.class,
      wanted: judgement.slugs,
      got: got.slice(0, 3),
    })),
  };
}

type Outcome = {
  readonly judgement: Judgement;
  readonly got: readonly string[];
  /** Nothing was shown as an answer. "Not certain" with candidates is an answer shown. */
  readonly silent: boolean;
};

function outcomeOf(judgement: Judgement, index: SearchIndex): Outcome {
  const answer = index.search(judgement.query);
  return { judgement, got: answer.hits.map(({ slug }) => slug), silent: answer.kind === 'none' };
}

/** Place of the first accepted slug, from 1; 0 when it did not come. */
function placeOf({ judgement, got }: Outcome): number {
  return got.findIndex((slug) => judgement.slugs.includes(slug)) + 1;
}

function isMiss(outcome: Outcome): boolean {
  if (outcome.judgement.slugs.length === 0) return !outcome.silent;
  const place = placeOf(outcome);
  return place === 0 || place > 3;
}

function relevanceOf(outcomes: readonly Outcome[]): Relevance {
  const answerable = outcomes.filter(({ judgement }) => judgement.slugs.length > 0);
  const places = answerable.map(placeOf);
  const unanswerable = outcomes.filter(({ judgement }) => judgement.slugs.length === 0);
  const reciprocal = places.reduce((sum, place) => sum + (place === 0 ? 0 : 1 / place), 0);
  return {
    success1: wilson(places.filter((place) => place === 1).length, places.length),
    success3: wilson(places.filter((place) => place >= 1 && place <= 3).length, places.length),
    mrr: places.length === 0 ? 0 : reciprocal / places.length,
    silence: wilson(unanswerable.filter(({ silent }) => silent).length, unanswerable.length),
  };
}

/** Wilson's score interval: unlike the normal one it stays within 0 and 1 and holds for few rows. */
export function wilson(hits: number, of: number): Rate {
  if (of === 0) return { hits, of, rate: 0, low: 0, high: 1 };
  const z = 1.96;
  const rate = hits / of;
  const middle = rate + (z * z) / (2 * of);
  const spread = z * Math.sqrt((rate * (1 - rate)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { hits, of, rate, low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

type KnownTerms = ReadonlyMap<string, { readonly terms: ReadonlySet<string>; readonly words: ReadonlySet<string> }>;

function termsKnown(entries: readonly SearchEntry[], vocabulary: readonly Concept[]): KnownTerms {
  const known = new Map<string, { terms: Set<string>; words: Set<string> }>();
  const add = (slug: string, text: string | undefined) => {
    if (text === undefined) return;
    const of = known.get(slug) ?? { terms: new Set(), words: new Set() };
    known.set(slug, of);
    of.terms.add(rootedText(text));
    for (const { folded } of contentWords(text)) of.words.add(folded);
  };
  for (const { slug, title, plainTitle } of entries)
    for (const text of [title.da, title.en, plainTitle.da, plainTitle.en]) add(slug, text);
  for (const { service, preferred, terms } of vocabulary) {
    for (const text of [preferred.da, preferred.en]) add(service, text);
    for (const { term } of terms) add(service, term);
  }
  return known;
}

function acquaintanceOf({ query, slugs }: Judgement, known: KnownTerms): Acquaintance {
  const ofServices = slugs.flatMap((slug) => known.get(slug) ?? []);
  if (ofServices.some(({ terms }) => terms.has(rootedText(query)))) return 'verbatim';
  const words = contentWords(query);
  return ofServices.some((one) => words.every(({ folded }) => one.words.has(folded))) ? 'words-known' : 'new';
}

function latencies(
  judgements: readonly Judgement[],
  index: SearchIndex,
  clock: () => number,
): QualityReport['latencyMs'] {
  for (let round = 0; round < warmRounds; round += 1) for (const { query } of judgements) index.search(query);
  const times = judgements.map(({ query }) => {
    const start = clock();
    index.search(query);
    return clock() - start;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
