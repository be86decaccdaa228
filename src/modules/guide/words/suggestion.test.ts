import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayBit,
  daysIn,
  isWorthShowing,
  outcomeClass,
  passesFloor,
  shownUses,
  sumOf,
  usesOf,
  weekBefore,
} from './suggestion.ts';

const counts = (changes: Partial<Record<'none' | 'unsure' | 'hits' | 'opened' | 'unopened' | 'found', number>>) => ({
  none: 0,
  unsure: 0,
  hits: 0,
  opened: 0,
  unopened: 0,
  found: 0,
  ...changes,
});

describe('the floor', () => {
  test('needs five uses and three days, of any weeks', () => {
    const [monday, tuesday, sunday] = ['2026-11-23', '2026-11-24', '2026-11-29'].map(dayBit) as [
      number,
      number,
      number,
    ];
    expect([monday, tuesday, sunday]).toEqual([1, 2, 64]);
    expect(passesFloor([{ ...counts({ none: 5 }), days: monday | tuesday | sunday }])).toBe(true);
    expect(passesFloor([{ ...counts({ none: 4 }), days: monday | tuesday | sunday }])).toBe(false);
    expect(passesFloor([{ ...counts({ none: 500 }), days: monday | sunday }])).toBe(false);
    expect(
      passesFloor([
        { ...counts({ none: 2 }), days: monday },
        { ...counts({ unsure: 2, hits: 1 }), days: monday | tuesday },
      ]),
    ).toBe(true);
  });

  test('is not reached by what comes after an answer', () => {
    expect(passesFloor([{ ...counts({ hits: 1, opened: 20, found: 20, unopened: 9 }), days: 127 }])).toBe(false);
  });

  test('what is shown is a whole number of fives, at most the count, and never goes back', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (before, uses) => {
        const first = shownUses(counts({ none: before }), 0);
        const next = shownUses(counts({ none: before + uses }), first);
        expect(first % 5).toBe(0);
        expect(first).toBeLessThanOrEqual(before);
        expect((next - first) % 5).toBe(0);
        expect(next).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  test('days are counted as bits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 6 })), (days) => {
        expect(daysIn(days.reduce((bits, day) => bits | (1 << day), 0))).toBe(days.length);
      }),
    );
  });

  test('eight weeks ago is a week of the year it belongs to', () => {
    expect(weekBefore('2027-01-04', 1)).toBe('2026-W53');
    expect(weekBefore('2026-11-24', 8)).toBe('2026-W40');
  });
});

describe('what mostly happened', () => {
  test.each([
    [counts({ none: 5 }), 'none'],
    [counts({ none: 2, unsure: 3 }), 'unsure'],
    [counts({ none: 2, unsure: 1, hits: 3 }), 'none'],
    [counts({ hits: 10, unopened: 6, opened: 3 }), 'unopened'],
    [counts({ hits: 10, unopened: 3, opened: 2, found: 2 }), 'opened'],
    // Pages without scripts tell nothing afterwards.
    [counts({ hits: 10 }), 'opened'],
  ])('of %j is %s', (seen, outcome) => expect(outcomeClass(seen)).toBe(outcome));

  test('only what led nowhere is worth showing', () => {
    expect(['none', 'unsure', 'unopened', 'opened'].filter(isWorthShowing)).toEqual(['none', 'unsure', 'unopened']);
    expect(usesOf(sumOf([counts({ none: 1, opened: 4 }), counts({ hits: 2 })]))).toBe(3);
  });
});
