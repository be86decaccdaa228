import Holidays from 'date-holidays';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesDays, timeOn } from './series-days.ts';
import type { SeriesDay, SeriesPattern } from './series-types.ts';

const pattern = (over: Partial<SeriesPattern>): SeriesPattern => ({
  everyWeeks: 1,
  weekdays: [4],
  time: '10:00',
  minutes: 30,
  from: '2026-04-02',
  until: null,
  count: null,
  onHoliday: 'skip',
  without: [],
  ...over,
});
const open = () => false;
const shown = (days: readonly SeriesDay[]) => days.map((one) => `${one.day}>${one.on ?? '-'} ${one.why ?? ''}`.trim());

test('Thursdays about Easter: Maundy Thursday and Ascension Day are no meetings, and no Great Prayer Day is left', () => {
  const days = seriesDays(pattern({ until: '2026-05-21' }), '2027-01-01', open);
  expect(shown(days.filter((one) => one.on === null))).toEqual(['2026-04-02>- holiday', '2026-05-14>- holiday']);
  expect(days).toHaveLength(8);
  expect(shown(seriesDays(pattern({ weekdays: [5], from: '2026-05-01' }), '2026-05-01', open))).toEqual([
    '2026-05-01>2026-05-01',
  ]);
});

test('or they are moved to the next working day, past a closing day too, but never past the next of the rhythm', () => {
  const closed = (date: string) => date === '2026-04-07';
  const moved = pattern({ onHoliday: 'next-working-day' });
  expect(shown(seriesDays(moved, '2026-04-02', closed))).toEqual(['2026-04-02>2026-04-08 holiday']);
  const often = pattern({ weekdays: [4, 5], onHoliday: 'next-working-day' });
  // Both before Easter; the Thursday's cannot pass the Friday's.
  expect(shown(seriesDays(often, '2026-04-03', closed))).toEqual([
    '2026-04-02>- holiday',
    '2026-04-03>2026-04-08 holiday',
  ]);
});

test('ten times are ten meetings: days left out and holidays do not count', () => {
  const days = seriesDays(pattern({ count: 10, without: ['2026-04-09'] }), '2027-01-01', open);
  expect(days.filter((one) => one.on !== null)).toHaveLength(10);
  expect(days).toHaveLength(13);
});

test('ten in the morning stays ten in the morning on both sides of the change of the clock', () => {
  expect(timeOn('2026-03-26', pattern({})).startsAt.toISOString()).toBe('2026-03-26T09:00:00.000Z');
  expect(timeOn('2026-04-02', pattern({})).startsAt.toISOString()).toBe('2026-04-02T08:00:00.000Z');
  const night = timeOn('2026-03-29', pattern({ time: '02:30' }));
  expect([night.startsAt.toISOString(), night.endsAt.toISOString()]).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-03-29T02:00:00.000Z',
  ]);
});

/** Written from the calendar's side: every date is asked what it is, by another library's holidays. */
const danish = new Holidays('DK', { types: ['public'] });
const known = new Map<string, boolean>();
const isHoliday = (date: string): boolean => {
  let found = known.get(date);
  if (found === undefined) {
    found = (danish.isHoliday(new Date(`${date}T12:00:00+01:00`)) || []).some((one) => one.type === 'public');
    known.set(date, found);
  }
  return found;
};
const dayNumber = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
const dateOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
/** 5 January 1970 was a Monday. */
const weekNumber = (date: string) => Math.floor((dayNumber(date) - 4) / 7);
const weekdayOf = (date: string) => ((((dayNumber(date) - 4) % 7) + 7) % 7) + 1;

