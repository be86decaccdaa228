import { Hono } from 'hono';
import { alternates, type House, pathIn, sendPage } from '../../../platform/index.ts';
import { iceServers } from '../../call/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { LineTestPage } from './line-test-page.tsx';

/** The page is open to everybody: what it lends of the relay ends with the test. */
const relaySeconds = 120;

/** The page on which device and line are tried before the day; the line's socket is realtime/line-socket.ts. */
export function lineTestRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  routes.get('/hjaelp/proev', (c) => {
    const base = `/${c.var.municipality.slug}`;
    const fromMeeting = c.req.query('moede') === 'mit';
    return sendPage(
      c,
      <LineTestPage
        language={c.var.language}
        municipality={c.var.municipality}
        base={base}
        alternates={alternates(base, `/hjaelp/proev${fromMeeting ? '?moede=mit' : ''}`)}
        path={pathIn('da', base, '/hjaelp/linje')}
        iceServers={iceServers(house.config, house.clock.now(), relaySeconds)}
        fromMeeting={fromMeeting}
      />,
    );
  });
  return routes;
}
