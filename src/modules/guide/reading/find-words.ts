/**
 * Finds official words in a text by their roots, so that “folkeregistret” is found by “folkeregister”. Danish goes through
 * the analyser that search uses; in other languages a plural s is all that is passed over. Pure.
 */
import { plainLetters } from '../search/danish-letters.ts';
import { rootOf } from '../search/danish-roots.ts';
import type { GuideWord } from './word-records.ts';

export type WordPlace = { readonly start: number; readonly end: number; readonly word: GuideWord };
export type WordFinder = (text: string) => readonly WordPlace[];

type Token = { readonly start: number; readonly end: number; readonly root: string };
type Entry = { readonly word: GuideWord; readonly length: number };

/** The most words of one official term. */
const mostTokens = 4;
/** Danish inflection adds to a word; what is much shorter is another word of the same root (afgør, afgørelse). */
const mayBeShorterBy = 2;

export function createWordFinder(words: readonly GuideWord[], language: string): WordFinder {
  const root =
    language === 'da' ? (word: string) => rootOf(plainLetters(word)) : (word: string) => word.replace(/s$/, '');
  const tokens = (text: string) => tokensOf(text, root);
  const known = new Map<string, Entry>();
  for (const word of words) {
    const own = word.word[language];
    for (const term of [...(own === undefined ? [] : [own]), ...(word.forms?.[language] ?? [])]) {
      const key = tokens(term)
        .map((token) => token.root)
        .join(' ');
      if (!known.has(key)) known.set(key, { word, length: term.length });
    }
  }
  return (text) => {
    const all = tokens(text);
    const places: WordPlace[] = [];
    for (let at = 0; at < all.length; ) {
      const found = longestAt(all, at, known, text);
      if (found) places.push(found.place);
      at += found?.tokens ?? 1;
    }
    return places;
  };
}

function longestAt(all: readonly Token[], at: number, known: ReadonlyMap<string, Entry>, text: string) {
  for (let count = Math.min(mostTokens, all.length - at); count > 0; count -= 1) {
    const run = all.slice(at, at + count);
    const [first, last] = [run[0], run.at(-1)];
    const entry = known.get(run.map((token) => token.root).join(' '));
    if (!first || !last || !entry) continue;
    // Two words of one term stand beside each other, with no comma or full stop between them.
    if (!/^[\p{L}\p{N}\- \u00a0]+$/u.test(text.slice(first.start, last.end))) continue;
    if (last.end - first.start < entry.length - mayBeShorterBy) continue;
    return { place: { start: first.start, end: last.end, word: entry.word }, tokens: count };
  }
  return null;
}

/** Words with their hyphens; no part of an address (familieretshuset.dk). */
function tokensOf(text: string, root: (word: string) => string): readonly Token[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const partOfAddress =
      /[\p{L}\p{N}][./@]$|[/@]$/u.test(text.slice(0, start)) || /^([./@][\p{L}\p{N}]|\/)/u.test(text.slice(end));
    return partOfAddress ? [] : [{ start, end, root: root(match[0].normalize('NFC').toLowerCase()) }];
  });
}
