import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../kernel/index.ts';
import { type CalendarFacts, type FeedEvent, feedCalendar, meetingCalendar } from './calendar.ts';

const facts: CalendarFacts = {
  method: 'REQUEST',
  uid: '0b0e5a9a-6c0f-4a6e-9d0c-2f3b1c1d9e55',
  sequence: 0,
  startsAt: instantOf('2026-11-24', '10:00'),
  endsAt: instantOf('2026-11-24', '10:30'),
  summary: 'Møde med Ærøskøbing, Åbenrå; & "Søn\\der" Kommune med et navn, der er længere end én linje kan være',
  organizer: { name: 'Ærø "Å" Kommune; alle', mail: 'møder@ærø.example' },
  attendee: 'anna@eksempel.dk',
  conference: { url: 'https://hjaelp.example.dk/aeroe/moede/mit', label: 'Videomøde' },
  now: new Date('2026-11-01T12:00:00Z'),
};

/** As two unrelated programs read it. */
function read(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  const event = new ICAL.Event(component);
  const [other] = Object.values(nodeIcal.sync.parseICS(ics)).filter((one) => one?.type === 'VEVENT');
  if (other?.type !== 'VEVENT') throw new Error('no event');
  return {
    method: calendar.getFirstPropertyValue('method'),
    event,
    component,
    other,
    start: event.startDate.toJSDate(),
    end: event.endDate.toJSDate(),
  };
}

describe('a meeting as iCalendar', () => {
  test('is read alike by ical.js and node-ical', () => {
    const { method, event, component, other, start, end } = read(meetingCalendar(facts));
    expect(method).toBe('REQUEST');
    expect([event.uid, other.uid]).toEqual([facts.uid, facts.uid]);
    expect([event.summary, other.summary]).toEqual([facts.summary, facts.summary]);
    expect([start, other.start.getTime()]).toEqual([facts.startsAt, facts.startsAt.getTime()]);
    expect([end, other.end?.getTime()]).toEqual([facts.endsAt, facts.endsAt.getTime()]);
    expect(event.sequence).toBe(0);
    expect(component.getFirstPropertyValue('organizer')).toBe('mailto:møder@ærø.example');
    expect(component.getFirstPropertyValue('attendee')).toBe('mailto:anna@eksempel.dk');
    expect(component.getFirstProperty('attendee')?.getFirstParameter('rsvp')).toBe('FALSE');
    expect(String(component.getFirstPropertyValue('conference'))).toBe(facts.conference?.url);
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  test('says nothing of place, topic or text', () => {
    const { component } = read(meetingCalendar(facts));
    for (const property of ['location', 'description', 'categories', 'contact', 'comment'])
      expect(component.getFirstProperty(property)).toBeNull();
  });

  test('that is cancelled has the same id, a higher number, and leads nowhere', () => {
    const { method, event, component } = read(meetingCalendar({ ...facts, method: 'CANCEL', sequence: 3 }));
    expect([method, event.uid, event.sequence]).toEqual(['CANCEL', facts.uid, 3]);
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(component.getFirstProperty('conference')).toBeNull();
  });

  test('has lines of at most 75 octets, ended as they must be, and no letter is cut', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aæøåÆØÅ€😀,;\\":n '), maxLength: 200 }), (summary) => {
        const ics = meetingCalendar({ ...facts, summary, organizer: { name: summary, mail: 'a@b.dk' } });
        expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const { event, component } = read(ics);
        expect(event.summary).toBe(summary);
        expect(component.getFirstPropertyValue('organizer')).toBe('mailto:a@b.dk');
      }),
    ));

  test('takes no line from a value', () => {
    const ics = meetingCalendar({
      ...facts,
      summary: 'Møde\r\nATTENDEE:mailto:x@y.dk',
      attendee: 'anna@eksempel.dk\r\nX-EVIL:1',
    });
    expect(ics.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(ics).not.toMatch(/^X-EVIL/m);
  });

  // Both nights of a year in which the clock is changed, and the hour that comes twice.
  test.each([
    ['2027-03-28', '01:30', '03:30', 60],
    ['2026-10-25', '01:30', '03:30', 180],
    ['2026-10-25', '02:30', '03:30', 120],
    ['2026-10-24', '23:00', '23:30', 30],
  ])('on %s from %s to %s lasts %i minutes for every reader', (date, from, to, minutes) => {
    const { start, end, other } = read(
      meetingCalendar({ ...facts, startsAt: instantOf(date, from), endsAt: instantOf(date, to) }),
    );
    expect((end.getTime() - start.getTime()) / 60_000).toBe(minutes);
    expect(start).toEqual(instantOf(date, from));
    expect(other.start.getTime()).toBe(start.getTime());
  });
});

describe('an employee’s feed', () => {
  /** Each event as two unrelated programs read it: what both say, or both, where they do not agree. */
  function readFeed(ics: string) {
    const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
    const other = nodeIcal.sync.parseICS(ics);
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      const same = other[event.uid];
      if (same?.type !== 'VEVENT') throw new Error(`node-ical does not know ${event.uid}`);
      const mine = {
        uid: event.uid,
        summary: event.summary,
        from: event.startDate.toJSDate().toISOString(),
        to: event.endDate.toJSDate().toISOString(),
        sequence: event.sequence,
        status: component.getFirstPropertyValue('status'),
        transparent: component.getFirstPropertyValue('transp'),
      };
      const theirs = {
        uid: same.uid,
        summary: same.summary,
        from: same.start.toISOString(),
        to: same.end?.toISOString(),
        sequence: Number(same.sequence),
        status: same.status,
        transparent: same.transparency,
      };
      expect(theirs).toEqual(mine);
      return mine;
    });
  }
  const feedEvent = fc.record({
    uid: fc.uuid(),
    sequence: fc.nat(400),
    // A quarter of an hour anywhere about both changes of the clock.
    quarter: fc.tuple(fc.constantFrom('2026-10-25T00:00Z', '2027-03-27T23:00Z', '2026-12-24T10:00Z'), fc.nat(20)),
    minutes: fc.integer({ min: 5, max: 1440 }),
    // Without quotes and backslashes, which node-ical takes away where it should not.
    summary: fc.string({ unit: fc.constantFrom(...'aæøåÆØÅ€😀,;:n '), maxLength: 120 }),
    cancelled: fc.boolean(),
  });

  test('is read alike by both: letters, long lines, what is gone, and the nights on which the clock is changed', () =>
    fc.assert(
      fc.property(fc.uniqueArray(feedEvent, { selector: ({ uid }) => uid, maxLength: 12 }), (made) => {
        const events: FeedEvent[] = made.map(({ quarter: [day, at], minutes, ...rest }) => {
          const startsAt = new Date(new Date(day).getTime() + at * 900_000);
          return { ...rest, startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000), changedAt: facts.now };
        });
        const ics = feedCalendar('Møder i Ærøskøbing, Åbenrå; & et navn, der er længere end én linje kan være', events);
        for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(readFeed(ics)).toEqual(
          events.map((one) => ({
            uid: one.uid,
            summary: one.summary,
            from: one.startsAt.toISOString(),
            to: one.endsAt.toISOString(),
            sequence: one.sequence,
            status: one.cancelled ? 'CANCELLED' : 'CONFIRMED',
            transparent: one.cancelled ? 'TRANSPARENT' : 'OPAQUE',
          })),
        );
      }),
      { numRuns: 40 },
    ));
});
