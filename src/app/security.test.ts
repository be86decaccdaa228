import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { House, WebEnv } from '../platform/index.ts';
import { mayLieInOurFrame } from './framing.ts';
import { splitLanguage } from './language-path.ts';
import { clientAddress, oneVisitor, rateLimit } from './limits.ts';
import { limitMeetings } from './meeting-limits.ts';
import { oneName } from './one-name.ts';
import { onlyFromOurPages, ownOrigins, securityHeaders } from './security.ts';

const base = 'https://hjaelp.example';
let now = 0;
const house = {
  baseUrl: () => base,
  log: { warn: () => {} },
  clock: { now: () => new Date(now) },
  config: { trustedProxies: 'none' },
} as unknown as House;

function site(): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.use(securityHeaders(house));
  app.use(
    onlyFromOurPages(
      house,
      ownOrigins(house, () => ['fjordby.example']),
    ),
  );
  app.get('/', (c) => c.text('here'));
  app.get('/moved', (c) => c.redirect('/', 303));
  app.post('/', (c) => c.text('changed'));
  return app;
}
const post = async (headers: Record<string, string>) => (await site().request('/', { method: 'POST', headers })).status;

describe('security headers', () => {
  test.each(['/', '/moved', '/nowhere'])(
    'on %s: nothing from elsewhere, nothing in a frame of others, nothing that travels on',
    async (path) => {
      const { headers } = await site().request(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain(`frame-ancestors '${mayLieInOurFrame(path) ? 'self' : 'none'}'`);
      expect(policy).not.toMatch(/unsafe|\*|https:\/\//);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );
});

describe('a change', () => {
  test('from one of our own pages, or from a municipality’s own host, is heard', async () => {
    expect(await post({ origin: base, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await post({ origin: 'https://fjordby.example' })).toBe(200);
  });
  test('from a page of ours whose origin the browser calls null is heard, by its other word', async () => {
    expect(await post({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await post({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
  });
  test.each([
    { origin: 'https://evil.example' },
    { origin: `${base}.evil.example` },
    { origin: base, 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { cookie: 'mb_staff=x' },
  ])('%j is refused', async (headers) => expect(await post(headers as Record<string, string>)).toBe(403));
  test('by a program without a browser and without a cookie is heard', async () => expect(await post({})).toBe(200));
});

describe('the limit', () => {
  test('lets a burst in, then one at a time, and says when to come again', async () => {
    const app = new Hono<WebEnv>();
    app.use(rateLimit(house, { burst: 3, perMinute: 6 }, 'too many'));
    app.get('/', (c) => c.text('here'));
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await app.request('/')).status));
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    now += 10_000;
    expect((await app.request('/')).status).toBe(200);
    expect((await app.request('/')).headers.get('retry-after')).toBe('10');
  });
  test('cannot be emptied by a crowd of addresses, and forgets those that came long ago', async () => {
    const app = new Hono<WebEnv>();
    const near = { ...house, config: { trustedProxies: 'loopback' } } as unknown as House;
    app.use(rateLimit(near, { burst: 2, perMinute: 2 }, 'too many'));
    app.get('/', (c) => c.text('here'));
    const from = async (address: string) =>
      (
        await app.request(
          '/',
          { headers: { 'x-forwarded-for': address } },
          { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
        )
      ).status;
    await from('192.0.2.1');
    await from('192.0.2.1');
    for (let at = 0; at < 20_500; at += 1) await from(`10.0.${at >> 8}.${at & 255}`);
    expect(await from('192.0.2.1')).toBe(429);
    now += 60_000;
    expect([await from('10.0.90.1'), await from('10.0.90.1'), await from('10.0.90.1')]).toEqual([200, 200, 429]);
  });
  test.each([['/fjordby/moede/pas'], ['/fjordby/moede/pas/dig']])(
    'twenty posts to %s at once, then ten a minute; looking goes on',
    async (path) => {
      const app = new Hono<WebEnv>();
      limitMeetings(app, house);
      app.all('*', (c) => c.text('here'));
      const status = async (method: string) => (await app.request(path, { method })).status;
      for (let sent = 0; sent < 20; sent += 1) expect(await status('POST')).toBe(200);
      expect(await status('POST')).toBe(429);
      expect(await status('GET')).toBe(200);
      now += 60_000;
      for (let sent = 0; sent < 10; sent += 1) expect(await status('POST')).toBe(200);
      expect(await status('POST')).toBe(429);
    },
  );
  test('counts the addresses of one IPv6 network as one visitor', () => {
    expect(oneVisitor('2001:db8:1:2:3:4:5:6')).toBe(oneVisitor('2001:db8:1:2::9'));
    expect(oneVisitor('2001:db8:1:2::9')).not.toBe(oneVisitor('2001:db8:1:3::9'));
    expect(oneVisitor('::1')).toBe('0:0:0:0');
    expect(oneVisitor('203.0.113.9')).toBe('203.0.113.9');
  });
  test('believes a forwarded address from a trusted proxy only', () => {
    const env = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
    expect(clientAddress(env('203.0.113.9'), '10.1.1.1', { trustedProxies: 'private' })).toBe('203.0.113.9');
    expect(clientAddress(env('127.0.0.1'), '203.0.113.9', { trustedProxies: 'none' })).toBe('127.0.0.1');
    expect(clientAddress(env('::ffff:127.0.0.1'), 'forged, 203.0.113.9', { trustedProxies: 'loopback' })).toBe(
      '203.0.113.9',
    );
  });
});

test('the language is taken out of the address, once, where it stands first or second', () => {
  expect(splitLanguage('/fjordby/en/mitid')).toEqual({ path: '/fjordby/mitid', language: 'en' });
  expect(splitLanguage('/en/skranke')).toEqual({ path: '/skranke', language: 'en' });
  expect(splitLanguage('/fjordby/en')).toEqual({ path: '/fjordby', language: 'en' });
  expect(splitLanguage('/en')).toEqual({ path: '/', language: 'en' });
  expect(splitLanguage('/fjordby/pas/en')).toEqual({ path: '/fjordby/pas/en', language: 'da' });
});

test('a page asked for by another name of this machine is moved to the one that its forms and cookies use', async () => {
  const local = { config: { baseUrl: null }, baseUrl: () => 'http://localhost:4100' } as unknown as House;
  const app = new Hono<WebEnv>();
  app.use(oneName(local));
  app.get('/*', (c) => c.text('here'));
  const go = (host: string, accept = 'text/html') => app.request('/fjordby?q=pas', { headers: { host, accept } });
  expect((await go('127.0.0.1:4100')).headers.get('location')).toBe('http://localhost:4100/fjordby?q=pas');
  expect((await go('localhost:4100')).status).toBe(200);
  // A program and a name that is not this machine's are left alone: the second could be used to send people elsewhere.
  expect((await go('127.0.0.1:4100', 'application/json')).status).toBe(200);
  expect((await go('evil.example')).status).toBe(200);
});

test('a person who is refused gets a page with a way on, a program a problem document', async () => {
  const asked = (accept: string) =>
    site().request('/', { method: 'POST', headers: { origin: 'https://evil.example', accept } });
  expect((await asked('text/html')).headers.get('content-type')).toContain('text/html');
  expect((await asked('application/json')).headers.get('content-type')).toContain('application/problem+json');
});
