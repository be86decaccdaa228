import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, withChanges } from './text-change.ts';

test('whatever changes, the changes lead from one reading to the other', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [before, after] = [JSON.parse(JSON.stringify({ one })), JSON.parse(JSON.stringify({ one: other }))];
      const plainKeys = !JSON.stringify(before).includes('/');
      fc.pre(plainKeys);
      expect(withChanges(before, changesBetween(before, after))).toEqual(after);
    }),
  );
});

test('one sentence changed is one change, and what it is made from stays as it was', () => {
  const before = { steps: [{ text: 'a' }, { text: 'b' }], facts: [{ value: '893 kr.' }] };
  const after = { steps: [{ text: 'a' }, { text: 'c' }], facts: [{ value: null }] };
  const changes = changesBetween(before, after);
  expect(changes.map(({ at }) => at)).toEqual(['steps/1/text', 'facts/0/value']);
  expect(withChanges(before, changes)).toEqual(after);
  expect(before.steps[1]?.text).toBe('b');
});
