import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formBrowser } from '../../../../test/support/form-browser.ts';
import { seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { createGuide, writeGuideContent } from '../../guide/index.ts';
import { sampleContent } from '../../guide/testing/sample-content.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { offerEarlier } from '../agreeing/earlier.ts';
import { openGroup, takeSeat } from '../agreeing/groups.ts';
import { proposeTimes } from '../agreeing/proposals.ts';
import { startSeries } from '../agreeing/series.ts';
import { holdTime, readHold } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { saveType, typeById } from '../types/store.ts';
import { meetingCitizenRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
let type: MeetingType;
let employee: EmployeeId;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const meetings = () => inFjordby(() => db().selectFrom('meeting').selectAll().orderBy('created_at').execute());
const browser = () => formBrowser(app);
type Browser = ReturnType<typeof browser>;

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await writeGuideContent(owner, sampleContent());
      await seedPlace(owner, { hours: '{}' });
    },
  });
  const made = await seedResource(house, { languages: ['da', 'en'] });
  employee = made.employeeId as EmployeeId;
  const guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', meetingCitizenRoutes(house, guide));
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    await db().deleteFrom('meeting').execute();
    await db().deleteFrom('meeting_occupancy').execute();
    await db().deleteFrom('meeting_type').execute();
  });
  type = await seedType(house, { interpreter: false });
});

/** To the page where she writes her name, with the n-th time held. */
async function toContact(her: Browser, nth = 0, of = type): Promise<string> {
  await her.get(`/fjordby/moede/${of.slug}?form=video`);
  const time = her.buttons('tid')[nth] ?? '';
  await her.submit(`/moede/${of.slug}`, { tid: time });
  return time;
}
async function book(her: Browser, nth = 0, kontakt = '20304050', of = type): Promise<string> {
  await toContact(her, nth, of);
  await her.submit(`/moede/${of.slug}/dig`, { navn: 'Karen Prøve', kontakt });
  expect(her.shown().path).toBe('/fjordby/moede/aftalt');
  return /href="http:\/\/localhost:4100(\/fjordby\/m\/[\w-]+)"/.exec(her.shown().html)?.[1] ?? '';
}

test('without scripts: from the guide to a time that is booked, moved and cancelled', async () => {
  const her = browser();
  await her.get('/fjordby/moede?emne=pas');
  expect(her.shown().text).toContain('Du kommer fra');
  expect(her.shown().html).toContain(`/moede/${type.slug}?emne=pas`);
  await her.get(`/fjordby/moede/${type.slug}?emne=pas`);
  await her.submit(`/moede/${type.slug}`, { form: 'video' });
  expect(her.shown().text).toContain('Tirsdag den 24. november – ');
  expect(her.shown().html).toContain('aria-label="tirsdag den 24. november kl. 10.15"');
  const time = her.buttons('tid')[9] ?? '';
  await her.submit(`/moede/${type.slug}`, { tid: time });
  expect(her.shown().text).toMatch(/Vi holder tirsdag den 24\. november kl\. [\d.]+ til dig indtil kl\. 10\.10/);
  await her.submit('/dig', { navn: 'Karen Prøve', kontakt: 'karen@example.dk' });
  expect(her.shown().text).toContain('Din tid er aftalt');
  const [meeting] = await meetings();
  expect(meeting).toMatchObject({ state: 'booked', topic: 'pas', starts_at: new Date(time), form: 'video' });

  await her.get('/fjordby/moede/mit/flyt');
  const other = her.buttons('tid').at(-1) ?? '';
  await her.submit('/moede/mit/flyt', { tid: other });
  expect(her.shown().text).toContain('Mødet er flyttet');
  expect((await meetings())[0]?.starts_at).toEqual(new Date(other));

  await her.get('/fjordby/moede/mit/afbud');
  await her.submit('/moede/mit/afbud');
  expect(her.shown().text).toContain('Du har meldt afbud');
  expect((await meetings())[0]).toMatchObject({ state: 'cancelled', cancelled_by: 'citizen' });
});

