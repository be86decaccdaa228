import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '../../roles.ts';
import {
  type AgreedMessage,
  applyAgreed,
  nextClock,
  type Point,
  readAgreed,
  standing,
  standOf,
} from './agreed-points.ts';

const employee = { who: 2, role: 'employee' as Role };
const citizen = { who: 1, role: 'citizen' as Role };
const after = (...messages: readonly (readonly [{ who: number; role: Role }, AgreedMessage])[]) =>
  messages.reduce<readonly Point[]>((points, [from, message]) => applyAgreed(points, from, message), []);
const text = (id: string, words: string, clock: number): AgreedMessage => ({ k: 'text', id, text: words, clock });
const answer = (id: string, says: 'yes' | 'no', of: number, clock: number): AgreedMessage => ({
  k: 'answer',
  id,
  answer: { says, why: '', of, ofBy: 2 },
  clock,
});

test('the citizen approves what she read; a text changed afterwards is open again', () => {
  const approved = after([employee, text('a', 'Du sender papirerne fredag', 1)], [citizen, answer('a', 'yes', 1, 2)]);
  expect(approved.map(standOf)).toEqual(['yes']);
  const changed = applyAgreed(approved, employee, text('a', 'Du sender papirerne mandag', 3));
  expect(changed.map(standOf)).toEqual(['open']);
});

test('another text with the same clock is not the one she approved', () => {
  const points = after([employee, text('a', 'fredag', 1)], [citizen, answer('a', 'yes', 1, 2)]);
  const other = applyAgreed(points, { who: 3, role: 'colleague' }, text('a', 'mandag', 1));
  expect(other.map((point) => [point.text, standOf(point)])).toEqual([['mandag', 'open']]);
});

test('a clock that leaps is not believed, and leaves numbers for what comes after', () => {
  const points = after([employee, text('a', 'x', 1)], [employee, text('b', 'y', 999_999_999)]);
  expect(points.map((point) => point.id)).toEqual(['a']);
  expect(nextClock(points)).toBe(2);
});

test('nobody answers for the citizen but she and who represents her', () => {
  for (const role of ['employee', 'colleague', 'companion', 'interpreter'] as const) {
    const points = after([employee, text('a', 'x', 1)], [{ who: 3, role }, answer('a', 'yes', 1, 2)]);
    expect(points.map(standOf), role).toEqual(['open']);
  }
  const all: AgreedMessage = {
    k: 'all',
    points: [{ id: 'a', text: 'x', clock: 1, by: 2, answer: { says: 'yes', why: '', of: 1, ofBy: 2 }, answerClock: 2 }],
  };
  expect(after([employee, all]).map(standOf)).toEqual(['open']);
  expect(after([{ who: 3, role: 'representative' }, all]).map(standOf)).toEqual(['yes']);
});

test('an interpreter and a companion write no point', () => {
  expect(after([{ who: 3, role: 'interpreter' }, text('a', 'x', 1)])).toEqual([]);
  expect(after([{ who: 3, role: 'companion' }, text('a', 'x', 1)])).toEqual([]);
});

test('in whatever order messages come, all pages end with the same points', () => {
  const message = fc.oneof(
    fc.record({
      from: fc.constantFrom(employee, citizen),
      id: fc.constantFrom('a', 'b'),
      words: fc.string({ maxLength: 3 }),
      clock: fc.integer({ min: 1, max: 4 }),
    }),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(message, { maxLength: 8, selector: ({ from, id, clock }) => `${from.who}${id}${clock}` }),
      fc.infiniteStream(fc.nat()),
      (messages, dice) => {
        const shown = (list: typeof messages) =>
          after(...list.map(({ from, id, words, clock }) => [from, text(id, words, clock)] as const))
            .map(({ id, text: words }) => `${id} ${words}`)
            .sort();
        expect(shown([...messages].sort(() => (dice.next().value % 2 ? 1 : -1)))).toEqual(shown(messages));
      },
    ),
  );
});

test('a point taken back does not stand, and clocks count up', () => {
  const points = after([employee, text('a', 'x', 1)], [employee, text('a', '', 2)], [citizen, text('b', 'y', 3)]);
  expect(standing(points).map((point) => point.id)).toEqual(['b']);
  expect(nextClock(points)).toBe(4);
});

test('rubbish is no message, and what one sends is read as it was', () => {
  fc.assert(fc.property(fc.anything(), (json) => void readAgreed(json)));
  const all: AgreedMessage = {
    k: 'all',
    points: [...after([employee, text('a', 'x', 1)], [citizen, answer('a', 'no', 1, 2)])],
  };
  expect(readAgreed(JSON.parse(JSON.stringify(all)))).toEqual(all);
  expect(readAgreed({ k: 'text', id: 'a', text: 'x'.repeat(601), clock: 1 })).toBeNull();
});
