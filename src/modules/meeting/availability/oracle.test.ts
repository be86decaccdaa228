import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type DateString, publicHoliday, wallClock, weekday } from '../../../kernel/index.ts';
import type { ResourceHours } from '../meeting-rules.ts';
import { datesOf, dayOf, instantOfMinute, joined } from './danish-day.ts';
import { fitsAt, markOffered, offeredAt, type Shape, startsIn, step } from './free-starts.ts';
import { type Closings, readyHours, windowsBetween } from './resource-windows.ts';

/**
 * The same answer found the slow way: every minute of the range is asked of the clock on the wall, of the hours as they are
 * written, and of everything booked.
 */
type Ranged = { readonly from: DateString; readonly to: DateString };
type Given = {
  readonly hours: ResourceHours;
  readonly place: string | null;
  readonly busy: readonly (readonly [number, number])[];
};
type Minutes = {
  readonly first: number;
  readonly wall: readonly { readonly date: DateString; readonly time: string }[];
};

const walls = new Map<string, Minutes>();
function minutesOf({ from, to }: Ranged): Minutes {
  const key = `${from} ${to}`;
  const found = walls.get(key);
  if (found) return found;
  // Generously around, so that nothing is taken over from the code that is tested.
  const first = Math.floor(Date.parse(`${addDays(from, -1)}T00:00:00Z`) / 60_000);
  const last = Math.floor(Date.parse(`${addDays(to, 3)}T00:00:00Z`) / 60_000);
  const wall = Array.from({ length: last - first }, (_, at) => wallClock(new Date((first + at) * 60_000)));
  const minutes = { first, wall };
  walls.set(key, minutes);
  return minutes;
}

function intervalsOn({ hours }: Given, date: DateString): readonly (readonly [string, string])[] | null {
  if (hours.exceptions[date]) return hours.exceptions[date];
  const monday = (one: DateString) => Date.parse(addDays(one, 1 - weekday(one)));
  for (const pattern of [...hours.patterns].reverse()) {
    if (pattern.from !== null && date < pattern.from) continue;
    if (pattern.to !== null && date > pattern.to) continue;
    const anchor = pattern.anchor ?? pattern.from ?? '1970-01-01';
    const weeks = Math.round((monday(date) - monday(anchor)) / (7 * 86_400_000));
    if (weeks % pattern.everyWeeks !== 0) continue;
    return pattern.weekly[String(weekday(date)) as '1'];
  }
  return null;
}

function openMinutes(given: Given, closings: Closings, range: Ranged): readonly boolean[] {
  const { wall } = minutesOf(range);
  const open = wall.map(() => false);
  for (const date of [...datesOf(range), addDays(range.to, 1)]) {
    if (closings.everywhere.has(date) || closings.byPlace.get(given.place ?? '')?.has(date)) continue;
    if (publicHoliday(date) !== null && !given.hours.exceptions[date]) continue;
    const here = wall.flatMap((one, at) => (one.date === date ? [at] : []));
    const firstShowing = (time: string) => here.find((at) => (wall[at]?.time ?? '') >= time) ?? (here.at(-1) ?? 0) + 1;
    for (const [from, to] of intervalsOn(given, date) ?? [])
      for (let at = firstShowing(from); at < firstShowing(to); at += 1) open[at] = true;
  }
  return open;
}

/** Whether a meeting may begin at each minute. */
function fittingMinutes(given: Given, closings: Closings, range: Ranged, shape: Shape): readonly boolean[] {
  const { first, wall } = minutesOf(range);
  const open = openMinutes(given, closings, range);
  const within = (at: number) => (wall[at + step]?.date ?? '') >= range.from && (wall[at]?.date ?? '') <= range.to;
  const taken = open.map((_, at) => given.busy.some(([from, to]) => first + at >= from && first + at < to));
  return open.map((_, start) => {
    if (!within(start)) return false;
    for (let at = start; at < start + shape.minutes; at += 1) if (!open[at]) return false;
    for (let at = start - shape.before; at < start + shape.minutes + shape.after; at += 1) if (taken[at]) return false;
    return true;
  });
}

const flushAt = (fits: readonly boolean[], at: number): boolean => {
  for (let back = at; back > at - step; back -= 1) {
    if (!fits[back]) return false;
    if (!fits[back - 1]) return true;
  }
  return false;
};

function assembles(
  fits: readonly (readonly boolean[])[],
  needed: readonly (readonly number[])[],
  at: number,
  by: (who: number) => boolean,
) {
  const tryNeed = (need: number, taken: readonly number[]): boolean => {
    const candidates = needed[need];
    if (!candidates) return taken.some(by);
    return candidates.some(
      (who) => !taken.includes(who) && fits[who]?.[at] === true && tryNeed(need + 1, [...taken, who]),
    );
  };
  return tryNeed(0, []);
}

const ranges: readonly Ranged[] = [
  { from: '2026-11-24', to: '2026-11-25' },
  { from: '2026-03-28', to: '2026-03-29' },
  { from: '2026-03-29', to: '2026-03-29' },
  { from: '2026-10-25', to: '2026-10-26' },
  { from: '2026-12-24', to: '2026-12-26' },
  { from: '2026-12-31', to: '2027-01-01' },
];
const anyTime = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 288 }).map((cell) => cell * 5) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1440 }) },
  { weight: 2, arbitrary: fc.integer({ min: 60, max: 240 }) },
);
const written = (wall: number) =>
  `${String(Math.floor(wall / 60)).padStart(2, '0')}:${String(wall % 60).padStart(2, '0')}`;
