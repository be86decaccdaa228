/**
 * The Danish analyser: from a text to the words that carry its meaning, each with the root it is
 * compared by. Used alike when the index is built and when it is asked, on the server and in the
 * browser, so that one test of relevance covers both.
 */
import { mostWords, type WrittenWord, writtenWords } from './danish-letters.ts';
import { rootOf } from './danish-roots.ts';
import { isStopWord } from './stop-words.ts';

export type Word = WrittenWord & {
  readonly root: string;
  readonly stop: boolean;
};

/** From a text to its words in order. Another than `wordsOf` serves only to measure what `wordsOf` is worth. */
export type Analyser = (text: string, limit?: number) => readonly Word[];

/** Every word of the text in its order, stop words marked; joining split compounds needs the neighbours. */
export const wordsOf: Analyser = (text, limit = mostWords) =>
  writtenWords(text, limit).map((word) => ({
    ...word,
    root: rootOf(word.plain),
    stop: isStopWord(word.plain) || /^\p{L}$/u.test(word.plain),
  }));

/** Lower-case words as they stand, for the ablation: no roots, no folding, stop words as before. */
export const bareWordsOf: Analyser = (text, limit = mostWords) =>
  [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].slice(0, limit).map(([surface]) => ({
    surface,
    plain: surface,
    folded: surface,
    root: surface,
    stop: isStopWord(surface) || surface.length === 1,
  }));

/** The words that carry the meaning: without stop words, unless there is nothing else. */
export function contentWords(text: string, limit = mostWords, analyse = wordsOf): readonly Word[] {
  const words = analyse(text, limit);
  const content = words.filter((word) => !word.stop);
  return content.length > 0 ? content : words;
}

/** The text as its roots in order: equal for all inflections and spellings of the same words. */
export function rootedText(text: string): string {
  return contentWords(text)
    .map((word) => word.root)
    .join(' ');
}
