import { describe, expect, test } from 'vitest';
import { seedType } from '../../../../test/support/seed-meetings.ts';
import { db } from '../../../db/index.ts';
import { openMessage } from '../../../platform/index.ts';
import { createDirectory } from '../../tenancy/index.ts';
import { forgetInvitations, invite } from '../invitations/invitations.ts';
import { tellInvited } from '../invitations/tell-invited.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { stillHolds } from '../messages/still-holds.ts';
import { nobody } from '../person-details.ts';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, meetings } = citizenApp();
type Browser = ReturnType<typeof browser>;

const only = () => seedType(given.house, { bookedBy: 'invitation', interpreter: false }, ['video']);
async function invited(type: MeetingType, mail: string | null = 'karen@eksempel.dk') {
  const municipality = await createDirectory(given.house).bySlug('fjordby');
  if (!municipality) throw new Error('no Fjordby');
  const now = given.house.clock.now();
  const wanted = { type, details: { ...nobody, name: 'Karen Prøve', mail }, language: 'da' } as const;
  return inFjordby(async () => {
    const made = await invite(given.house, wanted, given.employee, now);
    await tellInvited(given.house, municipality, wanted, made, now);
    return made;
  });
}
async function bookHere(her: Browser, type: MeetingType, nth = 0) {
  await her.get(`/fjordby/moede/${type.slug}?form=video`);
  await her.submit(`/moede/${type.slug}`, { tid: her.buttons('tid')[nth] ?? '' });
  const shown = her.shown().html;
  await her.submit('/dig', { navn: 'Karen Prøve', kontakt: 'karen@eksempel.dk' });
  return shown;
}

