import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckerOptions, createChecker, userAgentFor } from './check-link.ts';
import { isPublicAddress } from './may-connect.ts';
import { type Network, openInternet } from './polite-request.ts';

type Seen = { method: string; url: string; at: number; headers: Readonly<Record<string, unknown>> };
let seen: Seen[] = [];
let sent = 0;
const flaky = new Map<string, number>();

/** A server with every bad habit. */
const misbehaving: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  seen.push({ method: request.method ?? '', url: request.url ?? '', at: Date.now(), headers: request.headers });
  const to = (status: number, location: string) => response.writeHead(status, { location }).end();
  switch (pathname) {
    case '/robots.txt':
      return response.end('User-agent: *\nDisallow: /lukket\n');
    case '/hang':
      return;
    case '/head-hang':
      if (request.method === 'HEAD') return;
      return response.end('her er jeg');
    case '/stor': {
      if (request.method === 'HEAD') return response.writeHead(405).end();
      response.writeHead(200);
      const more = () => {
        sent += 65_536;
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setTimeout(more, 1));
      };
      return more();
    }
    case '/ring':
      return to(302, '/ring-2');
    case '/ring-2':
      return to(302, '/ring');
    case '/flyttet':
      return to(301, '/ny');
    case '/flyttet-saa-log-ind':
      return to(308, '/forbi');
    case '/forbi':
      return to(302, '/ny');
    case '/ind':
      return to(302, 'http://10.0.0.1/admin');
    case '/ind-ved-navn':
      return to(301, `http://intranet.kommune.dk:${(server.address() as AddressInfo).port}/`);
    case '/post':
      return to(302, 'mailto:hemmelig@kommune.dk');
    case '/svinger': {
      const count = (flaky.get(pathname) ?? 0) + (request.method === 'GET' ? 1 : 0);
      flaky.set(pathname, count);
      return response.writeHead(count > 1 || (request.method === 'HEAD' && count > 0) ? 200 : 404).end();
    }
    case '/login':
      return response.writeHead(401).end();
    case '/travl':
      return response.writeHead(503).end();
    case '/kage':
      return response.writeHead(302, { location: '/ny', 'set-cookie': 'id=1; Path=/' }).end();
    case '/klip':
      request.socket.destroy();
      return;
    default:
      if (pathname.startsWith('/hop-')) return to(302, `/hop-${Number(pathname.slice(5)) + 1}`);
      return response.writeHead(pathname === '/ny' || pathname === '/lukket' ? 200 : 404).end();
  }
};

let server: Server;
let tls: Server;
beforeAll(async () => {
  server = createServer(misbehaving);
  // No certificate at all: the handshake fails, as it does where one is not in order.
  tls = createTlsServer({}, misbehaving);
  tls.on('tlsClientError', () => {});
  for (const one of [server, tls]) await new Promise<void>((done) => one.listen(0, '127.0.0.1', done));
});
afterAll(() => {
  for (const one of [server, tls]) {
    one.closeAllConnections();
    one.close();
  }
});

const never = new AbortController().signal;
const pauses: number[] = [];
function checker(network: Partial<Network> = {}, more: Partial<CheckerOptions> = {}) {
  seen = [];
  pauses.length = 0;
  let clock = 0;
  return createChecker({
    network: {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      mayConnect: (address) => address === '127.0.0.1' || isPublicAddress(address),
      timeoutMs: 300,
      ...network,
    },
    userAgent: userAgentFor('https://hjaelp.kommune.dk', 'web@kommune.dk'),
    now: () => clock,
    pause: async (ms) => {
      pauses.push(ms);
      clock += ms;
    },
    anyPort: true,
    ...more,
  });
}
const at = (path: string, of: Server = server, scheme = 'http') =>
  `${scheme}://www.kommune.dk:${(of.address() as AddressInfo).port}${path}`;
const check = (path: string, one = checker()) => one.check(at(path), never);

