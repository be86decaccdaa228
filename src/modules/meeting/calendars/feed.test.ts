import { Hono } from 'hono';
import { sync } from 'node-ical';
import { beforeAll, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { bookMeeting, cancelMeeting } from '../booking/bookings.ts';
import { readMeeting } from '../booking/read-meeting.ts';
import { calendarFeedRoutes } from './feed-routes.ts';
import { changeFeed, endFeed, makeFeed } from './feed-store.ts';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
let mette: EmployeeId;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const feed = (token: string, headers: Record<string, string> = {}, slug = 'fjordby') =>
  app.request(`/${slug}/kalender/${token}.ics`, { headers });

beforeAll(async () => {
  house = await openTestHouse();
  app = new Hono<MunicipalEnv>();
  app.use(async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  const rooms = new Hono<MunicipalEnv>().route('/', calendarFeedRoutes(house));
  app.route('/:municipality', rooms as unknown as Hono<MunicipalEnv>);
  const { employeeId } = await seedResource(house);
  if (!employeeId) throw new Error('no employee');
  mette = employeeId;
});

test('her meetings are read by a secret address, without a word of whom or what', async () => {
  const type = await seedType(house);
  const startsAt = new Date('2026-11-25T09:00:00Z');
  const now = house.clock.now();
  const booked = await bookMeeting(house, fjordby, meetingFor(wishFor(type), startsAt), { by: 'citizen' }, now);
  if (!booked.ok) throw new Error('not booked');
  const { meetingId } = booked.value;
  const meeting = await inFjordby(() => readMeeting(meetingId));
  if (!meeting) throw new Error('no meeting');
  const token = await inFjordby(() => makeFeed(mette, 'busy', now));

  const first = await feed(token);
  expect(first.status).toBe(200);
  expect(first.headers.get('cache-control')).toContain('private');
  const text = await first.text();
  expect(text).not.toContain('Karen');
  const event = sync.parseICS(text)[meeting.uid];
  expect(event).toMatchObject({ type: 'VEVENT', summary: 'Optaget', status: 'CONFIRMED' });
  const tag = first.headers.get('etag') ?? '';
  house.clock.advance(60);
  expect((await feed(token, { 'if-none-match': `W/${tag}` })).status).toBe(304);

  await inFjordby(() => changeFeed(mette, 'type'));
  expect(await (await feed(token)).text()).toContain('SUMMARY:Møde\r\n');

  const sequence = Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
  await cancelMeeting(house, fjordby, meeting.id, { version: null, actor: { by: 'citizen' } }, house.clock.now());
  const gone = await (await feed(token)).text();
  expect(gone).toContain('STATUS:CANCELLED');
  expect(gone).toContain(`UID:${meeting.uid}`);
  expect(Number(/SEQUENCE:(\d+)/.exec(gone)?.[1])).toBeGreaterThan(sequence);
  expect(await (await feed(token)).text()).toBe(gone);

  // A calendar that was never told of it is not told that it is gone.
  const renewed = await inFjordby(() => makeFeed(mette, 'busy', now));
  expect((await feed(token)).status).toBe(404);
  expect(await (await feed(renewed)).text()).not.toContain('VEVENT');
});

test('a secret that is wrong, ended or of another municipality is no address at all', async () => {
  const token = await inFjordby(() => makeFeed(mette, 'busy', house.clock.now()));
  expect((await feed(token)).status).toBe(200);
  expect((await feed(token, {}, 'hedelund')).status).toBe(404);
  expect((await feed(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
  expect((await app.request('/fjordby/kalender/noget')).status).toBe(404);
  await inFjordby(() => endFeed(mette));
  expect((await feed(token)).status).toBe(404);
  expect(house.logged.join('\n')).not.toContain(token);
});
