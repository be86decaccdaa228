/**
 * From searches that were counted to words worth adding. A search is shown when enough have made it, in the same words and
 * on different days; before that its words are not even stored (docs/architecture.md, invariants 8 and 9). Pure.
 */
import { addDays, type DateString, isoWeek, weekday } from '../../../kernel/index.ts';

/**
 * How a search ended. The first three are what it was answered with, and make up its uses; the others are what came after:
 * a hit was opened, the page was left without, or she said that she found it. A page without scripts tells no more than the first.
 */
export const searchOutcomes = ['none', 'unsure', 'hits', 'opened', 'unopened', 'found'] as const;
export type SearchOutcome = (typeof searchOutcomes)[number];
export type OutcomeCounts = Readonly<Record<SearchOutcome, number>>;

/** In code, as the floors of figures are: a configuration must not lower them. */
export const floors = { uses: 5, days: 3 } as const;
/** Below the floor a fingerprint is kept for this long, and then dropped. */
export const weeksBelowFloor = 8;
/** A suggestion that nobody searched for in half a year is no suggestion any more. */
export const weeksOfSuggestion = 26;

export type Sighting = OutcomeCounts & { readonly days: number };

export const dayBit = (date: DateString): number => 1 << (weekday(date) - 1);
export const weekBefore = (date: DateString, weeks: number): string => isoWeek(addDays(date, -7 * weeks));

export const usesOf = (counts: OutcomeCounts): number => counts.none + counts.unsure + counts.hits;

/** Bits that are set: days of a week on which it was seen. */
export function daysIn(bits: number): number {
  let days = 0;
  for (let left = bits; left > 0; left >>= 1) days += left & 1;
  return days;
}

export const sumOf = (rows: readonly OutcomeCounts[]): OutcomeCounts => {
  const total = { none: 0, unsure: 0, hits: 0, opened: 0, unopened: 0, found: 0 };
  for (const row of rows) for (const outcome of searchOutcomes) total[outcome] += row[outcome];
  return total;
};

/** May the words be written down? `rows` are the weeks of one fingerprint. */
export const passesFloor = (rows: readonly Sighting[]): boolean =>
  usesOf(sumOf(rows)) >= floors.uses && rows.reduce((days, row) => days + daysIn(row.days), 0) >= floors.days;

/** What is shown of a count: whole steps, never going back. */
export const shownUses = (counts: OutcomeCounts, before: number): number =>
  Math.max(before, Math.floor(usesOf(counts) / floors.uses) * floors.uses);

export type SuggestionClass = 'none' | 'unsure' | 'unopened' | 'opened';

/** What mostly happened. Of pages that tell nothing afterwards it is not believed that nothing was opened. */
export function outcomeClass(counts: OutcomeCounts): SuggestionClass {
  const failed = counts.none + counts.unsure;
  if (failed * 2 >= usesOf(counts)) return counts.none >= counts.unsure ? 'none' : 'unsure';
  return counts.unopened > counts.opened + counts.found ? 'unopened' : 'opened';
}

/** A search that led where it should is no suggestion. */
export const isWorthShowing = (outcome: string): outcome is Exclude<SuggestionClass, 'opened'> =>
  outcome === 'none' || outcome === 'unsure' || outcome === 'unopened';
