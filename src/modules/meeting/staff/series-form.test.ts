import { expect, test } from 'vitest';
import { readDecisions, readPattern, readRingHours } from './series-form.ts';

const form = {
  ugedag: ['3'],
  hver: '2',
  kl: '10.30',
  minutter: '45',
  fra: '2026-11-25',
  til: '2027-05-26',
  antal: '',
  helligdag: 'flyt',
};

test('a rhythm is read as it is written', () => {
  expect(readPattern(form)).toEqual({
    ok: true,
    value: {
      everyWeeks: 2,
      weekdays: [3],
      time: '10:30',
      minutes: 45,
      from: '2026-11-25',
      until: '2027-05-26',
      count: null,
      onHoliday: 'next-working-day',
      without: [],
    },
  });
});

test.each([
  [{ ugedag: [] }, 'ugedag'],
  [{ kl: '25.00' }, 'kl'],
  [{ minutter: '3' }, 'minutter'],
  [{ fra: 'i morgen' }, 'fra'],
  [{ antal: '10' }, 'til'],
] as const)('%o is told at its field', (change, field) => {
  const read = readPattern({ ...form, ...change });
  expect(read.ok ? [] : read.faults.map((one) => one.field)).toEqual([field]);
});

test('hours to ring are one interval on the days that are ticked, or none', () => {
  expect(readRingHours({})).toBeNull();
  expect(readRingHours({ ringdag: ['1', '5'], ringtid: '9-12.30' })).toMatchObject({
    '1': [['09:00', '12:30']],
    '2': [],
    '5': [['09:00', '12:30']],
  });
  expect(readRingHours({ ringdag: ['1'], ringtid: '12-9' })).toBe('fault');
  expect(readRingHours({ ringtid: '9-12' })).toBe('fault');
});

test('a decision is to leave a day out or another time; what cannot be read names the day', () => {
  const read = readDecisions({
    'dag-2026-12-23': 'udelad',
    'dag-2026-12-30': 'anden',
    'dato-2026-12-30': '2026-12-29',
    'tid-2026-12-30': '9.15',
  });
  expect(read).toEqual({
    unread: null,
    decisions: {
      '2026-12-23': { kind: 'leave-out' },
      '2026-12-30': { kind: 'at', startsAt: new Date('2026-12-29T08:15:00Z') },
    },
  });
  expect(readDecisions({ 'dag-2026-12-30': 'anden', 'dato-2026-12-30': '', 'tid-2026-12-30': '' }).unread).toBe(
    '2026-12-30',
  );
});
