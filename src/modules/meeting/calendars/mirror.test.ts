import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { MunicipalityId } from '../../../kernel/index.ts';
import { isPublicAddress } from '../../guide/index.ts';
import { bookMeeting } from '../booking/bookings.ts';
import type { CalendarNetwork } from './fetch-calendar.ts';
import { createMirror } from './mirror.ts';
import { addSource, removeSource, type Source, sourcesOf } from './source-store.ts';

let house: TestHouse;
let resource: string;
let server: Server;
let base: string;
let seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer: RequestListener = () => {};

const event = (uid: string, at: string, ...more: string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART:${at}`,
    'DURATION:PT1H',
    'SUMMARY:Tandlæge & mor',
    ...more,
    'END:VEVENT',
  ].join('\r\n');
const calendar = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');

const network: CalendarNetwork = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  mayConnect: (address) => address === '127.0.0.1' || isPublicAddress(address),
  plain: true,
  timeoutMs: 400,
};
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const add = (source: Source) => inFjordby(() => addSource(house, resource, source));
const busy = () =>
  inFjordby(async () =>
    (await db().selectFrom('calendar_busy').select('starts_at').orderBy('starts_at').execute()).map(({ starts_at }) =>
      starts_at.toISOString().slice(0, 16),
    ),
  );
const state = async () => (await inFjordby(() => sourcesOf(house, resource)))[0];
const mirror = (over: Partial<CalendarNetwork> = {}) =>
  createMirror(house, { network: { ...network, ...over } })(fjordby);
const later = () => house.clock.advance(3 * 24 * 3600);

beforeAll(async () => {
  house = await openTestHouse();
  ({ id: resource } = await seedResource(house));
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://kalender.kommune.dk:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  seen = [];
  await inFjordby(async () => void (await db().deleteFrom('calendar_source').execute()));
});

test('a calendar is mirrored as times alone, asked for again only when it has changed, and gone when it is removed', async () => {
  const id = await add({ kind: 'ics', url: `${base}/hemmelig/mette.ics` });
  answer = (request, response) =>
    request.headers['if-none-match'] === '"1"'
      ? response.writeHead(304).end()
      : response.writeHead(200, { etag: '"1"' }).end(calendar(event('a', '20261125T090000Z')));
  await mirror();
  expect(await busy()).toEqual(['2026-11-25T09:00']);
  expect(await state()).toMatchObject({ where: 'kalender.kommune.dk', fault: null, lastGoodAt: house.clock.now() });
  await mirror();
  expect(seen.length).toBe(1);
  house.clock.advance(15 * 60);
  await mirror();
  expect(seen[1]?.headers['if-none-match']).toBe('"1"');
  expect(await busy()).toEqual(['2026-11-25T09:00']);
  later();
  await mirror();
  expect(seen[2]?.headers['if-none-match']).toBeUndefined();
  const stored = await inFjordby(() => db().selectFrom('calendar_source').selectAll().execute());
  expect(JSON.stringify(stored)).not.toContain('hemmelig');
  expect(await inFjordby(() => removeSource(resource, id))).toBe(true);
  expect(await busy()).toEqual([]);
});

/** A letter at a time, without an end. */
function drip(response: ServerResponse): void {
  response.writeHead(200);
  const tap = setInterval(() => response.write('B'), 20);
  response.on('close', () => clearInterval(tap));
}

test('while a calendar never answers, meetings are booked, and what it said last still stands', async () => {
  const type = await seedType(house);
  const book = (at: string, phone: string) =>
    bookMeeting(
      house,
      fjordby,
      meetingFor(wishFor(type), new Date(at), { person: someone(phone) }),
      { by: 'citizen' },
      house.clock.now(),
    );
  await add({ kind: 'ics', url: `${base}/x.ics` });
  answer = (_, response) => response.end(calendar(event('a', '20261202T090000Z')));
  await mirror();
  for (const misbehave of [() => {}, (_, response) => drip(response)] satisfies RequestListener[]) {
    answer = misbehave;
    house.clock.advance(24 * 3600);
    const before = seen.length;
    let over = false;
    const reading = mirror({ timeoutMs: 60_000 }).finally(() => {
      over = true;
    });
    await expect.poll(() => seen.length).toBe(before + 1);
    const n = seen.length;
    expect((await book('2026-12-02T09:15:00Z', `+454000000${n}`)).ok).toBe(false);
    expect((await book(`2026-12-02T1${n}:00:00Z`, `+454000000${n}`)).ok).toBe(true);
    expect(over).toBe(false);
    server.closeAllConnections();
    await reading;
    expect((await state())?.fault).toBe('unreachable');
    expect(await busy()).toEqual(['2026-12-02T09:00']);
  }
});

test('fifty thousand times are taken in, and nobody else waits long meanwhile', async () => {
  await add({ kind: 'ics', url: `${base}/x.ics` });
  const start = Date.parse('2026-11-25T00:00:00Z');
  const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const many = Array.from({ length: 50_000 }, (_, at) =>
    ['BEGIN:VEVENT', `UID:${at}`, `DTSTART:${stamp(start + at * 600_000)}`, 'DURATION:PT5M', 'END:VEVENT'].join('\r\n'),
  );
  answer = (_, response) => response.end(calendar(...many));
  let over = false;
  const reading = mirror({ timeoutMs: 60_000 }).finally(() => {
    over = true;
  });
  let longest = 0;
  for (let last = performance.now(); !over; last = performance.now()) {
    await new Promise((next) => setTimeout(next, 5));
    await inFjordby(() => db().selectFrom('meeting_type').select('id').limit(1).execute());
    longest = Math.max(longest, performance.now() - last);
  }
  await reading;
  expect(await state()).toMatchObject({ fault: null });
  expect((await busy()).length).toBe(50_000);
  expect(longest).toBeLessThan(3_000);
}, 120_000);

test('calendars that never answer hold up no other, here or in another municipality', async () => {
  const { id: theirs } = await seedResource(house, {}, hedelund);
  await add({ kind: 'ics', url: `${base}/doed-1.ics` });
  await add({ kind: 'ics', url: `${base}/doed-2.ics` });
  await house.database.inMunicipality(hedelund, () =>
    addSource(house, theirs, { kind: 'ics', url: `${base}/levende.ics` }),
  );
  await add({ kind: 'ics', url: `${base}/levende.ics` });
  answer = (request, response) =>
    request.url === '/levende.ics' ? response.end(calendar(event('a', '20261202T090000Z'))) : undefined;
  const reading = createMirror(house, { network: { ...network, timeoutMs: 60_000 } })(fjordby, hedelund);
  const good = (of: MunicipalityId) =>
    house.database.inMunicipality(of, async () =>
      (await db().selectFrom('calendar_source').select('last_good_at').execute()).filter((one) => one.last_good_at),
    );
  await expect.poll(async () => (await good(fjordby)).length).toBe(1);
  await expect.poll(async () => (await good(hedelund)).length).toBe(1);
  server.closeAllConnections();
  await reading;
});

test('a calendar that fails says why, is asked more rarely, and keeps what was read last', async () => {
  await add({ kind: 'ics', url: `${base}/x.ics` });
  answer = (_, response) => response.end(calendar(event('a', '20261125T090000Z')));
  await mirror();
  for (const [misbehave, fault] of [
    [() => {}, 'timeout'],
    [(_, response) => drip(response), 'timeout'],
    [(_, response) => response.writeHead(401).end(), 'login'],
    [(_, response) => response.writeHead(503).end(), 'busy'],
    [(_, response) => response.end('<html>Log ind</html>'), 'not-a-calendar'],
    [(request) => request.socket.destroy(), 'unreachable'],
    [(_, response) => response.writeHead(302, { location: 'http://10.0.0.7/intra.ics' }).end(), 'private'],
    [(_, response) => response.writeHead(302, { location: '/x.ics' }).end(), 'redirects'],
    [(_, response) => response.end('x'.repeat(21 * 1024 * 1024)), 'too-large'],
  ] as const satisfies readonly (readonly [RequestListener, string])[]) {
    answer = misbehave;
    later();
    await mirror({ timeoutMs: fault === 'too-large' ? 20_000 : 400 });
    expect((await state())?.fault, fault).toBe(fault);
    expect(await busy()).toEqual(['2026-11-25T09:00']);
  }
  const count = seen.length;
  house.clock.advance(3600);
  await mirror();
  expect(seen.length).toBe(count);
});

test('what is inside the house is never reached, nor anything without TLS', async () => {
  await add({ kind: 'ics', url: `${base}/x.ics` });
  await mirror({
    resolve: async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '192.168.1.4', family: 4 },
    ],
  });
  expect((await state())?.fault).toBe('private');
  later();
  await mirror({ plain: false });
  expect((await state())?.fault).toBe('address');
  expect(seen).toEqual([]);
});

test('a CalDAV collection is asked for a range with her password, by a fake server', async () => {
  await add({ kind: 'caldav', url: `${base}/dav/mette/`, user: 'mette', password: 'hemmelig' });
  const xml = (text: string) =>
    `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:cal="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/dav/mette/1.ics</d:href><d:propstat><d:prop><cal:calendar-data>${text}</cal:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`;
  const ics = calendar(event('a', '20261125T090000Z', 'RRULE:FREQ=WEEKLY;COUNT=2'));
  answer = (_, response) => response.writeHead(207).end(xml(ics.replace(/&/g, '&amp;').replace(/\r\n/g, '&#13;\n')));
  await mirror();
  expect(await busy()).toEqual(['2026-11-25T09:00', '2026-12-02T09:00']);
  expect(seen[0]).toMatchObject({ method: 'REPORT', url: '/dav/mette/' });
  expect(seen[0]?.headers).toMatchObject({ depth: '1', authorization: 'Basic bWV0dGU6aGVtbWVsaWc=' });
  expect(seen[0]?.body).toContain('<c:time-range start="20261123T000000Z" end="20271229T000000Z"/>');

  later();
  answer = (_, response) => response.writeHead(207).end(xml(`<![CDATA[${ics}]]>`));
  await mirror();
  expect((await busy()).length).toBe(1);
  for (const [misbehave, fault] of [
    [(_, response) => response.writeHead(207).end(xml(ics).slice(0, -20)), 'not-a-calendar'],
    [(_, response) => response.writeHead(200).end('<html/>'), 'refused'],
    [(_, response) => response.writeHead(302, { location: 'http://anden.dk/dav/' }).end(), 'redirects'],
  ] as const satisfies readonly (readonly [RequestListener, string])[]) {
    later();
    answer = misbehave;
    await mirror();
    expect((await state())?.fault).toBe(fault);
  }
  expect(house.logged.join('')).not.toContain('hemmelig');
});
