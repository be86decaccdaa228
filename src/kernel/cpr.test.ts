import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCpr } from './cpr.ts';
import { containsCpr } from './redact.ts';

const any = { replacement: true };
const born = (text: string) => {
  const read = readCpr(text, any);
  return read.ok ? read.value.born : read.reason;
};

describe('a CPR number', () => {
  test.each([
    ['610190-0004', '1990-01-01'],
    ['6101903004', '1990-01-01'],
    ['610136-4004', '2036-01-01'],
    ['610137-4004', '1937-01-01'],
    ['610136-9004', '2036-01-01'],
    ['610137-9004', '1937-01-01'],
    ['610157-5004', '2057-01-01'],
    ['610158-5004', '1858-01-01'],
    ['610199-8004', '1899-01-01'],
    ['910190-0004', '1990-01-31'],
    ['890200-0004', 'date'],
    ['890204-4004', '2004-02-29'],
    ['890204-0004', '1904-02-29'],
    ['890300-4004', '2000-03-29'],
    ['910490-0004', 'date'],
    ['610090-0004', 'date'],
    ['611390-0004', 'date'],
    ['000190-0004', 'date'],
    ['600190-0004', 'date'],
    ['920190-0004', 'date'],
    ['61019-00004', 'digits'],
    ['610190-000', 'digits'],
    ['610190-00041', 'digits'],
    ['610190 – 0004', '1990-01-01'],
    [' 6101900004\n', '1990-01-01'],
    ['٦١٠١٩٠٠٠٠٤', 'digits'],
    ['', 'digits'],
  ])('%j: %s', (text, expected) => expect(born(text)).toBe(expected));

  test('of a replacement is refused where the municipality takes none', () => {
    expect(readCpr('610190-0004', { replacement: false })).toEqual({ ok: false, reason: 'replacement' });
  });

  test('is never refused for its check digit: every number of a possible day is taken, whatever it ends in', () => {
    const days = fc.date({ min: new Date('1937-01-01'), max: new Date('1999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 3999 }), fc.constantFrom('', '-', ' '), (day, last, gap) => {
        const iso = day.toISOString();
        const dd = Number(iso.slice(8, 10)) + 60;
        const text = `${dd}${iso.slice(5, 7)}${iso.slice(2, 4)}${gap}${String(last).padStart(4, '0')}`;
        expect(born(text)).toBe(iso.slice(0, 10));
        // What is taken here is what would be taken out of a free text.
        expect(containsCpr(text)).toBe(true);
      }),
    );
  });

  test('has a day that can be told back from it, or is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (n) => {
        const text = String(n).padStart(10, '0');
        const read = readCpr(text, any);
        if (!read.ok) return;
        const { cpr, born: date, replacement } = read.value;
        expect(cpr).toBe(text);
        expect(Number(date.slice(8)) + (replacement ? 60 : 0)).toBe(Number(text.slice(0, 2)));
        expect(date.slice(2, 4)).toBe(text.slice(4, 6));
      }),
      { numRuns: 1000 },
    );
  });

  test('is read from any text without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readCpr(text, any)));
  });
});
