import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newPhrase, readPhrase, wordsInPhrase } from './phrase.ts';
import { phraseWords } from './phrase-words.ts';

test('six words carry 66 bits, and can be written on any keyboard', () => {
  expect(phraseWords).toHaveLength(2048);
  expect(new Set(phraseWords.map((word) => word.slice(0, 5))).size).toBe(2048);
  expect(phraseWords.every((word) => /^[a-z]{3,8}$/.test(word))).toBe(true);
  expect(wordsInPhrase * Math.log2(phraseWords.length)).toBeGreaterThanOrEqual(66);
});

test('every phrase that was given can be read back, however it is written', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const phrase = newPhrase((below) => (numbers.next().value ?? 0) % below);
      const words = phrase.split(' ');
      expect(readPhrase(phrase)).toBe(phrase);
      expect(readPhrase(words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n'))).toBe(phrase);
    }),
  );
});

test('a word written wrong at its end is still the word; a wrong word is none', () => {
  const word = phraseWords.find((one) => one.length > 6) ?? '';
  const phrase = Array.from({ length: 6 }, () => word).join(' ');
  expect(readPhrase(phrase.replaceAll(word, `${word.slice(0, 6)}x`))).toBe(phrase);
  expect(readPhrase(`${phrase} ${word}`)).toBeNull();
  expect(readPhrase(phrase.replace(word, 'xyzzy'))).toBeNull();
  expect(readPhrase('')).toBeNull();
});