describe('choosing a time', () => {
  test('going back, her own held time is hers; another one instead frees it', async () => {
    const her = browser();
    const time = await toContact(her, 2);
    await her.get(`/fjordby/moede/${type.slug}?form=video`);
    expect(her.shown().text).toContain('Den tid, vi holder til dig nu');
    expect(her.buttons('tid')).toContain(time);
    await her.submit(`/moede/${type.slug}`, { tid: time });
    expect(her.shown().path).toContain('/dig');
    expect(await meetings()).toHaveLength(1);
    const another = browser();
    await another.get(`/fjordby/moede/${type.slug}?form=video`);
    expect(another.buttons('tid')).not.toContain(time);
    await toContact(her, 6);
    await another.get(`/fjordby/moede/${type.slug}?form=video`);
    expect(another.buttons('tid')).toContain(time);
    expect(await meetings()).toHaveLength(1);
  });

  test('a time that somebody else took meanwhile: the same page, with the times closest to it', async () => {
    const her = browser();
    await her.get(`/fjordby/moede/${type.slug}?form=video`);
    const time = her.buttons('tid')[4] ?? '';
    await toContact(browser(), 4);
    await her.submit(`/moede/${type.slug}`, { tid: time });
    expect(her.shown()).toMatchObject({ status: 409 });
    expect(her.shown().text).toContain('En anden tog tiden lige før dig');
    const [near = ''] = her.buttons('tid');
    expect(Math.abs(Date.parse(near) - Date.parse(time))).toBe(30 * 60_000);
    await her.submit(`/moede/${type.slug}`, { tid: near });
    expect(her.shown().path).toContain('/dig');
  });

  test('a long notice never shows that nothing is free', async () => {
    const late = await seedType(house, { noticeMinutes: 15 * 24 * 60, interpreter: false }, ['video']);
    const her = browser();
    await her.get(`/fjordby/moede/${late.slug}`);
    expect(her.shown().text).toContain('Uge 50');
    expect(her.buttons('tid').length).toBeGreaterThan(0);
    await her.get(`/fjordby/moede/${late.slug}?uge=2026-11-23`);
    expect(her.shown().text).toContain('Gå til ugen fra mandag den 7. december');
  });

  test('nothing free within the horizon says so, with a phone', async () => {
    const none = await seedType(house, { needs: [{ kind: 'employee', skills: ['ingen'] }], interpreter: false }, [
      'video',
    ]);
    const her = browser();
    await her.get(`/fjordby/moede/${none.slug}`);
    expect(her.shown().text).toContain('Der er ingen ledige tider lige nu');
    expect(her.shown().html).toContain('href="tel:');
  });

  test('a form that the law does not allow, and nonsense, lead to what can be chosen', async () => {
    const her = browser();
    await her.get(`/fjordby/moede/${type.slug}?form=kiosk`);
    expect(her.shown().text).toContain('Hvordan vil du mødes med os?');
    for (const tid of ['', 'i morgen', '2026-11-24', "'; drop table meeting"])
      expect((await her.post(`/fjordby/moede/${type.slug}`, { form: 'video', tid })).status).toBe(200);
    expect(await meetings()).toHaveLength(0);
    expect((await her.get('/fjordby/moede/findes-ikke')).status).toBe(404);
  });

  test('what an employee alone agrees on cannot be booked by an address', async () => {
    const closed = await seedType(house, { bookedBy: 'employee' });
    const her = browser();
    await her.get('/fjordby/moede');
    expect(her.shown().html).not.toContain(closed.slug);
    await her.get(`/fjordby/moede/${closed.slug}?form=video`);
    expect(her.shown().text).toContain('aftaler du sammen med en medarbejder');
    await her.post(`/fjordby/moede/${closed.slug}`, { form: 'video', tid: '2026-11-25T09:00:00.000Z' });
    expect(await meetings()).toHaveLength(0);
  });
});

