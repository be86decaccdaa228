import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateWait, type Handling } from './index.ts';
import { minuteEdges } from './minutes.ts';

const handlingOf = (counts: readonly number[]): Handling => ({
  observations: counts.reduce((sum, count) => sum + count, 0),
  buckets: minuteEdges.map((from, index) => ({
    from,
    to: minuteEdges[index + 1] ?? from * 1.5,
    count: counts[index] ?? 0,
  })),
});
const anyHandling = fc
  .array(fc.nat(40), { minLength: minuteEdges.length, maxLength: minuteEdges.length })
  .map(handlingOf);
/** Mostly six to fifteen minutes, some long. */
const usual = handlingOf([0, 1, 2, 4, 6, 8, 14, 16, 14, 12, 9, 5, 3, 2, 1, 0, 1, 0, 0]);

describe('how long until her turn', () => {
  test('is not said below twenty observations, nor when nobody is at the desk', () => {
    const few = handlingOf([0, 0, 0, 0, 0, 0, 10, 9]);
    expect(estimateWait({ place: 1, staff: 2, handling: few })).toEqual({ kind: 'unknown' });
    expect(estimateWait({ place: 1, staff: 0, handling: usual })).toEqual({ kind: 'unknown' });
    expect(estimateWait({ place: 1, staff: 2, handling: handlingOf([0, 0, 0, 0, 0, 0, 10, 10]) }).kind).toBe('range');
  });

  test('is soon when conversations are short and many sit at the desk', () => {
    expect(estimateWait({ place: 1, staff: 12, handling: handlingOf([0, 20, 20]) })).toEqual({ kind: 'soon' });
    expect(estimateWait({ place: 0, staff: 1, handling: usual })).toEqual({ kind: 'soon' });
  });

  test('is whole minutes, never negative, never wider than twice its midpoint, and never shorter further back', () => {
    fc.assert(
      fc.property(
        anyHandling,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 40 }),
        (handling, staff, place) => {
          fc.pre(handling.observations >= 20);
          const here = estimateWait({ place, staff, handling });
          const behind = estimateWait({ place: place + 1, staff, handling });
          for (const one of [here, behind]) {
            if (one.kind !== 'range') continue;
            expect(Number.isInteger(one.low) && Number.isInteger(one.high)).toBe(true);
            expect(one.low).toBeGreaterThanOrEqual(1);
            expect(one.high).toBeGreaterThanOrEqual(one.low);
            expect(one.high - one.low).toBeLessThan(one.low + one.high);
          }
          if (here.kind === 'range') {
            if (behind.kind !== 'range') throw new Error('further back is never sooner');
            expect(behind.low).toBeGreaterThanOrEqual(here.low);
            expect(behind.high).toBeGreaterThanOrEqual(here.high);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    { place: 1, staff: 1 },
    { place: 1, staff: 4 },
    { place: 3, staff: 2 },
    { place: 8, staff: 3 },
    { place: 20, staff: 2 },
  ])('holds what it says when the desk is simulated: place $place, $staff at work', ({ place, staff }) => {
    const estimate = estimateWait({ place, staff, handling: usual });
    if (estimate.kind !== 'range') throw new Error('a range');
    const waits = simulate(usual, place, staff, 4000);
    const within = waits.filter((wait) => wait >= estimate.low && wait <= estimate.high).length / waits.length;
    expect(within).toBeGreaterThan(0.56);
    // Rounding to whole minutes widens a short range more than a long one.
    expect(within).toBeLessThan(0.8);
  });

  test('is quick enough to be asked at every change of the line', () => {
    const began = process.cpuUsage();
    estimateWait({ place: 40, staff: 5, handling: handlingOf(usual.buckets.map(({ count }) => count)) });
    // On the processor: the clock would measure who else is at work.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(250);
  });
});

/** Minutes that somebody waits at a desk which has been busy for hours, by drawing conversations. */
function simulate(handling: Handling, place: number, staff: number, runs: number): number[] {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return seed / 2 ** 32;
  };
  const draw = () => {
    let left = random() * handling.observations;
    const bucket = handling.buckets.find(({ count }) => {
      left -= count;
      return left < 0;
    });
    return bucket ? bucket.from + random() * (bucket.to - bucket.from) : 0;
  };
  return Array.from({ length: runs }, () => {
    const arrival = 400 + random() * 60;
    const ends = Array.from({ length: staff }, () => {
      let end = 0;
      while (end <= arrival) end += draw();
      return end;
    });
    let wait = 0;
    for (let turn = 0; turn < place; turn += 1) {
      const next = ends.indexOf(Math.min(...ends));
      wait = (ends[next] ?? 0) - arrival;
      ends[next] = (ends[next] ?? 0) + draw();
    }
    return wait;
  });
}