describe('a page', () => {
  test('that answers is good, and was asked for with HEAD after robots.txt', async () => {
    expect(await check('/ny')).toEqual({ kind: 'ok', status: 200, movedTo: null });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /robots.txt', 'HEAD /ny']);
  });
  test('that is gone has failed; HEAD alone is not believed', async () => {
    expect(await check('/vaek')).toEqual({ kind: 'failed', reason: 'status', status: 404 });
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'HEAD', 'GET']);
  });
  test('that says 404 and later 200 is forgiven', async () => {
    flaky.clear();
    expect(await check('/svinger')).toMatchObject({ kind: 'failed' });
    expect(await check('/svinger')).toMatchObject({ kind: 'ok' });
  });
  test('that never answers is given up', async () => {
    expect(await check('/hang')).toEqual({ kind: 'failed', reason: 'timeout', status: null });
  });
  test('that answers only GET is good', async () => {
    expect(await check('/head-hang')).toMatchObject({ kind: 'ok' });
  });
  test('without end is not taken in', async () => {
    sent = 0;
    expect(await check('/stor')).toMatchObject({ kind: 'ok', status: 200 });
    await new Promise((done) => setTimeout(done, 50));
    expect(sent).toBeLessThan(5_000_000);
  });
  test('that cuts the line has failed', async () => {
    expect(await check('/klip')).toEqual({ kind: 'failed', reason: 'no-answer', status: null });
  });
  test('that wants a login, or is busy, says nothing of itself', async () => {
    expect(await check('/login')).toMatchObject({ kind: 'unclear', reason: 'login', again: 'week' });
    expect(await check('/travl')).toMatchObject({ kind: 'unclear', reason: 'busy', again: 'day' });
  });
  test('with a certificate that is not in order has failed', async () => {
    expect(await checker().check(at('/ny', tls, 'https'), never)).toEqual({
      kind: 'failed',
      reason: 'tls',
      status: null,
    });
  });
  test('whose host does not exist, or does not answer, has failed', async () => {
    const nowhere = Object.assign(new Error('x'), { code: 'ENOTFOUND' });
    expect(await check('/ny', checker({ resolve: () => Promise.reject(nowhere) }))).toMatchObject({ reason: 'dns' });
    const shut = createServer();
    await new Promise<void>((done) => shut.listen(0, '127.0.0.1', done));
    const address = at('/ny', shut);
    await new Promise((done) => shut.close(done));
    expect(await checker().check(address, never)).toMatchObject({ kind: 'failed', reason: 'refused' });
  });
});

describe('redirects', () => {
  test('for good are remembered', async () => {
    expect(await check('/flyttet')).toEqual({ kind: 'ok', status: 200, movedTo: at('/ny') });
  });
  test('count as moved only as far as they are for good', async () => {
    expect(await check('/flyttet-saa-log-ind')).toMatchObject({ movedTo: at('/forbi') });
    expect(await check('/forbi')).toMatchObject({ kind: 'ok', movedTo: null });
  });
  test('in a ring, or without end, have failed', async () => {
    expect(await check('/ring')).toMatchObject({ kind: 'failed', reason: 'redirect-loop' });
    expect(await check('/hop-1')).toMatchObject({ kind: 'failed', reason: 'redirects' });
    expect(seen.filter(({ url }) => url.startsWith('/hop-')).length).toBe(6);
  });
  test('to another kind of address are not followed', async () => {
    expect(await check('/post')).toEqual({ kind: 'skipped', reason: 'not-web' });
  });
  test('carry no cookie along', async () => {
    await check('/kage');
    for (const { headers } of seen) expect(headers.cookie).toBeUndefined();
  });
});

