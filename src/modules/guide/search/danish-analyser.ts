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

/** Every word of the text in its order, stop words marked; joining split compounds needs the neighbours. */
export function wordsOf(text: string, limit = mostWords): readonly Word[] {
  return writtenWords(text, limit).map((word) => ({
    ...word,
    root: rootOf(word.plain),
    stop: isStopWord(word.plain) || /^\p{L}$/u.test(word.plain),
  }));
}

/** The words that carry the meaning: without stop words, unless there is nothing else. */
export function contentWords(text: string, limit = mostWords): readonly Word[] {
  const words = wordsOf(text, limit);
  const content = words.filter((word) => !word.stop);
  return content.length > 0 ? content : words;
}

/** The text as its roots in order: equal for all inflections and spellings of the same words. */
export function rootedText(text: string): string {
  return contentWords(text)
    .map((word) => word.root)
    .join(' ');
}
