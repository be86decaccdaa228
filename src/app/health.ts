import { Hono } from 'hono';
import { sql } from 'kysely';
import { db } from '../db/index.ts';
import { type DigitalPost, expiringCertificates, type House, lastBackup, type WebEnv } from '../platform/index.ts';

const answerWithinMs = 500;

/** An instant, null for never, or `unknown`: that the process lives is said also when its database does not answer. */
async function timeOfBackup(house: House): Promise<string | null> {
  const read = house.database.inTx(lastBackup).then(
    (at) => at?.toISOString() ?? null,
    () => 'unknown',
  );
  const late = new Promise<string>((done) => setTimeout(done, answerWithinMs, 'unknown').unref());
  return Promise.race([read, late]);
}

/** Anybody may ask: how many certificates end soon and when the first does, not whose. */
function certificates({ settings }: DigitalPost, now: Date) {
  const expiring = expiringCertificates(settings.tenants, now);
  return { certificatesExpiring: expiring.length, first: expiring[0]?.validTo.toISOString().slice(0, 10) ?? null };
}

/**
 * `/health`: the process lives, what it promises about durability, when the last backup was taken, and which certificates end. `/ready`: it can serve, which means that the database
 * answers; a proxy sends nothing to a process that is stopping.
 */
export function healthRoutes(house: House, stopping: () => boolean): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get('/health', async (c) =>
    c.json({
      status: 'ok',
      database: house.database.kind,
      durability: house.database.durable
        ? { fsync: true, promise: 'what was acknowledged survives a power cut' }
        : {
            fsync: false,
            promise: 'what was acknowledged survives the death of the process; a power cut may cost the last seconds',
          },
      backup: { last: await timeOfBackup(house) },
      ...(house.digitalPost ? { digitalPost: certificates(house.digitalPost, house.clock.now()) } : {}),
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