describe('what is not ours to ask', () => {
  test('is left alone where robots.txt says so', async () => {
    expect(await check('/lukket')).toEqual({ kind: 'unclear', reason: 'robots', status: null, again: 'week' });
    expect(seen.map(({ url }) => url)).toEqual(['/robots.txt']);
  });
  test('an address inside the house is never connected to, by number or by name', async () => {
    const strict = () => checker({ mayConnect: (address) => isPublicAddress(address) });
    expect(await check('/ny', strict())).toEqual({ kind: 'skipped', reason: 'private' });
    for (const url of [
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::ffff:10.0.0.1]/',
    ])
      expect(await strict().check(url, never), url).toEqual({ kind: 'skipped', reason: 'private' });
    expect(seen).toEqual([]);
  });
  test('nor by a redirect', async () => {
    expect(await check('/ind')).toEqual({ kind: 'skipped', reason: 'private' });
    const byName = checker({
      resolve: async (host) => [{ address: host.startsWith('intranet') ? '192.168.1.9' : '127.0.0.1', family: 4 }],
    });
    expect(await check('/ind-ved-navn', byName)).toEqual({ kind: 'skipped', reason: 'private' });
  });
  test('nor when one of many addresses of a name is inside', async () => {
    const mixed = checker({
      resolve: async () => [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.7', family: 4 },
      ],
    });
    expect(await check('/ny', mixed)).toEqual({ kind: 'skipped', reason: 'private' });
  });
  test('nor when a name changes its meaning between the look and the connection', async () => {
    const answers = ['127.0.0.1', '127.0.0.1', '10.0.0.7'];
    const asked: string[] = [];
    const turning = checker({
      resolve: async (host) => {
        asked.push(host);
        return [{ address: answers.shift() ?? '10.0.0.7', family: 4 }];
      },
    });
    // Each request asks once and connects to what it was told: robots.txt and HEAD arrive, then the door is shut.
    expect(await check('/vaek', turning)).toEqual({ kind: 'skipped', reason: 'private' });
    expect(asked.length).toBe(3);
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'HEAD']);
  });
  test('other ports, other protocols, passwords and invented names', async () => {
    const careful = checker({}, { anyPort: false });
    const reasonOf = async (url: string) => {
      const answer = await careful.check(url, never);
      return answer.kind === 'skipped' ? answer.reason : answer.kind;
    };
    expect(await reasonOf('http://www.kommune.dk:6379/')).toBe('port');
    expect(await reasonOf('ftp://www.kommune.dk/')).toBe('not-web');
    expect(await reasonOf('https://mette:hemmelig@www.kommune.dk/')).toBe('credentials');
    expect(await reasonOf('https://www.fjordby.example/tid')).toBe('invented');
    expect(await reasonOf('ikke en adresse')).toBe('not-web');
    expect(seen).toEqual([]);
  });
  test('the open internet is what is allowed where nothing else is said', () => {
    expect(openInternet.mayConnect('127.0.0.1', 443)).toBe(false);
    expect(openInternet.mayConnect('10.1.2.3', 443)).toBe(false);
  });
});

describe('good manners', () => {
  test('says who asks and how to reach them', async () => {
    await check('/ny');
    expect(seen[0]?.headers['user-agent']).toBe(
      'medbetjening-linkkontrol/1.0 (+https://hjaelp.kommune.dk/was; web@kommune.dk)',
    );
  });
  test('pauses two seconds between requests to one host, and asks for robots.txt once a day', async () => {
    const one = checker();
    await one.check(at('/ny'), never);
    await one.check(at('/vaek'), never);
    expect(seen.map(({ url }) => url)).toEqual(['/robots.txt', '/ny', '/vaek', '/vaek']);
    expect(pauses).toEqual([2000, 2000, 2000]);
  });
  test('ends at once when the program ends', async () => {
    const ending = new AbortController();
    const checking = checker({ timeoutMs: 60_000 }).check(at('/hang'), ending.signal);
    setTimeout(() => ending.abort(), 50);
    const before = Date.now();
    await checking.catch(() => null);
    expect(Date.now() - before).toBeLessThan(1000);
  });
});
