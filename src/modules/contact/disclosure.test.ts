import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growthStaysOpen, keepsUncertainty, pinnedCells, roundedDown } from './disclosure.ts';
import { planRelease, type Report, type Shown } from './plan-release.ts';

/** Small steps, so that every table that looks the same can be listed: the oracle is the list, not an argument. */
const small = { cell: 2, crossing: 4 };
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const from = (shown: number, step: number) => Array.from({ length: step }, (_, more) => shown + more);
const products = (choices: readonly (readonly number[])[]): number[][] =>
  choices.reduce<number[][]>((lists, choice) => lists.flatMap((list) => choice.map((one) => [...list, one])), [[]]);

/** Every table with the same rounded cells and the same total. */
const sameLook = (cells: readonly number[], step: number): number[][] =>
  products(cells.map((count) => from(roundedDown(count, step), step))).filter((other) => sum(other) === sum(cells));

describe('one table', () => {
  test('that may be shown leaves every cell all that rounding leaves it, or moves in whole steps only', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(7), { minLength: 2, maxLength: 6 }), fc.constantFrom(2, 3), (cells, step) => {
        const others = sameLook(cells, step);
        const whole = cells.every((count, index) => {
          const shown = roundedDown(count, step);
          return from(shown, step).every((value) => {
            // The total is known to the step, not exactly: a reader who knew it would still find the lowest value possible.
            return value > shown || others.some((other) => other[index] === value);
          });
        });
        const steps = cells.every((count) => count % step === 0);
        expect(keepsUncertainty(cells, step)).toBe(whole || steps);
      }),
      { numRuns: 400 },
    );
  });

  test('five cells of four under a total of twenty would tell each of them', () => {
    expect(keepsUncertainty([4, 4, 4, 4, 4], 5)).toBe(false);
    expect(keepsUncertainty([4, 4, 4, 4, 4, 0], 5)).toBe(true);
    expect(keepsUncertainty([12, 3], 5)).toBe(false);
    expect(keepsUncertainty([12, 1], 5)).toBe(true);
  });

  test('five cells that all reach five at once would tell that one came in each', () => {
    expect(growthStaysOpen([0, 0, 0, 0, 0, 0], [5, 5, 5, 5, 5, 0], 5, 5)).toBe(false);
    expect(growthStaysOpen([0, 0, 0, 0, 0, 0], [5, 5, 5, 0, 0, 0], 5, 5)).toBe(true);
  });
});

