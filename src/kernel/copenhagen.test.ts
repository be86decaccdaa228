import { describe, expect, test } from 'vitest';
import { addDays, easterSunday, instantOf, isoWeek, publicHoliday, wallClock, weekday } from './copenhagen.ts';

describe('wall clock and instant', () => {
  test('an instant in winter and in summer', () => {
    expect(wallClock(new Date('2026-11-21T13:30:00Z'))).toEqual({ date: '2026-11-21', time: '14:30' });
    expect(wallClock(new Date('2026-07-01T22:30:00Z'))).toEqual({ date: '2026-07-02', time: '00:30' });
  });
  test('back and forth, also across both clock changes', () => {
    expect(instantOf('2026-11-21', '14:30').toISOString()).toBe('2026-11-21T13:30:00.000Z');
    expect(instantOf('2026-03-29', '03:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });
  test('a time the clock skips is the moment after the jump', () => {
    expect(wallClock(instantOf('2026-03-29', '02:30'))).toEqual({ date: '2026-03-29', time: '03:30' });
  });
});

describe('calendar', () => {
  test('weekday, adding days, ISO week with its own year', () => {
    expect(weekday('2026-11-21')).toBe(6);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(isoWeek('2026-11-21')).toBe('2026-W47');
    expect(isoWeek('2027-01-01')).toBe('2026-W53');
    expect(isoWeek('2024-12-30')).toBe('2025-W01');
  });
  test.each([
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2029, '2029-04-01'],
    [2030, '2030-04-21'],
  ])('Easter %i', (year, date) => expect(easterSunday(year)).toBe(date));
  test('public holidays; Great Prayer Day only until 2023', () => {
    expect(publicHoliday('2026-05-14')).toBe('Kristi himmelfartsdag');
    expect(publicHoliday('2027-05-17')).toBe('2. pinsedag');
    expect(publicHoliday('2023-05-05')).toBe('store bededag');
    expect(publicHoliday('2024-04-26')).toBeNull();
    expect(publicHoliday('2026-06-05')).toBeNull();
  });
});