describe('who she is', () => {
  test('a field that is missing keeps everything she wrote and the time', async () => {
    const her = browser();
    await toContact(her);
    await her.submit('/dig', { navn: 'Karen Prøve', kontakt: 'karen(at)example', ledsager: 'Ole' });
    expect(her.shown().status).toBe(422);
    for (const kept of ['value="Karen Prøve"', 'value="karen(at)example"', 'value="Ole"', 'href="#kontakt"'])
      expect(her.shown().html).toContain(kept);
    await her.submit('/dig', { kontakt: 'karen@example.dk' });
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    expect(await inFjordby(() => db().selectFrom('meeting_person').select('role').execute())).toHaveLength(2);
  });

  test('ten minutes are over and nobody took the time: one press books it all the same', async () => {
    const her = browser();
    const time = await toContact(her, 4);
    house.clock.advance(15 * 60);
    await toContact(browser(), 8);
    await her.submit('/dig', { navn: 'Karen', kontakt: 'karen@example.dk' });
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    expect((await meetings()).find(({ state }) => state === 'booked')?.starts_at).toEqual(new Date(time));
  });

  test('ten minutes are over and somebody took it: what she wrote stays, and another time is one press away', async () => {
    const her = browser();
    const time = await toContact(her, 4);
    house.clock.advance(15 * 60);
    const wish = wishFor(type, { form: 'video' });
    const hold = { wish, pageLanguage: 'da', topic: null, step: null, requestKey: null, insteadOf: null } as const;
    expect((await holdTime(house, fjordby, { ...hold, startsAt: new Date(time) }, house.clock.now())).ok).toBe(true);
    await her.submit('/dig', { navn: 'Karen Prøve', kontakt: 'karen@example.dk' });
    expect(her.shown().status).toBe(409);
    expect(her.shown().html).toContain('value="Karen Prøve"');
    const other = /type="radio"[^>]*value="([^"]+)"/.exec(her.shown().html)?.[1] ?? '';
    await her.submit('/dig', { tid: other });
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    expect((await meetings()).find(({ state }) => state === 'booked')?.starts_at).toEqual(new Date(other));
  });

  test('the same form sent twice is one meeting', async () => {
    const her = browser();
    await toContact(her);
    const before = new Map(her.cookies);
    await her.submit('/dig', { navn: 'Karen', kontakt: 'karen@example.dk' });
    const twin = browser();
    for (const [name, value] of before) twin.cookies.set(name, value);
    await twin.post(`/fjordby/moede/${type.slug}/dig`, {
      form: 'video',
      sprog: 'da',
      start: String((await meetings())[0]?.starts_at?.toISOString()),
      navn: 'Karen',
      kontakt: 'karen@example.dk',
    });
    expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(1);
  });

  test('her own clash is told where her link proves that it is hers, and she may go on', async () => {
    const her = browser();
    await book(her, 4, 'karen@example.dk');
    const other = await seedType(house, { interpreter: false }, ['video']);
    await seedResource(house, { name: 'Ali' });
    await her.get(`/fjordby/moede/${other.slug}?form=video`);
    const time = (await meetings())[0]?.starts_at?.toISOString() ?? '';
    await her.submit(`/moede/${other.slug}`, { tid: time });
    const stranger = browser();
    await her.submit('/dig', { navn: 'Karen', kontakt: 'karen@example.dk' });
    expect(her.shown().status).toBe(409);
    expect(her.shown().text).toContain('Du har allerede en aftale på samme tid');
    expect(her.shown().text).toContain('Book alligevel');
    await her.submit('/dig');
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    // Somebody who types her address learns nothing of when she has a meeting.
    await seedResource(house, { name: 'Bo' });
    await stranger.get(`/fjordby/moede/${other.slug}?form=video`);
    await stranger.submit(`/moede/${other.slug}`, { tid: time });
    await stranger.submit('/dig', { navn: 'X', kontakt: 'karen@example.dk' });
    expect(stranger.shown().text).not.toContain('samme tid');
    await inFjordby(() => db().deleteFrom('meeting_resource').where('name', 'in', ['Ali', 'Bo']).execute());
  });

  test('she books ten times: the type says how many she may have, and how she gets on', async () => {
    const few = await seedType(house, { mostAhead: 1, interpreter: false }, ['video']);
    const her = browser();
    await book(her, 12, '20304050', few);
    for (let again = 1; again <= 10; again += 1) {
      await toContact(her, again, few);
      await her.submit('/dig', { navn: 'Karen', kontakt: '20304050', alligevel: 'ja' });
      expect(her.shown().status).toBe(409);
    }
    expect(her.shown().text).toContain('Du har allerede en tid af den slags');
    expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(1);
  });
});

