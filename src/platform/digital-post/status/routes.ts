import { type Context, Hono } from 'hono';
import type { MunicipalityId } from '../../../kernel/index.ts';
import { sameText } from '../../crypto/seal.ts';
import type { House } from '../../house.ts';
import { problem, type WebEnv } from '../../web/web.ts';
import type { DigitalPostSettings, StatusAnswer } from '../settings.ts';
import { element } from '../xml/write-xml.ts';
import { type SetDelivery, takeStatus } from './take-status.ts';

/**
 * Where Beskedfordeleren tells what became of a message ("BeskedFåTilsendt"), an address for each municipality. What was taken
 * is answered with 20; only when our database did not answer it is told to come again.
 */
export function statusRoutes(
  house: Pick<House, 'database' | 'log' | 'clock'>,
  { tenants, statusAnswer }: Pick<DigitalPostSettings, 'tenants' | 'statusAnswer'>,
  {
    municipality,
    setDelivery,
  }: {
    readonly municipality: (slug: string) => Promise<MunicipalityId | null>;
    readonly setDelivery: SetDelivery;
  },
): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const answer = (c: Context<WebEnv>, code: 20 | 40, status: 200 | 400 | 503) =>
    c.body(standardReturn(statusAnswer, code), status, { 'content-type': 'application/xml; charset=utf-8' });

  routes.post('/digital-post/haendelser/:slug/:secret', async (c) => {
    const tenant = tenants.find(({ slug }) => slug === c.req.param('slug'));
    const right = tenant?.statusSecret && sameText(c.req.param('secret'), tenant.statusSecret);
    const id = right ? await municipality(tenant.slug) : null;
    if (id === null) {
      house.log.warn('a status with a wrong address was refused');
      return problem(c, 404, 'Adressen findes ikke.');
    }
    switch (await takeStatus(house, setDelivery, id, await c.req.text())) {
      case 'taken':
        return answer(c, 20, 200);
      case 'unreadable':
        return answer(c, 40, 400);
      case 'again':
        return answer(c, 40, 503);
    }
  });
  return routes;
}

/** The two readings of the interface that we know differ in name and namespace, so both are configuration. */
function standardReturn({ root, namespace, inner }: StatusAnswer, code: 20 | 40): string {
  const words = code === 20 ? 'OK' : 'Besked kan ikke modtages';
  const back = element('StandardRetur', [element('StatusKode', String(code)), element('FejlbeskedTekst', words)]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(`ns2:${root}`, [back], ` xmlns="${inner}" xmlns:ns2="${namespace}"`)}`;
}
