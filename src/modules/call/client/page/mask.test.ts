import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPartOfNumber, isSecretField, maskDigits, maskText, maskTyped } from './mask.ts';
import { dots } from './page-message.ts';

const field = (words: string, more: Partial<Parameters<typeof isSecretField>[0]> = {}) =>
  isSecretField({ tag: 'input', type: 'text', autocomplete: '', words, ...more });

describe('a field is secret', () => {
  test.each([
    'CPR-nummer',
    'barnetsCpr',
    'Dit personnummer',
    'Adgangskode',
    'Nyt kodeord',
    'Engangskode',
    'PIN',
    'Kortnummer',
    'CVC',
    'Kontonummer',
    'Social security number',
  ])('by its words: %s', (words) => expect(field(words)).toBe(true));
  test.each([
    'cc-number',
    'section-a shipping cc-csc',
    'one-time-code',
    'current-password',
    'NEW-PASSWORD',
    'bday-day',
  ])('by what the browser fills in: %s', (autocomplete) => expect(field('', { autocomplete })).toBe(true));
  test.each(['password', 'file', 'hidden'])('by its kind: %s', (type) => expect(field('', { type })).toBe(true));
  test.each([
    'Adresse',
    'Navn',
    'Postnummer',
    'Telefonnummer',
    'Cyprus',
    'Kode fra en anden skærm',
    'Kort beskrivelse',
  ])('not: %s', (words) => expect(field(words)).toBe(false));
});

describe('a text', () => {
  test.each([
    ['Jeg har 010190-1234 her', `Jeg har ${dots} her`],
    ['01 01 90 12 34', dots],
    ['٠١٠١٩٠١٢٣٤', dots],
    ['010190\u200b1234', dots],
    ['０１０１９０－１２３４', dots],
    ['Ring 70 10 20 30 den 12.03.2026', 'Ring 70 10 20 30 den 12.03.2026'],
  ])('%s is seen as %s', (text, seen) => expect(maskText(text)).toBe(seen));

  test('while it is written, no more than six digits of a number are seen, and never how long it is', () => {
    for (const written of ['0101901234', '010190-1234', '010190 1234', '01.01.90-1234', 'Nr. 010190-1234']) {
      for (let letters = 1; letters <= written.length; letters += 1) {
        const seen = maskTyped(written.slice(0, letters));
        expect(seen === dots || seen.replace(/\D/g, '').length <= 6 || seen.includes(dots)).toBe(true);
      }
    }
    expect(maskTyped('Vi ses 12.03.2026')).toBe('Vi ses 12.03.2026');
    expect(maskTyped('70102030', true)).toBe('70102030');
  });

  test('a number in pieces is masked in every piece that it needs, and in no other', () => {
    const pieces = ['Født ', '010190', '-', '1234', ', hus 7'];
    expect(pieces.map((_, at) => isPartOfNumber(pieces, at))).toEqual([false, true, true, true, false]);
    expect(isPartOfNumber(['010190\n', '   1234'], 0)).toBe(true);
    expect(maskDigits(' 1234 ')).toBe(` ${dots} `);
  });

  test('no number of any day is seen, however it is written', () => {
    const two = (least: number, most: number) =>
      fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'));
    const number = fc.tuple(
      two(1, 31),
      two(1, 12),
      two(0, 99),
      fc.constantFrom('', '-', ' ', ' - ', '–'),
      two(0, 99),
      two(0, 99),
    );
    fc.assert(
      fc.property(number, fc.string(), (parts, before) => {
        const seen = maskText(`${before} ${parts.join('')} `);
        expect(seen).not.toContain(parts.join(''));
        expect(maskTyped(`${before} ${parts.join('')}`)).not.toContain(parts.slice(4).join(''));
      }),
    );
  });
});
