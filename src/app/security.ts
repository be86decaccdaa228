import type { MiddlewareHandler } from 'hono';
import type { House, WebEnv } from '../platform/index.ts';
import { holdsCall, mayLieInOurFrame } from './framing.ts';
import { refusal } from './refusal.tsx';

/**
 * ASVS 3.3 and 3.4 on every answer, errors and redirects included (docs/evidence.md, "Security lines from ASVS").
 * Scripts, styles, pictures and connections come from this host alone (docs/architecture.md, invariant 12); nothing may
 * frame us; no address travels on.
 */
export function securityHeaders(house: House): MiddlewareHandler<WebEnv> {
  const { livekit } = house.config;
  // Its client asks over HTTP why a socket was refused.
  const media = livekit ? ` ${livekit.url} ${livekit.url.replace(/^ws/, 'http')}` : '';
  return async (c, next) => {
    await next();
    const base = new URL(house.baseUrl());
    const secure = base.protocol === 'https:';
    const headers = c.res.headers;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    if (secure) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    // What is made for other sites says so itself: the embeds' script and its little data.
    if (!headers.has('cross-origin-resource-policy')) headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('cross-origin-opener-policy', 'same-origin');
    // A style sheet, a script or a font allows nothing at all, in few words: fifteen long policies weigh 4 kB a page.
    if (isPartOfPage(headers.get('content-type'), new URL(c.req.url).pathname)) {
      headers.set(
        'content-security-policy',
        isWasmWorker(new URL(c.req.url).pathname)
          ? `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'`
          : `default-src 'none'; frame-ancestors 'none'`,
      );
      headers.set('x-frame-options', 'DENY');
      headers.set('permissions-policy', 'geolocation=()');
      return;
    }
    // An editor sees her draft at a phone's width in a frame, and a citizen uses our pages inside her call.
    const path = new URL(c.req.url).pathname;
    const preview = /^(?:\/en)?\/redaktion\/tekst\/[a-z0-9-]+\/vis(?:\/borger)?$/.test(path);
    const framed = preview || mayLieInOurFrame(path);
    const call = holdsCall(path);
    headers.set(
      'content-security-policy',
      [
        `default-src 'none'`,
        `script-src 'self'`,
        `style-src 'self'`,
        `img-src 'self' data:`,
        `font-src 'self'`,
        // Safari before 15.4 does not read 'self' as covering the WebSocket of the same host.
        `connect-src 'self' ${secure ? 'wss' : 'ws'}://${base.host}${call ? media : ''}`,
        `media-src 'self' blob:`,
        `worker-src 'self'`,
        `manifest-src 'self'`,
        `form-action 'self'`,
        `base-uri 'none'`,
        `object-src 'none'`,
        `frame-ancestors ${framed ? `'self'` : `'none'`}`,
        ...(preview || call ? [`frame-src 'self'`] : []),
      ].join('; '),
    );
    headers.set('x-frame-options', framed ? 'SAMEORIGIN' : 'DENY');
    headers.set(
      'permissions-policy',
      `camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), display-capture=(${call ? 'self' : ''})`,
    );
    // Pages about a person are never kept; what may be kept says so itself.
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  };
}

/** Built files, which are pages to nobody. A worker is not among them: the policy it is sent with is its own. */
const isPartOfPage = (type: string | null, path: string): boolean =>
  path.startsWith('/static/') && /^(?:text\/css|text\/javascript|application\/javascript|font\/)/.test(type ?? '');

/**
 * Scanned pages in a PDF are unpacked, and a person found in her picture, by WebAssembly of ours, which a worker fetches; no
 * page gets the right to.
 */
const isWasmWorker = (path: string): boolean => /^\/static\/(?:pdf-pages|mask)-worker(?:-\w+)?\.js$/.test(path);

/** The origins that our own pages have. A municipality's own host name counts as ours. */
export type OriginCheck = (origin: string, host: string | undefined) => boolean;

export function ownOrigins(house: House, hosts: () => readonly string[]): OriginCheck {
  return (origin) => {
    if (origin === house.baseUrl()) return true;
    const scheme = new URL(house.baseUrl()).protocol;
    return hosts().some((host) => origin === `${scheme}//${host}`);
  };
}

/**
 * A change must come from one of our own pages: the browser's own word for it (`Sec-Fetch-Site`), else its `Origin`. A
 * program without a browser sends neither, and carries no cookie that somebody else could ride on.
 */
export function onlyFromOurPages(house: House, ours: OriginCheck): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    // Our pages send no referrer, and Chromium then calls the origin of their own forms `null`: its other word decides.
    const foreign =
      origin === 'null' ? site !== 'same-origin' : origin !== undefined && !ours(origin, c.req.header('host'));
    const crossSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const ridesOnCookie = site === undefined && origin === undefined && c.req.header('cookie') !== undefined;
    if (foreign || crossSite || ridesOnCookie) {
      house.log.warn('request from another site refused', { route: c.req.routePath });
      return refusal(c, 403, 'Forespørgslen kom ikke fra en af vores egne sider.');
    }
    return next();
  };
}
