import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownWords, storableQuery } from './storable-query.ts';

const known = knownWords(
  ['Meld flytning', 'boligstøtte', 'nyt pas', 'hjælp til huslejen', 'læge', 'vi skal flytte'],
  ['svangerskab'],
);
const kept = (query: string) => storableQuery(query, known);

describe('what of a search is kept', () => {
  test.each([
    ['Flyttekasser til leje', 'flyttekasser til leje'],
    ['nyt pas til min søn', 'nyt pas til min søn'],
    ['MitID virker ikke', 'mitid virker ikke'],
    ['0. klasse', '0 klasse'],
    ['  hjælp   til huslejen!! ', 'hjælp til huslejen'],
  ])('“%s” as “%s”', (query, text) => expect(kept(query)).toBe(text));

  test.each([
    ['jeg hedder Gudrun Vitterby og vil have nyt pas', /gudrun|vitterby/],
    ['jeg hedder gudrun vitterby og vil have nyt pas', /gudrun|vitterby/],
    ['mit navn er otto brask, boligstøtte', /otto|brask/],
    ['nyt pas til Jens Hansen', /jens|hansen/],
    ['nyt pas til mette', /mette/],
    ['læge for Torbenia Kvist', /torbenia|kvist/],
    ['Torbenia Kvist boligstøtte', /torbenia|kvist/],
    ['boligstøtte Vestergade 12, 2. tv', /vestergade|12|tv/],
    ['flytte til søndre ringvej 4b', /ringvej|4b/],
    ['skriv til gudrun@eksempel.dk om nyt pas', /gudrun|eksempel|@/],
    ['se www.gudrun-vitterby.dk boligstøtte', /gudrun|vitterby/],
    ['mvh Gudrun', /gudrun/],
    ['bil AB 12 345 parkering', /12|345/],
  ])('“%s” without what points at somebody', (query, personal) => {
    expect(kept(query) ?? '').not.toMatch(personal);
  });

  test('of a story only words that the guide itself uses', () => {
    expect(kept('nu skal min svigerinde vesterdal gerne have hjælp til huslejen fordi hun er træt')).toBe(
      'hjælp huslejen',
    );
  });

  test.each([
    'jeg vil ikke leve mere',
    'min mand slår mig',
    'abort',
    'hjælp med svangerskab',
    '',
    '   ',
    '12345678',
    '!!!',
    '7',
  ])('of “%s” nothing', (query) => expect(kept(query)).toBeNull());
});

const two = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'));
const gap = fc.constantFrom('', ' ', '-', '.', ' - ', '–', '/', '\u200b', ' . ');
const cpr = fc
  .tuple(two(1, 31), gap, two(1, 12), gap, two(0, 99), gap, two(0, 99), gap, two(0, 99))
  .map((parts) => parts.join(''));
const phone = fc
  .tuple(fc.constantFrom('', '+45', '0045 ', 'tlf. '), fc.array(two(10, 99), { minLength: 4, maxLength: 4 }), gap)
  .map(([before, pairs, between]) => `${before}${pairs.join(between)}`);
const mail = fc
  .tuple(fc.stringMatching(/^[a-z]{3,9}$/), fc.stringMatching(/^[a-z]{3,9}$/))
  .map(([name, host]) => `${name}.qq@${host}qq.dk`);
const around = fc.constantFrom('', 'nyt pas', 'mit cpr nummer er', 'ring til mig på', 'boligstøtte', 'hej');

describe('never', () => {
  test('digits of a CPR number or a telephone, however they are written', () => {
    fc.assert(
      fc.property(around, fc.oneof(cpr, phone), around, (before, number, after) => {
        expect(kept(`${before} ${number} ${after}`) ?? '').not.toMatch(/\d/);
      }),
      { numRuns: 500 },
    );
  });
  test('any part of an e-mail address', () => {
    fc.assert(
      fc.property(around, mail, around, (before, address, after) => {
        const text = kept(`${before} ${address} ${after}`) ?? '';
        expect(text).not.toMatch(/qq|@/);
      }),
    );
  });
});
