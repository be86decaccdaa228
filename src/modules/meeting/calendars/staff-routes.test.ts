import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { danishApp } from '../../../../test/support/danish-app.ts';
import { seedResource } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { WebEnv } from '../../../platform/index.ts';
import { signIn, staffCookieName } from '../../identity/index.ts';
import { writeFault } from './source-store.ts';
import { calendarStaffRoutes } from './staff-routes.tsx';

let house: TestHouse;
let app: Hono<WebEnv>;
let cookie = '';
const path = '/skranke/moeder/kalender';
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);

beforeAll(async () => {
  house = await openTestHouse();
  app = danishApp();
  app.route('/', calendarStaffRoutes(house) as unknown as Hono<WebEnv>);
  const token = await signIn(house, {
    municipality: fjordby,
    issuer: 'test',
    subject: 'mette',
    name: 'Mette',
    roles: ['employee'],
    idToken: null,
  });
  cookie = `${staffCookieName(house)}=${token}`;
});

const get = async (query = '') =>
  (await app.request(`${path}${query}`, { headers: { cookie, accept: 'text/html' } })).text();
const post = (to: string, form: Record<string, string>) =>
  app.request(`${path}/${to}`, {
    method: 'POST',
    headers: { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });

test('she makes an address, sees it once, and closes it', async () => {
  expect(await get()).toContain('Du har ingen adresse nu.');
  expect((await post('adresse', { hvad: 'ny', vis: 'alt' })).status).toBe(422);
  const made = await (await post('adresse', { hvad: 'ny', vis: 'busy' })).text();
  const address = /http:\/\/localhost:4100\/fjordby\/kalender\/[\w-]{32}\.ics/.exec(made)?.[0];
  expect(address).toBeDefined();
  expect(await get()).not.toContain(String(address));
  expect((await post('adresse', { hvad: 'luk' })).headers.get('location')).toBe(`${path}?klar=lukket`);
  expect(await get()).toContain('Du har ingen adresse nu.');
});

test('she adds a calendar, is told how it is, and removes it; what she wrote wrongly is kept, her password never', async () => {
  expect(await get()).toContain('Du kan ikke bookes til møder endnu.');
  const { id: resource } = await seedResource(house);
  await inFjordby(async () => {
    const mette = await db()
      .selectFrom('employee')
      .select('id')
      .where('subject', '=', 'mette')
      .executeTakeFirstOrThrow();
    await db().updateTable('meeting_resource').set({ employee_id: mette.id }).where('id', '=', resource).execute();
  });
  const wrong = await post('hent', { hvor: 'caldav', adresse: 'http://x.dk/dav', bruger: 'mette', kode: 'blaabaer7' });
  expect(wrong.status).toBe(422);
  const text = await wrong.text();
  expect(text).toContain('Skriv kalenderens adresse. Den begynder med https://');
  expect(text).toContain('value="http://x.dk/dav"');
  expect(text).not.toContain('blaabaer7');
  // Without Microsoft Graph there is no such choice.
  expect((await post('hent', { hvor: 'graph', postkasse: 'mette@kommune.dk' })).status).toBe(422);
  expect((await post('hent', { hvor: 'ics', adresse: 'webcal://kalender.dk/hemmelig.ics' })).status).toBe(303);
  const listed = await get();
  expect(listed).toContain('kalender.dk');
  expect(listed).toContain('Den bliver læst om lidt.');
  expect(listed).not.toContain('hemmelig.ics');
  const twice = await post('hent', { hvor: 'ics', adresse: 'https://kalender.dk/hemmelig.ics' });
  expect([twice.status, (await twice.text()).includes('Den kalender har du allerede her.')]).toEqual([422, true]);
  expect((await post('hent', { hvor: 'ics', adresse: 'https://kalender.dk/en-anden.ics' })).status).toBe(303);
  expect(await get()).toContain('Fjern kalender.dk (2)');
  const row = await inFjordby(() => db().selectFrom('calendar_source').select('id').executeTakeFirstOrThrow());
  await inFjordby(() => writeFault(row.id, 'timeout'));
  expect(await get()).toContain('Kalenderen svarer for langsomt.');
  expect((await post(`${row.id}/fjern`, {})).headers.get('location')).toBe(`${path}?klar=fjernet`);
  expect((await post(`${row.id}/fjern`, {})).status).toBe(404);
});
