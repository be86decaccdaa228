import { expect, test } from 'vitest';
import { readBusy } from './busy-reader.ts';

test('fifty thousand events are read without a pause for anybody else', async () => {
  const start = Date.parse('2026-11-01T00:00:00Z');
  const events = Array.from({ length: 50_000 }, (_, at) => {
    const begins = new Date(start + at * 7_200_000).toISOString().slice(0, 19).replace(/[-:]/g, '');
    return `BEGIN:VEVENT\r\nUID:${at}\r\nDTSTART:${begins}Z\r\nDURATION:PT1H\r\nSUMMARY:x\r\nEND:VEVENT`;
  });
  const text = ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\r\n');
  let longest = 0;
  let last = performance.now();
  const tick = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 10);
  const began = performance.now();
  const range = { from: start, to: start + 400 * 86_400_000 };
  const found = await readBusy({ text, kind: 'ics', range, own: new Set() });
  clearInterval(tick);
  expect(found.ok && found.value.length).toBe(4800);
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(longest).toBeLessThan(250);
}, 60_000);

test('a rule that would never end is given up, and its calendar is not called empty', async () => {
  const text =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR';
  const range = { from: Date.parse('2026-11-01T00:00:00Z'), to: Date.parse('2027-11-01T00:00:00Z') };
  expect(await readBusy({ text, kind: 'ics', range, own: new Set() })).toEqual({ ok: false, reason: 'too-much-work' });
}, 60_000);
