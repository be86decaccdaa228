import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { Browser } from '../../../../test/support/staff-browser.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { instantOf, type Language, newId } from '../../../kernel/index.ts';
import { type Role, type StaffEnv, signIn } from '../../identity/index.ts';
import { proposeTimes } from '../agreeing/proposals.ts';
import { bookMeeting, personsOf } from '../booking/bookings.ts';
import { nobody } from '../person-details.ts';
import { demonstrationTypes } from '../types/demonstration-types.ts';
import { saveType, typeById } from '../types/store.ts';
import { affectedBy, refreshAffected, type Standing } from './affected.ts';
import { allClosings } from './closing-store.ts';
import { allResources, resourceOfEmployee } from './resource-store.ts';
import { meetingHoursRoutes } from './routes.ts';

// Tuesday 24 November 2026, 10.00 in Denmark.
const hall = '11111111-1111-4111-8111-111111110001';
let house: TestHouse;
let base = '';
let admin: Browser;
let mette: Browser;
let metteId = '';
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => seedPlace(owner, { hours: '{}', id: hall, name: 'Rådhuset' }) });
  const app = new Hono<StaffEnv>({ getPath: (request) => new URL(request.url).pathname.replace(/^\/en(?=\/)/, '') });
  app.use(async (c, next) => {
    c.set('language', (new URL(c.req.url).pathname.startsWith('/en/') ? 'en' : 'da') satisfies Language);
    c.set('requestId', 'test');
    await next();
  });
  app.route('/', meetingHoursRoutes({ ...house, baseUrl: () => base }));
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  admin = await browserOf('adam', ['administrator']);
  mette = await browserOf('mette', ['employee']);
  metteId = (
    await here(() => db().selectFrom('employee').select('id').where('subject', '=', 'mette').executeTakeFirstOrThrow())
  ).id;
});
const here = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
async function browserOf(subject: string, roles: Role[], municipality = fjordby): Promise<Browser> {
  const value = await signIn(house, {
    municipality,
    issuer: 'test',
    subject,
    name: `Navn ${subject}`,
    roles,
    idToken: null,
  });
  const browser = new Browser();
  browser.cookies.set('mb_staff /', { value, path: '/', attributes: '' });
  return browser;
}
beforeEach(async () => {
  await here(async () => {
    for (const table of ['meeting', 'meeting_resource', 'meeting_closing', 'meeting_type'] as const)
      await db().deleteFrom(table).execute();
  });
});

