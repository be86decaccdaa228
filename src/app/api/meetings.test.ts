import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { seedResource, seedType } from '../../../test/support/seed-meetings.ts';
import { openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import type { Guide } from '../../modules/guide/index.ts';
import { createDirectory } from '../../modules/tenancy/index.ts';
import type { WebEnv } from '../../platform/index.ts';
import { apiRoutes } from './api-routes.ts';

let house: TestHouse;
let app: Hono<WebEnv>;
let slug: string;
let known: string;
let mitid: string;
const post = async (path: string, body: unknown) => {
  const response = await app.request(`/api/v1/fjordby${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const get = async (path: string) => {
  const response = await app.request(`/api/v1/fjordby${path}`);
  return { status: response.status, body: (await response.json()) as { startsAt: string; slug: string }[] };
};
const wish = (startsAt: string, requestKey: string) => ({ type: slug, form: 'video', startsAt, requestKey });
const mine = { name: 'Karen Prøve', contact: '20 30 40 50' };

beforeAll(async () => {
  house = await openTestHouse();
  await seedResource(house);
  slug = (await seedType(house)).slug;
  await seedType(house, { anonymous: true, companions: false });
  await seedType(house, { bookedBy: 'employee' });
  known = (await seedType(house, { identity: 'known' })).slug;
  mitid = (await seedType(house, { identity: 'mitid' })).slug;
  app = new Hono<WebEnv>();
  app.route('/api', apiRoutes({ house, directory: createDirectory(house), guide: {} as Guide }));
});

test('what a citizen cannot book by name is not among the kinds', async () => {
  expect((await get('/meeting-types')).body.map((one) => one.slug)).toEqual([slug]);
});

test('a time is offered, held, booked and then offered no more; the same wish again is the same meeting', async () => {
  const times = () => get(`/meeting-times?type=${slug}&form=video&from=2026-11-25&to=2026-11-25`);
  const [first, , second] = (await times()).body;
  const held = await post('/meeting-holds', wish(first?.startsAt ?? '', 'a-random-key-of-one'));
  expect(held.status).toBe(201);
  const taken = await post('/meetings', { ...wish(first?.startsAt ?? '', 'a-random-key-of-two'), ...mine });
  expect([taken.status, taken.body.detail]).toEqual([409, 'taken']);
  const booked = { ...wish(first?.startsAt ?? '', 'a-random-key-of-one'), ...mine, hold: held.body.hold };
  const answers = [await post('/meetings', booked), await post('/meetings', booked)];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0]?.body).toEqual(answers[1]?.body);
  const other = { ...wish(second?.startsAt ?? '', 'a-random-key-of-two'), ...mine };
  const again = [await post('/meetings', other), await post('/meetings', other)];
  expect(again.map(({ status, body }) => [status, body.token === again[0]?.body.token])).toEqual([
    [201, true],
    [201, true],
  ]);
  const left = (await times()).body.map(({ startsAt }) => startsAt);
  expect(left).not.toContain(first?.startsAt);
});

test.each([
  [{}, 'contact', { contact: 'nobody' }],
  [{ form: 'phone' }, 'contact', { contact: 'karen@example.dk' }],
  [{}, 'name', { name: '610190-1234' }],
  [{ type: 'nothing' }, 'type', {}],
  [{ startsAt: 'tomorrow' }, 'startsAt', {}],
  [{ requestKey: 'short' }, 'requestKey', {}],
  [{}, 'employee', { employee: 'x' }],
])('%j names the field %s and gives nothing back of what was sent', async (over, field, person) => {
  const sent = { ...wish('2026-11-26T10:00:00Z', 'a-random-key-of-six'), ...mine, ...person, ...over };
  const { status, body } = await post('/meetings', sent);
  expect(status).toBe(422);
  expect((body.errors as { field: string }[]).map((one) => one.field)).toContain(field);
  expect(JSON.stringify(body)).not.toContain('610190');
});

test('what asks who she is cannot be booked, held or looked up by a program', async () => {
  for (const type of [known, mitid]) {
    const sent = { ...wish('2026-11-26T10:00:00Z', 'a-random-key-of-six'), type };
    for (const refused of [await post('/meetings', { ...sent, ...mine }), await post('/meeting-holds', sent)]) {
      expect(refused.status).toBe(422);
      expect((refused.body.errors as { field: string }[]).map((one) => one.field)).toEqual(['type']);
    }
    expect((await get(`/meeting-times?type=${type}&form=video&from=2026-11-25&to=2026-11-25`)).status).toBe(422);
  }
});

test('a hold of a meeting by phone is not booked as one on the screen, without a number to call', async () => {
  const asked = { ...wish('2026-11-26T10:00:00Z', 'a-random-key-of-ten'), form: 'phone' };
  const { hold } = (await post('/meeting-holds', asked)).body;
  const refused = await post('/meetings', {
    ...asked,
    form: 'video',
    name: 'Karen',
    contact: 'karen@example.dk',
    hold,
  });
  expect(refused.status).toBe(422);
  expect((refused.body.errors as { field: string }[]).map((one) => one.field)).toEqual(['hold']);
  expect((await post('/meetings', { ...asked, ...mine, hold })).status).toBe(201);
});