describe('her link', () => {
  test('looking uses nothing up, and the token leaves the address at once', async () => {
    const link = await book(browser());
    for (let look = 0; look < 3; look += 1) {
      expect((await browser().head(link)).status).toBe(200);
      const her = browser();
      await her.get(link);
      expect(her.shown().path).toBe('/fjordby/moede/mit');
      expect(her.shown().html).not.toContain(link);
    }
    expect((await app.request(link)).headers.get('location')).toBe('/fjordby/moede/mit');
  });

  test('wrong, guessed, replayed after a cancellation: the same page, and what she has open stays hers', async () => {
    const her = browser();
    const link = await book(her, 8);
    await her.get('/fjordby/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    const wrong = her.shown();
    expect(wrong.status).toBe(410);
    await her.get('/fjordby/moede/mit');
    expect(her.shown().status).toBe(200);
    await her.get('/fjordby/moede/mit/afbud');
    await her.submit('/moede/mit/afbud');
    const later = browser();
    for (const path of [link, '/fjordby/m/x', '/fjordby/m/%27', '/hedelund/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']) {
      await later.get(path);
      expect(later.shown().status).toBe(410);
      if (!path.startsWith('/hedelund')) expect(later.shown().text).toBe(wrong.text);
    }
    for (const path of ['flyt', 'afbud', 'ledsager', 'tolk', 'tidligere', 'plads'])
      await later.post(`/fjordby/moede/mit/${path}`, { tid: '2026-11-25T09:00:00.000Z', svar: 'ja', ledsager: 'X' });
    expect((await meetings())[0]?.state).toBe('cancelled');
  });

  test('a link of one municipality opens nothing in another', async () => {
    const link = await book(browser());
    const her = browser();
    await her.get(link.replace('fjordby', 'hedelund'));
    expect(her.shown().status).toBe(410);
  });

  test('code and phone lead to the same page; which of them was wrong is not told', async () => {
    const her = browser();
    await book(her);
    const code = /class="own-code">([A-Z0-9-]+)</.exec(her.shown().html)?.[1] ?? '';
    const later = browser();
    for (const [kode, kontakt] of [
      [code, '20304051'],
      ['ABCD-2345', '20304050'],
    ] as const) {
      await later.get('/fjordby/moede/kode');
      await later.submit('/moede/kode', { kode, kontakt });
      expect(later.shown().status).toBe(422);
      expect(later.shown().text).toContain('Vi kan ikke finde en tid');
    }
    await later.submit('/moede/kode', { kode: code.toLowerCase(), kontakt: '+45 20 30 40 50' });
    expect(later.shown().path).toBe('/fjordby/moede/mit');
  });

  test('companion, interpreter, calendar, line and what is stored', async () => {
    const talking = await seedType(house, { interpreter: true }, ['video']);
    const her = browser();
    await book(her, 2, '20304050', talking);
    await her.get('/fjordby/moede/mit');
    await her.submit('/moede/mit/ledsager', { ledsager: '' });
    expect(her.shown().status).toBe(422);
    await her.submit('/moede/mit/ledsager', { ledsager: 'Ole 670190-1234' });
    expect(her.shown().text).toContain('Du tager med: Ole [fjernet]');
    await her.submit('/moede/mit/tolk', { tolk: 'ar' });
    expect(her.shown().html).toMatch(/<option selected="?"? ?value="ar"|<option value="ar" selected/);
    const calendar = await her.get('/fjordby/moede/mit/kalender.ics');
    expect(calendar.html).toContain('METHOD:PUBLISH');
    expect(calendar.html).not.toContain('Karen');
    await app.request('/fjordby/moede/mit/linje', {
      method: 'POST',
      body: JSON.stringify({ mode: 'voice' }),
      headers: { cookie: [...her.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    expect((await meetings())[0]?.line_mode).toBe('voice');
    await her.get('/fjordby/moede/mit/gemt');
    expect(her.shown().text).toContain('Karen Prøve');
    // Who holds her link sees that her number is stored, and not the number.
    expect(her.shown().text).toContain('•• •• 40 50');
    expect(her.shown().html).not.toContain('20304050');
    expect(her.shown().text).not.toContain('token_hash [0-9a-f]');
  });

  test('too near its start she is told to call, and nothing changes', async () => {
    const her = browser();
    await book(her, 8);
    const [meeting] = await meetings();
    house.clock.set(new Date((meeting?.starts_at?.getTime() ?? 0) - 30 * 60_000).toISOString());
    await her.get('/fjordby/moede/mit');
    expect(her.shown().text).toContain('Det er for sent at flytte eller melde afbud her. Ring');
    await her.post('/fjordby/moede/mit/afbud', {});
    await her.post('/fjordby/moede/mit/flyt', { tid: '2026-11-25T09:00:00.000Z' });
    expect((await meetings())[0]).toMatchObject({ state: 'booked', version: meeting?.version });
    expect(her.shown().text).not.toContain('Gå til mødet');
    house.clock.set(new Date((meeting?.starts_at?.getTime() ?? 0) - 14 * 60_000).toISOString());
    await her.get('/fjordby/moede/mit');
    expect(her.shown().html).toContain('action="/fjordby/moede/mit/ind"');
  });

  test('forgetting her on this computer leaves the meeting and no cookie', async () => {
    const her = browser();
    await book(her);
    await her.get('/fjordby/moede/mit');
    await her.submit('/moede/forlad');
    expect(her.cookies.size).toBe(0);
    expect((await meetings())[0]?.state).toBe('booked');
  });
});

test('proposed times: her answer takes one, twice is once, and none of them frees all', async () => {
  for (const none of [false, true]) {
    const wish = wishFor(type, { form: 'video', by: 'employee' });
    const starts = ['2026-11-26T09:00:00Z', '2026-11-26T12:00:00Z', '2026-11-27T09:00:00Z'].map((at) => new Date(at));
    const meeting = {
      wish,
      pageLanguage: 'da',
      topic: null,
      step: null,
      person: someone(),
      others: [],
      hiddenAddresses: false,
      requestKey: null,
    } as const;
    const proposed = await proposeTimes(
      house,
      fjordby,
      { meeting, starts, answerBy: new Date('2026-11-25T12:00:00Z') },
      { by: 'employee', employee },
      house.clock.now(),
    );
    if (!proposed.ok || !proposed.value.link) throw new Error(JSON.stringify(proposed));
    const her = browser();
    await her.get(`/fjordby/m/${proposed.value.link.token}`);
    expect(her.shown().path).toBe('/fjordby/moede/svar');
    expect(her.buttons('forslag')).toHaveLength(3);
    expect(her.shown().text).toContain('Torsdag den 26. november kl. 13.00');
    const second = her.buttons('forslag')[1] ?? '';
    if (none) {
      await her.submit('/moede/svar', { svar: 'ingen' });
      expect(her.shown().text).toContain('Tiderne er givet fri');
      continue;
    }
    await her.submit('/moede/svar', { forslag: second });
    expect(her.shown().path).toBe('/fjordby/moede/mit?nu=gemt');
    expect(her.shown().text).toContain('torsdag den 26. november kl. 13.00');
    await her.post('/fjordby/moede/svar', { forslag: second });
    expect(her.shown().path).toBe('/fjordby/moede/mit');
    await inFjordby(() => db().deleteFrom('meeting').execute());
  }
});

test('a wish for an earlier time: asked for, offered, taken, and let go again', async () => {
  const her = browser();
  // Two days on, so that an earlier one can be offered.
  await her.get(`/fjordby/moede/${type.slug}?form=video&uge=2026-11-30`);
  const far = her.buttons('tid').at(-1) ?? '';
  await her.submit(`/moede/${type.slug}`, { tid: far });
  await her.submit('/dig', { navn: 'Karen', kontakt: 'karen@example.dk' });
  await her.get('/fjordby/moede/mit');
  await her.submit('/moede/mit/tidligere', { svar: 'skriv' });
  expect(her.shown().text).toContain('Du står på ventelisten til en tidligere tid.');
  expect(await offerEarlier(house, fjordby, house.clock.now())).toBe(1);
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('Der er en tidligere tid:');
  await her.submit('/moede/mit/tidligere', { svar: 'ja' });
  expect((await meetings())[0]?.starts_at?.getTime()).toBeLessThan(Date.parse(far));
  // Pressed again from another tab: the time is gone, and hers stands.
  await her.post('/fjordby/moede/mit/tidligere', { svar: 'ja' });
  expect(her.shown().status).toBe(409);
  expect(her.shown().text).toContain('Tiden gik til en anden. Du har stadig din tid.');
});

test('the link of support that comes round shows the next meetings, and rings within the hours agreed on', async () => {
  const all = [['08:00', '20:00'] as [string, string]];
  const made = await startSeries(
    house,
    fjordby,
    {
      wish: wishFor(type, { form: 'video', by: 'employee' }),
      pattern: {
        everyWeeks: 1,
        weekdays: [3],
        time: '10:00',
        minutes: 30,
        from: '2026-11-25',
        until: null,
        count: 4,
        onHoliday: 'skip',
        without: [],
      },
      person: someone(),
      others: [],
      hiddenAddresses: false,
      ringHours: { '1': all, '2': all, '3': all, '4': all, '5': all, '6': [], '7': [] },
      onCallSkill: 'bostøtte',
      decisions: {},
    },
    { by: 'employee', employee },
    house.clock.now(),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  const her = browser();
  await her.get(`/fjordby/m/${made.value.link.token}`);
  expect(her.shown().path).toBe('/fjordby/moede/mit');
  for (const words of [
    'onsdag den 25. november kl. 10.00',
    'onsdag den 2. december kl. 10.00',
    'Ring til min støtteperson',
  ])
    expect(her.shown().text).toContain(words);
  house.clock.set('2026-11-28T11:00:00Z');
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).not.toContain('Ring til min støtteperson');
  expect(her.shown().text).not.toContain('25. november');
  await inFjordby(() => db().deleteFrom('meeting_series').execute());
});

test('a course: seats left, the waiting list, and the seat that is offered', async () => {
  const course = await seedType(house, { seats: 1 + 1, interpreter: false }, ['video']);
  const wish = wishFor(course, { by: 'employee' });
  const opened = await openGroup(
    house,
    fjordby,
    { wish, startsAt: new Date('2026-11-26T09:00:00Z'), seats: 2 },
    { by: 'employee', employee },
    house.clock.now(),
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const join = async (kontakt: string) => {
    const her = browser();
    await her.get(`/fjordby/moede/${course.slug}`);
    const dig = /href="([^"]*\/dig[^"]*)"/.exec(her.shown().html)?.[1] ?? '';
    await her.get(dig.replaceAll('&amp;', '&'));
    await her.submit('/dig', { navn: 'Karen', kontakt });
    return her;
  };
  const first = await join('20304050');
  expect(first.shown().text).toContain('Din tid er aftalt');
  await first.get(`/fjordby/moede/${course.slug}`);
  expect(first.shown().text).toContain('1 ledig plads');
  await takeSeat(house, fjordby, opened.value.meetingId, someone('+4520304051'), { by: 'citizen' }, house.clock.now());
  const third = await join('20304052');
  expect(third.shown().text).toContain('Du er den første på ventelisten');
  await first.get('/fjordby/moede/mit/afbud');
  await first.submit('/moede/mit/afbud');
  await third.get('/fjordby/moede/mit');
  expect(third.shown().text).toContain('Ja, jeg vil have pladsen');
  await third.submit('/moede/mit/plads', { svar: 'ja' });
  expect(third.shown().text).toContain('Tiden er aftalt.');
});

test("a hold that is let go is nobody's, and a kind that is put away shows no times", async () => {
  const her = browser();
  await toContact(her);
  const token = her.cookies.get('mb_tid') ?? '';
  expect(await inFjordby(() => readHold(house, token, house.clock.now()))).not.toBeNull();
  await her.post('/fjordby/moede/forlad', {});
  expect(her.cookies.has('mb_tid')).toBe(false);
  const read = await inFjordby(() => typeById(type.id));
  if (!read) throw new Error('no type');
  const forms = read.forms.map((one) => ({ ...one, allowed: true }));
  const { id, slug, title, position, rules, version } = read;
  await inFjordby(() => saveType({ id, slug, title, position, rules, version, forms, active: false }));
  expect((await her.get(`/fjordby/moede/${type.slug}`)).status).toBe(404);
});
