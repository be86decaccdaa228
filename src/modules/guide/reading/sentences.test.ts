import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from './sentences.ts';

const split = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  test.each([
    ['Du kan søge nu. Svaret kommer i Digital Post.', 2],
    ['Er du klar? Så log på! Hold koden for dig selv.', 3],
    ['Kortet kommer efter ca. 2 uger. Sæt navn på postkassen.', 2],
    ['Det gælder f.eks. Ringkøbing og fx. Skjern.', 1],
    ['Ring til os kl. 14.30 eller kl. 9. Så hjælper vi.', 2],
    ['Du skal betale kr. 500 først. Resten er gratis.', 2],
    ['Det koster 1.500 kr. Betal med kort.', 2],
    ['Det koster 893 kr. 14 dage efter får du passet.', 2],
    ['Fristen er den 1. juli 2026. Meld det før.', 2],
    ['Fristen er den 1. Juli. Meld det før.', 2],
    ['Se CPR-lovens § 12, stk. 3, og nr. 5. Der står det hele.', 2],
    ['Tag pas, kørekort m.m. Kom i god tid.', 2],
    ['Tag pas, kørekort m.m. med dig.', 1],
    ['Skriv til H. C. Andersen på borger.dk i dag.', 1],
    ['1. Gå til borger.dk. 2. Log på.', 2],
    ['Siger du: “Det kan jeg ikke.” Så stop.', 2],
    ['Vent … Så kommer siden.', 2],
    ['It is e.g. Monday at 9 a.m. Call us.', 2],
    ['Ingen punktum her', 1],
    ['', 0],
  ])('%s → %i', (text, count) => {
    expect(split(text)).toHaveLength(count);
  });
  test('come out whole, without the space between them', () => {
    expect(split('  Log på (med MitID.)  Så er du klar. ')).toEqual(['Log på (med MitID.)', 'Så er du klar.']);
    expect(split('Vi ses kl. 14.30. Tag passet med.')).toEqual(['Vi ses kl. 14.30.', 'Tag passet med.']);
  });
  test('hold every letter of the text once and in order', () => {
    const piece = fc.constantFrom(
      'ca.',
      'kr.',
      '1.',
      'juli',
      'Du',
      'søger',
      'nu.',
      '14.30',
      '!',
      '?”',
      'MitID',
      '…',
      'H.',
      '  ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join(' ');
        const sentences = splitSentences(text);
        expect(
          sentences
            .map(({ start, end }) => text.slice(start, end))
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
        for (const [index, { start, end }] of sentences.entries()) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(sentences[index - 1]?.end ?? 0);
        }
      }),
    );
  });
});
