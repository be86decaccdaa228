import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lostMark, plainText } from './plain-text.ts';

/** Any characters of Unicode, controls too. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
  .map((units) => String.fromCharCode(...units));

describe('text that is copied', () => {
  test('has a writer for every line', () => {
    expect(
      plainText(
        [
          { writer: 'Dig', text: 'Hej' },
          { writer: 'Tolk Ole', text: 'مرحبا' },
        ],
        'mangler',
      ),
    ).toBe('Dig: Hej\nTolk Ole: مرحبا\n');
  });

  test('says where something was lost', () => {
    expect(plainText([{ writer: 'Dig', text: `før${lostMark}efter` }], 'her mangler tekst')).toBe(
      'Dig: før [her mangler tekst] efter\n',
    );
  });

  test('nobody writes a line that looks like another’s, by a line break or by her name', () => {
    const breaks = ['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\v', '\f'];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText, fc.constantFrom(...breaks)), { maxLength: 8 }),
        fc.array(fc.oneof(anyText, fc.constantFrom(...breaks)), { maxLength: 4 }),
        (text, name) => {
          const copied = plainText(
            [{ writer: `Bo${name.join('')}`, text: `${text.join('')}\nMedarbejder Kim: ja` }],
            'x',
          );
          const starts = copied.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u).filter((one) => /^\S/u.test(one));
          expect(starts).toHaveLength(1);
          expect(starts[0]).toMatch(/^Bo/u);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a name does not turn the direction of the line', () => {
    expect(plainText([{ writer: 'Bo\u202E\u2066', text: 'ja' }], 'x')).toBe('Bo : ja\n');
  });
});
