import { describe, expect, test } from 'vitest';
import { seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { holdTime, readHold } from '../booking/bookings.ts';
import { saveType, typeById } from '../types/store.ts';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, toContact, book, meetings } = citizenApp();

/** What a page's form sends unseen. */
const hiddenIn = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].flatMap(([tag]) => {
      const name = /name="([^"]*)"/.exec(tag)?.[1];
      return name ? [[name, /value="([^"]*)"/.exec(tag)?.[1] ?? '']] : [];
    }),
  );

test('without scripts: from the guide to a time that is booked, moved and cancelled', async () => {
  const her = browser();
  await her.get('/fjordby/moede?emne=pas');
  expect(her.shown().text).toContain('Du kommer fra');
  expect(her.shown().html).toContain(`/moede/${given.type.slug}?emne=pas`);
  await her.get(`/fjordby/moede/${given.type.slug}?emne=pas`);
  await her.submit(`/moede/${given.type.slug}`, { form: 'video' });
  expect(her.shown().text).toContain('Tirsdag den 24. november – ');
  expect(her.shown().html).toContain('aria-label="tirsdag den 24. november kl. 10.15"');
  const time = her.buttons('tid')[9] ?? '';
  await her.submit(`/moede/${given.type.slug}`, { tid: time });
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
    await her.get(`/fjordby/moede/${given.type.slug}?form=video`);
    expect(her.shown().text).toContain('Den tid, vi holder til dig nu');
    expect(her.buttons('tid')).toContain(time);
    await her.submit(`/moede/${given.type.slug}`, { tid: time });
    expect(her.shown().path).toContain('/dig');
    expect(await meetings()).toHaveLength(1);
    const another = browser();
    await another.get(`/fjordby/moede/${given.type.slug}?form=video`);
    expect(another.buttons('tid')).not.toContain(time);
    await toContact(her, 6);
    await another.get(`/fjordby/moede/${given.type.slug}?form=video`);
    expect(another.buttons('tid')).toContain(time);
    expect(await meetings()).toHaveLength(1);
  });

  test('a time that somebody else took meanwhile: the same page, with the times closest to it', async () => {
    const her = browser();
    await her.get(`/fjordby/moede/${given.type.slug}?form=video`);
    const time = her.buttons('tid')[4] ?? '';
    await toContact(browser(), 4);
    await her.submit(`/moede/${given.type.slug}`, { tid: time });
    expect(her.shown()).toMatchObject({ status: 409 });
    expect(her.shown().text).toContain('En anden tog tiden lige før dig');
    const [near = ''] = her.buttons('tid');
    expect(Math.abs(Date.parse(near) - Date.parse(time))).toBe(30 * 60_000);
    await her.submit(`/moede/${given.type.slug}`, { tid: near });
    expect(her.shown().path).toContain('/dig');
  });

  test('a long notice never shows that nothing is free', async () => {
    const late = await seedType(given.house, { noticeMinutes: 15 * 24 * 60, interpreter: false }, ['video']);
    const her = browser();
    await her.get(`/fjordby/moede/${late.slug}`);
    expect(her.shown().text).toContain('Uge 50');
    expect(her.buttons('tid').length).toBeGreaterThan(0);
    await her.get(`/fjordby/moede/${late.slug}?uge=2026-11-23`);
    expect(her.shown().text).toContain('Gå til ugen fra mandag den 7. december');
  });

  test('nothing free within the horizon says so, with a phone', async () => {
    const none = await seedType(given.house, { needs: [{ kind: 'employee', skills: ['ingen'] }], interpreter: false }, [
      'video',
    ]);
    const her = browser();
    await her.get(`/fjordby/moede/${none.slug}`);
    expect(her.shown().text).toContain('Der er ingen ledige tider lige nu');
    expect(her.shown().html).toContain('href="tel:');
  });

  test('a form that the law does not allow, and nonsense, lead to what can be chosen', async () => {
    const her = browser();
    await her.get(`/fjordby/moede/${given.type.slug}?form=kiosk`);
    expect(her.shown().text).toContain('Hvordan vil du mødes med os?');
    for (const tid of ['', 'i morgen', '2026-11-24', "'; drop table meeting"])
      expect((await her.post(`/fjordby/moede/${given.type.slug}`, { form: 'video', tid })).status).toBe(200);
    expect(await meetings()).toHaveLength(0);
    expect((await her.get('/fjordby/moede/findes-ikke')).status).toBe(404);
  });

  test('what an employee alone agrees on cannot be booked by an address', async () => {
    const closed = await seedType(given.house, { bookedBy: 'employee' });
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
    given.house.clock.advance(15 * 60);
    await toContact(browser(), 8);
    await her.submit('/dig', { navn: 'Karen', kontakt: 'karen@example.dk' });
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    expect((await meetings()).find(({ state }) => state === 'booked')?.starts_at).toEqual(new Date(time));
  });

  test('ten minutes are over and somebody took it: what she wrote stays, and another time is one press away', async () => {
    const her = browser();
    const time = await toContact(her, 4);
    given.house.clock.advance(15 * 60);
    const wish = wishFor(given.type, { form: 'video' });
    const hold = { wish, pageLanguage: 'da', topic: null, step: null, requestKey: null, insteadOf: null } as const;
    expect(
      (await holdTime(given.house, fjordby, { ...hold, startsAt: new Date(time) }, given.house.clock.now())).ok,
    ).toBe(true);
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
    await twin.post(`/fjordby/moede/${given.type.slug}/dig`, {
      form: 'video',
      sprog: 'da',
      start: String((await meetings())[0]?.starts_at?.toISOString()),
      navn: 'Karen',
      kontakt: 'karen@example.dk',
    });
    expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(1);
  });

  test.each([
    ['in her ten minutes', 0],
    ['when they are over', 15 * 60],
  ])(
    'two employees are free, and Book is pressed twice %s: one meeting, and both answers are its receipt',
    async (_when, later) => {
      await seedResource(given.house, { name: 'Ali' });
      const her = browser();
      const time = await toContact(her, 4);
      const fields = hiddenIn(her.shown().html);
      given.house.clock.advance(later);
      const pressed = async () => {
        const twin = browser();
        for (const [name, value] of her.cookies) twin.cookies.set(name, value);
        await twin.post(`/fjordby/moede/${given.type.slug}/dig`, { ...fields, navn: 'Karen', kontakt: '20304050' });
        return twin.shown();
      };
      const one = await pressed();
      const other = await pressed();
      await inFjordby(() => db().deleteFrom('meeting_resource').where('name', '=', 'Ali').execute());
      expect([one.path, other.path]).toEqual(['/fjordby/moede/aftalt', '/fjordby/moede/aftalt']);
      expect(other.text).toContain('Din tid er aftalt');
      expect((await meetings()).map(({ state, starts_at }) => [state, starts_at])).toEqual([
        ['booked', new Date(time)],
      ]);
    },
  );

  test('her own hold, ten minutes and a moment old, stands in nobody’s way but others’', async () => {
    const her = browser();
    const time = await toContact(her, 4);
    given.house.clock.advance(10 * 60 + 10);
    const stranger = browser();
    await stranger.get(`/fjordby/moede/${given.type.slug}?form=video`);
    expect(stranger.buttons('tid')).not.toContain(time);
    await her.get(`/fjordby/moede/${given.type.slug}?form=video`);
    expect(her.buttons('tid')).toContain(time);
    await her.submit(`/moede/${given.type.slug}`, { tid: time });
    expect(her.shown().path).toContain('/dig');
    given.house.clock.advance(10 * 60 + 10);
    await her.submit('/dig', { navn: 'Karen', kontakt: 'karen@example.dk' });
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    expect((await meetings()).map(({ state, starts_at }) => [state, starts_at])).toEqual([['booked', new Date(time)]]);
  });

  test('another time chosen on the page she went back to is the one that is held', async () => {
    const her = browser();
    await her.get(`/fjordby/moede/${given.type.slug}?form=video`);
    const [first = '', , , other = ''] = her.buttons('tid');
    const fields = hiddenIn(her.shown().html);
    expect(fields.noegle).toHaveLength(32);
    for (const tid of [first, other]) await her.post(`/fjordby/moede/${given.type.slug}`, { ...fields, tid });
    expect((await meetings()).map(({ starts_at }) => starts_at)).toEqual([new Date(other)]);
  });

  test('her own clash is told where her link proves that it is hers, and she may go on', async () => {
    const her = browser();
    await book(her, 4, 'karen@example.dk');
    const other = await seedType(given.house, { interpreter: false }, ['video']);
    await seedResource(given.house, { name: 'Ali' });
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
    await seedResource(given.house, { name: 'Bo' });
    await stranger.get(`/fjordby/moede/${other.slug}?form=video`);
    await stranger.submit(`/moede/${other.slug}`, { tid: time });
    await stranger.submit('/dig', { navn: 'X', kontakt: 'karen@example.dk' });
    expect(stranger.shown().text).not.toContain('samme tid');
    await inFjordby(() => db().deleteFrom('meeting_resource').where('name', 'in', ['Ali', 'Bo']).execute());
  });

  test('she books ten times: the type says how many she may have, and how she gets on', async () => {
    const few = await seedType(given.house, { mostAhead: 1, interpreter: false }, ['video']);
    const her = browser();
    await book(her, 12, '20304050', few);
    for (let again = 1; again <= 10; again += 1) {
      await toContact(her, again, few);
      await her.submit('/dig', { navn: 'Karen', kontakt: '20304050', alligevel: 'ja' });
      expect(her.shown().status).toBe(409);
    }
    expect(her.shown().text).toContain('Du har allerede en tid af den slags');
    expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(1);
    // Somebody who types her number learns neither how many she has nor that there are any.
    const stranger = browser();
    await toContact(stranger, 2, few);
    await stranger.submit('/dig', { navn: 'X', kontakt: '20304050' });
    expect(stranger.shown().status).toBe(409);
    expect(stranger.shown().text).toContain('Vi kan ikke booke flere tider til dig her. Ring til os');
    expect(stranger.shown().text).not.toContain('allerede');
    expect(stranger.shown().html).toContain('value="X"');
  });
});

test("a hold that is let go is nobody's, and a kind that is put away shows no times", async () => {
  const her = browser();
  await toContact(her);
  const token = her.cookies.get('mb_tid') ?? '';
  expect(await inFjordby(() => readHold(given.house, token, given.house.clock.now()))).not.toBeNull();
  await her.post('/fjordby/moede/forlad', {});
  expect(her.cookies.has('mb_tid')).toBe(false);
  const read = await inFjordby(() => typeById(given.type.id));
  if (!read) throw new Error('no type');
  const forms = read.forms.map((one) => ({ ...one, allowed: true }));
  const { id, slug, title, position, rules, version } = read;
  await inFjordby(() => saveType({ id, slug, title, position, rules, version, forms, active: false }));
  expect((await her.get(`/fjordby/moede/${given.type.slug}`)).status).toBe(404);
});
