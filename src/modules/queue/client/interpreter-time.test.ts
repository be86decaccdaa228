import { expect, test } from 'vitest';
import { personOf } from '../../call/client/testing/channel-pair.ts';
import { countInterpreters, type InterpreterTime, minutesOf, readTimes } from './interpreter-time.ts';

const amina = personOf(3, 'interpreter', { name: 'Amina', language: 'ar' });
const citizen = personOf(1, 'citizen');
const live = (...people: readonly (typeof amina)[]) => ({ phase: 'live' as const, people });
const minute = 60_000;
/** Looks in turn, and how many begun minutes there are after each. */
function lived(...looks: readonly (readonly [number, Parameters<typeof countInterpreters>[1]])[]) {
  let times: readonly InterpreterTime[] = [];
  return looks.map(([at, seen]) => {
    times = countInterpreters(times, seen, at);
    return times.map((time) => minutesOf(time, at));
  });
}

test('counts from when she is let in until she leaves, in begun minutes, and nobody else', () => {
  expect(
    lived(
      [0, live(citizen)],
      [minute, live(citizen, amina)],
      [minute + 1, live(citizen, amina)],
      [3 * minute + 1, live(citizen, amina)],
      [4 * minute, live(citizen)],
      [60 * minute, live(citizen)],
    ),
  ).toEqual([[], [0], [1], [3], [3], [3]]);
});

test('time on hold is not counted; what came before it is', () => {
  expect(
    lived([0, live(amina)], [90_000, live()], [5 * minute, live(amina)], [6 * minute, live(amina)]).at(-1),
  ).toEqual([3]);
});

test('a lost line of this page ends nothing, and the end of the conversation does', () => {
  const away = { phase: 'connecting' as const, people: [] };
  const over = { phase: 'ended' as const, people: [] };
  expect(
    lived([0, live(amina)], [minute, away], [2 * minute, live(amina)], [3 * minute, over], [9 * minute, over]),
  ).toEqual([[0], [1], [2], [3], [3]]);
});

test('what the tab kept is gone on with; what is none is nothing', () => {
  const times = countInterpreters([], live(amina), 0);
  expect(readTimes(JSON.stringify(times))).toEqual(times);
  expect(JSON.stringify(countInterpreters(times, live(amina), 5))).toBe(JSON.stringify(times));
  for (const none of [null, '', '{', '{}', '[1]', '[{"who":"x"}]']) expect(readTimes(none)).toEqual([]);
});
