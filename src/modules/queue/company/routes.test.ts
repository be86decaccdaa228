import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { createGuide, writeGuideContent } from '../../guide/index.ts';
import { sampleContent } from '../../guide/testing/sample-content.ts';
import { type Role, type StaffEnv, signIn, staffCookieName } from '../../identity/index.ts';
import { createDirectory } from '../../tenancy/index.ts';
import { putAtDesk } from '../desk-presence-store.ts';
import { deskRoutes } from '../desk-routes.tsx';
import type { DeskState } from '../desk-state.ts';
import { requestHelp } from '../help.ts';
import { readingSeconds } from './rules.ts';

let house: TestHouse;
let app: Hono<StaffEnv>;
const place = newId();
const always = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])));
const people: Record<string, { readonly cookie: string; readonly id: string }> = {};
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);

async function login(name: string, role: Role): Promise<void> {
  const token = await signIn(house, {
    municipality: fjordby,
    issuer: 'test',
    subject: name,
    name,
    roles: [role],
    idToken: null,
  });
  const { id } = await inFjordby(() =>
    db().selectFrom('employee').select('id').where('subject', '=', name).executeTakeFirstOrThrow(),
  );
  people[name] = { cookie: `${staffCookieName(house)}=${token}`, id };
  if (role === 'employee') await inFjordby(() => putAtDesk(id, new Date('2026-11-25T00:00:00Z')));
}
const ask = (who: string | null, path: string, init: RequestInit = {}) =>
  app.request(path, {
    ...init,
    headers: { accept: 'application/json', ...(who ? { cookie: people[who]?.cookie ?? '' } : {}), ...init.headers },
  });
