import { describe, expect, it } from 'vitest';
import { rootOf } from './danish-roots.ts';
import { stemDanish } from './danish-stemmer.ts';

describe('stemDanish', () => {
  // Pairs from the sample vocabulary that accompanies Snowball's description of the algorithm.
  it.each([
    ['indtage', 'indtag'],
    ['indtager', 'indtag'],
    ['indtages', 'indtag'],
    ['indtrufne', 'indtrufn'],
    ['indtryk', 'indtryk'],
    ['indtrykket', 'indtryk'],
    ['underste', 'underst'],
    ['undersåtter', 'undersåt'],
    ['undersøgelse', 'undersøg'],
    ['undersøgelser', 'undersøg'],
    ['undertiden', 'undertid'],
    ['passet', 'pas'],
    ['flytte', 'flyt'],
    ['flytning', 'flytning'],
    ['ledig', 'led'],
    ['ledighed', 'led'],
    ['arbejdsløst', 'arbejdsløs'],
  ])('%s → %s', (word, stem) => {
    expect(stemDanish(word)).toBe(stem);
  });

  it('keeps adjectives whole where too little would be left', () => {
    expect(stemDanish('bolig', 4)).toBe('bolig');
    expect(stemDanish('boligerne', 4)).toBe('bolig');
  });
});

describe('rootOf', () => {
  it.each([
    ['flytte', 'flytning'],
    ['flyttede', 'flytninger'],
    ['ansoege', 'ansoegning'],
    ['registrere', 'registrering'],
    ['separere', 'separation'],
    ['begrave', 'begravelse'],
    ['foede', 'foedsel'],
    ['vie', 'vielse'],
    ['barn', 'boernene'],
    ['tand', 'taender'],
    ['udloebet', 'udloeber'],
    ['legitimere', 'legitimation'],
  ])('joins %s and %s', (one, other) => {
    expect(rootOf(one)).toBe(rootOf(other));
  });

  it.each([
    ['pas', 'passe'],
    ['park', 'parkere'],
    ['ledig', 'leder'],
    ['bolig', 'bolle'],
    ['valg', 'vaelge'],
    ['faar', 'far'],
    ['regning', 'regne'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(rootOf(one)).not.toBe(rootOf(other));
  });
});
