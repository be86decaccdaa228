import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CalDavServer, findRadicale, startRadicale } from '../../../../test/support/caldav-server.ts';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { bookMeeting } from '../booking/bookings.ts';
import { feedCalendar } from '../messages/calendar.ts';
import type { CalendarNetwork } from './fetch-calendar.ts';
import { createMirror } from './mirror.ts';
import { addSource, sourcesOf } from './source-store.ts';

const radicale = findRadicale();
let house: TestHouse;
let server: CalDavServer;
let resource: string;

beforeAll(async () => {
  if (radicale === null) return;
  house = await openTestHouse();
  ({ id: resource } = await seedResource(house));
  server = await startRadicale(radicale);
}, 90_000);
afterAll(() => server?.stop());

const network: CalendarNetwork = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  mayConnect: (address) => address === '127.0.0.1',
  plain: true,
  timeoutMs: 10_000,
};
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const busy = () =>
  inFjordby(async () =>
    (await db().selectFrom('calendar_busy').select(['starts_at', 'ends_at']).orderBy('starts_at').execute()).map(
      (row) =>
        `${row.starts_at.toISOString().slice(0, 16)}/${(row.ends_at.getTime() - row.starts_at.getTime()) / 60_000}`,
    ),
  );
/** Reads one calendar anew, as if it had just been told of; what is wrong with it, and when she is taken. */
async function mirrored(path: string, password = 'hemmelig') {
  await inFjordby(async () => {
    await db().deleteFrom('calendar_source').execute();
    await addSource(house, resource, { kind: 'caldav', url: `${server.url}${path}`, user: 'mette', password });
  });
  await createMirror(house, { network })(fjordby);
  const [source] = await inFjordby(() => sourcesOf(house, resource));
  return { fault: source?.fault, busy: await busy() };
}
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'DTSTAMP:20261101T000000Z', ...lines, 'END:VEVENT'];
/** Servers demand the zone that a file names. */
const zoneOf = (name: string) => [
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
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
const calendar = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//DA', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

describe.skipIf(radicale === null)('a real CalDAV server (Radicale)', () => {
  test('tells when she is taken: letters of its own, rules, exceptions, what is free and what is cancelled', async () => {
    const zone = 'TZID=Europe/Copenhagen';
    await server.put(
      '/mette/arbejde/',
      calendar(
        zoneOf('Europe/Copenhagen'),
        event('UID:en', 'DTSTART:20261125T090000Z', 'DURATION:PT1H', 'SUMMARY:Tandlæge & mor <Ærø>, "Åse"\\; mere'),
        event(
          'UID:hver-uge',
          `DTSTART;${zone}:20150105T090000`,
          `DTEND;${zone}:20150105T093000`,
          'RRULE:FREQ=WEEKLY;UNTIL=20261208T000000Z',
          `EXDATE;${zone}:20261130T090000`,
        ),
        event(
          'UID:hver-uge',
          `RECURRENCE-ID;${zone}:20261207T090000`,
          `DTSTART;${zone}:20261207T140000`,
          'DURATION:PT15M',
        ),
        event('UID:fri', 'DTSTART:20261126T090000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'),
        event('UID:aflyst', 'DTSTART:20261126T100000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'),
        event('UID:dag', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261225'),
        event('UID:nat', `DTSTART;${zone}:20270328T013000`, `DTEND;${zone}:20270328T033000`),
        event('UID:laenge-siden', 'DTSTART:20200101T090000Z', 'DURATION:PT1H'),
      ),
    );
    house.clock.set('2026-11-24T09:00:00Z');
    expect(await mirrored('/mette/arbejde/')).toEqual({
      fault: null,
      busy: [
        '2026-11-23T08:00/30',
        '2026-11-25T09:00/60',
        '2026-12-07T13:00/15',
        '2026-12-23T23:00/1440',
        '2027-03-28T00:30/60',
      ],
    });
  });

  test('what she keeps of ours in it is not taken twice, and her meeting there can be moved', async () => {
    const type = await seedType(house);
    const startsAt = new Date('2026-11-26T12:00:00Z');
    const booked = await bookMeeting(
      house,
      fjordby,
      meetingFor(wishFor(type), startsAt),
      { by: 'citizen' },
      house.clock.now(),
    );
    if (!booked.ok) throw new Error('not booked');
    const { uid } = await inFjordby(() =>
      db().selectFrom('meeting').select('uid').where('id', '=', booked.value.meetingId).executeTakeFirstOrThrow(),
    );
    const ours = {
      uid,
      sequence: 0,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 1_800_000),
      summary: 'Optaget',
      cancelled: false,
      changedAt: startsAt,
    };
    await server.put('/mette/kopi/', feedCalendar('Møder', [ours]));
    expect(await mirrored('/mette/kopi/')).toEqual({ fault: null, busy: [] });
    await server.put('/mette/kopi/', feedCalendar('Møder', [{ ...ours, uid: 'en-anden' }]));
    expect((await mirrored('/mette/kopi/')).busy).toEqual(['2026-11-26T12:00/30']);
  });

  test('hundreds of events, each a resource of its own', async () => {
    const start = Date.parse('2026-11-25T00:00:00Z');
    const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const many = Array.from({ length: 300 }, (_, at) =>
      event(`UID:nr-${at}`, `DTSTART:${stamp(start + at * 7_200_000)}`, 'DURATION:PT1H', 'SUMMARY:Æ'),
    );
    await server.put('/mette/mange/', calendar(...many));
    expect((await mirrored('/mette/mange/')).busy).toHaveLength(300);
  });

  test('an empty one is no fault; a wrong password, another’s and one that is not there say so', async () => {
    await server.put('/mette/tom/', calendar());
    expect(await mirrored('/mette/tom/')).toEqual({ fault: null, busy: [] });
    expect((await mirrored('/mette/tom/', 'forkert')).fault).toBe('login');
    expect((await mirrored('/ali/arbejde/')).fault).toBe('login');
    expect((await mirrored('/mette/findes-ikke/')).fault).toBe('missing');
    expect(house.logged.join('')).not.toMatch(/hemmelig|forkert|Tandlæge/);
  });
});