const post = (who: string | null, path: string, body: object) =>
  ask(who, `/skranke/selskab/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const send = (who: string, path: string, form: Record<string, string>) =>
  ask(who, path, { method: 'POST', body: new URLSearchParams(form) });
const desk = async (answer: Response | Promise<Response>) => (await (await answer).json()) as DeskState;

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await writeGuideContent(owner, sampleContent());
      await seedPlace(owner, { id: place, hours: always });
    },
  });
  const guide = await createGuide(house);
  app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', c.req.header('x-language') === 'en' ? 'en' : 'da');
    await next();
  });
  app.route('/', deskRoutes(house, guide));
  for (const [name, role] of [
    ['Mette', 'employee'],
    ['Ali', 'employee'],
    ['Adam', 'administrator'],
  ] as const)
    await login(name, role);
});

test('nobody but an employee may, and what makes no sense is refused', async () => {
  expect((await post(null, 'alarm', {})).status).toBe(401);
  expect((await post('Adam', 'alarm', {})).status).toBe(403);
  expect((await ask('Mette', '/administration/skranke')).status).toBe(403);
  for (const [path, body] of [
    ['omstil', { employee: 'x', place: null, line: '' }],
    ['omstil', { employee: null, place: null, line: 'x'.repeat(3000) }],
    ['omstil/overtag', { ticket: '1 or 1=1' }],
    ['stop', { reason: 'he said something', who: null }],
  ] as const)
    expect((await post('Mette', path, body)).status).toBe(422);
  expect((await post('Mette', 'omstil', { employee: null, place: null, line: '' })).status).toBe(409);
  const english = await ask('Mette', '/skranke/selskab/stop', { method: 'POST', headers: { 'x-language': 'en' } });
  expect(((await english.json()) as { title: string }).title).toBe('It cannot be done like this.');
});

test('an employee says how she is shown, never as a colleague; the administrator may for her', async () => {
  const named = await send('Mette', '/skranke/mig', { 'navn-help': 'Rådgiver 12', place, spot: 'skranke 2' });
  expect(named.status).toBe(303);
  const taken = await send('Mette', '/skranke/mig', { 'navn-help': 'Ali', place, spot: '' });
  expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining('En kollega har det navn.')]);
  expect(await (await ask('Mette', '/skranke/mig')).text()).toContain('Rådgiver 12');
  const other = { handling: 'navn', medarbejder: people.Ali?.id ?? '', hvornaar: 'help', navn: 'Rådgiver 7' };
  expect((await send('Adam', '/administration/skranke', other)).status).toBe(303);
  expect((await desk(post('Ali', 'alarm/slut', {}))).company.shownAs).toBe('Rådgiver 7');
});

test('the administrator names who is called; only those are shown the alarm, with the place', async () => {
  const contacts = { handling: 'alarm', [`kald-${place}`]: people.Ali?.id ?? '' };
  await send('Mette', '/skranke/mig', { 'navn-help': 'Rådgiver 12', place, spot: 'skranke 2' });
  expect((await send('Adam', '/administration/skranke', contacts)).status).toBe(303);
  const raised = await desk(post('Mette', 'alarm', {}));
  expect(raised.company.alarm).toMatchObject({ own: { answeredBy: null }, reach: ['Ali'], called: [] });
  const [called] = (await desk(post('Ali', 'kollega/forlad', {}))).company.alarm.called;
  expect(called).toMatchObject({ name: 'Mette', where: 'Borgerservice, skranke 2', answeredBy: null });
  await post('Ali', 'alarm/kommer', { alarm: called?.id });
  const answered = await desk(post('Mette', 'kollega/forlad', {}));
  expect(answered.company.alarm.own).toEqual({ answeredBy: 'Ali' });
  expect((await desk(post('Mette', 'alarm/slut', {}))).company.alarm.own).toBeNull();
});

test('a transfer over the desks: offered, taken, and what was written is shown to whoever took it', async () => {
  const municipality = await createDirectory(house).byId(fjordby);
  if (!municipality) throw new Error('no municipality');
  const wish = { form: 'text', language: 'da', service: 'pas', step: null, stepsDone: [], name: 'Karen' } as const;
  await requestHelp(house, municipality, wish, undefined);
  const taken = await desk(ask('Mette', '/skranke/naeste', { method: 'POST' }));
  expect(taken.mine?.as).toBe('employee');
  const asked = await desk(post('Mette', 'omstil', { employee: people.Ali?.id, place: null, line: 'Har ringet før' }));
  expect(asked.company.transfer).toEqual({ to: 'Ali', state: 'open', agreed: false });
  const [offer] = (await desk(post('Ali', 'kollega/forlad', {}))).company.offers;
  expect(offer).toMatchObject({ from: 'Mette', forMe: true, line: 'Har ringet før' });
  const soon = await post('Ali', 'omstil/overtag', { ticket: offer?.ticket });
  expect([soon.status, ((await soon.json()) as { title: string }).title]).toEqual([409, 'too-soon']);
  house.clock.advance(readingSeconds);
  const moved = await desk(post('Ali', 'omstil/overtag', { ticket: offer?.ticket }));
  expect(moved.mine).toMatchObject({ as: 'employee', name: 'Karen', service: 'pas' });
  expect(moved.company.carried).toEqual({ from: 'Mette', line: 'Har ringet før' });
  expect((await desk(post('Mette', 'kollega/forlad', {}))).mine).toBeNull();

  // The other way round, as a colleague, and out again.
  await post('Ali', 'kollega', { employee: people.Mette?.id });
  const joined = await desk(post('Mette', 'kollega/kom', { ticket: offer?.ticket }));
  expect(joined.mine).toMatchObject({ as: 'colleague', name: 'Karen' });
  expect(joined.mine?.room.participant.id).not.toBe(moved.mine?.room.participant.id);
  expect((await desk(post('Mette', 'kollega/forlad', {}))).mine).toBeNull();
  const stopped = await desk(post('Ali', 'stop', { reason: 'abuse', who: null }));
  expect(stopped.mine).toMatchObject({ ended: true });
});
