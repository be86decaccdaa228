import { describe, expect, test } from 'vitest';
import { seedType } from '../../../../test/support/seed-meetings.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { openMessage } from '../../../platform/index.ts';
import { writeAgreed } from '../after/agreed.ts';
import { finishMeeting, personsOf } from '../booking/bookings.ts';
import { keepPaper, papersOf } from '../documents/papers.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, book, meetings } = citizenApp();
type Browser = ReturnType<typeof browser>;

const now = () => given.house.clock.now();
const letters = (kind: string) =>
  inFjordby(async () =>
    (await db().selectFrom('message_outbox').selectAll().where('kind', '=', kind).execute()).map((row) =>
      JSON.stringify(openMessage(given.house, row.id, row.sealed)),
    ),
  );
/** Somebody comes along; her own browser, with her link in it. */
async function bring(her: Browser, what: 'ledsager' | 'repraesentant', fields: Readonly<Record<string, string>>) {
  await her.get(`/fjordby/moede/mit/${what}`);
  await her.submit(`/moede/mit/${what}`, { navn: 'Ida Prøve', hvordan: 'med', ...fields });
  const link = /<code[^>]*>http:\/\/localhost:4100([^<]*)<\/code>/.exec(her.shown().html)?.[1] ?? '';
  const other = browser();
  await other.get(link);
  await her.submit('/moede/mit/med');
  return other;
}
async function booked(type?: MeetingType, nth = 8) {
  const her = browser();
  await book(her, nth, '20304050', type);
  const [meeting] = await meetings();
  if (!meeting?.starts_at) throw new Error('no meeting');
  return { her, id: meeting.id, startsAt: meeting.starts_at };
}
const dayAfter = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);

