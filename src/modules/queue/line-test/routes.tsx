import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { alternates, type House, pathIn, sendPage } from '../../../platform/index.ts';
import { iceServers } from '../../call/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { LineTestPage } from './line-test-page.tsx';

/** As much as a test asks for; the noise is made once, and no proxy can make it smaller. */
const noise = randomBytes(120_000);
/** The page is open to everybody: what it lends of the relay ends with the test. */
const relaySeconds = 120;
/** Under the size that any body of ours may have. */
const mostUp = 64 * 1024;

/** The test of device and line, before the day or before the talk: a page, and an address that carries noise both ways. */
export function lineTestRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  routes.get('/hjaelp/proev', (c) => {
    const base = `/${c.var.municipality.slug}`;
    return sendPage(
      c,
      <LineTestPage
        language={c.var.language}
        municipality={c.var.municipality}
        base={base}
        alternates={alternates(base, '/hjaelp/proev')}
        path={pathIn('da', base, '/hjaelp/linje')}
        iceServers={iceServers(house.config, house.clock.now(), relaySeconds)}
      />,
    );
  });
  routes.get('/hjaelp/linje', (c) => {
    const asked = Number(c.req.query('b') ?? 1);
    const bytes = Number.isSafeInteger(asked) && asked > 0 ? Math.min(asked, noise.length) : 1;
    return c.body(noise.subarray(0, bytes) as Uint8Array<ArrayBuffer>, 200, {
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store, no-transform',
    });
  });
  routes.post('/hjaelp/linje', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > mostUp) return c.body(null, 413);
    // Read to the end and forgotten: that it came is all.
    await c.req.arrayBuffer();
    return c.body(null, 204);
  });
  return routes;
}
