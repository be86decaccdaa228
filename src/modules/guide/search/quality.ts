/**
 * How well the search answers a file of judgements: as a whole, by class, by what the vocabulary knew
 * beforehand, with parts of it switched off, and beside other engines over the same content.
 */
import type { Concept } from '../vocabulary.ts';
import { contentWords, rootedText } from './danish-analyser.ts';
import { emergencyRoute } from './emergency-route.ts';
import type { SearchEntry } from './index-data.ts';
import type { Judgement } from './judgements.ts';
import {
  isMiss,
  type Lead,
  leadOf,
  type Outcome,
  type Rate,
  type Relevance,
  relevanceOf,
  wilson,
} from './relevance.ts';
import { buildSearchIndex, type SearchParts } from './search-index.ts';

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
  /** The first two are contaminated: their words stand in titles or vocabulary as they are. */
  readonly acquaintance: Readonly<Record<Acquaintance, Relevance>>;
  readonly writers: Readonly<Record<string, Relevance>>;
  /** Queries that tell of danger and got the right help shown first. */
  readonly emergency: Rate;
  /** Answers to answerable queries that were marked "not certain". */
  readonly unsure: Rate;
  readonly ablation: Readonly<Record<string, Relevance>>;
  readonly engines: Readonly<Record<string, Relevance>>;
  readonly lead: Lead | null;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly misses: readonly Miss[];
};

/** What another engine answers to each query, in the order of the judgements. */
export type OtherAnswers = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Before it is timed, every query is asked this often: the first askings measure the compiler. */
const warmRounds = 2;

const switchedOff: Readonly<Record<string, SearchParts>> = {
  'without vocabulary': { vocabulary: false },
  'without analyser': { analyser: false },
  'without decompounding': { compounds: false },
  'without fuzzy': { fuzzy: false },
};

/** @param clock milliseconds, and `random` 0..1, handed in so that this stays pure. */
export function measureQuality(
  judgements: readonly Judgement[],
  entries: readonly SearchEntry[],
  vocabulary: readonly Concept[],
  clock: () => number,
  others: OtherAnswers = {},
  random: () => number = () => 0.5,
): QualityReport {
  const ask = (parts: SearchParts) => {
    const index = buildSearchIndex(entries, vocabulary, 'da', parts);
    return judgements.map((judgement) => ({ judgement, answer: index.search(judgement.query) }));
  };
  const slugsOf = (asked: ReturnType<typeof ask>): readonly Outcome[] =>
    asked.map(({ judgement, answer }) => ({ judgement, got: answer.hits.map(({ slug }) => slug) }));
  const asked = ask({});
  const outcomes = slugsOf(asked);
  const known = termsKnown(entries, vocabulary);
  const by = (key: (judgement: Judgement) => string | undefined) => {
    const names = [...new Set(judgements.flatMap((judgement) => key(judgement) ?? []))];
    return Object.fromEntries(
      names.map((name) => [name, relevanceOf(outcomes.filter(({ judgement }) => key(judgement) === name))]),
    );
  };
  const acquainted = by((judgement) => acquaintanceOf(judgement, known));
  const otherOutcomes = Object.fromEntries(
    Object.entries(others).map(([name, answers]) => [
      name,
      judgements.map((judgement, at): Outcome => ({ judgement, got: answers[at] ?? [] })),
    ]),
  );
  const answered = asked.filter(({ judgement, answer }) => judgement.slugs.length > 0 && answer.kind !== 'none');
  const endangered = judgements.filter(({ emergency }) => emergency !== undefined);
  return {
    rows: judgements.length,
    all: relevanceOf(outcomes),
    classes: by((judgement) => judgement.class),
    acquaintance: {
      verbatim: acquainted.verbatim ?? relevanceOf([]),
      'words-known': acquainted['words-known'] ?? relevanceOf([]),
      new: acquainted.new ?? relevanceOf([]),
    },
    writers: by((judgement) => judgement.writer),
    emergency: wilson(
      endangered.filter(({ query, emergency }) => emergencyRoute(query) === emergency).length,
      endangered.length,
    ),
    unsure: wilson(answered.filter(({ answer }) => answer.kind === 'unsure').length, answered.length),
    ablation: Object.fromEntries(
      Object.entries(switchedOff).map(([name, parts]) => [name, relevanceOf(slugsOf(ask(parts)))]),
    ),
    engines: Object.fromEntries(Object.entries(otherOutcomes).map(([name, found]) => [name, relevanceOf(found)])),
    lead: leadOf(outcomes, otherOutcomes, random),
    latencyMs: latencies(judgements, entries, vocabulary, clock),
    misses: outcomes.filter(isMiss).map(({ judgement, got }) => ({
      query: judgement.query,
      class: judgement.class,
      wanted: judgement.slugs,
      got: got.slice(0, 3),
    })),
  };
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
  entries: readonly SearchEntry[],
  vocabulary: readonly Concept[],
  clock: () => number,
): QualityReport['latencyMs'] {
  const index = buildSearchIndex(entries, vocabulary);
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