describe('a kind of meeting that only an invitation opens', () => {
  test('is refused without one, by every door, with a way on', async () => {
    const type = await only();
    const her = browser();
    await her.get('/fjordby/moede');
    expect(her.shown().html).not.toContain(type.slug);
    for (const path of [`/fjordby/moede/${type.slug}`, `/fjordby/moede/${type.slug}?form=video`]) {
      await her.get(path);
      expect(her.shown().text).toContain('når du er inviteret');
      expect(her.shown().html).toContain('href="/fjordby/moede/kode"');
    }
    await her.post(`/fjordby/moede/${type.slug}`, { form: 'video', tid: '2026-11-25T09:00:00.000Z' });
    await her.post(`/fjordby/moede/${type.slug}/dig`, {
      navn: 'X',
      kontakt: '20304050',
      start: '2026-11-25T09:00:00.000Z',
    });
    expect(await meetings()).toEqual([]);
  });

  test('opens by the link, which looking does not use up; one meeting, and another when that is cancelled', async () => {
    const type = await only();
    const { token } = await invited(type);
    for (let look = 0; look < 3; look += 1) expect((await browser().head(`/fjordby/m/${token}`)).status).toBe(200);
    const her = browser();
    await her.get(`/fjordby/m/${token}`);
    expect(her.shown().path).toBe(`/fjordby/moede/${type.slug}`);
    expect(her.shown().html).not.toContain(token);
    const form = await bookHere(her, type, 8);
    expect(form).toContain('value="Karen Prøve"');
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    // Sent once more, or in another browser: what she has is shown, and others get nothing.
    await her.post(`/fjordby/moede/${type.slug}/dig`, {});
    expect(her.shown().path).toBe('/fjordby/moede/mit');
    const other = browser();
    expect((await other.get(`/fjordby/m/${token}`)).status).toBe(410);
    expect(await meetings()).toHaveLength(1);
    await her.get('/fjordby/moede/mit/afbud');
    await her.submit('/moede/mit/afbud');
    await other.get(`/fjordby/m/${token}`);
    await bookHere(other, type, 12);
    expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(1);
  });

  test('two with the same link: one of them books', async () => {
    const type = await only();
    const { token } = await invited(type);
    const both = [browser(), browser()];
    for (const [nth, her] of both.entries()) {
      await her.get(`/fjordby/m/${token}`);
      await her.get(`/fjordby/moede/${type.slug}?form=video`);
      await her.submit(`/moede/${type.slug}`, { tid: her.buttons('tid')[nth * 4] ?? '' });
    }
    // In the same moment: both are still invited when they begin.
    await Promise.all(both.map((her, nth) => her.submit('/dig', { navn: `Karen ${nth}`, kontakt: `2030405${nth}` })));
    expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(1);
    const texts = both.map((her) => her.shown().text);
    expect(texts.filter((text) => text.includes('Din tid er aftalt'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('når du er inviteret'))).toHaveLength(1);
  });

  test('by its code with her address; the message names no topic, and what ran out is gone', async () => {
    const type = await only();
    const { code, id } = await invited(type);
    const [row] = await inFjordby(() => db().selectFrom('message_outbox').selectAll().execute());
    const body = openMessage(given.house, row?.id ?? '', row?.sealed ?? '');
    expect(JSON.stringify(body)).toContain(`${code.slice(0, 4)}-${code.slice(4)}`);
    expect(JSON.stringify(body)).not.toContain('Møde"');
    const message = { id: row?.id ?? '', about: id, person: null, kind: 'invited', at: given.house.clock.now() };
    expect(await inFjordby(() => stillHolds([message as never]))).toEqual(new Set([row?.id]));
    const her = browser();
    await her.get('/fjordby/moede/kode');
    await her.submit('/moede/kode', { kode: code, kontakt: 'en-anden@eksempel.dk' });
    expect(her.shown().status).toBe(422);
    await her.submit('/moede/kode', { kode: code, kontakt: 'karen@eksempel.dk' });
    expect(her.shown().path).toBe(`/fjordby/moede/${type.slug}`);
    given.house.clock.advance(22 * 86_400);
    expect((await her.get(`/fjordby/moede/${type.slug}`)).text).toContain('når du er inviteret');
    expect(await inFjordby(() => forgetInvitations(given.house.clock.now()))).toBe(1);
    expect(await inFjordby(() => db().selectFrom('message_outbox').selectAll().execute())).toEqual([]);
  });
});

describe('a kind of meeting that asks for MitID', () => {
  test('asks before a time is held, books with the level that was reached, and keeps no number', async () => {
    const type = await seedType(given.house, { identity: 'mitid', interpreter: false }, ['video']);
    const her = browser();
    await her.get(`/fjordby/moede/${type.slug}?emne=pas`);
    expect(her.shown().text).toContain('vide med sikkerhed, hvem du er');
    expect(her.buttons('tid')).toEqual([]);
    await her.post(`/fjordby/moede/${type.slug}`, { form: 'video', tid: '2026-11-25T09:00:00.000Z' });
    expect(await meetings()).toEqual([]);
    await her.get(`/fjordby/moede/${type.slug}`);
    await her.submit('/moede/mitid');
    expect(her.shown().text).toContain('Det her er ikke MitID');
    await her.submit('/moede/mitid', { svar: 'nej' });
    expect(her.shown().text).toContain('vide med sikkerhed, hvem du er');
    await her.submit('/moede/mitid');
    await her.submit('/moede/mitid', { svar: 'ja' });
    await bookHere(her, type);
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    const [person] = await inFjordby(() => db().selectFrom('meeting_person').selectAll().execute());
    expect(person?.identity).toBe('mitid');
    await her.get('/fjordby/moede/mit');
    expect(her.shown().text).toContain('Der er logget ind med MitID til mødet.');
    // Half an hour later it is asked anew, and it is no other municipality's.
    given.house.clock.advance(31 * 60);
    await her.get(`/fjordby/moede/${type.slug}`);
    expect(her.shown().text).toContain('Log ind med MitID');
  });

  test('books one meeting by one login, also when its cookie was copied before a time was held; loading a page anew does no harm', async () => {
    const type = await seedType(given.house, { identity: 'mitid', interpreter: false, mostAhead: 9 }, ['video']);
    const her = browser();
    await her.get(`/fjordby/moede/${type.slug}`);
    await her.submit('/moede/mitid');
    await her.submit('/moede/mitid', { svar: 'ja' });
    const copy = browser();
    for (const [name, value] of her.cookies) copy.cookies.set(name, value);
    for (let look = 0; look < 3; look += 1) await her.get(`/fjordby/moede/${type.slug}?form=video`);
    await bookHere(her, type, 2);
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    await bookHere(copy, type, 8);
    expect(copy.shown().text).toContain('vide med sikkerhed, hvem du er');
    expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(1);
  });

  test('without a login here says why, and what else she can do', async () => {
    const type = await seedType(given.house, { identity: 'mitid', interpreter: false }, ['video']);
    const baseUrl = given.house.baseUrl;
    Object.assign(given.house, { baseUrl: () => 'https://tid.kommunen.dk' });
    try {
      const her = browser();
      await her.get(`/fjordby/moede/${type.slug}`);
      expect(her.shown().text).toContain('Du kan ikke logge ind med MitID her endnu');
      expect(her.shown().html).toContain('tel:+45');
      await her.get(`/fjordby/moede/mitid?til=${type.slug}`);
      expect(her.shown().text).toContain('Du kan ikke logge ind med MitID her endnu');
      await her.post(`/fjordby/moede/mitid?til=${type.slug}`, { svar: 'ja' });
      expect(her.shown().text).toContain('Du kan ikke logge ind med MitID her endnu');
    } finally {
      Object.assign(given.house, { baseUrl });
    }
  });
});
