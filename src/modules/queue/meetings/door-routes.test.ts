import { Hono } from 'hono';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { formBrowser } from '../../../../test/support/form-browser.ts';
import { seedResource, seedType } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { readAnswerToken } from '../../contact/index.ts';
import { createGuide, writeGuideContent } from '../../guide/index.ts';
import { sampleContent } from '../../guide/testing/sample-content.ts';
import { agreedAt, meetingCitizenRoutes } from '../../meeting/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { closeContact, deskBeat, takeNext } from '../desk.ts';
import { meetingDoorRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
let mette: EmployeeId;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const browser = () => formBrowser(app);
type Browser = ReturnType<typeof browser>;

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await writeGuideContent(owner, sampleContent());
      await seedPlace(owner, { hours: '{}' });
    },
  });
  mette = (await seedResource(house, { name: 'Mette' })).employeeId as EmployeeId;
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', meetingDoorRoutes(house));
  app.route('/:municipality', meetingCitizenRoutes(house, await createGuide(house)));
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    for (const table of ['help_ticket', 'desk_presence', 'meeting', 'meeting_occupancy'] as const)
      await db().deleteFrom(table).execute();
  });
});

async function booked(evaluation: 'help' | null = 'help') {
  const type = await seedType(house, { interpreter: false, evaluation }, ['video']);
  const her = browser();
  await her.get(`/fjordby/moede/${type.slug}?form=video`);
  await her.submit(`/moede/${type.slug}`, { tid: her.buttons('tid')[8] ?? '' });
  await her.submit('/dig', { navn: 'Karen Prøve', kontakt: '20304050' });
  const meeting = await inFjordby(() => db().selectFrom('meeting').selectAll().executeTakeFirstOrThrow());
  return { her, type, id: meeting.id, startsAt: meeting.starts_at ?? new Date() };
}
const atTheDoor = (startsAt: Date) => house.clock.set(new Date(startsAt.getTime() - 5 * 60_000).toISOString());

async function represented(her: Browser, hvordan: 'med' | 'stedet'): Promise<Browser> {
  await her.get('/fjordby/moede/mit/repraesentant');
  await her.submit('/moede/mit/repraesentant', { navn: 'Ida Prøve', hvordan });
  const ida = browser();
  await ida.get(/<code[^>]*>http:\/\/localhost:4100([^<]*)<\/code>/.exec(her.shown().html)?.[1] ?? '');
  return ida;
}

test('who comes instead of the citizen waits for nobody; who comes with her waits until she is there', async () => {
  for (const hvordan of ['stedet', 'med'] as const) {
    house.clock.set('2026-11-24T09:00:00Z');
    const { her, startsAt } = await booked();
    const ida = await represented(her, hvordan);
    atTheDoor(startsAt);
    await ida.post('/fjordby/moede/mit/ind', {});
    const [ticket] = await inFjordby(() => db().selectFrom('help_ticket').select('name').execute());
    expect(ticket?.name ?? null, hvordan).toBe(hvordan === 'stedet' ? 'Ida Prøve' : null);
    await inFjordby(() => db().deleteFrom('help_ticket').execute());
    await inFjordby(() => db().deleteFrom('meeting').execute());
  }
});

test('the right to answer comes with the kind of meeting, and not where the kind asks nothing', async () => {
  const { her, type, startsAt } = await booked();
  atTheDoor(startsAt);
  await her.post('/fjordby/moede/mit/ind', {});
  expect(readAnswerToken(house, fjordby, her.cookies.get('mb_answer'))).toMatchObject({
    meeting: type.slug,
    apart: false,
  });
  await inFjordby(() => db().deleteFrom('help_ticket').execute());
  await inFjordby(() => db().deleteFrom('meeting').execute());
  house.clock.set('2026-11-24T09:00:00Z');
  const quiet = await booked(null);
  atTheDoor(quiet.startsAt);
  quiet.her.cookies.set('mb_answer', 'of help some other day');
  await quiet.her.post('/fjordby/moede/mit/ind', {});
  expect(quiet.her.cookies.has('mb_answer')).toBe(false);
});

test('what she approved in the talk stands on her page when the desk has closed it', async () => {
  const { her, id, startsAt } = await booked();
  house.clock.set(startsAt.toISOString());
  await her.post('/fjordby/moede/mit/ind', {});
  const municipality = await createDirectory(house).bySlug('fjordby');
  if (!municipality) throw new Error('no Fjordby');
  const staff = { employeeId: mette, name: 'Mette', roles: ['employee' as const], municipality };
  await deskBeat(house, staff);
  const taken = await takeNext(house, staff);
  expect(taken.ok).toBe(true);
  house.clock.advance(20 * 60);
  await closeContact(house, staff, {
    outcome: 'self',
    kind: 'information',
    task: null,
    agreed: ['Vi ses igen i januar', ' '],
  });
  expect((await inFjordby(() => agreedAt(house, id)))?.points).toEqual(['Vi ses igen i januar']);
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('Vi ses igen i januar');
});
