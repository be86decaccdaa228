import { expect, test } from 'vitest';
import type { EmployeeId } from '../../../kernel/index.ts';
import { mayRing } from './ring.ts';
import type { RingHours } from './series-types.ts';

const none: RingHours = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
const mette = 'mette' as EmployeeId;
const series = {
  state: 'running' as const,
  ringHours: {
    ...none,
    '2': [
      ['13:00', '15:00'],
      ['09:00', '11:00'],
    ],
    '4': [['09:00', '11:00']],
  } as RingHours,
  onCallSkill: 'stoette',
  resource: { employeeId: mette },
  closedDays: [],
};
const at = (instant: string) => new Date(instant);

test('within the hours her own employee is rung, then the team, until the hour is over', () => {
  // Tuesday 24 November, 10.00 in Denmark.
  expect(mayRing(series, at('2026-11-24T09:00:00Z'))).toEqual({
    may: true,
    first: mette,
    otherwise: 'stoette',
    until: at('2026-11-24T10:00:00Z'),
  });
  expect(mayRing({ ...series, resource: null }, at('2026-11-24T09:00:00Z'))).toMatchObject({ may: true, first: null });
});

test('the last minute counts, the hour itself does not; then she is told when next', () => {
  expect(mayRing(series, at('2026-11-24T09:59:59Z'))).toMatchObject({ may: true });
  expect(mayRing(series, at('2026-11-24T10:00:00Z'))).toEqual({
    may: false,
    why: 'outside',
    next: at('2026-11-24T12:00:00Z'),
  });
  expect(mayRing(series, at('2026-11-24T15:00:00Z'))).toMatchObject({ next: at('2026-11-26T08:00:00Z') });
});

test('nine is nine on the wall, summer and winter', () => {
  expect(mayRing(series, at('2026-10-22T12:00:00Z'))).toMatchObject({ next: at('2026-10-27T08:00:00Z') });
  expect(mayRing(series, at('2026-10-20T14:00:00Z'))).toMatchObject({ next: at('2026-10-22T07:00:00Z') });
});

test('nobody is there on holidays and closing days', () => {
  // Maundy Thursday 2026 is 2 April; Tuesday after Easter is the next.
  expect(mayRing(series, at('2026-04-02T08:00:00Z'))).toMatchObject({ may: false, next: at('2026-04-07T07:00:00Z') });
  const closed = { ...series, closedDays: ['2026-11-24'] };
  expect(mayRing(closed, at('2026-11-24T09:00:00Z'))).toMatchObject({ next: at('2026-11-26T08:00:00Z') });
});

test('what was not agreed on, or is over, has no next', () => {
  const now = at('2026-11-24T09:00:00Z');
  expect(mayRing({ ...series, ringHours: null }, now)).toEqual({ may: false, why: 'not-agreed', next: null });
  expect(mayRing({ ...series, ringHours: none }, now)).toEqual({ may: false, why: 'not-agreed', next: null });
  expect(mayRing({ ...series, resource: null, onCallSkill: null }, now)).toMatchObject({ why: 'not-agreed' });
  expect(mayRing({ ...series, state: 'ended' }, now)).toEqual({ may: false, why: 'ended', next: null });
});
