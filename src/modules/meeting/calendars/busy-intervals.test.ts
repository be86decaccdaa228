import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, instantOf, weekday } from '../../../kernel/index.ts';
import { busyIntervals } from './busy-intervals.ts';

const range = { from: Date.parse('2026-10-01T00:00:00Z'), to: Date.parse('2027-04-15T00:00:00Z') };
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'].join('\r\n');
const read = (ics: string, own?: ReadonlySet<string>) => {
  const outcome = busyIntervals(ics, range, own);
  if (!outcome.ok) return outcome.reason;
  return outcome.value.map(({ from, to }) => `${new Date(from).toISOString().slice(0, 16)}/${(to - from) / 60_000}`);
};

const copenhagen = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Copenhagen',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19810329T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

test('one event, in UTC, by a zone’s name, by no zone', () => {
  expect(read(calendar(event('DTSTART:20261124T090000Z', 'DTEND:20261124T093000Z')))).toEqual(['2026-11-24T09:00/30']);
  expect(read(calendar(event('DTSTART;TZID=America/New_York:20261124T090000', 'DURATION:PT1H')))).toEqual([
    '2026-11-24T14:00/60',
  ]);
  expect(read(calendar(event('DTSTART:20261124T090000', 'DURATION:PT1H')))).toEqual(['2026-11-24T08:00/60']);
});

test('free, cancelled and our own are not busy; those that overlap are one', () => {
  const at = ['DTSTART:20261124T090000Z', 'DTEND:20261124T100000Z'];
  expect(read(calendar(event(...at, 'TRANSP:TRANSPARENT')))).toEqual([]);
  expect(read(calendar(event(...at, 'STATUS:CANCELLED')))).toEqual([]);
  expect(read(calendar(event(...at)), new Set(['a']))).toEqual([]);
  const other = event('DTSTART:20261124T093000Z', 'DTEND:20261124T110000Z').replace('UID:a', 'UID:b');
  expect(read(calendar(event(...at), other))).toEqual(['2026-11-24T09:00/120']);
});

test('whole days are Danish, through the day with 25 hours', () => {
  expect(read(calendar(event('DTSTART;VALUE=DATE:20261025', 'DTEND;VALUE=DATE:20261026')))).toEqual([
    '2026-10-24T22:00/1500',
  ]);
  expect(read(calendar(event('DTSTART;VALUE=DATE:20261224')))).toEqual(['2026-12-23T23:00/1440']);
});

test('an old rule without end holds its wall time through both clock changes, cut where the range ends', () => {
  const found = busyIntervals(
    calendar(event('DTSTART;TZID=Europe/Copenhagen:20150105T090000', 'DURATION:PT30M', 'RRULE:FREQ=WEEKLY')),
    range,
  );
  const expected: number[] = [];
  for (let at = Date.parse('2015-01-05T12:00:00Z'); at < range.to; at += 7 * 86_400_000) {
    const start = instantOf(new Date(at).toISOString().slice(0, 10), '09:00').getTime();
    if (start >= range.from && start < range.to) expected.push(start);
  }
  expect(found.ok && found.value.map(({ from }) => from)).toEqual(expected);
  expect(expected.length).toBe(28);
});

test.each([
  ['over the hour that is left out', '20270328T013000', '20270328T033000', '2027-03-28T00:30/60'],
  ['in the hour that is left out', '20270328T023000', '20270328T040000', '2027-03-28T01:30/30'],
  ['a day after it', '20270329T003000', '20270329T013000', '2027-03-28T22:30/60'],
  ['over the hour that comes twice', '20261025T013000', '20261025T033000', '2026-10-24T23:30/180'],
  ['in the hour that comes twice', '20261025T023000', '20261025T033000', '2026-10-25T00:30/120'],
  ['a day after it', '20261026T003000', '20261026T013000', '2026-10-25T23:30/60'],
])('on a night on which the clock is changed, %s', (_what, from, to, expected) => {
  const night = event(`DTSTART;TZID=Europe/Copenhagen:${from}`, `DTEND;TZID=Europe/Copenhagen:${to}`);
  expect(read(calendar(night))).toEqual([expected]);
  // The file's own zone, which most programs send, says the same.
  expect(read(calendar(...copenhagen, night))).toEqual([expected]);
});

