/**
 * The index as it travels to the browser: what it was made of, not what it is in memory. Measured on
 * the 6,154 terms of 64 services: 39 kB gzipped, where MiniSearch's own JSON of the same terms has
 * 107 kB; building from it takes 0.1 to 0.2 s.
 */
import type { Concept, TermRelation } from '../vocabulary.ts';
import { type Analyser, contentWords, wordsOf } from './danish-analyser.ts';

export type SearchLanguage = 'da' | 'en';
type Localised = { readonly da: string; readonly en?: string | undefined };

/**
 * One service as search sees it. Steps and what to have ready are no part of it: measured, they changed
 * nothing for the better and cost a tenth of the index.
 */
export type SearchEntry = {
  readonly slug: string;
  readonly title: Localised;
  readonly plainTitle: Localised;
  readonly summary: Localised;
};

export type ServiceData = {
  readonly slug: string;
  readonly titles: readonly string[];
  readonly plainTitles: readonly string[];
  /** Roots of the summary, once each; the prose itself is not needed to find it. */
  readonly summary: string;
  /** Vocabulary: percent of trust → terms, one a line. */
  readonly terms: Readonly<Record<string, string>>;
};

export type IndexData = {
  readonly version: 1;
  readonly language: SearchLanguage;
  readonly services: readonly ServiceData[];
};

const percentOfStrength = [55, 85, 100] as const;
/** `related` names a neighbour; a narrower or misspelled word is as good as the term itself. */
const shareOfRelation: Readonly<Partial<Record<TermRelation, number>>> = { related: 0.8 };
/** A long text has more words than it has topics; the first ones of a guide are the telling ones. */
const mostTextWords = 400;

export function indexData(
  entries: readonly SearchEntry[],
  vocabulary: readonly Concept[],
  language: SearchLanguage,
  analyse: Analyser = wordsOf,
): IndexData {
  const concepts = conceptsByService(vocabulary);
  return {
    version: 1,
    language,
    services: entries.map((entry) => serviceData(entry, concepts.get(entry.slug) ?? [], language, analyse)),
  };
}

export function conceptsByService(vocabulary: readonly Concept[]): ReadonlyMap<string, readonly Concept[]> {
  const concepts = new Map<string, Concept[]>();
  for (const concept of vocabulary) {
    const same = concepts.get(concept.service);
    if (same) same.push(concept);
    else concepts.set(concept.service, [concept]);
  }
  return concepts;
}

/**
 * The same index for the way to the browser: terms without their stop words, and each set of roots
 * once. Finds and ranks alike; only `matchedTerm` reads shorter ("betale husleje").
 */
export function compactIndexData(data: IndexData): IndexData {
  return { ...data, services: data.services.map((service) => ({ ...service, terms: compactTerms(service.terms) })) };
}

function compactTerms(terms: Readonly<Record<string, string>>): Record<string, string> {
  const seen = new Set<string>();
  const compact: Record<string, string> = {};
  for (const percent of Object.keys(terms).sort((a, b) => Number(b) - Number(a))) {
    const lines: string[] = [];
    for (const term of (terms[percent] ?? '').split('\n')) {
      const words = contentWords(term);
      const roots = words
        .map(({ root }) => root)
        .sort()
        .join(' ');
      if (seen.has(roots)) continue;
      seen.add(roots);
      lines.push(words.map(({ surface }) => surface).join(' '));
    }
    if (lines.length > 0) compact[percent] = lines.sort().join('\n');
  }
  return compact;
}

export function serviceData(
  entry: SearchEntry,
  concepts: readonly Concept[],
  language: SearchLanguage,
  analyse: Analyser = wordsOf,
): ServiceData {
  const names = concepts.flatMap(({ preferred }) => inOrder(preferred, language));
  return {
    slug: entry.slug,
    titles: [...new Set([...inOrder(entry.title, language), ...names])],
    plainTitles: inOrder(entry.plainTitle, language),
    summary: rootsOf(entry.summary, analyse),
    terms: termsByTrust(concepts),
  };
}

/** The language of the page first, since the first title is the one suggested. */
function inOrder(text: Localised, language: SearchLanguage): readonly string[] {
  const both = language === 'en' ? [text.en, text.da] : [text.da, text.en];
  return both.filter((one) => one !== undefined);
}

function rootsOf(text: Partial<Record<SearchLanguage, string | undefined>>, analyse: Analyser): string {
  // {fact:id} and {local:id} stand for values that the reader sees and the search does not know
  const prose = `${text.da ?? ''} ${text.en ?? ''}`.replace(/\{[^}]*\}/g, ' ');
  if (prose.trim() === '') return '';
  return [...new Set(contentWords(prose, mostTextWords, analyse).map(({ root }) => root))].join(' ');
}

function termsByTrust(concepts: readonly Concept[]): Record<string, string> {
  const groups: Record<string, string> = {};
  for (const { terms } of concepts)
    for (const { term, relation, strength } of terms) {
      const percent = (percentOfStrength[(strength ?? 2) - 1] ?? 0) * (shareOfRelation[relation] ?? 1);
      const key = String(Math.round(percent));
      groups[key] = groups[key] === undefined ? term : `${groups[key]}\n${term}`;
    }
  return groups;
}
