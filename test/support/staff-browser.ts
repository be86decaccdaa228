import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll } from 'vitest';
import type { Language } from '../../src/kernel/index.ts';
import {
  createDemoProvider,
  type DemoProvider,
  identityRoutes,
  requireRole,
  type StaffEnv,
} from '../../src/modules/identity/index.ts';
import type { House } from '../../src/platform/index.ts';
import type { TestHouse } from './test-house.ts';

/** For tests: the house behind a real server on a free port, with the demonstration provider before it as in the program. */
export type Walked = {
  readonly base: string;
  readonly house: House;
  readonly server: Server;
  readonly demo: DemoProvider | null;
};

export async function serveIdentity(
  test: TestHouse,
  options: { readonly config?: Partial<House['config']>; readonly demonstrate?: boolean } = {},
): Promise<Walked> {
  let base = '';
  let demo: DemoProvider | null = null;
  const house: House = { ...test, config: { ...test.config, port: 0, ...options.config }, baseUrl: () => base };
  const app = new Hono<StaffEnv>({
    getPath: (request) => new URL(request.url).pathname.replace(/^\/en(?=\/|$)/, '') || '/',
  });
  app.use(async (c, next) => {
    c.set('language', (new URL(c.req.url).pathname.startsWith('/en/') ? 'en' : 'da') satisfies Language);
    c.set('requestId', 'test');
    await next();
  });
  app.route(
    '/',
    identityRoutes(house, () => demo),
  );
  app.all('/skranke', requireRole(house, 'employee'), (c) =>
    c.text(`skranke ${c.var.staff.name} ${c.var.staff.municipality.slug}`),
  );
  app.get('/ledelse', requireRole(house, 'leader'), (c) => c.text(`ledelse ${c.var.staff.name}`));
  app.get('/redaktion', requireRole(house, 'editor'), (c) => c.text(`redaktion ${c.var.staff.name}`));
  app.get('/api/v1/line', requireRole(house, 'employee', 'leader'), (c) => c.json({ name: c.var.staff.name }));
  const listener = getRequestListener(app.fetch);
  const server = createServer((req, res) => (demo?.owns(req) ? demo.handler(req, res) : void listener(req, res)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  if (options.demonstrate !== false) demo = await createDemoProvider({ baseUrl: base, log: house.log });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return { base, house, server, demo };
}

type Kept = { value: string; path: string; attributes: string };

/** A browser's memory: cookies by name and path, for one host, whatever the port. */
export class Browser {
  readonly cookies = new Map<string, Kept>();

  cookieHeader(path: string): string {
    const fitting = [...this.cookies].filter(
      ([, kept]) => path === kept.path || path.startsWith(kept.path.endsWith('/') ? kept.path : `${kept.path}/`),
    );
    return fitting.map(([key, kept]) => `${key.split(' ')[0]}=${kept.value}`).join('; ');
  }
  cookie(name: string): string | undefined {
    return [...this.cookies].find(([key]) => key.startsWith(`${name} `))?.[1].value;
  }

  /** One request; no redirect is followed. */
  async send(
    url: string,
    options: { form?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const { form, headers = {} } = options;
    const response = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: { accept: 'text/html', cookie: this.cookieHeader(new URL(url).pathname), ...headers },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const name = pair.slice(0, pair.indexOf('='));
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=thu, 01 jan 1970/i.test(one));
      if (gone) this.cookies.delete(`${name} ${path}`);
      else
        this.cookies.set(`${name} ${path}`, {
          value: pair.slice(name.length + 1),
          path,
          attributes: attributes.join('; '),
        });
    }
    return response;
  }

  /** Follows redirects until something answers otherwise; the addresses that it went by. */
  async follow(
    url: string,
    options: { form?: Record<string, string> } = {},
  ): Promise<{ response: Response; url: string; trail: readonly string[] }> {
    const trail = [url];
    let response = await this.send(url, options);
    while (response.status >= 301 && response.status <= 303 && trail.length < 12) {
      const next = new URL(response.headers.get('location') ?? '', trail.at(-1)).href;
      trail.push(next);
      response = await this.send(next);
    }
    return { response, url: trail.at(-1) ?? url, trail };
  }

  /** Up to the provider's page, where one chooses who to be. */
  async toChoice(base: string, til?: string, prefix = ''): Promise<string> {
    const { response, url } = await this.follow(
      `${base}${prefix}/log-ind${til === undefined ? '' : `?til=${encodeURIComponent(til)}`}`,
    );
    if (response.status !== 200)
      throw new Error(`no page to choose on: ${response.status} ${url} ${await response.text()}`);
    return url;
  }

  /** The whole login; where it ended. */
  async logIn(
    base: string,
    employee: string,
    til?: string,
  ): Promise<{ response: Response; url: string; trail: readonly string[] }> {
    return this.follow(await this.toChoice(base, til), { form: { employee } });
  }
}
