import { describe, expect, test } from 'vitest';
import { seedResource, seedType } from '../../../../test/support/seed-meetings.ts';
import { fjordby } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { wallClock } from '../../../kernel/index.ts';
import { openMessage } from '../../../platform/index.ts';
import { finishMeeting, moveMeeting, personsOf, readMeeting } from '../booking/bookings.ts';
import { deleteMeetings } from '../notes/deletion.ts';
import { bringAlong, emptyAlong, readAlong } from './along.ts';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, book, meetings } = citizenApp();
type Browser = ReturnType<typeof browser>;

const people = async () => inFjordby(async () => personsOf(given.house, (await meetings())[0]?.id ?? ''));
/** What lies to be sent, opened. */
const letters = (kind: string) =>
  inFjordby(async () =>
    (await db().selectFrom('message_outbox').selectAll().where('kind', '=', kind).execute()).map((row) =>
      JSON.stringify(openMessage(given.house, row.id, row.sealed)),
    ),
  );
const linkShown = (her: Browser) =>
  /<code[^>]*>http:\/\/localhost:4100([^<]*)<\/code>/.exec(her.shown().html)?.[1] ?? '';

async function bring(her: Browser, what: 'ledsager' | 'repraesentant', fields: Readonly<Record<string, string>>) {
  await her.get(`/fjordby/moede/mit/${what}`);
  await her.submit(`/moede/mit/${what}`, fields);
}

