import { expect, test } from 'vitest';
import { nothingLocal } from '../local/local-text.ts';
import { sampleService, shortService } from '../testing/sample-service.ts';
import { type LinkText, readLinksCsv, withLinks, writeLinksCsv } from './links-csv.ts';

const texts: LinkText[] = [
  { service: sampleService(), local: nothingLocal },
  {
    service: shortService('koerekort', '=HYPERLINK("x";"Kørekort")'),
    local: {
      ...nothingLocal,
      codes: { kle: '23.05.10' },
      changes: [
        { path: 'summary', text: { da: 'Vores' }, base: 1 },
        { path: 'entry.url', text: { da: 'https://www.fjordby.example/kort' }, base: 1 },
      ],
    },
  },
];
const known = new Set(['pas', 'koerekort']);
const csv = writeLinksCsv(texts);

test('what was written is read again and changes nothing; no cell is a formula', () => {
  expect(csv).not.toMatch(/(^|;)"?[=+@]/m);
  const read = readLinksCsv(csv, known);
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  for (const [index, row] of read.value.entries()) {
    const text = texts[index];
    if (text) expect(withLinks(text, row, 9)).toBe(text.local);
  }
});

test('a row changes link and codes and leaves the rest', () => {
  const [, text] = texts;
  if (!text) throw new Error('no text');
  const changed = withLinks(text, { service: 'koerekort', url: 'https://nyt.example/a', kle: '', form: '05.10' }, 4);
  expect(changed).toEqual({
    ...nothingLocal,
    codes: { form: '05.10' },
    changes: [
      { path: 'summary', text: { da: 'Vores' }, base: 1 },
      { path: 'entry.url', text: { da: 'https://nyt.example/a' }, base: 4 },
    ],
  });
  expect(
    withLinks(text, { service: 'koerekort', url: text.service.entry.url, kle: '', form: '' }, 4).changes,
  ).toHaveLength(1);
});

test('faults are told by row and column, all at once', () => {
  const faults = (text: string) => {
    const read = readLinksCsv(text, known);
    return read.ok ? [] : read.reason.map(({ row, column, kind }) => `${row} ${column} ${kind}`);
  };
  const head = 'vejledning;titel;adresse;egen adresse;kle;form';
  expect(faults(`${head}\npas;;;javascript:x;1;x\nukendt;;;;;\npas;;;;;`)).toEqual([
    '2 egen adresse url',
    '2 kle code',
    '2 form code',
    '3 vejledning unknown',
    '4 vejledning twice',
  ]);
  expect(faults('a;b\n1;2')).toHaveLength(4);
  expect(faults(`${head}\n"pas`)).toEqual(['1  shape']);
});
