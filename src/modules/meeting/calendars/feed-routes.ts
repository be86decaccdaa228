import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { House } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { feedCalendar } from '../messages/calendar.ts';
import { feedOfToken, readFeed } from './feed-store.ts';
import { texts } from './messages.ts';

/** Where a feed lies, within a municipality: the row that a secret opens is looked for under that municipality's policy. */
export const feedPath = (slug: string, token: string): string => `/${slug}/kalender/${token}.ics`;

/**
 * An employee's times as a calendar, for her own program. The secret in the address is all the proof there is, so the
 * answer holds no person and no subject; a wrong one is an address that does not exist.
 */
export function calendarFeedRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();

  routes.get('/kalender/:file', async (c) => {
    const token = /^([A-Za-z0-9_-]{32})\.ics$/.exec(c.req.param('file'))?.[1];
    if (token === undefined) return c.notFound();
    const { municipality, language } = c.var;
    const found = await house.database.inMunicipality(municipality.id, async () => {
      const feed = await feedOfToken(token);
      return feed && { feed, times: await readFeed(feed, house.clock.now()) };
    });
    if (!found) return c.notFound();
    const t = texts(language).feed;
    const body = feedCalendar(
      t.name(municipality.fullName),
      found.times.map((time) => ({
        ...time,
        summary: found.feed.shows === 'type' && !time.anonymous ? time.title[language] : t.busy,
        cancelled: time.gone,
      })),
    );
    const tag = createHash('sha256').update(body).digest('base64url').slice(0, 27);
    c.header('etag', `"${tag}"`);
    c.header('cache-control', 'private, no-cache');
    c.header('x-robots-tag', 'noindex');
    if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304);
    return c.body(body, 200, { 'content-type': 'text/calendar; charset=utf-8' });
  });

  return routes;
}
