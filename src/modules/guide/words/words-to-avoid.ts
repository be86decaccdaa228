import type { Concept } from '../vocabulary.ts';
import type { LocalTerm } from './local-term.ts';

/** A word that officials should not use of a service, and what to say. */
export type WordToAvoid = { readonly word: string; readonly sayInstead: string };

/** The municipality's own first: they are what is said here. */
export function wordsToAvoid(
  slug: string,
  concepts: readonly Concept[],
  own: readonly LocalTerm[],
): readonly WordToAvoid[] {
  const local = own
    .filter(({ service, sayInstead }) => service === slug && sayInstead !== '')
    .map(({ term, sayInstead }) => ({ word: term, sayInstead }));
  const national = (concepts.find(({ service }) => service === slug)?.terms ?? []).flatMap(({ term, sayInstead }) =>
    sayInstead === undefined ? [] : [{ word: term, sayInstead }],
  );
  return [...local, ...national];
}