const intervals = fc
  .array(fc.tuple(anyTime, anyTime), { maxLength: 3 })
  .map((pairs) => pairs.map(([a, b]): [string, string] => [written(Math.min(a, b)), written(Math.max(a, b))]));
const nearDate = (range: Ranged) => fc.integer({ min: -20, max: 20 }).map((days) => addDays(range.from, days));
const week = fc.record({
  '1': intervals,
  '2': intervals,
  '3': intervals,
  '4': intervals,
  '5': intervals,
  '6': intervals,
  '7': intervals,
});
const hoursIn = (range: Ranged): fc.Arbitrary<ResourceHours> =>
  fc.record({
    patterns: fc.array(
      fc.record({
        from: fc.option(nearDate(range)),
        to: fc.option(nearDate(range)),
        everyWeeks: fc.constantFrom(1 as const, 1 as const, 2 as const, 3 as const, 4 as const),
        anchor: fc.option(nearDate(range)),
        weekly: week,
      }),
      { maxLength: 3 },
    ),
    exceptions: fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 }), intervals), { maxLength: 2 })
      .map((days) => Object.fromEntries(days.map(([after, each]) => [addDays(range.from, after), each]))),
  });
const given = (range: Ranged): fc.Arbitrary<Given> => {
  const from = dayOf(range.from).start;
  const length = dayOf(range.to).end - from;
  const taken = fc
    .tuple(fc.integer({ min: -120, max: length + 120 }), fc.integer({ min: 1, max: 300 }))
    .map(([at, minutes]): readonly [number, number] => [from + at, from + at + minutes]);
  return fc.record({
    hours: hoursIn(range),
    place: fc.constantFrom(null, 'a', 'b'),
    busy: fc.array(taken, { maxLength: 8 }),
  });
};
const shapes: fc.Arbitrary<Shape> = fc.record({
  minutes: fc.oneof(fc.constantFrom(5, 10, 20, 30, 45, 60, 90), fc.integer({ min: 5, max: 480 })),
  before: fc.constantFrom(0, 0, 5, 7, 15, 30),
  after: fc.constantFrom(0, 0, 5, 8, 20),
  grid: fc.constantFrom(5, 10, 15, 20, 30, 60),
});
const worlds = fc.constantFrom(...ranges).chain((range) =>
  fc.record({
    range: fc.constant(range),
    shape: shapes,
    all: fc.array(given(range), { minLength: 1, maxLength: 4 }),
    // Who can fill which need, by number; the same one may be able to fill several.
    needed: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    }),
    closed: fc.subarray([range.from, addDays(range.from, 1)]),
    closedAt: fc.subarray([range.from, addDays(range.from, 1)]),
  }),
);

describe('the engine and a clock asked minute by minute', () => {
  test('agree on every minute and every step', () => {
    fc.assert(
      fc.property(worlds, ({ range, shape, all, needed, closed, closedAt }) => {
        // Mostly open, or nothing would ever be free.
        const closings: Closings = {
          everywhere: new Set(closed.length === 2 ? closed : []),
          byPlace: new Map([['a', new Set(closedAt)]]),
        };
        const here = needed.map((one) => one.filter((who) => who < all.length));
        const dates = datesOf(range);
        const starts = all.map((one) =>
          startsIn(
            {
              id: '',
              windows: windowsBetween(readyHours(one.hours), one.place, closings, dates),
              busy: joined(one.busy.flat()),
            },
            shape,
          ),
        );
        const fits = all.map((one) => fittingMinutes(one, closings, range, shape));
        const { first, wall } = minutesOf(range);
        const [from, to] = [dayOf(range.from).start, dayOf(range.to).end];
        for (const [who, each] of starts.entries())
          for (let start = from; start < to; start += 1)
            if (fitsAt(each, start) !== fits[who]?.[start - first])
              throw new Error(`${instantOfMinute(start).toISOString()} for ${who}: ${fitsAt(each, start)}`);

        const lists = here.map((one) => one.map((who) => ({ id: String(who), starts: starts[who] ?? [] })));
        const cells = { from, count: (to - from) / step };
        const marks = new Uint8Array(cells.count);
        markOffered(lists, shape, cells, marks);
        for (let cell = 0; cell < cells.count; cell += 1) {
          const at = from + cell * step - first;
          const minute = Number(wall[at]?.time.slice(3)) + 60 * Number(wall[at]?.time.slice(0, 2));
          const onGrid = minute % shape.grid === 0;
          const expected = assembles(fits, here, at, (who) => onGrid || flushAt(fits[who] ?? [], at));
          if ((marks[cell] === 1) !== expected) throw new Error(`${wall[at]?.date} ${wall[at]?.time}: ${marks[cell]}`);
          if ((offeredAt(lists, shape, from + cell * step) !== null) !== expected) throw new Error('offeredAt');
        }
      }),
      { numRuns: Number(process.env.ORACLE_RUNS ?? 40) },
    );
  }, 60_000);

  test('the days of both clock changes are 23 and 25 hours long, and their repeated hour comes first', () => {
    const [spring, autumn] = [dayOf('2026-03-29'), dayOf('2026-10-25')];
    expect([spring.end - spring.start, autumn.end - autumn.start]).toEqual([23 * 60, 25 * 60]);
    expect([spring.jump, autumn.jump].map((one) => instantOfMinute(one).toISOString())).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
    ]);
    expect([spring.forward, autumn.forward]).toEqual([60, -60]);
  });
});