test('who is not to come along after all is told that, not that the meeting is cancelled, and by no calendar', async () => {
  const { her } = await booked();
  await bring(her, 'ledsager', { kontakt: 'ida@eksempel.dk' });
  await her.submit('/moede/mit/med/fjern', { person: her.buttons('person')[0] ?? '' });
  expect(await letters('cancelled')).toEqual([]);
  const [mail] = await letters('not-along');
  expect(mail).toContain('ida@eksempel.dk');
  expect(mail).toContain('Du skal ikke med til mødet');
  expect(mail).not.toMatch(/aflyst|Møde"/);
  expect(mail).toContain('"calendar":null');
  expect(await letters('along')).toEqual([]);
});

describe('the last day that it holds', () => {
  test('may not be before the meeting', async () => {
    const { her, startsAt } = await booked(undefined, 45);
    const form = { navn: 'Ida Prøve', hvordan: 'med', dato: dayAfter(startsAt, -1) };
    await her.get('/fjordby/moede/mit/repraesentant');
    expect(her.shown().text).not.toContain('Uden en dato gælder det kun dette møde');
    await her.submit('/moede/mit/repraesentant', form);
    expect(her.shown().status).toBe(422);
    expect(her.shown().text).toContain('Vælg mødets dag eller en dag efter.');
    expect(her.shown().html).toContain(`value="${form.dato}"`);
    await her.submit('/moede/mit/repraesentant', { ...form, dato: dayAfter(startsAt, 0) });
    expect(her.shown().path).toBe('/fjordby/moede/mit/med');
  });

  test('after it she is as one who is gone: page, door, papers, what was agreed, and what is written', async () => {
    const type = await seedType(given.house, { documents: true, interpreter: false }, ['video']);
    const { her, id, startsAt } = await booked(type);
    const ida = await bring(her, 'repraesentant', { kontakt: 'ida@eksempel.dk', dato: dayAfter(startsAt, 0) });
    await ida.get('/fjordby/moede/mit');
    expect(ida.shown().status).toBe(200);
    given.house.clock.set(startsAt.toISOString());
    await inFjordby(() => finishMeeting(given.house, id, 'done', { by: 'system' }, now()));
    expect((await ida.get('/fjordby/moede/mit')).status).toBe(200);
    given.house.clock.set(`${dayAfter(startsAt, 1)}T00:30:00Z`);
    await inFjordby(() => writeAgreed(given.house, id, ['Vi ses'], given.employee, now()));
    expect((await her.get('/fjordby/moede/mit')).text).toContain('Vi ses');
    expect(her.shown().text).not.toContain('Ida Prøve');
    expect((await ida.get('/fjordby/moede/mit')).status).toBe(410);
    expect((await ida.get('/fjordby/moede/mit/papirer')).status).toBe(410);
    expect((await letters('agreed')).join()).not.toContain('ida@');
  });

  test('no reminder is planned for a day that it does not reach', async () => {
    const { her, id, startsAt } = await booked();
    await bring(her, 'repraesentant', { kontakt: 'ida@eksempel.dk', dato: dayAfter(startsAt, 0) });
    const later = new Date(startsAt.getTime() + 5 * 86_400_000);
    await inFjordby(() =>
      db()
        .updateTable('meeting')
        .set({ starts_at: later, ends_at: new Date(later.getTime() + 1_800_000) })
        .where('id', '=', id)
        .execute(),
    );
    await inFjordby(() => tellParties(given.house, id, { kind: 'moved', was: startsAt }, [], now()));
    expect((await letters('moved')).join()).toContain('ida@');
    expect((await letters('reminder-1440')).join()).not.toContain('ida@');
  });
});

test('who represents her at one meeting of a series reads what was agreed there alone', async () => {
  const { her, id } = await booked();
  const ida = await bring(her, 'repraesentant', {});
  const series = newId();
  await inFjordby(async () => {
    const meeting = await db().selectFrom('meeting').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    await db()
      .insertInto('meeting_series')
      .values({
        id: series,
        municipality_id: meeting.municipality_id,
        type_id: meeting.type_id,
        form: 'video',
        pattern: JSON.stringify({
          everyWeeks: 1,
          weekdays: [2],
          time: '10:00',
          minutes: 30,
          from: '2026-11-17',
          until: null,
          count: 3,
          onHoliday: 'skip',
          without: [],
        }),
        language: 'da',
        state: 'running',
        created_at: now(),
      } as never)
      .execute();
    const before = newId();
    const day = new Date(now().getTime() - 7 * 86_400_000);
    await db()
      .insertInto('meeting')
      .values({
        ...meeting,
        id: before,
        uid: newId(),
        request_key: null,
        state: 'done',
        starts_at: day,
        ends_at: new Date(day.getTime() + 1_800_000),
        series_id: series,
        series_day: '2026-11-17',
      } as never)
      .execute();
    await db()
      .updateTable('meeting')
      .set({ series_id: series, series_day: '2026-11-25' })
      .where('id', '=', id)
      .execute();
    await db()
      .updateTable('meeting_person')
      .set({ meeting_id: null, series_id: series })
      .where('role', '=', 'citizen')
      .execute();
    await writeAgreed(given.house, before, ['Det var dengang'], given.employee, now());
    await writeAgreed(given.house, id, ['Det er nu'], given.employee, now());
  });
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('Det var dengang');
  await ida.get('/fjordby/moede/mit');
  expect(ida.shown().text).toContain('Det er nu');
  expect(ida.shown().text).not.toContain('Det var dengang');
  await inFjordby(() => db().deleteFrom('meeting_series').execute());
});

test('papers of a representative who is gone are the citizen’s to delete; of one who stands they are not', async () => {
  const type = await seedType(given.house, { documents: true, interpreter: false }, ['video']);
  const { her, id } = await booked(type);
  await bring(her, 'repraesentant', { kontakt: 'ida@eksempel.dk' });
  const people = await inFjordby(() => personsOf(given.house, id));
  const ida = people.find(({ role }) => role === 'representative')?.id ?? '';
  const content = Buffer.from('%PDF-1.7');
  const paper = { name: 'brev.pdf', kind: 'pdf', checked: false, content } as const;
  const kept = await inFjordby(() => keepPaper(given.house, { meetingId: id, personId: ida }, paper, now()));
  const papir = typeof kept === 'string' ? '' : kept.id;
  await her.get('/fjordby/moede/mit/papirer');
  expect(her.buttons('papir')).toEqual([]);
  await her.post('/fjordby/moede/mit/papirer/slet', { papir });
  expect(await inFjordby(() => papersOf(given.house, id))).toHaveLength(1);
  await her.get('/fjordby/moede/mit');
  await her.submit('/moede/mit/med/fjern', { person: her.buttons('person')[0] ?? '' });
  await her.get('/fjordby/moede/mit/papirer');
  await her.submit('/papirer/slet', { papir: her.buttons('papir')[0] ?? '' });
  expect(await inFjordby(() => papersOf(given.house, id))).toEqual([]);
});