describe('a companion', () => {
  test('without an address: her link is shown once, opens her own page, and a new one ends it', async () => {
    const her = browser();
    await book(her, 8);
    await bring(her, 'ledsager', { navn: '' });
    expect(her.shown().status).toBe(422);
    expect(her.shown().text).toContain('Skriv, hvad den anden hedder.');
    await bring(her, 'ledsager', { navn: 'Ole 670190-1234' });
    expect(her.shown().path).toBe('/fjordby/moede/mit/med');
    const link = linkShown(her);
    expect(link).toMatch(/^\/fjordby\/m\/[\w-]{32}$/);
    // Opened here it would be her own page no more: it is no link, and the way to send it is her own.
    expect(her.shown().html).not.toContain(`href="http://localhost:4100${link}"`);
    expect(her.shown().html).toContain(`sms:?&amp;body=`);
    const ole = browser();
    await ole.get(link);
    expect(ole.shown().text).toContain('Du er inviteret med til mødet');
    expect(ole.shown().text).not.toContain('Meld afbud');
    await her.submit('/moede/mit/med');
    expect(her.shown().text).toContain('Ole [fjernet]');
    expect(her.shown().html).not.toContain(link);
    await her.get('/fjordby/moede/mit/med');
    expect(her.shown().path).toBe('/fjordby/moede/mit');
    expect(await letters('along')).toEqual([]);
    await her.submit('/moede/mit/med/link', { person: her.buttons('person')[0] ?? '' });
    expect(linkShown(her)).not.toBe(link);
    expect((await ole.get('/fjordby/moede/mit')).status).toBe(410);
  });

  test('with an address she is written to, without a name or a topic, and it goes with the meeting', async () => {
    const her = browser();
    await book(her, 8);
    await bring(her, 'ledsager', { navn: 'Ole Prøve', kontakt: 'ikke en adresse' });
    expect(her.shown().status).toBe(422);
    expect(her.shown().html).toContain('value="ikke en adresse"');
    await bring(her, 'ledsager', { navn: 'Ole Prøve', kontakt: 'ole@eksempel.dk' });
    const link = linkShown(her);
    const [mail] = await letters('along');
    expect(mail).toContain('ole@eksempel.dk');
    expect(mail).toContain(link);
    expect(mail).not.toMatch(/Karen|Ole Prøve/);
    await bring(her, 'ledsager', { navn: 'Ida Prøve', kontakt: '20304099' });
    const sms = (await letters('along')).find((one) => one.includes('+4520304099')) ?? '';
    expect(sms).not.toContain('/m/');
    const code = /Koden er (?:<[^>]*>)?([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(her.shown().text)?.[1] ?? '';
    expect(sms).toContain(code);
    const ida = browser();
    await ida.get('/fjordby/moede/kode');
    await ida.submit('/moede/kode', { kode: code, kontakt: '20304099' });
    expect(ida.shown().text).toContain('Du er inviteret med');
    // Nothing of them lies open in the tables, and nothing is left when the meeting is deleted.
    const rows = await inFjordby(() => db().selectFrom('meeting_person').selectAll().execute());
    expect(JSON.stringify(rows)).not.toMatch(/ole@|Ida|20304099/);
    const [meeting] = await meetings();
    given.house.clock.set(new Date((meeting?.ends_at?.getTime() ?? 0) + 60_000).toISOString());
    await inFjordby(() =>
      finishMeeting(given.house, meeting?.id ?? '', 'done', { by: 'system' }, given.house.clock.now()),
    );
    given.house.clock.advance(40 * 86_400);
    await inFjordby(() => deleteMeetings(given.house, given.house.clock.now()));
    const left = await inFjordby(() => db().selectFrom('meeting_person').selectAll().execute());
    expect(left).toEqual([]);
    expect(await letters('along')).toEqual([]);
  });

  test('who does not come after all is told where she was written to, and her link opens nothing', async () => {
    const her = browser();
    await book(her, 8);
    await bring(her, 'ledsager', { navn: 'Ole Prøve', kontakt: 'ole@eksempel.dk' });
    const ole = browser();
    await ole.get(linkShown(her));
    await her.submit('/moede/mit/med');
    await her.submit('/moede/mit/med/fjern', { person: her.buttons('person')[0] ?? '' });
    expect(her.shown().text).not.toContain('Ole Prøve');
    expect((await ole.get('/fjordby/moede/mit')).status).toBe(410);
    expect((await letters('not-along'))[0]).toContain('ole@eksempel.dk');
    expect(await letters('along')).toEqual([]);
    expect((await meetings())[0]?.state).toBe('booked');
  });

  test('another’s companion is not hers to send away, and a fourth is one too many', async () => {
    const her = browser();
    await book(her, 8);
    for (const navn of ['En', 'To', 'Tre']) await bring(her, 'ledsager', { navn });
    await her.get('/fjordby/moede/mit/ledsager');
    expect(her.shown().path).toBe('/fjordby/moede/mit');
    const [companion] = (await people()).filter(({ role }) => role === 'companion');
    const stranger = browser();
    await book(stranger, 12, '20304051');
    await stranger.post('/fjordby/moede/mit/med/fjern', { person: companion?.id ?? '' });
    expect((await people()).filter(({ role }) => role === 'companion')).toHaveLength(3);
  });
});

test('the same press twice is one companion with one link, and two at once are counted', async () => {
  const her = browser();
  await book(her, 8);
  const ole = { navn: 'Ole Prøve', kontakt: 'ole@eksempel.dk' };
  await bring(her, 'ledsager', ole);
  const link = linkShown(her);
  await bring(her, 'ledsager', ole);
  expect(linkShown(her)).toBe(link);
  expect((await people()).filter(({ role }) => role === 'companion')).toHaveLength(1);
  expect(await letters('along')).toHaveLength(1);
  const [meeting] = await meetings();
  const found = meeting && (await inFjordby(() => readMeeting(meeting.id)));
  if (!found) throw new Error('no meeting');
  const named = (navn: string) => {
    const read = readAlong('representative', { ...emptyAlong, navn, hvordan: 'med' }, '2026-11-24', null);
    if (!read.ok) throw new Error(navn);
    return inFjordby(() => bringAlong(given.house, found, read.value, given.house.clock.now()));
  };
  const both = await Promise.all(['Ida Prøve', 'Ib Prøve'].map(named));
  expect(both.filter((one) => one === 'full')).toHaveLength(1);
  expect((await people()).filter(({ role }) => role === 'representative')).toHaveLength(1);
});

test('a representative has rights that she is told of, may move and cancel, and the employee sees what was said', async () => {
  const her = browser();
  await book(her, 8);
  await bring(her, 'repraesentant', { navn: 'Ida Prøve', dato: '2026-01-01' });
  expect(her.shown().status).toBe(422);
  expect(her.shown().text).toContain('Vælg, om du selv kommer med.');
  expect(her.shown().text).toContain('Vælg en dato, der ikke er gået.');
  await bring(her, 'repraesentant', { navn: 'Ida Prøve', hvordan: 'stedet', dato: '2027-01-31' });
  const ida = browser();
  await ida.get(linkShown(her));
  expect(ida.shown().text).toContain('Meld afbud');
  const found = (await people()).find(({ role }) => role === 'representative');
  expect(found?.details.authority).toEqual({ instead: true, until: '2027-01-31' });
  await her.submit('/moede/mit/med');
  expect(her.shown().text).toContain('repræsenterer dig og kommer i stedet');
  // One is enough, and she cannot name others herself.
  await her.get('/fjordby/moede/mit/repraesentant');
  expect(her.shown().path).toBe('/fjordby/moede/mit');
  await ida.get('/fjordby/moede/mit/ledsager');
  expect(ida.shown().path).toBe('/fjordby/moede/mit');
  await ida.get('/fjordby/moede/mit/afbud');
  await ida.submit('/moede/mit/afbud');
  expect((await meetings())[0]?.state).toBe('cancelled');
});

describe('an interpreter who is asked for later', () => {
  test('is booked when one is free, let go again, and never taken twice', async () => {
    const { id } = await seedResource(given.house, { kind: 'interpreter', name: 'Amal', languages: ['ar'] });
    await seedResource(given.house, { name: 'Ali', languages: ['da'] });
    const talking = await seedType(given.house, { interpreter: true }, ['video']);
    const one = browser();
    await book(one, 8, '20304050', talking);
    await one.get('/fjordby/moede/mit');
    await one.submit('/moede/mit/tolk', { tolk: 'ar' });
    expect(one.shown().text).toContain('Tolken er booket til mødet.');
    expect(one.shown().text).toContain('Der er booket tolk til mødet: arabisk.');
    const taken = () =>
      inFjordby(() =>
        db().selectFrom('meeting_occupancy').select('meeting_id').where('resource_id', '=', id).execute(),
      );
    expect(await taken()).toHaveLength(1);
    // Pressed twice it is the same.
    await one.submit('/moede/mit/tolk', { tolk: 'ar' });
    expect(await taken()).toHaveLength(1);
    const [first] = await meetings();
    const two = browser();
    await two.get(`/fjordby/moede/${talking.slug}?form=video`);
    await two.submit(`/moede/${talking.slug}`, { tid: first?.starts_at?.toISOString() ?? '' });
    await two.submit('/dig', { navn: 'Ida', kontakt: '20304051' });
    await two.get('/fjordby/moede/mit');
    await two.submit('/moede/mit/tolk', { tolk: 'ar' });
    expect(two.shown().text).toContain('Vi fandt ingen ledig tolk');
    expect(two.shown().text).toContain('Der er ikke booket nogen endnu');
    expect(await taken()).toHaveLength(1);
    await one.submit('/moede/mit/tolk', { tolk: '' });
    expect(await taken()).toHaveLength(0);
    await two.submit('/moede/mit/tolk', { tolk: 'ar' });
    expect(two.shown().text).toContain('Tolken er booket til mødet.');
    await inFjordby(() => db().deleteFrom('meeting_resource').where('kind', '=', 'interpreter').execute());
    await inFjordby(() => db().deleteFrom('meeting_resource').where('name', '=', 'Ali').execute());
  });
});

test('reminders are hers to stop and to have again', async () => {
  const her = browser();
  await book(her, 45);
  expect(await letters('reminder-1440')).toHaveLength(1);
  await her.get('/fjordby/moede/mit');
  await her.submit('/moede/mit/paamindelser', { paamind: 'nej' });
  expect(her.shown().text).toContain('Vi minder dig ikke om mødet.');
  expect(await letters('reminder-1440')).toHaveLength(0);
  expect(await letters('booked')).toHaveLength(1);
  expect(her.shown().text).toContain('Påmindelse');
  expect(her.shown().text).toContain('Ikke sendt, for den gjaldt ikke længere');
  // Moved, it is as she wanted it.
  await her.get('/fjordby/moede/mit/flyt');
  await her.submit('/moede/mit/flyt', { tid: her.buttons('tid').at(-1) ?? '' });
  expect(await letters('reminder-1440')).toHaveLength(0);
  await her.submit('/moede/mit/paamindelser', { paamind: 'ja' });
  expect(await letters('reminder-1440')).toHaveLength(1);
});

test('a representative whose authority ends before the day that the meeting was moved to takes no part, and both are told', async () => {
  const her = browser();
  await book(her, 8);
  const [meeting] = await meetings();
  const startsAt = meeting?.starts_at ?? new Date(0);
  const { date } = wallClock(startsAt);
  await bring(her, 'repraesentant', { navn: 'Ida Prøve', kontakt: 'ida@eksempel.dk', hvordan: 'stedet', dato: date });
  const ida = browser();
  await ida.get(linkShown(her));
  await her.submit('/moede/mit/med');
  expect((await ida.get('/fjordby/moede/mit')).status).toBe(200);
  const hers = (await people()).find(({ role }) => role === 'representative')?.id ?? '';
  const said = () =>
    inFjordby(async () =>
      (
        await db().selectFrom('message_record').select(['id', 'kind', 'state']).where('person', '=', hers).execute()
      ).filter(({ state }) => state === 'waiting'),
    );
  const later = new Date(startsAt.getTime() + 7 * 86_400_000);
  const change = { version: null, actor: { by: 'employee', employee: given.employee } } as const;
  const moved = await moveMeeting(given.house, fjordby, meeting?.id ?? '', later, change, given.house.clock.now());
  expect(moved.ok).toBe(true);
  // What she knew no longer holds: that she is told, and is offered nothing.
  const told = await said();
  expect(told.map(({ kind }) => kind)).toEqual(['moved']);
  const [mail] = (await letters('moved')).filter((one) => one.includes('ida@eksempel.dk'));
  expect(mail).toBeDefined();
  expect(mail).not.toMatch(/\/m\/|kode/);
  expect((await ida.get('/fjordby/moede/mit')).status).toBe(410);
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('Ida Prøve kan ikke repræsentere dig til mødet');
  expect(her.shown().html).toContain('/moede/mit/repraesentant');
  // Moved back to a day on which it holds, she comes again.
  await moveMeeting(given.house, fjordby, meeting?.id ?? '', startsAt, change, given.house.clock.now());
  expect((await ida.get('/fjordby/moede/mit')).status).toBe(200);
});

test.each(['2026-02-31', '2026-13-01', '31-12-2026'])('%s is no last day of an authority', (dato) => {
  const form = { ...emptyAlong, navn: 'Ida', hvordan: 'med', dato };
  expect(readAlong('representative', form, '2026-01-01', null)).toMatchObject({
    faults: [{ field: 'dato', fault: 'unreadable' }],
  });
});
