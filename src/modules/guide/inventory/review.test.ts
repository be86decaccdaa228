import { describe, expect, test } from 'vitest';
import { addMonths, dueOn, isOverdue, type Task, taskGroups } from './review.ts';
import { tasksCalendar } from './tasks-calendar.ts';

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-11-24', 12, '2027-11-24'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %i months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));

test('what was never looked at is due at once; on the day itself it is not late', () => {
  expect(dueOn(null, 6)).toBeNull();
  expect(isOverdue(null, 6, '2026-11-24')).toBe(true);
  expect(isOverdue('2026-05-24', 6, '2026-11-24')).toBe(false);
  expect(isOverdue('2026-05-23', 6, '2026-11-24')).toBe(true);
});

const task = (name: string, ownerRole: string, due: string | null): Task => ({
  kind: 'entrance',
  id: name,
  name,
  ownerRole,
  due,
  checkedOn: null,
  version: 1,
});
const tasks = [
  task('sen', 'Byg', '2026-11-01'),
  task('ældst', 'Byg', '2026-10-01'),
  task('snart', 'Byg', '2026-12-10'),
  task('langt ude', 'Affald', '2027-06-01'),
  task('herreløs', '', null),
  task('gammel rolle', 'Dagplejen', '2026-11-01'),
];

describe('the lists of tasks', () => {
  const shape = (window: 'overdue' | 'month' | 'all') =>
    taskGroups(tasks, ['Affald', 'Byg'], window, '2026-11-24').map((group) => [
      group.role,
      group.tasks.map(({ name }) => name),
    ]);
  test('are by role, what nobody owns first, and within each what waited longest', () => {
    expect(shape('month')).toEqual([
      ['', ['herreløs']],
      ['Byg', ['ældst', 'sen', 'snart']],
      ['Dagplejen', ['gammel rolle']],
    ]);
  });
  test('can be cut to what is late, or show all', () => {
    expect(shape('overdue')[1]).toEqual(['Byg', ['ældst', 'sen']]);
    expect(shape('all').map(([role]) => role)).toEqual(['', 'Affald', 'Byg', 'Dagplejen']);
  });
});

test('a calendar has whole days, folded lines and no line of its own from a name', () => {
  const calendar = tasksCalendar([task(`Skranken; ${'æ'.repeat(60)}\nBEGIN:VALARM`, 'Byg', '2026-10-01')], {
    host: 'hjaelp.example',
    stamp: new Date('2026-11-24T09:00:00Z'),
    today: '2026-11-24',
    words: { entrance: 'Indgang', text: 'Vejledning' },
  });
  expect(calendar).toContain('DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125');
  expect(calendar).not.toMatch(/^BEGIN:VALARM/m);
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});
