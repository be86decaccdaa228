import type { Hono } from 'hono';
import type { House, WebEnv } from '../platform/index.ts';
import { onPosts, rateLimit } from './limits.ts';
import { texts } from './messages.ts';

/** How often one visitor may try to open a meeting, and book one. */
export function limitMeetings(app: Hono<WebEnv>, house: Pick<House, 'clock' | 'config'>): void {
  const limit = (burst: number, perMinute: number) => rateLimit(house, { burst, perMinute }, texts('da').tooMany);
  // Links, codes and phrases that open a meeting must not be found by trying.
  app.use('/:municipality/m/*', limit(20, 10));
  for (const path of ['kode', 'anonym']) app.use(`/:municipality/moede/${path}`, onPosts(limit(10, 5)));
  // A search of calendars is dear, and a time that is held or booked is kept from others.
  app.use('/:municipality/moede/*', limit(120, 120));
  // Each is a message to somebody, or a file that is looked through.
  for (const path of ['ledsager', 'repraesentant', 'med/link', 'papirer'])
    app.use(`/:municipality/moede/mit/${path}`, onPosts(limit(12, 4)));
  for (const path of [':type', ':type/dig']) app.use(`/:municipality/moede/${path}`, onPosts(limit(20, 10)));
}