function oracle(one: SeriesPattern, to: string, closed: ReadonlySet<string>): SeriesDay[] {
  const inRhythm = (date: string) =>
    date >= one.from &&
    (one.weekdays as number[]).includes(weekdayOf(date)) &&
    (weekNumber(date) - weekNumber(one.from)) % one.everyWeeks === 0;
  const free = (date: string) => !isHoliday(date) && !closed.has(date);
  const found: SeriesDay[] = [];
  for (let number = dayNumber(one.from); number <= dayNumber(to); number += 1) {
    const day = dateOf(number);
    if (one.until !== null && day > one.until) break;
    if (one.count !== null && found.filter((each) => each.on !== null).length === one.count) break;
    if (!inRhythm(day)) continue;
    if (one.without.includes(day)) found.push({ day, on: null, why: 'left-out' });
    else if (free(day)) found.push({ day, on: day, why: null });
    else {
      const why = isHoliday(day) ? 'holiday' : 'closed';
      let on: string | null = null;
      if (one.onHoliday === 'next-working-day')
        for (let later = number + 1; later <= number + 7; later += 1) {
          const date = dateOf(later);
          if (inRhythm(date) || (one.until !== null && date > one.until)) break;
          if (weekdayOf(date) < 6 && free(date)) {
            on = date;
            break;
          }
        }
      found.push({ day, on, why });
    }
  }
  return found;
}

/** The instant at which a Danish clock first shows it, found by looking at every minute of the day. */
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});
function firstMinuteShowing(date: string, time: string): number | null {
  const start = Date.parse(`${date}T00:00:00Z`) - 3 * 3_600_000;
  for (let minute = 0; minute < 27 * 60; minute += 1)
    if (clock.format(new Date(start + minute * 60_000)) === `${date} ${time}`) return start + minute * 60_000;
  return null;
}

const date = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => dateOf(dayNumber(from) + n));
const anyPattern = fc
  .record({
    everyWeeks: fc.integer({ min: 1, max: 8 }),
    weekdays: fc.uniqueArray(
      fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, 6 as const, 7 as const),
      {
        minLength: 1,
        maxLength: 7,
      },
    ),
    from: date('2024-01-01', 1500),
    end: fc.oneof(
      fc.constant({ until: null, count: null }),
      fc.integer({ min: 1, max: 104 }).map((count) => ({ until: null, count })),
      fc.integer({ min: 0, max: 400 }).map((days) => ({ until: days, count: null })),
    ),
    onHoliday: fc.constantFrom('skip' as const, 'next-working-day' as const),
    without: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 6 }),
  })
  .map(({ end, without, ...one }) =>
    pattern({
      ...one,
      count: end.count,
      until: end.until === null ? null : dateOf(dayNumber(one.from) + end.until),
      without: without.map((days) => dateOf(dayNumber(one.from) + days)),
    }),
  );

test('the engine and the calendar agree, whatever the rhythm, the holidays and the closing days', () => {
  fc.assert(
    fc.property(
      anyPattern,
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 25 }),
      fc.integer({ min: 0, max: 420 }),
      (one, closings, ahead) => {
        const closed = new Set(closings.map((days) => dateOf(dayNumber(one.from) + days)));
        const to = dateOf(dayNumber(one.from) + ahead);
        expect(seriesDays(one, to, (day) => closed.has(day))).toEqual(oracle(one, to, closed));
      },
    ),
    { numRuns: 300 },
  );
});

test('a time of the wall is the minute at which the wall shows it, about both changes of the clock', () => {
  const near = fc.oneof(
    fc.constantFrom('2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26', '2027-03-28'),
    date('2026-01-01', 700),
  );
  fc.assert(
    fc.property(near, fc.integer({ min: 0, max: 24 * 60 - 1 }), fc.integer({ min: 5, max: 480 }), (on, at, minutes) => {
      const time = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
      const { startsAt, endsAt } = timeOn(on, { time, minutes });
      expect(endsAt.getTime() - startsAt.getTime()).toBe(minutes * 60_000);
      const shownAt = firstMinuteShowing(on, time);
      if (shownAt !== null) expect(startsAt.getTime()).toBe(shownAt);
      // The hour that is left out in March.
      else expect(time.slice(0, 2)).toBe('02');
    }),
    { numRuns: 150 },
  );
});
