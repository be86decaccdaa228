import { readdirSync } from 'node:fs';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import { createGuide, prepareGuideContent } from '../../modules/guide/index.ts';
import { createDirectory } from '../../modules/tenancy/index.ts';
import { problem, type WebEnv } from '../../platform/index.ts';
import { apiRoutes } from './api-routes.ts';
import { type Operation, operations } from './operations.ts';

let house: TestHouse;
let app: Hono<WebEnv>;
type Body = Record<string, unknown> & {
  errors?: { field: string; message: string }[];
  state?: unknown;
  token?: string;
};

const call = async (method: string, path: string, options: { body?: unknown; token?: string } = {}) => {
  const response = await app.request(`/api${path}`, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: (text === '' ? {} : JSON.parse(text)) as Body,
  };
};
const atDesk = (present: boolean) =>
  house.database.inMunicipality(fjordby, async () => {
    await db().deleteFrom('desk_presence').execute();
    if (!present) return;
    const id = newId<'employee'>();
    await db()
      .insertInto('employee')
      .values({ id, municipality_id: fjordby, issuer: 'test', subject: id, name: 'Mette', roles: '["employee"]' })
      .execute();
    const seen_until = new Date(house.clock.now().getTime() + 3_600_000);
    await db().insertInto('desk_presence').values({ municipality_id: fjordby, employee_id: id, seen_until }).execute();
  });

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      const prepared = await prepareGuideContent(owner, 'content');
      if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
    },
  });
  const api = apiRoutes({ house, directory: createDirectory(house), guide: await createGuide(house) });
  app = new Hono<WebEnv>();
  app.use(async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.notFound((c) => problem(c, 404, 'not found'));
  app.route('/api', api);
});

describe('the guide', () => {
  test('finds the service for a citizen’s own words', async () => {
    const { body } = await call('GET', `/v1/fjordby/search?q=${encodeURIComponent('nøglekort virker ikke')}`);
    expect(body).toMatchObject({ kind: 'hits', hits: [{ slug: 'mitid', title: 'MitID' }] });
  });
  test('lists every service and gives one with its steps, in English too', async () => {
    const list = (await call('GET', '/v1/fjordby/services')).body as unknown as { slug: string }[];
    expect(list).toHaveLength(readdirSync('content/services').length);
    const { body } = await call('GET', '/v1/fjordby/services/mitid?language=en');
    expect((body.steps as unknown[]).length).toBeGreaterThanOrEqual(4);
    expect(body.plainTitle).toMatch(/^Get MitID/);
  });
  test('answers an unknown municipality or service with a problem, not a page', async () => {
    for (const path of ['/v1/nowhere/services', '/v1/fjordby/services/nothing'])
      expect((await call('GET', path)).status, path).toBe(404);
  });
});

describe('wrong input', () => {
  test.each([
    ['/v1/fjordby/search', 'q'],
    ['/v1/fjordby/search?q=', 'q'],
    ['/v1/fjordby/search?q=pas&limit=99', 'limit'],
    ['/v1/fjordby/search?q=610190-1234', 'q'],
    ['/v1/fjordby/services?language=xx', 'language'],
  ])('%s names the field %s', async (path, field) => {
    const { status, type, body } = await call('GET', path);
    expect(status).toBe(422);
    expect(type).toContain('application/problem+json');
    expect(body.errors?.[0]?.field).toBe(field);
    expect(JSON.stringify(body)).not.toContain('610190');
  });
  test.each([
    [{}, 'form'],
    [{ form: 'fax' }, 'form'],
    [{ form: 'text', service: 'nothing' }, 'service'],
    [{ form: 'text', service: 'mitid', step: 'nothing' }, 'step'],
    [{ form: 'text', name: 'x'.repeat(81) }, 'name'],
    [{ form: 'text', admin: true }, 'admin'],
  ])('a help request %j names the field %s', async (wish, field) => {
    await atDesk(true);
    const { status, body } = await call('POST', '/v1/fjordby/help-requests', { body: wish });
    expect(status).toBe(422);
    expect(body.errors?.map((error) => error.field)).toContain(field);
  });
  test('keeps no step that the guide does not know: it could be anything', async () => {
    const { status, body } = await call('POST', '/v1/fjordby/help-requests', {
      body: { form: 'text', service: 'mitid', stepsDone: ['6101901234'] },
    });
    expect([status, body.errors]).toEqual([422, [{ field: 'stepsDone.0', message: 'is not a step of that service' }]]);
  });
  test('that is no JSON at all is a problem too', async () => {
    const response = await app.request('/api/v1/fjordby/help-requests', { method: 'POST', body: '{not json' });
    expect(response.status).toBe(422);
  });
});

describe('a place in line', () => {
  test('is taken, seen and given up with its token', async () => {
    await atDesk(true);
    const asked = await call('POST', '/v1/fjordby/help-requests', {
      body: { form: 'text', service: 'mitid', step: 'scan' },
    });
    expect(asked.status).toBe(201);
    expect(asked.body.state).toMatchObject({ kind: 'waiting', staffed: true });
    const token = asked.body.token ?? '';
    expect((await call('GET', '/v1/fjordby/help-requests/mine', { token })).body).toMatchObject({ kind: 'waiting' });
    expect((await call('DELETE', '/v1/fjordby/help-requests/mine', { token })).status).toBe(204);
    expect((await call('GET', '/v1/fjordby/help-requests/mine', { token })).status).toBe(404);
  });
  test('is not given when nobody can come', async () => {
    await atDesk(false);
    const { status, body } = await call('POST', '/v1/fjordby/help-requests', { body: { form: 'text' } });
    expect([status, body.detail]).toEqual([409, 'nobody-at-desk']);
  });
  test('needs a token, and another’s guess finds nothing', async () => {
    expect((await call('GET', '/v1/fjordby/help-requests/mine')).status).toBe(401);
    expect((await call('GET', '/v1/fjordby/help-requests/mine', { token: 'a'.repeat(32) })).status).toBe(404);
  });
  test('figures and outcomes are for those who have logged in', async () => {
    expect((await call('GET', '/v1/fjordby/counts')).status).toBe(401);
    expect((await call('POST', '/v1/fjordby/outcomes', { body: { outcome: 'self' } })).status).toBe(401);
  });
});

describe('the OpenAPI document', () => {
  test('describes every operation that is served, and serves every operation that it describes', async () => {
    const { body } = await call('GET', '/openapi.json');
    const paths = body.paths as Record<string, Record<string, { operationId: string; responses: object }>>;
    expect(body.openapi).toBe('3.1.0');
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(
      Object.values(operations)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
    for (const operation of Object.values(operations) as Operation[]) {
      const path = operation.path.replace('{municipality}', 'fjordby').replace('{slug}', 'mitid');
      const { status } = await call(operation.method.toUpperCase(), path);
      expect(Object.keys(operation.answers).map(Number), `${operation.id} answers ${status}`).toContain(status);
    }
  });
  test('says of an input what the check enforces', async () => {
    const { body } = await call('GET', '/openapi.json');
    const search = (
      body.paths as Record<
        string,
        { get: { parameters: { name: string; required: boolean; schema: { maxLength?: number } }[] } }
      >
    )['/v1/{municipality}/search'];
    expect(search?.get.parameters.find(({ name }) => name === 'q')).toMatchObject({
      required: true,
      schema: { maxLength: 10_000 },
    });
  });
});
