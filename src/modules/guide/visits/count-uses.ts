import type { IncomingHttpHeaders } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { MunicipalityId } from '../../../kernel/index.ts';
import { asset } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { VisitCounter } from './visit-counter.ts';
import { freshEntrance, isEntranceKey, marker, markLinks, type VisitKind } from './visit-rule.ts';

/** Set by a route whose page is a use of the guide. */
const used = new WeakMap<Request, VisitKind>();
export const isUse = (request: Request, kind: VisitKind): void => void used.set(request, kind);

/**
 * Around every page of a municipality. A visit that has just begun counts one where the page is a use. Where it is not, its
 * links carry the entrance on, so that the guide which is chosen there counts: on the front page, say.
 */
export function countUses(visits: VisitCounter): MiddlewareHandler<MunicipalEnv> {
  return async (c, next) => {
    await next();
    if (c.res.status !== 200 || !c.res.headers.get('content-type')?.startsWith('text/html')) return;
    const entrance = freshEntrance({
      method: c.req.method,
      header: (name) => c.req.header(name),
      marked: c.req.query(marker) ?? null,
    });
    if (entrance === null) return;
    const kind = used.get(c.req.raw);
    if (kind) return visits.count(c.var.municipality.id, entrance, kind);
    const html = markLinks(await c.res.text(), `/${c.var.municipality.slug}`, entrance);
    // Whoever comes back to the page by the browser's memory has begun no new visit.
    const forgets = `<script type="module" src="${asset('visit.js')}"></script></head>`;
    c.res = new Response(html.replace('</head>', forgets), { status: 200, headers: c.res.headers });
  };
}

/** The same for a guide page that is sent from memory, where there is no more than the request's headers. */
export function countFromMemory(
  visits: VisitCounter,
  municipality: MunicipalityId,
  headers: IncomingHttpHeaders,
  marked: string | null,
): void {
  const header = (name: string) => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  const entrance = freshEntrance({ method: 'GET', header, marked });
  if (entrance !== null) visits.count(municipality, entrance, 'guide');
}

/** An address and its marker, where the marker is all that stands after the path. */
export function withoutMarker(address: string): { readonly path: string; readonly marked: string | null } {
  const [path = '', query] = address.split(`?${marker}=`, 2);
  return query !== undefined && isEntranceKey(query) ? { path, marked: query } : { path: address, marked: null };
}
