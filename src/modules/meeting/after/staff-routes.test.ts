import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { danishApp } from '../../../../test/support/danish-app.ts';
import { meetingFor, seedType, wishFor, workingHours } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { openMessage, type WebEnv } from '../../../platform/index.ts';
import { signIn, staffCookieName } from '../../identity/index.ts';
import { askForInterpreter, bookMeeting, personsOf } from '../booking/bookings.ts';
import { keepPaper } from '../documents/papers.ts';
import { meetingStaffRoutes } from '../staff/routes.tsx';

let house: TestHouse;
let app: Hono<WebEnv>;
const cookies: Record<string, string> = {};
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const mine = '/skranke/moeder';

async function login(name: string): Promise<void> {
  const person = {
    municipality: fjordby,
    issuer: 'test',
    subject: name,
    name,
    roles: ['employee' as const],
    idToken: null,
  };
  cookies[name] = `${staffCookieName(house)}=${await signIn(house, person)}`;
}
async function ask(who: string, path: string, form?: Readonly<Record<string, string>>) {
  const answer = await app.request(path, {
    headers: { cookie: cookies[who] ?? '' },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
/** A meeting that Mette holds, with a paper of the citizen's. */
async function meetingWithPaper() {
  const type = await seedType(house, { documents: true, interpreter: true }, ['video']);
  const wish = wishFor(type);
  const at = new Date('2026-11-25T10:00:00+01:00');
  const booked = await bookMeeting(house, fjordby, meetingFor(wish, at), { by: 'citizen' }, house.clock.now());
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  const { meetingId, personId } = booked.value;
  const paper = { name: 'Lønseddel (ny)', kind: 'pdf', checked: false, content: Buffer.from('%PDF-1.7 løn') } as const;
  const kept = await inFjordby(() => keepPaper(house, { meetingId, personId }, paper, house.clock.now()));
  if (typeof kept === 'string') throw new Error('full');
  return { meetingId, paper: kept.id };
}

beforeAll(async () => {
  house = await openTestHouse();
  app = danishApp();
  app.route('/', meetingStaffRoutes(house) as unknown as Hono<WebEnv>);
  for (const name of ['Mette', 'Ali']) await login(name);
  await inFjordby(async () => {
    const mette = await db()
      .selectFrom('employee')
      .select('id')
      .where('subject', '=', 'Mette')
      .executeTakeFirstOrThrow();
    await db()
      .insertInto('meeting_resource')
      .values({
        id: newId(),
        municipality_id: fjordby,
        kind: 'employee',
        employee_id: mette.id,
        place_id: null,
        name: 'Mette',
        skills: '[]',
        languages: '[]',
        hours: JSON.stringify(workingHours),
      })
      .execute();
  });
});

test('a paper is read by whoever holds the meeting, as a file to be saved; a colleague is refused, and both are audited', async () => {
  const { meetingId, paper } = await meetingWithPaper();
  const page = await ask('Mette', `${mine}/${meetingId}`);
  expect(page.text).toContain('Papirer fra borgeren');
  expect(page.text).toContain('Ikke tjekket for virus.');
  const file = await ask('Mette', `${mine}/${meetingId}/papirer/${paper}`);
  expect([file.status, file.text]).toEqual([200, '%PDF-1.7 løn']);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; .*L%C3%B8nseddel%20%28ny%29\.pdf$/);
  expect((await ask('Ali', `${mine}/${meetingId}/papirer/${paper}`)).status).toBe(403);
  expect((await ask('Ali', `${mine}/${meetingId}`)).text).not.toContain('Lønseddel');
  // By another meeting of hers it is not to be had.
  const other = await inFjordby(() => db().selectFrom('meeting').select('id').where('id', '!=', meetingId).execute());
  expect(other).toEqual([]);
  expect((await ask('Mette', `${mine}/${meetingId}/papirer/${newId()}`)).status).toBe(404);
  const audited = await inFjordby(() =>
    db().selectFrom('audit_entry').select(['subject', 'outcome']).where('action', '=', 'paper.read').execute(),
  );
  expect(audited.filter(({ subject }) => subject === meetingId).map(({ outcome }) => outcome)).toEqual(
    expect.arrayContaining(['done', 'refused']),
  );
  await inFjordby(() => db().deleteFrom('meeting').execute());
});

test('what was agreed is put on her page by whoever holds the meeting, and by nobody else', async () => {
  const { meetingId } = await meetingWithPaper();
  const points = { punkter: 'Vi ses igen i januar\r\n\r\nKaren sender lønsedler' };
  expect((await ask('Ali', `${mine}/${meetingId}/aftalt`, points)).status).toBe(403);
  expect((await ask('Mette', `${mine}/${meetingId}/aftalt`, points)).status).toBe(303);
  const page = await ask('Mette', `${mine}/${meetingId}`);
  expect(page.text).toContain('Vi ses igen i januar\nKaren sender lønsedler</textarea>');
  await inFjordby(() => db().deleteFrom('meeting').execute());
});

test('a wish for an interpreter that nobody fills is told where the meeting is read', async () => {
  const { meetingId } = await meetingWithPaper();
  const [person] = await inFjordby(() => personsOf(house, meetingId));
  const of = { meetingId, personId: person?.id ?? '' };
  expect(await askForInterpreter(house, fjordby, of, 'so', house.clock.now())).toBe('asked');
  expect((await ask('Mette', `${mine}/${meetingId}`)).text).toContain('Borgeren ønsker tolk, og ingen er booket');
  await inFjordby(() => db().deleteFrom('meeting').execute());
});

test('an invitation is sent by her channel, without a topic; bad input is told by its field and kept', async () => {
  const type = await seedType(house, { bookedBy: 'invitation' }, ['video']);
  const bad = await ask('Mette', `${mine}/inviter`, { type: type.slug, navn: 'Karen', kontakt: 'ikke noget' });
  expect(bad.status).toBe(422);
  expect(bad.text).toContain('value="ikke noget"');
  const form = await ask('Mette', `${mine}/inviter`);
  const noegle = /name="noegle" value="([0-9a-f-]{36})"/.exec(form.text)?.[1] ?? '';
  const written = { type: type.slug, navn: 'Karen', kontakt: '20 30 40 50', noegle };
  const answers = [await ask('Mette', `${mine}/inviter`, written), await ask('Mette', `${mine}/inviter`, written)];
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  const to = answers[1]?.headers.get('location') ?? '';
  expect(answers[0]?.headers.get('location')).toBe(to);
  const made = await ask('Mette', to);
  const code = /class="meeting-code">([A-Z0-9-]{9})</.exec(made.text)?.[1] ?? '';
  expect(code).not.toBe('');
  const rows = await inFjordby(() =>
    db().selectFrom('message_outbox').selectAll().where('kind', '=', 'invited').execute(),
  );
  const sms = openMessage(house, rows[0]?.id ?? '', rows[0]?.sealed ?? '');
  expect(sms).toMatchObject({ channel: 'sms', to: '+4520304050' });
  expect(JSON.stringify(sms)).toContain(code);
  expect(JSON.stringify(sms)).not.toMatch(/http|Karen/);
  // The form sent twice is one invitation, written of once; nobody else, and nobody later, reads what opens it.
  expect(rows).toHaveLength(1);
  expect((await ask('Ali', to)).text).not.toContain(code);
  house.clock.advance(31 * 60);
  expect((await ask('Mette', to)).text).not.toContain(code);
  const stored = await inFjordby(() => db().selectFrom('meeting_invitation').selectAll().execute());
  expect(JSON.stringify(stored)).not.toMatch(/Karen|20304050/);
});

test('an invitation without an address is a link alone: a code would open nothing', async () => {
  const type = await seedType(house, { bookedBy: 'invitation' }, ['video']);
  const answer = await ask('Mette', `${mine}/inviter`, { type: type.slug, navn: 'Karen', kontakt: '' });
  const { text } = await ask('Mette', answer.headers.get('location') ?? '');
  expect(text).toContain('Vi sender ingenting. Giv selv linket videre.');
  expect(text).toMatch(/\/m\/[\w-]{32}/);
  expect(text).not.toContain('meeting-code');
});

test('a kind that was closed while she wrote is told by its field, and what she wrote is kept; an anonymous one is not on the list', async () => {
  const type = await seedType(house, { bookedBy: 'invitation' }, ['video']);
  const anonymous = await seedType(house, { bookedBy: 'invitation', anonymous: true }, ['video']);
  expect((await ask('Mette', `${mine}/inviter`)).text).not.toContain(anonymous.slug);
  await inFjordby(() => db().updateTable('meeting_type').set({ active: false }).where('id', '=', type.id).execute());
  for (const { slug } of [type, anonymous]) {
    const closed = await ask('Mette', `${mine}/inviter`, { type: slug, navn: 'Karen', kontakt: '20304050' });
    expect(closed.status).toBe(422);
    expect(closed.text).toContain('Den slags møde kan ingen inviteres til mere.');
  }
});