describe('two looks after each other', () => {
  const counts = (size: number) => fc.array(fc.nat(5), { minLength: size, maxLength: size });
  const growing = fc
    .integer({ min: 2, max: 4 })
    .chain((size) => fc.tuple(counts(size), counts(size), fc.constantFrom(2, 3)));

  test('never tell how many came between them to one cell, if they were fewer than a step', () => {
    fc.assert(
      fc.property(growing, ([before, came, step]) => {
        const after = before.map((count, index) => count + (came[index] ?? 0));
        const shown = (cells: readonly number[]) => cells.map((count) => roundedDown(count, step));
        const total = (cells: readonly number[]) => roundedDown(sum(cells), step);
        const grown = total(after) - total(before);
        fc.pre(grown >= step && keepsUncertainty(before, step) && keepsUncertainty(after, step));
        fc.pre(growthStaysOpen(shown(before), shown(after), grown, step));
        const looks = (cells: readonly number[]) =>
          products(cells.map((count) => from(roundedDown(count, step), step))).filter(
            (other) => total(other) === total(cells),
          );
        const [earlier, later] = [looks(before), looks(after)];
        came.forEach((count, index) => {
          if (count === 0 || count >= step) return;
          const another = earlier.some((one) =>
            later.some(
              (next) =>
                next.every((cell, at) => cell >= (one[at] ?? 0)) && (next[index] ?? 0) - (one[index] ?? 0) !== count,
            ),
          );
          expect(another).toBe(true);
        });
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a crossing', () => {
  const table = (rows: number, columns: number) =>
    fc.array(fc.array(fc.nat(5), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });

  test('pins exactly the cells that have the same count in every table that looks the same', () => {
    fc.assert(
      fc.property(fc.oneof(table(2, 2), table(2, 3), table(3, 2)), (counts) => {
        expect(pinnedCells(counts, small)).toEqual(listedPinned(counts, small));
      }),
      { numRuns: 150 },
    );
  });

  test('with one outcome only, the margins tell the crossing', () => {
    const counts = [
      [15, 0],
      [5, 0],
    ];
    expect(pinnedCells(counts)).toEqual([[1, 0]]);
    expect(
      pinnedCells([
        [16, 0],
        [5, 0],
      ]),
    ).toEqual([]);
  });

  test('of every guide of the country is decided in time', () => {
    const counts = Array.from({ length: 66 }, (_, row) =>
      Array.from({ length: 6 }, (_, column) => (row * 7 + column * 5) % 13),
    );
    const began = process.cpuUsage();
    pinnedCells(counts);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(200);
  });
});

/** The oracle: lists every table with the same rounded cells, rounded margins and total. */
function listedPinned(counts: readonly (readonly number[])[], steps: typeof small): [number, number][] {
  const columns = counts[0]?.length ?? 0;
  const margins = (flat: readonly number[]) => [
    ...counts.map((_, row) => sum(flat.slice(row * columns, row * columns + columns))),
    ...Array.from({ length: columns }, (_, column) => sum(counts.map((_, row) => flat[row * columns + column] ?? 0))),
  ];
  const flat = counts.flat();
  const look = margins(flat)
    .map((count) => roundedDown(count, steps.cell))
    .join();
  const others = sameLook(flat, steps.crossing).filter(
    (other) =>
      margins(other)
        .map((count) => roundedDown(count, steps.cell))
        .join() === look,
  );
  return flat.flatMap((count, index): [number, number][] => {
    if (count === 0 || count >= steps.crossing) return [];
    return others.every((other) => other[index] === count) ? [[Math.floor(index / columns), index % columns]] : [];
  });
}

describe('what is shown while contacts come', () => {
  const people = fc.array(fc.record({ task: fc.nat(3), outcome: fc.nat(2), door: fc.nat(1) }), {
    minLength: 30,
    maxLength: 160,
  });

  test('moves by whole steps, never back, adds up to no more than the total, and does not stand still', () => {
    fc.assert(
      fc.property(people, (contacts) => {
        let shown: Shown = new Map();
        let behind = 0;
        contacts.forEach((_, index) => {
          const next = planRelease(reportOf(contacts.slice(0, index + 1)), shown);
          if (next) {
            expectSteps(shown, next);
            shown = next;
          }
          behind = Math.max(behind, index + 1 - (shown.get('total') ?? 0));
        });
        expect(behind).toBeLessThan(30);
      }),
      { numRuns: 40 },
    );
  });

  function expectSteps(before: Shown, after: Shown): void {
    const total = after.get('total') ?? 0;
    for (const [name, value] of after) {
      const step = name.startsWith('cross/') ? 10 : 5;
      expect(value % step).toBe(0);
      expect(value).toBeGreaterThanOrEqual(step);
      expect(value).toBeGreaterThanOrEqual(before.get(name) ?? 0);
    }
    for (const name of before.keys()) expect(after.has(name)).toBe(true);
    for (const dimension of ['task', 'outcome', 'door', 'cross']) {
      const parts = sum([...after].flatMap(([name, value]) => (name.startsWith(`${dimension}/`) ? [value] : [])));
      // What is not told of a table is nothing or at least a step: it can hide nobody alone.
      expect((total - parts) % 5).toBe(0);
      expect(total - parts).toBeGreaterThanOrEqual(0);
    }
  }
});

type Person = { readonly task: number; readonly outcome: number; readonly door: number };
function reportOf(people: readonly Person[]): Report {
  const table = (dimension: keyof Person, size: number) =>
    new Map(
      Array.from({ length: size }, (_, value) => [
        `${dimension}/${value}`,
        people.filter((one) => one[dimension] === value).length,
      ]),
    );
  return {
    total: people.length,
    tables: [table('task', 5), table('outcome', 4), table('door', 3)],
    crossing: {
      rows: ['0', '1', '2', '3', '4'],
      columns: ['0', '1', '2', '3'],
      count: (row, column) => people.filter((one) => String(one.task) === row && String(one.outcome) === column).length,
      name: (row, column) => `cross/${row}/${column}`,
    },
  };
}
