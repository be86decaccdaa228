import { Hono } from 'hono';
import type { House } from '../house.ts';
import { problem, type WebEnv } from '../web/web.ts';
import { type Receipt, readGatewayApiReceipt, readReceiptPath } from './receipts.ts';
import { setDelivery } from './records.ts';

/** A status is a few hundred letters. */
const mostLetters = 10_000;
/** What gateways call it. */
const words = ['status', 'state', 'Status', 'delivery_status', 'dlr_status'];

/**
 * Where SMS gateways tell what became of a message. May come late, twice and in any order. Answers 204 to whatever it has
 * understood, also when it changes nothing: else a gateway comes again for days.
 */
export function receiptRoutes(house: House): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const { sms } = house.config.messages;

  const note = async ({ municipality, id, state }: Receipt): Promise<void> => {
    if (state === null) return house.log.info('a receipt with an unknown word');
    const now = house.clock.now();
    await house.database.inMunicipality(municipality, () => setDelivery({ id }, state, now));
  };

  if (sms?.dialect === 'gatewayapi' && sms.receiptSecret !== null) {
    const secret = sms.receiptSecret;
    routes.post('/kvittering/gatewayapi', async (c) => {
      const body = await c.req.text();
      const read = readGatewayApiReceipt(secret, c.req.header('signature'), body.slice(0, mostLetters));
      if (read === 'forged') return problem(c, 403, 'The signature is not right.');
      if (read !== 'other') await note(read);
      return c.body(null, 204);
    });
  }

  routes.on(['GET', 'POST'], '/kvittering/:reference/:mac', async (c) => {
    const given = { ...c.req.query(), ...(c.req.method === 'POST' ? readBody(await c.req.text()) : {}) };
    const word = words.map((one) => given[one]).find((one) => one !== undefined);
    const receipt = readReceiptPath(house.keys, c.req.param('reference'), c.req.param('mac'), word);
    if (!receipt) return problem(c, 404, 'Adressen findes ikke.');
    await note(receipt);
    return c.body(null, 204);
  });
  return routes;
}

function readBody(text: string): Record<string, unknown> {
  const short = text.slice(0, mostLetters);
  try {
    const parsed: unknown = JSON.parse(short);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return Object.fromEntries(new URLSearchParams(short));
  }
}
