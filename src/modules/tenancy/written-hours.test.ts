import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Intervals, parseExceptions, parseHours, writeExceptions, writeHours } from './written-hours.ts';

const today = '2026-11-24';
const read = (text: string) => {
  const parsed = parseHours(text);
  return parsed.ok ? parsed.value.map((pair) => pair.join('-')).join(' ') || 'closed' : parsed.reason.kind;
};

describe('one day’s hours', () => {
  test.each([
    ['10-15', '10:00-15:00'],
    [' 10 – 15 ', '10:00-15:00'],
    ['10—15', '10:00-15:00'],
    ['Kl. 9.30 til 12 og kl. 13-17', '09:30-12:00 13:00-17:00'],
    ['9:30-12, 14-17', '09:30-12:00 14:00-17:00'],
    ['0930-1700', '09:30-17:00'],
    ['930-12', '09:30-12:00'],
    ['14-17; 10-12', '10:00-12:00 14:00-17:00'],
    ['10-12, 12-14', '10:00-14:00'],
    ['8 to 12 and 13 to 16', '08:00-12:00 13:00-16:00'],
    ['10-15.', '10:00-15:00'],
    ['0-24', '00:00-24:00'],
    ['Hele døgnet', '00:00-24:00'],
    ['Lukket', 'closed'],
    ['closed', 'closed'],
    ['-', 'closed'],
    ['', 'closed'],
    ['   ', 'closed'],
  ])('%j is %s', (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    ['10', 'unreadable'],
    ['10-', 'unreadable'],
    ['10-12-14', 'unreadable'],
    ['ti til tre', 'unreadable'],
    ['10-15,,', 'unreadable'],
    ['10-25', 'unreadable'],
    ['10-24.30', 'unreadable'],
    ['10.70-12', 'unreadable'],
    ['10-15 undtagen fredag', 'unreadable'],
    ['15-10', 'backwards'],
    ['22-02', 'backwards'],
    ['10-10', 'backwards'],
    ['10-13, 12-15', 'overlap'],
    ['10-15, 11-12', 'overlap'],
  ])('%j is refused: %s', (text, kind) => expect(read(text)).toBe(kind));

  test('the fault names what was not understood', () => {
    expect(parseHours('10-12, middag, 14-17')).toEqual({ ok: false, reason: { kind: 'unreadable', part: 'middag' } });
  });
});

const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 0, maxLength: 8 });
const wall = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const someIntervals = minutes.map((list): Intervals => {
  const sorted = [...list].sort((a, b) => a - b).map(wall);
  return sorted.flatMap((from, at) => (at % 2 === 0 && sorted[at + 1] ? [[from, sorted[at + 1] ?? ''] as const] : []));
});

test('what is written is read back the same, in both languages', () => {
  fc.assert(
    fc.property(someIntervals, fc.constantFrom('da' as const, 'en' as const), (intervals, language) => {
      expect(parseHours(writeHours(intervals, language))).toEqual({ ok: true, value: intervals });
    }),
  );
});

test('no text makes it throw, and what is read is in order and apart', () => {
  const hoursLike = fc.stringMatching(/^[0-9.:,;\-–a-z ]{0,20}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), hoursLike), (text) => {
      const parsed = parseHours(text);
      if (!parsed.ok) return;
      const times = parsed.value.flat();
      expect([...times].sort()).toEqual(times);
      expect(new Set(times).size).toBe(times.length);
    }),
  );
});

describe('days that differ', () => {
  const days = (text: string) => {
    const parsed = parseExceptions(text, today);
    return parsed.ok ? parsed.value : parsed.reason;
  };
  test.each([
    ['24-12-2026 lukket', '2026-12-24'],
    ['24.12.2026: lukket', '2026-12-24'],
    ['24/12/2026 lukket', '2026-12-24'],
    ['24/12-2026 lukket', '2026-12-24'],
    ['2026-12-24 closed', '2026-12-24'],
    ['24. december 2026 lukket', '2026-12-24'],
    ['24. dec. lukket', '2026-12-24'],
    ['den 24 december: lukket', '2026-12-24'],
    ['3. marts lukket', '2027-03-03'],
    ['24. november lukket', '2026-11-24'],
    ['24-12-2026', '2026-12-24'],
  ])('%j', (text, date) => expect(days(text)).toEqual({ [date]: [] }));

  test('several lines, empty ones between, with hours', () => {
    expect(days('\r\n24-12-2026 lukket\r\n\r\n31. december: 10-12 og 13-14\n')).toEqual({
      '2026-12-24': [],
      '2026-12-31': [
        ['10:00', '12:00'],
        ['13:00', '14:00'],
      ],
    });
    expect(days('')).toEqual({});
  });

  test.each([
    ['juleaften lukket', 'date'],
    ['31-02-2027 lukket', 'date'],
    ['24-13-2026 lukket', 'date'],
    ['12/24/2026 lukket', 'date'],
    ['5. nisse lukket', 'date'],
    ['23-11-2026 lukket', 'past'],
    ['24-12-2062 lukket', 'far'],
    ['24-12-2026 lukket\n24. december 10-12', 'twice'],
    ['24-12-2026 måske', 'unreadable'],
    ['24-12-2026 12-10', 'backwards'],
  ])('%j is refused: %s', (text, kind) => expect(days(text)).toMatchObject({ kind, line: text.split('\n').at(-1) }));

  test('are written as they are read, without those that are over', () => {
    const exceptions = { '2026-12-31': [['10:00', '12:30']], '2026-12-24': [], '2026-01-02': [] } as const;
    expect(writeExceptions(exceptions, 'da', today)).toBe('24-12-2026 lukket\n31-12-2026 10-12.30');
    expect(writeExceptions(exceptions, 'en', today)).toBe('2026-12-24 closed\n2026-12-31 10-12:30');
    for (const language of ['da', 'en'] as const)
      expect(days(writeExceptions(exceptions, language, today))).toEqual({
        '2026-12-24': [],
        '2026-12-31': [['10:00', '12:30']],
      });
  });
});
