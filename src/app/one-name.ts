import type { MiddlewareHandler } from 'hono';
import type { House, WebEnv } from '../platform/index.ts';

/**
 * `http://127.0.0.1:4100` is the same machine as `http://localhost:4100`, but another origin: its forms would be refused and
 * its cookies are others. Where no BASE_URL was given, a page asked for by such a name is moved to the one that we use.
 */
export function oneName(house: Pick<House, 'config' | 'baseUrl'>): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const wanted = new URL(house.baseUrl());
    const host = c.req.header('host') ?? '';
    const alias = house.config.baseUrl === null && host !== wanted.host && isLoopbackName(host);
    const page = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
    if (!alias || !page) return next();
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`${wanted.origin}${pathname}${search}`, 302);
  };
}

const isLoopbackName = (host: string): boolean => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host);
