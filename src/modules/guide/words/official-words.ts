/** Words in a text that officials should not use, with what to say instead. For whoever writes; pure. */

import { wordsOf } from '../search/danish-analyser.ts';
import type { Concept } from '../vocabulary.ts';

export type OfficialWord = {
  /** As it stands in the text. */
  readonly word: string;
  readonly sayInstead: string;
  readonly service: string;
};

/** Longer terms are no words but sentences, and are not looked for. */
const mostWordsOfATerm = 4;
const mostWordsOfAText = 20_000;

/** Each once, inflected or not, in the order of the text; the longest term wins where two begin at the same word. */
export function officialWordsIn(text: string, concepts: readonly Concept[]): readonly OfficialWord[] {
  const known = new Map<string, { readonly sayInstead: string; readonly service: string }>();
  for (const { service, terms } of concepts)
    for (const { term, sayInstead } of terms) {
      if (sayInstead === undefined) continue;
      const words = wordsOf(term);
      if (words.length === 0 || words.length > mostWordsOfATerm) continue;
      const key = words.map(({ root }) => root).join(' ');
      if (!known.has(key)) known.set(key, { sayInstead, service });
    }
  if (known.size === 0) return [];
  const words = wordsOf(text, mostWordsOfAText);
  const found = new Map<string, OfficialWord>();
  for (let at = 0; at < words.length; at += 1)
    for (let length = Math.min(mostWordsOfATerm, words.length - at); length > 0; length -= 1) {
      const here = words.slice(at, at + length);
      const key = here.map(({ root }) => root).join(' ');
      const official = known.get(key);
      if (!official) continue;
      if (!found.has(key)) found.set(key, { word: here.map(({ surface }) => surface).join(' '), ...official });
      at += length - 1;
      break;
    }
  return [...found.values()];
}
