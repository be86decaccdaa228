import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createWordFinder } from './find-words.ts';
import { GuideWords } from './word-records.ts';

const file = new URL('../../../../content/words.yaml', import.meta.url);
const words = v.parse(GuideWords, parse(readFileSync(file, 'utf8')));
const danish = createWordFinder(words, 'da');
const english = createWordFinder(words, 'en');
const found = (text: string, finder = danish) =>
  finder(text).map(({ start, end, word }) => `${word.id}: ${text.slice(start, end)}`);

describe('official words in a text', () => {
  test('are found in all their inflections', () => {
    expect(found('Meld det til folkeregistret. Folkeregisterets liste.')).toEqual([
      'folkeregister: folkeregistret',
      'folkeregister: Folkeregisterets',
    ]);
    expect(found('Giv fuldmagten, og vis fuldmagter.')).toEqual(['fuldmagt: fuldmagten', 'fuldmagt: fuldmagter']);
    expect(found('Ydelsernes frist, ydelsen og dispensationen')).toEqual([
      'ydelse: Ydelsernes',
      'ydelse: ydelsen',
      'dispensation: dispensationen',
    ]);
    expect(found('Er du fritaget for Digital Post?')).toEqual(['fritagelse: fritaget', 'digital-post: Digital Post']);
  });
  test('that are two words stand beside each other', () => {
    expect(found('Har du særlige forhold?')).toEqual(['saerlige-forhold: særlige forhold']);
    expect(found('Det er særligt. Forhold dig roligt.')).toEqual([]);
  });
  test('go before the shorter word inside them', () => {
    expect(found('En Digital Fuldmagt')).toEqual(['digital-fuldmagt: Digital Fuldmagt']);
    expect(found('CPR-nummeret i CPR')).toEqual(['cpr-nummer: CPR-nummeret', 'cpr-registret: CPR']);
  });
  test('are not other words of the same root, nor parts of an address', () => {
    expect(found('Din a-kasse afgør, om du kan få hjælp.')).toEqual(['a-kasse: a-kasse']);
    expect(found('Se familieretshuset.dk eller https://borger.dk/folkeregister/attest')).toEqual([]);
    expect(found('Yd en indsats, fuld magt, ja')).toEqual([]);
  });
  test('are found in English too', () => {
    expect(found('Tell the population register. You need consent and receipts.', english)).toEqual([
      'folkeregister: population register',
      'samtykke: consent',
      'kvittering: receipts',
    ]);
  });
  test('each lead to one word: none of the list is hidden by another', () => {
    for (const word of words)
      expect([word.id, found(word.word.da)[0]]).toEqual([word.id, `${word.id}: ${word.word.da}`]);
  });
});

test('every explanation is in Danish and English, and short enough to read in place', () => {
  for (const { id, plain } of words) {
    expect([id, plain.en !== undefined]).toEqual([id, true]);
    expect([id, plain.da.length < 170]).toEqual([id, true]);
  }
});
