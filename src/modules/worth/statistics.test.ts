import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, newcombe, wilson } from './statistics.ts';

const points = (share: number, decimals = 1) => Number((share * 100).toFixed(decimals));

describe('against scipy 1.17 (docs/evidence.md, "Figures and disclosure")', () => {
  test.each([
    [5, 6, 43.6, 97.0],
    [6, 6, 61.0, 100],
    [80, 100, 71.1, 86.7],
  ])('Wilson %i of %i', (count, of, low, high) => {
    const found = wilson({ count, of });
    expect([points(found.low), points(found.high)]).toEqual([low, high]);
  });
  test('Newcombe 48 of 240, then 28 of 240', () => {
    const found = newcombe({ count: 48, of: 240 }, { count: 28, of: 240 });
    expect([points(found.difference, 2), points(found.low, 2), points(found.high, 2)]).toEqual([-8.33, -14.85, -1.79]);
  });
});

test('an interval holds its share, stays between nothing and all, and narrows with more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (of, some) => {
      const count = Math.min(of, some);
      const { low, high } = wilson({ count, of });
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low - 1e-9 <= count / of && count / of <= high + 1e-9).toBe(true);
      const more = wilson({ count: count * 4, of: of * 4 });
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});

describe('what may be said of a change', () => {
  test('improvement and worse only when the interval leaves zero', () => {
    expect(compare({ count: 60, of: 120 }, { count: 95, of: 120 }).verdict).toBe('improvement');
    expect(compare({ count: 95, of: 120 }, { count: 60, of: 120 }).verdict).toBe('worse');
  });
  test('no change only when a change worth acting on would have been seen', () => {
    expect(compare({ count: 15, of: 20 }, { count: 14, of: 20 }).verdict).toBe('too-little-data');
    expect(compare({ count: 750, of: 1000 }, { count: 755, of: 1000 }).verdict).toBe('no-change');
  });
});
