import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { danishApp } from '../../../../test/support/danish-app.ts';
import { seedType, workingHours } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { openMessage, type WebEnv } from '../../../platform/index.ts';
import { signIn, staffCookieName } from '../../identity/index.ts';
import { moveMeeting, readMeeting } from '../booking/bookings.ts';
import { makeFeed, readFeed } from '../calendars/feed-store.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { meetingMessageRoutes } from '../messages/routes.ts';
import { meetingStaffRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<WebEnv>;
let type: MeetingType;
let cookie = '';
const mine = '/skranke/moeder';
const street = 'Hemmelighedsvej 9';
const inFjordby = <Value,>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const employeeId = () =>
  inFjordby(async () => (await db().selectFrom('employee').select('id').executeTakeFirstOrThrow()).id);
const get = async (path: string) => {
  const answer = await app.request(path, { headers: { cookie, accept: 'text/html' } });
  return { status: answer.status, text: await answer.text() };
};
const book = async (over: Record<string, string>, kl: string) => {
  const form = { type: type.slug, form: 'video', med: 'mig', sprog: 'da', navn: 'Karen Prøve', goer: 'book', ...over };
  const body = new URLSearchParams({ ...form, tid: `2026-11-25T${kl}:00.000Z` });
  const answer = await app.request(`${mine}/ny`, { method: 'POST', body, headers: { cookie, accept: 'text/html' } });
  expect(answer.status, await answer.clone().text()).toBeLessThan(304);
  const rows = await inFjordby(() => db().selectFrom('meeting').select('id').orderBy('created_at').execute());
  return rows.at(-1)?.id ?? '';
};

beforeAll(async () => {
  house = await openTestHouse();
  app = danishApp();
  app.route('/', meetingMessageRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', meetingStaffRoutes(house) as unknown as Hono<WebEnv>);
  const person = {
    municipality: fjordby,
    issuer: 'test',
    subject: 'm',
    name: 'Mette',
    roles: ['employee' as const],
    idToken: null,
  };
  cookie = `${staffCookieName(house)}=${await signIn(house, person)}`;
  const employee_id = await employeeId();
  await inFjordby(() =>
    db()
      .insertInto('meeting_resource')
      .values({
        id: newId(),
        municipality_id: fjordby,
        kind: 'employee',
        employee_id,
        place_id: null,
        name: 'Mette',
        skills: '[]',
        languages: '[]',
        hours: JSON.stringify(workingHours),
      })
      .execute(),
  );
  type = await seedType(house, { remindMinutes: [60] });
});

/** Everything that waits to be sent, opened. */
const outgoing = () =>
  inFjordby(async () => {
    const rows = await db().selectFrom('message_outbox').select(['id', 'channel', 'sealed']).execute();
    return rows.map((row) => ({ channel: row.channel, text: JSON.stringify(openMessage(house, row.id, row.sealed)) }));
  });

test('a person under name and address protection: her address is on no page, in no message and on no line', async () => {
  const id = await book({ kontakt: 'karen@eksempel.dk', vej: street, by: '9999 Fjordby', beskyttet: 'ja' }, '09:00');
  // Her browser's address on the net is hidden from everybody she talks with.
  expect(await inFjordby(() => readMeeting(id))).toMatchObject({ hiddenAddresses: true });

  const page = await get(`${mine}/${id}`);
  expect(page.text).toContain('Navne- og adressebeskyttelse. Adressen vises ikke.');
  const next = await get(`${mine}/ny?efter=${id}`);
  expect(next.text).toMatch(/<input[^>]*name="beskyttet"[^>]*checked/);
  const week = await get(`${mine}?uge=2026-11-25`);
  for (const shown of [page, next, week, await get(`${mine}/beskeder`)]) {
    expect(shown.status).toBe(200);
    expect(shown.text).not.toContain(street);
  }

  expect((await outgoing()).length).toBe(2);
  for (const { text } of await outgoing())
    for (const never of [street, 'Karen Prøve']) expect(text).not.toContain(never);

  const employee = await employeeId();
  const now = house.clock.now();
  const times = await inFjordby(async () => {
    await makeFeed(employee, 'type', now);
    const feed = await db().selectFrom('calendar_feed').select('id').executeTakeFirstOrThrow();
    return readFeed({ id: feed.id, employee, shows: 'type' }, now);
  });
  expect(times).toHaveLength(1);
  expect(JSON.stringify(times)).not.toMatch(/Karen|Hemmelig/);

  // Where the meeting goes, the protection goes.
  const to = new Date('2026-11-26T10:00:00Z');
  expect((await moveMeeting(house, fjordby, id, to, { version: null, actor: { by: 'citizen' } }, now)).ok).toBe(true);
  expect(await inFjordby(() => readMeeting(id))).toMatchObject({ hiddenAddresses: true });
  const people = await inFjordby(() => db().selectFrom('meeting_person').selectAll().execute());
  expect(people.map((one) => one.protected)).toEqual([true]);
  expect(JSON.stringify(people)).not.toContain(street);
  expect(house.logged.join('\n')).not.toMatch(/Hemmelig|Karen/);
});

test('who can be reached by letter alone: the address stands where an employee asks for the letter, and that is noted', async () => {
  await book({ form: 'in-person', vej: street, by: '9999 Fjordby', beskyttet: 'ja' }, '11:00');
  const list = await get(`${mine}/beskeder`);
  expect(list.text).not.toContain(street);
  const letter = /\/brev\/([0-9a-f-]{36})/.exec(list.text)?.[1] ?? '';
  const noted = () =>
    inFjordby(() => db().selectFrom('audit_entry').select('subject').where('action', '=', 'letter.read').execute());
  expect(await noted()).toEqual([]);
  expect((await get(`${mine}/beskeder/brev/${letter}`)).text).toContain(street);
  expect(await noted()).toEqual([{ subject: letter }]);
});
