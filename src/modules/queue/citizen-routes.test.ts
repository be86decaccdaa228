import { Hono } from 'hono';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import { createGuide, writeGuideContent } from '../guide/index.ts';
import { sampleContent } from '../guide/testing/sample-content.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../tenancy/index.ts';
import { citizenRoutes } from './citizen-routes.tsx';
import { putAtDesk } from './desk-presence-store.ts';
import { queueSweeps } from './sweeps.ts';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
let cookie = '';
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const tickets = () => inFjordby(() => db().selectFrom('help_ticket').selectAll().execute());

beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  const guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', citizenRoutes(house, guide));
});
beforeEach(async () => {
  house.clock.set('2026-11-24T10:00:00Z');
  const id = newId<'employee'>();
  await inFjordby(async () => {
    await db().deleteFrom('help_ticket').execute();
    const row = { id, municipality_id: fjordby, issuer: 'test', subject: id, name: 'Mette', roles: '[]' };
    await db().insertInto('employee').values(row).execute();
    await putAtDesk(id, new Date('2026-11-24T14:00:00Z'));
  });
  const asked = await post('/hjaelp', new URLSearchParams({ form: 'text', emne: 'pas' }));
  expect(asked.status).toBe(303);
  cookie = asked.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
});

const get = (path: string) => app.request(`/fjordby${path}`, { headers: { cookie } });
const post = (path: string, body: URLSearchParams | object) =>
  app.request(`/fjordby${path}`, {
    method: 'POST',
    body: body instanceof URLSearchParams ? body : JSON.stringify(body),
    headers: { cookie, ...(body instanceof URLSearchParams ? {} : { 'content-type': 'application/json' }) },
  });

test('a waiting room without scripts keeps its place by reloading itself', async () => {
  for (let reload = 0; reload < 30; reload += 1) {
    house.clock.advance(10);
    expect((await get('/hjaelp/vent')).status).toBe(200);
    for (const sweep of queueSweeps(house, createDirectory(house))) await sweep.run(new Date(0));
  }
  expect(await tickets()).toHaveLength(1);
});

test('of what the page says is ticked, only steps of the guide are kept', async () => {
  const { body } = await inFjordby(() =>
    db().selectFrom('guide_service').select('body').where('slug', '=', 'pas').executeTakeFirstOrThrow(),
  );
  const known = (body as { steps: { id: string }[] }).steps.map((step) => step.id);
  const said = [...known.slice(0, 1), 'Karen 610190-1234', '6101901234', '<script>'];
  expect((await post('/hjaelp/trin', { done: said, step: 'Karen' })).status).toBe(204);
  expect((await tickets())[0]).toMatchObject({ steps_done: known.slice(0, 1), step: null });
});

test('a link to the end of the call costs nobody who waits her place', async () => {
  const answer = await get('/hjaelp/slut');
  expect(answer.headers.get('location')).toBe('/fjordby/hjaelp/vent');
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('what her line bears is kept with her place when it is tested while she waits, and nothing else is', async () => {
  expect((await post('/hjaelp/linje', { line: 'voice' })).status).toBe(204);
  expect((await tickets()).map((one) => one.line_mode)).toEqual(['voice']);
  expect((await post('/hjaelp/linje', { line: 'Karen' })).status).toBe(204);
  expect((await tickets()).map((one) => one.line_mode)).toEqual(['voice']);
  // A page that is loaded anew begins as she was told it would.
  const page = await (await get('/hjaelp/vent')).text();
  expect(page).toMatch(/(?:"|&quot;)line(?:"|&quot;):(?:"|&quot;)voice/);
});

test('joining by script is answered with what the waiting room shows, and without a place there is no room', async () => {
  const join = (body: Record<string, string>) =>
    app.request('/fjordby/hjaelp', {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { accept: 'application/json' },
    });
  house.clock.advance(1);
  const joined = await join({ form: 'video', emne: 'pas', linje: 'voice' });
  expect(await joined.json()).toMatchObject({
    state: { kind: 'waiting', place: 2, staffed: true },
    room: { socketUrl: '/fjordby/samtale' },
  });
  expect(joined.headers.getSetCookie().length).toBe(2);
  expect((await tickets()).map((one) => one.line_mode)).toEqual(expect.arrayContaining(['voice', null]));
  await inFjordby(() => db().deleteFrom('desk_presence').execute());
  const closed = await join({ form: 'video' });
  expect([closed.status, await closed.json()]).toEqual([409, { open: false }]);
  expect(await tickets()).toHaveLength(2);
});
