import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Guide, Publication } from '../modules/guide/index.ts';
import type { Directory } from '../modules/tenancy/index.ts';
import type { WebEnv } from '../platform/index.ts';
import { createGuidePageCache } from './guide-page-cache.ts';

let server: Server;
let base = '';
let made = 0;
let publication: Publication;
const counted: string[] = [];
const published = () => ({ outline: (slug: string) => (slug === 'pas' ? {} : null) }) as unknown as Publication;

beforeAll(async () => {
  publication = published();
  const app = new Hono<WebEnv>();
  app.get('/:municipality/:slug', (c) => {
    made += 1;
    c.header('content-security-policy', "default-src 'none'");
    return c.html(`<p>${made}</p>`.padEnd(2000, ' '));
  });
  server = createServer((request, response) => {
    void fromMemory(request, response).then((sent) => {
      if (!sent) response.writeHead(418).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fromMemory = createGuidePageCache({
    house: { baseUrl: () => base },
    app,
    directory: { bySlug: async (slug: string) => (slug === 'fjordby' ? { id: 'f' } : null) } as unknown as Directory,
    guide: { publication: async () => publication } as unknown as Guide,
    visits: { count: (_, entrance) => counted.push(entrance), flush: async () => {}, close: async () => {} },
  });
});
afterAll(() => server.close());

/** Without what fetch adds by itself. */
const send = (path: string, headers: Record<string, string>) =>
  new Promise((done, fail) =>
    request(`${base}${path}`, { headers }, (answer) => done(answer.resume()))
      .on('error', fail)
      .end(),
  );
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${base}${path}`, { headers });

test('a guide is made once, with its headers, and then sent from memory in the encoding asked for', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const answer = await get('/fjordby/pas', { 'accept-encoding': encoding });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(await answer.text()).toMatch(/^<p>1<\/p>/);
  }
  expect(made).toBe(1);
});

test('who comes from outside is counted by her entrance, and the marker is no other page', async () => {
  const outside = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' };
  const headers = { 'user-agent': 'Mozilla/5.0 Safari/605.1.15', ...outside };
  await send('/fjordby/pas', headers);
  await send('/fjordby/pas?fra=qr', headers);
  await send('/fjordby/pas?fra=qr', { ...headers, cookie: 'mb_staff=x' });
  await send('/fjordby/pas', { 'user-agent': 'Mozilla/5.0 Safari/605.1.15' });
  expect(counted).toEqual(['web', 'qr']);
  expect(made).toBe(1);
});

test('a new publication is shown at once', async () => {
  publication = published();
  expect(await (await get('/fjordby/pas')).text()).toMatch(/^<p>2<\/p>/);
});

test.each([
  ['a place in line', '/fjordby/pas', { cookie: 'x=1; mb_help=secret' }],
  ['a query', '/fjordby/pas?q=1', {}],
  ['another page', '/fjordby/hjaelp', {}],
  ['another municipality', '/nowhere/pas', {}],
])('%s is left to the application', async (_, path, headers) => {
  expect((await get(path, headers as Record<string, string>)).status).toBe(418);
});
