import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import { addDays, publicHoliday } from '../../../kernel/index.ts';
import { dayOf } from './danish-day.ts';

test('the days that nothing is booked on are those of a library of public holidays, 2024 to 2035', () => {
  const theirs = new Holidays('DK');
  for (let year = 2024; year <= 2035; year += 1) {
    const listed = theirs
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10));
    const ours: string[] = [];
    for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1))
      if (dayOf(date).holiday !== null) ours.push(date);
    expect(ours, String(year)).toEqual([...new Set(listed)].sort());
  }
});

test.each([
  ['2026-04-05', 'påskedag'],
  ['2027-03-28', 'påskedag'],
  ['2028-04-16', 'påskedag'],
  ['2029-04-01', 'påskedag'],
  ['2030-04-21', 'påskedag'],
  ['2026-05-14', 'Kristi himmelfartsdag'],
  ['2027-05-06', 'Kristi himmelfartsdag'],
  ['2028-05-25', 'Kristi himmelfartsdag'],
  ['2026-05-25', '2. pinsedag'],
  ['2027-05-17', '2. pinsedag'],
  ['2028-06-05', '2. pinsedag'],
  ['2023-05-05', 'store bededag'],
  ['2024-04-26', null],
  ['2026-05-15', null],
  ['2026-06-05', null],
  ['2026-12-24', null],
  ['2026-12-31', null],
])('%s is %s', (date, name) => expect(publicHoliday(date)).toBe(name));
