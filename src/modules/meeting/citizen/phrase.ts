import { randomInt } from 'node:crypto';
import { phraseWords } from './phrase-words.ts';

/** Six words of 2,048 are 66 bits: with the limit on how often one may try, nobody meets a phrase by chance. */
export const wordsInPhrase = 6;
/** No two words of the list begin with the same five letters, so that an ending written wrong is still the word. */
const telling = 5;
const byBeginning = new Map(phraseWords.map((word) => [word.slice(0, telling), word]));

/** A new recovery phrase. `random` gives a number below its argument, each as likely as the others. */
export const newPhrase = (random: (below: number) => number = (below) => randomInt(below)): string =>
  Array.from({ length: wordsInPhrase }, () => phraseWords[random(phraseWords.length)] ?? '').join(' ');

/** A phrase as she wrote it: capitals, commas and numbers before the words do no harm. Null for what cannot be one. */
export function readPhrase(written: string): string | null {
  const words = written
    .slice(0, 200)
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  if (words.length !== wordsInPhrase) return null;
  const found = words.map((word) => byBeginning.get(word.slice(0, telling)));
  return found.includes(undefined) ? null : found.join(' ');
}
