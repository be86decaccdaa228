import { expect, test } from 'vitest';
import { readDate } from './read-date.ts';

test.each([
  '2026-99-99',
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '9999-12-31',
  '26-1-1',
  'x',
  '',
  undefined,
  ['2026-11-25'],
])('%s is no day', (text) => {
  expect(readDate(text)).toBeNull();
});

test('a day is one, leap days too', () => {
  expect([readDate(' 2026-11-25 '), readDate('2028-02-29')]).toEqual(['2026-11-25', '2028-02-29']);
});
