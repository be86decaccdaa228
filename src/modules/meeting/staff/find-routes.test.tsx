import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { danishApp } from '../../../../test/support/danish-app.ts';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { WebEnv } from '../../../platform/index.ts';
import { signIn, staffCookieName } from '../../identity/index.ts';
import { addPerson, bookMeeting } from '../booking/bookings.ts';
import { nobody } from '../person-details.ts';
import { findPath, findRoutes } from './find-routes.tsx';

let house: TestHouse;
let app: Hono<WebEnv>;
let cookie = '';
const look = async (kode: string) => {
  const answer = await app.request(findPath, {
    method: 'POST',
    body: new URLSearchParams({ kode }),
    headers: { cookie },
  });
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
};

beforeAll(async () => {
  house = await openTestHouse();
  await seedResource(house);
  app = danishApp();
  app.route('/', findRoutes(house) as unknown as Hono<WebEnv>);
  const ali = {
    municipality: fjordby,
    issuer: 'test',
    subject: 'ali',
    name: 'Ali',
    roles: ['employee'],
    idToken: null,
  } as const;
  cookie = `${staffCookieName(house)}=${await signIn(house, ali)}`;
});

test('a code that is read aloud leads to its meeting, and each look stands in the audit', async () => {
  const type = await seedType(house);
  const at = new Date('2026-11-25T10:00:00+01:00');
  const booked = await bookMeeting(house, fjordby, meetingFor(wishFor(type), at), { by: 'citizen' }, house.clock.now());
  if (!booked.ok) throw new Error('not booked');
  const { code, meetingId } = booked.value;
  const found = await look(`${code.slice(0, 4).toLowerCase()} - ${code.slice(-4)}`);
  expect([found.status, found.to]).toEqual([303, `/skranke/moeder/${meetingId}`]);
  const other = await look('2222-2222');
  expect([other.status, other.text.includes('Koden passer ikke')]).toEqual([404, true]);
  expect((await look('karen')).status).toBe(404);
  // The last day of a representative's authority is over: her code leads nowhere.
  const until = (day: string) => ({
    role: 'representative' as const,
    details: { ...nobody, name: 'Ida', authority: { instead: false, until: day } },
    channel: 'none' as const,
    protected: false,
  });
  for (const [day, status] of [
    ['2026-11-01', 404],
    ['2027-01-01', 303],
  ] as const) {
    const link = await house.database.inMunicipality(fjordby, () =>
      addPerson(house, meetingId, until(day), { by: 'citizen' }, house.clock.now()),
    );
    expect((await look(link.code)).status).toBe(status);
  }
  const audited = await house.database.inMunicipality(fjordby, () =>
    db()
      .selectFrom('audit_entry')
      .select(['action', 'outcome', 'subject'])
      .where('action', '=', 'meeting.find')
      .execute(),
  );
  expect(audited.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'refused', 'refused', 'done']);
  expect(JSON.stringify(audited)).not.toContain(code.slice(0, 4));
});
