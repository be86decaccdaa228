import { Hono } from 'hono';
import { sql } from 'kysely';
import { db } from '../db/index.ts';
import type { House, WebEnv } from '../platform/index.ts';

/**
 * `/health`: the process lives, and what it promises about durability. `/ready`: it can serve, which means that the database
 * answers; a proxy sends nothing to a process that is stopping.
 */
export function healthRoutes(house: House, stopping: () => boolean): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get('/health', (c) =>
    c.json({
      status: 'ok',
      database: house.database.kind,
      durability: house.database.durable
        ? { fsync: true, promise: 'what was acknowledged survives a power cut' }
        : {
            fsync: false,
            promise: 'what was acknowledged survives the death of the process; a power cut may cost the last seconds',
          },
    }),
  );
  routes.get('/ready', async (c) => {
    if (stopping()) return c.json({ ready: false, why: 'stopping' }, 503);
    try {
      await house.database.inTx(() => sql`select 1`.execute(db()));
      return c.json({ ready: true });
    } catch {
      return c.json({ ready: false, why: 'database' }, 503);
    }
  });
  return routes;
}
