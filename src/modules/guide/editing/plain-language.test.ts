import { describe, expect, test } from 'vitest';
import { cleanPasted } from './clean-pasted.ts';
import { advice, lix, sentencesOf } from './plain-language.ts';

const kinds = (text: string, role: Parameters<typeof advice>[1]) => advice(text, role).map(({ kind }) => kind);

describe('sentences', () => {
  test('are not ended by abbreviations, dates, times or amounts', () => {
    expect(sentencesOf('Kom kl. 14.30 den 1. juli. Det koster ca. 1.250 kr. om året. Ring f.eks. i dag.')).toEqual([
      'Kom kl. 14.30 den 1. juli.',
      'Det koster ca. 1.250 kr.',
      'om året.',
      'Ring f.eks. i dag.',
    ]);
  });
});

describe('LIX', () => {
  test('is words a sentence and long words in a hundred', () => {
    // 30 words, 3 sentences, 6 of them of seven letters or more: 10 + 20.
    const sentence = 'vi går en tur nu og kommunen behandler sagen i.';
    expect(lix(`${sentence} ${sentence} ${sentence}`)).toBe(30);
  });
  test('says nothing of a few words', () => {
    expect(lix('Ansøgningsskemaet indsendes elektronisk.')).toBeNull();
  });
});

describe('advice', () => {
  test('finds what stands in the reader’s way', () => {
    expect(kinds('Ansøgningen skal indsendes til kommunen.', 'step')).toEqual(['passive']);
    expect(kinds('Ansøgning om flytning', 'step-title')).toEqual(['not-a-verb-first']);
    expect(kinds('Find din adresse og skriv den', 'step-title')).toEqual(['two-actions']);
    expect(kinds('Du kan bl.a. bruge MitID.', 'step')).toEqual(['abbreviation']);
    expect(kinds('Gå til https://www.borger.dk', 'step')).toEqual(['bare-link']);
    expect(kinds(`${'ord '.repeat(21)}.`, 'step')).toEqual(['long-sentence']);
  });
  test('is silent on a good step', () => {
    for (const [text, role] of [
      ['Skriv din nye adresse', 'step-title'],
      ['Hent dit pas', 'step-title'],
      ['Vælg den dag, du flytter. Skriv også, hvem der flytter med.', 'step'],
      ['Det koster ca. 100 kr., og det findes på nettet.', 'step'],
      ['Ring på {local:phone} kl. 10-14.', 'step'],
    ] as const)
      expect(advice(text, role)).toEqual([]);
  });
  test('names the official word and what to say instead', () => {
    const concept = {
      service: 'flytning',
      preferred: { da: 'flytning' },
      terms: [
        { term: 'folkeregister', relation: 'synonym' as const, sayInstead: 'kommunens liste over, hvem der bor hvor' },
      ],
    };
    expect(advice('Skriv til folkeregisteret.', 'step', [concept])).toEqual([
      { kind: 'official', word: 'folkeregisteret', sayInstead: 'kommunens liste over, hvem der bor hvor' },
    ]);
  });
});

describe('text from a word processor', () => {
  test('loses its layout and keeps its words', () => {
    expect(
      cleanPasted('•\tSkriv din\u00a0adres\u00adse\r\n• Vælg\u200b dag\r\n\r\n\r\n\r\n“Ja”, sagde hun \u0007'),
    ).toBe('Skriv din adresse\nVælg dag\n\n“Ja”, sagde hun');
    expect(cleanPasted('A\u030a og e\u0301')).toBe('Å og é');
    expect(cleanPasted('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(cleanPasted('5 – 7 dage')).toBe('5 – 7 dage');
  });
});
