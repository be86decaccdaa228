import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { formBrowser } from '../../../../test/support/form-browser.ts';
import { seedType } from '../../../../test/support/seed-meetings.ts';
import { db } from '../../../db/index.ts';
import { createGuide } from '../../guide/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeAgreed } from '../after/agreed.ts';
import { addPerson } from '../booking/bookings.ts';
import { nobody } from '../person-details.ts';
import { heldMeeting } from './held-meeting.ts';
import { meetingCitizenRoutes } from './routes.tsx';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, book, meetings } = citizenApp();
const now = () => given.house.clock.now();

/** The same pages in a municipality that is no demonstration, with nobody to carry a message. */
async function withoutCarrier() {
  const { house } = given;
  const guide = await createGuide(house);
  const app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.use('/:municipality/*', async (c, next) => {
    c.set('municipality', { ...c.var.municipality, demonstration: false });
    await next();
  });
  app.route('/:municipality', meetingCitizenRoutes(house, guide));
  return formBrowser(app);
}

test('where nobody carries a message, it is not said that one is sent', async () => {
  const her = await withoutCarrier();
  await book(her, 8);
  await her.get('/fjordby/moede/mit/ledsager');
  expect(her.shown().text).not.toContain('sender vi en invitation');
  await her.submit('/moede/mit/ledsager', { navn: 'Ole Prøve', kontakt: 'ole@eksempel.dk' });
  expect(her.shown().path).toBe('/fjordby/moede/mit/med');
  expect(her.shown().text).not.toContain('Vi sender');
  expect(her.shown().text).toContain('Giv linket til Ole Prøve.');
});

test('without a telephone of the municipality’s nobody is asked to ring an empty number', async () => {
  const her = browser();
  await book(her, 8);
  const [meeting] = await meetings();
  await inFjordby(() => writeAgreed(given.house, meeting?.id ?? '', ['Vi ses'], given.employee, now()));
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('Er der noget, der ikke passer?');
  const [place] = await inFjordby(() => db().selectFrom('place').select(['id', 'phone']).execute());
  const phone = (number: string) =>
    inFjordby(() =>
      db()
        .updateTable('place')
        .set({ phone: number })
        .where('id', '=', place?.id ?? '')
        .execute(),
    );
  await phone('');
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('Vi ses');
  expect(her.shown().text).not.toMatch(/Ring \./);
  await phone(place?.phone ?? '');
});

test('the ways in which one can meet are listed as in a sentence', async () => {
  await seedType(given.house, { interpreter: false }, ['in-person', 'phone', 'video']);
  const her = browser();
  await her.get('/fjordby/moede');
  expect(her.shown().text).toContain('Mød op, telefon, video ·');
});

test('the door knows nobody whose authority is over', async () => {
  const her = browser();
  await book(her, 8);
  const [meeting] = await meetings();
  const details = { ...nobody, name: 'Ida', authority: { instead: true, until: '2026-11-24' } };
  const ida = { role: 'representative', details, channel: 'none', protected: false } as const;
  const link = await inFjordby(() => addPerson(given.house, meeting?.id ?? '', ida, { by: 'citizen' }, now()));
  const app = new Hono<MunicipalEnv>();
  app.use('/:municipality/*', municipalityFromPath(createDirectory(given.house)));
  app.get('/:municipality/hvem', async (c) =>
    c.text((await inFjordby(() => heldMeeting(given.house, c)))?.person.role ?? 'nobody'),
  );
  const who = async () =>
    (await app.request('/fjordby/hvem', { headers: { cookie: `mb_moede=${link.token}` } })).text();
  expect(await who()).toBe('representative');
  given.house.clock.set('2026-11-25T00:30:00+01:00');
  expect(await who()).toBe('nobody');
});