const resources = '/administration/moeder/ressourcer';
const closings = '/administration/moeder/lukkedage';
const own = '/skranke/moeder/mine-tider';
const affected = '/skranke/moeder/beroerte';
const week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [`t1day${day}`, '9-12']));
const look = async (browser: Browser, path: string) => {
  const answer = await browser.send(`${base}${path}`);
  return { status: answer.status, page: await answer.text() };
};
const send = async (browser: Browser, path: string, form: Record<string, string>) => {
  const answer = await browser.send(`${base}${path}`, { form });
  return { status: answer.status, location: answer.headers.get('location'), page: await answer.text() };
};
const value = (page: string, name: string): string => {
  const input = new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(page)?.[0] ?? '';
  return (
    new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)`).exec(page)?.[1] ?? /value="([^"]*)"/.exec(input)?.[1] ?? ''
  );
};
async function calendarOfMette(): Promise<string> {
  const made = await send(admin, `${resources}/ny`, {
    kind: 'employee',
    employee: metteId,
    active: 'ja',
    skills: 'borgerservice',
    ...week,
  });
  expect(made.status).toBe(303);
  return /ressourcer\/([0-9a-f-]{36})/.exec(made.location ?? '')?.[1] ?? '';
}
async function booked(time: string, date = '2026-12-03'): Promise<string> {
  const kind = demonstrationTypes[0];
  if (!kind) throw new Error('no type');
  const meetingId = await here(async () => {
    const made = await saveType({
      id: null,
      slug: `type-${newId()}`,
      title: { da: 'Samtale', en: 'Talk' },
      active: true,
      position: 0,
      rules: {
        ...kind.rules,
        lengthMinutes: 30,
        gridMinutes: 30,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        needs: [],
        bookedBy: 'citizen',
      },
      forms: [{ form: 'phone', law: '', allowed: true }],
      version: 0,
    });
    if (!made.ok) throw new Error(made.reason);
    return made.value.id;
  });
  const type = await here(() => typeById(meetingId));
  if (!type) throw new Error('no type');
  const outcome = await bookMeeting(
    house,
    fjordby,
    {
      wish: {
        type,
        form: 'phone',
        language: 'da',
        interpreter: null,
        with: null,
        place: null,
        minutes: null,
        by: 'employee',
        instead: null,
        contactKey: null,
      },
      startsAt: instantOf(date, time),
      pageLanguage: 'da',
      topic: null,
      step: null,
      person: {
        role: 'citizen',
        details: { ...nobody, name: 'Karla Prøvesen', phone: '+4510203040' },
        channel: 'sms',
        protected: false,
      },
      others: [],
      hiddenAddresses: false,
      requestKey: null,
    },
    { by: 'system' },
    house.clock.now(),
  );
  if (!outcome.ok) throw new Error(outcome.reason.kind);
  return outcome.value.meetingId;
}
const states = () =>
  here(async () => await db().selectFrom('meeting_affected').select(['meeting_id', 'state', 'reason']).execute());

describe('calendars', () => {
  test('are an administrator’s to make, and an employee’s own hours hers', async () => {
    expect((await look(mette, resources)).status).toBe(403);
    expect((await look(mette, closings)).status).toBe(403);
    expect((await look(admin, own)).status).toBe(403);
    expect((await look(admin, affected)).status).toBe(403);
    expect((await look(await browserOf('leder', ['leader']), resources)).status).toBe(403);
    expect((await look(admin, resources)).page).toContain('Lav kalender til Navn mette');
    const id = await calendarOfMette();
    expect((await look(admin, resources)).page).not.toContain('Lav kalender til Navn mette');
    const [card] = await here(allResources);
    expect(card).toMatchObject({
      id,
      name: 'Navn mette',
      kind: 'employee',
      skills: ['borgerservice'],
      active: true,
      version: 1,
    });
    expect(card?.hours.patterns[0]?.weekly['1']).toEqual([['09:00', '12:00']]);
    expect((await send(admin, `${resources}/ny`, { kind: 'employee', employee: metteId, ...week })).status).toBe(422);
  });

  test('keep seasons, every second week and days that differ, and show them again', async () => {
    const id = await calendarOfMette();
    const form = {
      ...week,
      version: '1',
      active: 'ja',
      t2day1: '13-17',
      t2from: '2027-06-01',
      t2to: '2027-08-31',
      t2every: '2',
      t2anchor: '2027-06-07',
      exceptions: '24. december lukket\n31-12-2026: 10-12',
      'sprog-da': 'ja',
      'sprog-sgn': 'ja',
      languages: 'ti',
      place: hall,
    };
    expect(await send(admin, `${resources}/${id}`, form)).toMatchObject({ status: 303 });
    const { page } = await look(admin, `${resources}/${id}`);
    expect([value(page, 't1day1'), value(page, 't2day1'), value(page, 't2day2'), value(page, 't2anchor')]).toEqual([
      '9-12',
      '13-17',
      'lukket',
      '2027-06-07',
    ]);
    expect(value(page, 'exceptions')).toBe('24-12-2026 lukket\n31-12-2026 10-12');
    const [card] = await here(allResources);
    expect(card).toMatchObject({ languages: ['da', 'sgn', 'ti'], placeId: hall, version: 2 });
    expect(card?.hours.patterns[1]).toMatchObject({
      from: '2027-06-01',
      to: '2027-08-31',
      everyWeeks: 2,
      anchor: '2027-06-07',
    });
    // The second times are removed by emptying their days.
    const emptied = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`t2day${day}`, '']));
    expect((await send(admin, `${resources}/${id}`, { ...form, ...emptied, version: '2' })).status).toBe(303);
    expect((await here(allResources))[0]?.hours.patterns).toHaveLength(1);
  });

  test('that cannot be read are named by their field, and everything typed stays', async () => {
    const id = await calendarOfMette();
    const form = {
      ...week,
      version: '1',
      t1day3: 'ti til tre',
      t1from: '2027-02-30',
      t1every: '2',
      t1day5: '15-10',
      exceptions: 'juleaften',
      languages: 'dansk!',
      place: newId(),
      skills: 'x',
    };
    const { status, page } = await send(admin, `${resources}/${id}`, form);
    expect(status).toBe(422);
    for (const field of ['t1day3', 't1day5', 't1from', 't1anchor', 'exceptions', 'languages', 'place'])
      expect(page).toContain(`href="#${field}"`);
    expect(page).toContain('Onsdag: &quot;ti til tre&quot; kan ikke læses');
    expect([value(page, 't1day3'), value(page, 'skills'), value(page, 'languages')]).toEqual([
      'ti til tre',
      'x',
      'dansk!',
    ]);
    expect((await here(allResources))[0]?.version).toBe(1);
  });

  test('that somebody else saved meanwhile are not overwritten unseen', async () => {
    const id = await calendarOfMette();
    const form = { ...week, version: '1', active: 'ja' };
    expect((await send(admin, `${resources}/${id}`, { ...form, t1day1: '8-12' })).status).toBe(303);
    const { status, page } = await send(admin, `${resources}/${id}`, { ...form, t1day2: '10-11' });
    expect(status).toBe(409);
    expect(page).toContain('En anden har gemt kalenderen');
    expect(page).toContain('Tider 1, Mandag: 8-12');
    expect(value(page, 't1day2')).toBe('10-11');
    expect(
      (await send(admin, `${resources}/${id}`, { ...form, t1day2: '10-11', version: value(page, 'version') })).status,
    ).toBe(303);
    expect((await here(allResources))[0]?.hours.patterns[0]?.weekly['2']).toEqual([['10:00', '11:00']]);
  });

  test('are changed by the employee herself, hours alone', async () => {
    expect((await look(mette, own)).page).toContain('Du har ingen mødekalender endnu');
    await calendarOfMette();
    expect(value((await look(mette, own)).page, 't1day4')).toBe('9-12');
    const answer = await send(mette, own, { ...week, t1day4: 'lukket', version: '1', skills: 'alt', active: '' });
    expect(answer).toMatchObject({ status: 303, location: `${own}?gemt=0` });
    const card = await here(() => resourceOfEmployee(metteId as never));
    expect(card).toMatchObject({ skills: ['borgerservice'], active: true, version: 2 });
    expect(card?.hours.patterns[0]?.weekly['4']).toEqual([]);
  });

  test('of one municipality are no other’s', async () => {
    const id = await calendarOfMette();
    const theirs = await browserOf('hans', ['administrator'], hedelund);
    expect((await look(theirs, `${resources}/${id}`)).status).toBe(404);
    expect((await send(theirs, `${resources}/${id}`, { ...week, version: '1' })).status).toBe(404);
  });
});

describe('closing days', () => {
  test('stand beside the holidays, and the usual ones are closed in one press', async () => {
    const { page } = await look(admin, `${closings}?aar=2027`);
    expect(page).toContain('Helligdag: Kristi himmelfartsdag');
    expect(page).toMatch(/Fredag efter Kristi himmelfart, fredag (den )?7\. maj 2027/);
    const days = ['2027-05-01', '2027-05-07', '2027-06-05', '2027-12-24', '2027-12-31'];
    for (const day of days) expect(page).toMatch(new RegExp(`value="${day}"[^>]*checked`));
    const body = new URLSearchParams([
      ['handling', 'saedvanlige'],
      ['aar', '2027'],
      ...days.map((day) => ['dag', day]),
    ]);
    const answer = await fetch(`${base}${closings}`, {
      method: 'POST',
      body,
      headers: { cookie: admin.cookieHeader('/'), origin: base },
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    expect((await here(allClosings)).map(({ day, name }) => `${day} ${name}`)).toEqual([
      '2027-05-01 1. maj',
      '2027-05-07 Fredag efter Kristi himmelfart',
      '2027-06-05 Grundlovsdag',
      '2027-12-24 Juleaften',
      '2027-12-31 Nytårsaften',
    ]);
    const after = (await look(admin, `${closings}?aar=2027`)).page;
    expect(after).toContain('De sædvanlige fridage er lukket i hele kommunen');
    // 5 June 2028 is a public holiday by itself.
    expect((await look(admin, `${closings}?aar=2028`)).page).not.toContain('Grundlovsdag');
    const id = (await here(allClosings))[0]?.id ?? '';
    expect((await send(admin, closings, { handling: 'aabn', id, aar: '2027' })).status).toBe(303);
    expect(await here(allClosings)).toHaveLength(4);
  });

  test('are written with a day and a reason, for all or for one place', async () => {
    const bad = await send(admin, closings, { handling: 'luk', day: '2026-11-01', name: '', place: newId() });
    expect(bad.status).toBe(422);
    for (const field of ['day', 'name', 'place']) expect(bad.page).toContain(`href="#${field}"`);
    expect(
      (await send(admin, closings, { handling: 'luk', day: '2026-12-04', name: 'Personaledag', place: hall })).status,
    ).toBe(303);
    expect(await here(allClosings)).toMatchObject([{ day: '2026-12-04', name: 'Personaledag', placeId: hall }]);
    // The same day once more is the same day.
    expect(
      (await send(admin, closings, { handling: 'luk', day: '2026-12-04', name: 'Andet', place: hall })).status,
    ).toBe(303);
    expect(await here(allClosings)).toHaveLength(1);
  });
});

describe('meetings that stand in the way', () => {
  test('are told before anything is saved, listed after, and never cancelled', async () => {
    const id = await calendarOfMette();
    const meeting = await booked('09:30');
    await booked('11:00');
    const form = { ...week, version: '1', active: 'ja', skills: 'borgerservice', exceptions: '3-12-2026 10-12' };
    const asked = await send(admin, `${resources}/${id}`, form);
    expect(asked.status).toBe(200);
    expect(asked.page).toContain('Ikke gemt endnu: 1 møde står i vejen');
    expect(asked.page).toMatch(/torsdag (den )?3\. december kl\. 9\.30/);
    expect(asked.page).not.toContain('Karla');
    expect(value(asked.page, 'exceptions')).toBe('3-12-2026 10-12');
    expect((await here(allResources))[0]?.version).toBe(1);
    const saved = await send(admin, `${resources}/${id}`, { ...form, set: value(asked.page, 'set') });
    expect(saved).toMatchObject({ status: 303, location: `${resources}/${id}?gemt=1` });
    expect((await look(admin, `${resources}/${id}?gemt=1`)).page).toContain('1 møde står nu på listen');
    expect(await states()).toEqual([{ meeting_id: meeting, state: 'open', reason: 'hours' }]);
    const [row] = await here(() =>
      db().selectFrom('meeting').select(['state', 'starts_at']).where('id', '=', meeting).execute(),
    );
    expect(row?.state).toBe('booked');
  });

  test('that the writer has not seen ask again', async () => {
    const id = await calendarOfMette();
    await booked('09:30');
    const form = { ...week, version: '1', active: 'ja', exceptions: '3-12-2026 lukket' };
    const asked = await send(admin, `${resources}/${id}`, form);
    await booked('10:30');
    const again = await send(admin, `${resources}/${id}`, { ...form, set: value(asked.page, 'set') });
    expect(again.page).toContain('2 møder står i vejen');
    expect(await states()).toEqual([]);
  });

  test('of a day that is closed are proposed new times, until none is left', async () => {
    await calendarOfMette();
    const meeting = await booked('09:30');
    const form = { handling: 'luk', day: '2026-12-03', name: 'Personaledag', place: '' };
    const asked = await send(admin, closings, form);
    expect(asked.page).toContain('1 møde står i vejen');
    expect(await here(allClosings)).toEqual([]);
    expect(
      (
        await send(admin, closings, {
          ...form,
          set: value(asked.page, 'set') || /name="set" value="([^"]+)"/.exec(asked.page)?.[1] || '',
        })
      ).status,
    ).toBe(303);
    expect(await states()).toMatchObject([{ meeting_id: meeting, state: 'open', reason: 'closing' }]);
    const list = (await look(mette, affected)).page;
    expect(list).toContain('1 møde er tilbage.');
    expect(list).toContain('Borger: Karla Prøvesen');
    expect((await look(await browserOf('ali', ['employee']), affected)).page).not.toContain('Karla');
    const page = (await look(mette, `${affected}/${meeting}`)).page;
    const marked = [...page.matchAll(/<input[^>]*name="tid"[^>]*>/g)].map(([tag]) => tag);
    const chosen = marked.filter((tag) => / checked/.test(tag)).map((tag) => /value="([^"]+)"/.exec(tag)?.[1] ?? '');
    expect(chosen).toHaveLength(3);
    expect(new Set(chosen.map((one) => one.slice(11, 16)))).toEqual(new Set(['08:30']));
    expect((await send(mette, `${affected}/${meeting}`, { svar: '2026-11-25', tid: chosen[0] ?? '' })).status).toBe(
      422,
    );
    const body = new URLSearchParams([...chosen.map((one) => ['tid', one]), ['svar', value(page, 'svar')]]);
    const sent = await fetch(`${base}${affected}/${meeting}`, {
      method: 'POST',
      body,
      headers: { cookie: mette.cookieHeader('/'), origin: base },
      redirect: 'manual',
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${affected}?sendt=1`]);
    expect(await states()).toMatchObject([{ state: 'proposed' }]);
    expect((await look(mette, affected)).page).toContain('Nye tider er foreslået, svar senest');
    // Opened again: nothing stands in the way.
    const closing = (await here(allClosings))[0]?.id ?? '';
    await send(admin, closings, { handling: 'aabn', id: closing, aar: '2026' });
    expect(await states()).toMatchObject([{ state: 'settled' }]);
    expect((await look(mette, affected)).page).toContain('Der er ingen møder at flytte.');
  });

  test('are also times that were proposed: told before saving, listed, and taken back by one press', async () => {
    await calendarOfMette();
    const meeting = await booked('09:30');
    const starts = [instantOf('2026-12-04', '09:30'), instantOf('2026-12-07', '09:30')];
    const proposed = await proposeTimes(
      house,
      fjordby,
      { meeting: { meetingId: meeting }, starts, answerBy: instantOf('2026-12-02', '00:00') },
      { by: 'system' },
      house.clock.now(),
    );
    expect(proposed.ok).toBe(true);
    const form = { handling: 'luk', day: '2026-12-04', name: 'Personaledag', place: '' };
    const asked = await send(admin, closings, form);
    expect(asked.page).toContain('1 møde står i vejen');
    expect(asked.page).toContain('(foreslået, ikke besvaret)');
    const set = /name="set" value="([^"]+)"/.exec(asked.page)?.[1] ?? '';
    expect((await send(admin, closings, { ...form, set })).status).toBe(303);
    const list = (await look(mette, affected)).page;
    expect(list).toContain('Foreslåede tider, der ikke kan holdes: Samtale');
    expect(list).toMatch(/fredag (den )?4\. december kl\. 9\.30\. Dagen er blevet lukket/);
    expect(list).not.toContain('7. december');
    const taken = await send(mette, `${affected}/${meeting}/forslag`, {});
    expect([taken.status, taken.location]).toEqual([303, `/skranke/moeder/${meeting}/flyt`]);
    expect((await look(mette, affected)).page).toContain('Der er ingen møder at flytte.');
  });

  test('of many are moved, since no one answer can move them', async () => {
    const id = await calendarOfMette();
    const meeting = await booked('09:30');
    await here(() => sql`update meeting set seats = 8 where id = ${meeting}`.execute(db()));
    await here(() => sql`update meeting_resource set active = false where id = ${id}`.execute(db()));
    const list = (await look(mette, affected)).page;
    expect(list).toContain('Flyt mødet');
    expect(list).not.toContain('Foreslå nye tider');
  });

  test('stand at a place that whoever holds them has left', async () => {
    await calendarOfMette();
    const [mine] = await here(allResources);
    if (!mine) throw new Error('no calendar');
    const stands = (over: Partial<Standing>): Standing => ({
      id: 'm',
      option: null,
      startsAt: instantOf('2026-12-03', '09:30'),
      endsAt: instantOf('2026-12-03', '10:00'),
      form: 'in-person',
      placeId: hall,
      resources: [mine.id],
      ...over,
    });
    const at = (placeId: string | null) => ({ resources: [{ ...mine, placeId }], closings: [] });
    const reason = (of: Standing, placeId: string | null) => affectedBy([of], at(placeId)).get('m') ?? null;
    expect([hall, null, 'another'].map((place) => reason(stands({}), place))).toEqual([null, null, 'place']);
    // Over a line she may sit anywhere.
    expect(reason(stands({ form: 'video' }), 'another')).toBeNull();
    expect(reason(stands({ form: 'kiosk' }), 'another')).toBeNull();
  });

  test('leave the list when they are cancelled or over', async () => {
    const id = await calendarOfMette();
    const meeting = await booked('09:30');
    await here(() => sql`update meeting_resource set active = false where id = ${id}`.execute(db()));
    expect(await here(() => refreshAffected(house.clock.now()))).toBe(1);
    expect(await states()).toMatchObject([{ reason: 'inactive', state: 'open' }]);
    await here(() => sql`update meeting set state = 'cancelled' where id = ${meeting}`.execute(db()));
    expect(await here(() => refreshAffected(house.clock.now()))).toBe(0);
    expect(await states()).toMatchObject([{ state: 'settled' }]);
    expect((await here(() => personsOf(house, meeting)))[0]?.details.name).toBe('Karla Prøvesen');
  });
});
