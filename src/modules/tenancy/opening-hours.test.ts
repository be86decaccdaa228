import { describe, expect, test } from 'vitest';
import { instantOf } from '../../kernel/index.ts';
import { type Hours, intervalsOn, openState } from './opening-hours.ts';

const day = [['09:00', '15:00']] as const;
const hours: Hours = {
  weekly: {
    '1': day,
    '2': day,
    '3': day,
    '4': [
      ['09:00', '12:00'],
      ['14:00', '17:00'],
    ],
    '5': day,
    '6': [],
    '7': [],
  },
  exceptions: { '2026-12-24': [], '2026-11-28': [['10:00', '12:00']] },
  openOnHolidays: false,
};
const at = (date: string, time: string) => openState(hours, instantOf(date, time));

describe('is the counter open', () => {
  test('open until the end of the interval; the end itself is closed', () => {
    expect(at('2026-11-20', '14:59')).toEqual({ open: true, closes: '15:00' });
    expect(at('2026-11-20', '15:00')).toEqual({ open: false, opens: { date: '2026-11-23', time: '09:00' } });
  });
  test('between two intervals of one day', () => {
    expect(at('2026-11-26', '12:30')).toEqual({ open: false, opens: { date: '2026-11-26', time: '14:00' } });
  });
  test('an exception opens a Saturday and closes Christmas Eve; holidays follow', () => {
    expect(at('2026-11-27', '16:00')).toEqual({ open: false, opens: { date: '2026-11-28', time: '10:00' } });
    expect(at('2026-12-23', '16:00')).toEqual({ open: false, opens: { date: '2026-12-28', time: '09:00' } });
    expect(intervalsOn(hours, '2026-12-25')).toEqual([]);
  });
  test('a place that is never open says so', () => {
    const closed: Hours = {
      weekly: { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] },
      exceptions: {},
      openOnHolidays: false,
    };
    expect(openState(closed, instantOf('2026-11-21', '12:00'))).toEqual({ open: false, opens: null });
  });
  test('open round the clock', () => {
    const always = [['00:00', '24:00']] as const;
    const open: Hours = {
      weekly: { '1': always, '2': always, '3': always, '4': always, '5': always, '6': always, '7': always },
      exceptions: {},
      openOnHolidays: true,
    };
    expect(openState(open, instantOf('2026-12-25', '23:59'))).toEqual({ open: true, closes: '24:00' });
  });
});
