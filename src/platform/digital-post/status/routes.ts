import { type Context, Hono } from 'hono';
import type { MunicipalityId } from '../../../kernel/index.ts';
import { sameText } from '../../crypto/seal.ts';
import type { House } from '../../house.ts';
import { errorFields } from '../../log/log.ts';
import { problem, type WebEnv } from '../../web/web.ts';
import type { DigitalPostSettings, StatusAnswer } from '../settings.ts';
import { element } from '../xml/write-xml.ts';
import { type PostStatus, readStatusEvent } from './read-status.ts';

/** The outbox's own: by the message's id, or by the carrier's number. In the municipality's transaction. */
export type SetDelivery = (
  of: { readonly id: string } | { readonly channel: 'digital-post'; readonly externalId: string },
  state: NonNullable<PostStatus['state']>,
  at: Date,
) => Promise<boolean>;

/**
 * Where Beskedfordeleren tells what became of a message ("BeskedFåTilsendt"), an address for each municipality. Statuses come
 * twice, late and in any order, and of messages that other systems sent: all are answered with 20, or it would keep them and
 * come again for ever. Only when our database did not answer it is told to come again.
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
    const read = readStatusEvent(await c.req.text());
    if (!read.ok) {
      house.log.warn('a status could not be read', { why: read.reason });
      return answer(c, 40, 400);
    }
    const { messageId, transmissionId, state, at } = read.value;
    if (state === null) {
      house.log.info('a status with an unknown code');
      return answer(c, 20, 200);
    }
    // A clock ahead of ours must not put a message into the future.
    const when = new Date(Math.min(at.getTime(), house.clock.now().getTime()));
    try {
      await house.database.inMunicipality(id, async () => {
        if (messageId !== null && (await setDelivery({ id: messageId }, state, when))) return;
        if (transmissionId !== null)
          await setDelivery({ channel: 'digital-post', externalId: transmissionId }, state, when);
      });
    } catch (error) {
      house.log.error('a status was not kept', errorFields(error));
      return answer(c, 40, 503);
    }
    return answer(c, 20, 200);
  });
  return routes;
}

/** The two readings of the interface that we know differ in name and namespace, so both are configuration. */
function standardReturn({ root, namespace, inner }: StatusAnswer, code: 20 | 40): string {
  const words = code === 20 ? 'OK' : 'Besked kan ikke modtages';
  const back = element('StandardRetur', [element('StatusKode', String(code)), element('FejlbeskedTekst', words)]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(`ns2:${root}`, [back], ` xmlns="${inner}" xmlns:ns2="${namespace}"`)}`;
}