test('an occurrence that is left out, moved, added or made free', () => {
  const master = event(
    'DTSTART;TZID=Europe/Copenhagen:20261123T090000',
    'DTEND;TZID=Europe/Copenhagen:20261123T100000',
    'RRULE:FREQ=DAILY;COUNT=4',
    'EXDATE;TZID=Europe/Copenhagen:20261124T090000',
    'RDATE;TZID=Europe/Copenhagen:20261130T150000',
  );
  const moved = event(
    'RECURRENCE-ID;TZID=Europe/Copenhagen:20261125T090000',
    'DTSTART;TZID=Europe/Copenhagen:20261125T130000',
    'DTEND;TZID=Europe/Copenhagen:20261125T133000',
  );
  const free = event('RECURRENCE-ID:20261126T080000Z', 'DTSTART:20261126T080000Z', 'DURATION:PT1H', 'STATUS:CANCELLED');
  expect(read(calendar(master, moved, free))).toEqual([
    '2026-11-23T08:00/60',
    '2026-11-25T12:00/30',
    '2026-11-30T14:00/60',
  ]);
});

test('a rule’s end, what is left out and what is added may be told in UTC or as a period', () => {
  const start = ['DTSTART;TZID=Europe/Copenhagen:20261124T090000', 'DURATION:PT1H'];
  const days = (...more: string[]) => read(calendar(event(...start, ...more)));
  const three = ['2026-11-24T08:00/60', '2026-11-25T08:00/60', '2026-11-26T08:00/60'];
  expect(days('RRULE:FREQ=DAILY;UNTIL=20261126T080000Z')).toEqual(three);
  expect(days('RRULE:FREQ=DAILY;UNTIL=20261126T075959Z')).toEqual(three.slice(0, 2));
  expect(days('RRULE:FREQ=DAILY;UNTIL=20261126')).toEqual(three);
  expect(days('RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261125T080000Z')).toEqual([three[0], three[2]]);
  expect(days('RDATE;VALUE=PERIOD:20261130T090000Z/PT2H')).toEqual([three[0], '2026-11-30T09:00/120']);
});

test('a zone of the file’s own, under a name that only Outlook knows', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Romance Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];
  const weekly = event(
    'DTSTART;TZID=Romance Standard Time:20261019T100000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=2',
  );
  expect(read(calendar(...zone, weekly))).toEqual(['2026-10-19T08:00/60', '2026-10-26T09:00/60']);
  expect(read(calendar(weekly))).toEqual(['2026-10-19T08:00/60', '2026-10-26T09:00/60']);
});

test('rubbish is refused, and so is more than a calendar holds', () => {
  expect(read('<html>Log ind</html>')).toBe('not-a-calendar');
  expect(read('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nnoget')).toBe('not-a-calendar');
  const one = event('DTSTART:20261124T090000Z');
  expect(read(calendar(...Array.from({ length: 50_001 }, () => one)))).toBe('too-many-events');
  const readable = event('DTSTART:20261124T090000Z', 'DURATION:PT1H').replace('UID:a', 'UID:b');
  expect(read(calendar(event('DTSTART:i morgen'), readable))).toEqual(['2026-11-24T09:00/60']);
});

test('whatever rule, hour and exception: the same times as counting days on the fingers', () => {
  const rule = fc.record({
    start: fc.integer({ min: -3000, max: 150 }),
    quarter: fc.integer({ min: 0, max: 95 }),
    every: fc.integer({ min: 1, max: 9 }),
    weekly: fc.boolean(),
    count: fc.option(fc.integer({ min: 1, max: 400 })),
    left: fc.integer({ min: 0, max: 400 }),
  });
  fc.assert(
    fc.property(rule, ({ start, quarter, every, weekly, count, left }) => {
      const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
      // Wall times that a clock change skips or repeats are another test's.
      fc.pre(quarter < 4 || quarter > 15);
      const first = addDays('2026-10-01', start);
      const step = weekly ? every * 7 : every;
      const at = (n: number) => addDays(first, n * step);
      const text = (date: string) => `${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
      const expected: number[] = [];
      for (let n = 0; n < (count ?? 10_000); n += 1) {
        const from = instantOf(at(n), time).getTime();
        if (from >= range.to) break;
        if (n !== left && from >= range.from) expected.push(from);
      }
      const day = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][weekday(first) - 1];
      const ics = calendar(
        event(
          `DTSTART;TZID=Europe/Copenhagen:${text(first)}`,
          'DURATION:PT10M',
          `RRULE:FREQ=${weekly ? `WEEKLY;BYDAY=${day}` : 'DAILY'};INTERVAL=${every}${count === null ? '' : `;COUNT=${count}`}`,
          `EXDATE;TZID=Europe/Copenhagen:${text(at(left))}`,
        ),
      );
      const found = busyIntervals(ics, range);
      expect(found.ok && found.value.map(({ from }) => from).filter((from) => from > range.from)).toEqual(
        expected.filter((from) => from > range.from),
      );
    }),
    { numRuns: 60 },
  );
}, 30_000);
