import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentWords, rootedText } from './danish-analyser.ts';
import { compoundReadings } from './danish-compounds.ts';
import { longestQuery, readablePart, writtenWords } from './danish-letters.ts';
import { rootOf } from './danish-roots.ts';
import { spellingAllowance, spellingCost } from './danish-spelling.ts';

const folded = (text: string) => writtenWords(text).map((word) => word.folded);

describe('writing down to comparable letters', () => {
  it.each([
    ['koerekort', 'kørekort'],
    ['aarsopgoerelse', 'årsopgørelse'],
    ['Årsopgørelse', 'arsopgorelse'],
    ['børneydelse', 'borneydelse'],
    ['laege', 'læge'],
    ['ÆNDRING', 'aendring'],
    ['ko\u0308rekort', 'kørekort'],
    ['A\u030Arsopgørelse', 'årsopgørelse'],
  ])('%s is %s', (one, other) => {
    expect(folded(one)).toEqual(folded(other));
  });

  it('holds short first parts together and parts other hyphens', () => {
    expect(folded('e-boks')).toEqual(['eboks']);
    expect(folded('EU-sygesikringskort')).toEqual(['eusygesikringskort']);
    expect(folded('arne-pension')).toEqual(['arne', 'pension']);
    expect(folded("SU'en")).toEqual(['su']);
    expect(folded('borger.dk s.f.o.')).toEqual(['borgerdk', 'sfo']);
    expect(folded('passs')).toEqual(['pass']);
  });

  it('drops stop words only when something else remains', () => {
    expect(contentWords('hvordan får jeg et nyt pas').map(({ surface }) => surface)).toEqual(['nyt', 'pas']);
    expect(contentWords('hvad er det').map(({ surface }) => surface)).toEqual(['hvad', 'er', 'det']);
  });

  it('is the same for inflections of the same words', () => {
    expect(rootedText('mit kørekort udløber')).toBe(rootedText('kørekortet er udløbet'));
  });

  it('reads a sane part of a long text, cut at a word', () => {
    const long = 'kørekort '.repeat(1200);
    expect(readablePart(long).length).toBeLessThanOrEqual(longestQuery);
    expect(readablePart(long).endsWith('kørekort')).toBe(true);
    expect(readablePart('x'.repeat(10_000))).toHaveLength(longestQuery);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => contentWords(text).length >= 0));
  });
});

describe('compounds', () => {
  const known = new Set(
    ['boligstøtte', 'ansøgning', 'børnehave', 'plads', 'bopæl', 'attest', 'skole', 'start'].map((word) =>
      rootOf(folded(word)[0] ?? ''),
    ),
  );
  const parts = (word: string) => compoundReadings(folded(word)[0] ?? '', (root) => known.has(root))[0];
  const roots = (...words: string[]) => words.map((word) => rootOf(folded(word)[0] ?? ''));

  it.each([
    ['boligstøtteansøgning', 'boligstøtte', 'ansøgning'],
    ['børnehavepladsen', 'børnehave', 'plads'],
    ['bopælsattest', 'bopæl', 'attest'],
    ['skolestarter', 'skole', 'start'],
  ])('%s is %s and %s', (word, first, last) => {
    expect(parts(word)).toEqual(roots(first, last));
  });

  it('does not split what it does not know', () => {
    expect(parts('pension')).toBeUndefined();
    expect(parts('skolebænk')).toBeUndefined();
  });
});

describe('spelling', () => {
  it.each([
    ['sundhetskort', 'sundhedskort'],
    ['bolistotte', 'boligstotte'],
    ['skilsmise', 'skilsmisse'],
    ['plejehejm', 'plejehjem'],
    ['kokort', 'korekort'],
  ])('takes %s for %s', (written, word) => {
    expect(spellingCost(written, word, spellingAllowance(written.length))).toBeLessThan(Infinity);
  });

  it.each([
    ['valgkort', 'korekort'],
    ['kage', 'klage'],
    ['pas', 'pap'],
    ['test', 'attest'],
  ])('does not take %s for %s', (written, word) => {
    expect(spellingCost(written, word, spellingAllowance(written.length))).toBe(Infinity);
  });

  it('costs nothing to write it right, and something to write it wrong', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}$/), fc.stringMatching(/^[a-z]{1,12}$/), (one, other) => {
        expect(spellingCost(one, other, 999) === 0).toBe(one === other);
      }),
    );
  });
});
