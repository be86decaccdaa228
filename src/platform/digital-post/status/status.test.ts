import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse } from '../../../../test/support/test-house.ts';
import { newId } from '../../../kernel/index.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { recordsAbout, setDelivery } from '../../outbox/records.ts';
import type { WebEnv } from '../../web/web.ts';
import { buildMemo } from '../memo/build-memo.ts';
import type { DigitalPostTenant } from '../settings.ts';
import { exampleMemo } from '../testing/example-memo.ts';
import { statusEvent } from '../testing/fake-kombit.ts';
import { fakeStatusQueue } from '../testing/fake-queue.ts';
import { pullStatuses } from './pull.ts';
import { readStatusEvent } from './read-status.ts';
import { statusRoutes } from './routes.ts';
import type { SetDelivery } from './take-status.ts';

const house = await openTestHouse();
const secret = 'a'.repeat(40);
const tenant = (slug: string, statusSecret: string | null) => ({ slug, statusSecret }) as DigitalPostTenant;
const answer = { root: 'ModtagBeskedOutput', namespace: 'urn:oio:sts:1.0.0', inner: 'urn:oio:sagdok:3.0.0' };
const about = newId();
let message: string;

function routesWith(set: SetDelivery, statusAnswer = answer) {
  const app = new Hono<WebEnv>();
  const tenants = [tenant('fjordby', secret), tenant('hedelund', null)];
  const municipality = async (slug: string) => (slug === 'fjordby' ? fjordby : hedelund);
  return app.route('/', statusRoutes(house, { tenants, statusAnswer }, { municipality, setDelivery: set }));
}
const app = routesWith(setDelivery);
const post = (xml: string, path = `/digital-post/haendelser/fjordby/${secret}`, to = app) =>
  to.request(path, { method: 'POST', body: xml, headers: { 'content-type': 'application/xml' } });
const state = async () =>
  (await house.database.inMunicipality(fjordby, () => recordsAbout(about))).find(({ id }) => id === message);
const event = (code: string, at = '2026-11-24T08:59:00Z') => statusEvent({ messageUuid: message, code, at });

async function send(): Promise<void> {
  const memo = buildMemo(exampleMemo);
  if (!memo.ok) throw new Error('the example is whole');
  const now = house.clock.now();
  message = await house.database.inMunicipality(fjordby, async () => {
    const body = { channel: 'digital-post', memo: memo.value, kind: 'DIGITALPOST' } as const;
    const latestUseful = new Date(now.getTime() + 86_400_000);
    const id = await enqueue(
      house,
      { about, person: null, kind: randomUUID(), body, notBefore: now, latestUseful },
      now,
    );
    await setDelivery({ id }, 'accepted', now);
    return id;
  });
}
beforeEach(send);

describe('a status', () => {
  test('moves the message on, and is answered as the service expects', async () => {
    const response = await post(event('Modtaget Digital Post'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<ns2:ModtagBeskedOutput xmlns="urn:oio:sagdok:3.0.0" xmlns:ns2="urn:oio:sts:1.0.0"><StandardRetur><StatusKode>20</StatusKode><FejlbeskedTekst>OK</FejlbeskedTekst></StandardRetur></ns2:ModtagBeskedOutput>',
    );
    expect((await state())?.state).toBe('received');
    await post(event('Afleveret Digital Post'));
    expect((await state())?.state).toBe('delivered');
  });

  test('that comes twice, late or in any order ends in the same', async () => {
    const order = [
      'Afleveret Digital Post',
      'Modtaget Digital Post',
      'Modtaget Digital Post',
      'Afleveret Digital Post',
    ];
    for (const code of order) expect((await post(event(code))).status).toBe(200);
    expect((await state())?.state).toBe('delivered');
  });

  test('of a failure is seen', async () => {
    await post(statusEvent({ messageUuid: message, code: 'Fejlet', at: '2026-11-24T08:59:00Z', fault: '999' }));
    expect((await state())?.state).toBe('failed');
  });

  test.each(['Noget nyt', 'constructor', 'Afleveret til mars'])(
    'with the unknown code %s changes nothing',
    async (code) => {
      const response = await post(event(code));
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<StatusKode>20</StatusKode>');
      expect((await state())?.state).toBe('accepted');
    },
  );

  test('of another system’s message is taken and changes nothing', async () => {
    const other = statusEvent({ messageUuid: randomUUID(), code: 'Fejlet', at: '2026-11-24T08:59:00Z' });
    expect((await post(other)).status).toBe(200);
    expect((await state())?.state).toBe('accepted');
  });

  test('finds its message by the transmission where the service names it alone', async () => {
    const set: unknown[] = [];
    const by = routesWith(async (of) => {
      set.push(of);
      return 'externalId' in of;
    });
    await post(
      statusEvent({ messageUuid: 'none', transmissionId: 'T-1', code: 'Fejlet', at: '2026-11-24T08:59:00Z' }),
      undefined,
      by,
    );
    expect(set).toEqual([{ channel: 'digital-post', externalId: 'T-1' }]);
  });

  test('from the future counts from now', async () => {
    await post(event('Afleveret Digital Post', '2031-01-01T00:00:00Z'));
    expect((await state())?.stateAt).toEqual(house.clock.now());
  });

  test.each([
    ['no XML', 'hej'],
    ['a document type', `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${event0()}`],
    ['no status', '<ModtagBeskedInput><Haendelsesbesked/></ModtagBeskedInput>'],
    ['another message', `<a><Beskeddata><Base64>${Buffer.from('<b/>').toString('base64')}</Base64></Beskeddata></a>`],
    ['no date', statusEvent({ messageUuid: randomUUID(), code: 'Fejlet', at: 'i går' })],
  ])('with %s is refused', async (_what, xml) => {
    const response = await post(xml);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<StatusKode>40</StatusKode>');
  });

  test.each([
    `/digital-post/haendelser/fjordby/${'b'.repeat(40)}`,
    `/digital-post/haendelser/hedelund/${secret}`,
    `/digital-post/haendelser/hedelund/null`,
    `/digital-post/haendelser/nogen/${secret}`,
  ])('at %s is nobody’s', async (path) => {
    expect((await post(event('Fejlet'), path)).status).toBe(404);
    expect((await state())?.state).toBe('accepted');
  });

  test('that could not be kept is asked for again', async () => {
    const broken = routesWith(async () => {
      throw new Error('the database is away');
    });
    const response = await post(event('Fejlet'), undefined, broken);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('>20<');
  });

  test('is answered under the name that the configuration gives', async () => {
    const other = routesWith(setDelivery, { root: 'Andet', namespace: 'urn:a', inner: 'urn:b' });
    expect(await (await post(event('Noget nyt'), undefined, other)).text()).toContain(
      '<ns2:Andet xmlns="urn:b" xmlns:ns2="urn:a">',
    );
  });

  test('is read from any text without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readStatusEvent(text)));
  });
});

describe('statuses that are fetched', () => {
  const fetch = (queue: ReturnType<typeof fakeStatusQueue>, set: SetDelivery = setDelivery) =>
    pullStatuses(house, set, fjordby, queue.next);
  const received = () => event('Modtaget Digital Post', '2026-11-24T08:58:00Z');
  const delivered = () => event('Afleveret Digital Post', '2026-11-24T08:59:00Z');

  test('end in the same whatever their order and however often they come, and none is left in the queue', () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 0, 0, 1, 1, 2, 3], { minLength: 7, maxLength: 7 }),
        fc.nat({ max: 7 }),
        async (order, losesSettled) => {
          await send();
          const about = [received(), delivered(), event('Noget nyt'), 'hej'] as const;
          const queue = fakeStatusQueue(
            order.map((one) => about[one as 0 | 1 | 2 | 3]),
            { losesSettled },
          );
          expect(await fetch(queue)).toBe(7 + losesSettled);
          expect(queue.left()).toBe(0);
          expect((await state())?.state).toBe('delivered');
        },
      ),
      { numRuns: 20 },
    ));

  test('are kept for us while our database is away, and taken when it is back', async () => {
    const queue = fakeStatusQueue([received(), delivered()]);
    const away: SetDelivery = async () => {
      throw new Error('the database is away');
    };
    expect(await fetch(queue, away)).toBe(0);
    expect(queue.left()).toBe(2);
    expect((await state())?.state).toBe('accepted');
    expect(await fetch(queue)).toBe(2);
    expect((await state())?.state).toBe('delivered');
  });

  test('of a failure are seen, also after one that nobody can read', async () => {
    const failed = statusEvent({ messageUuid: message, code: 'Fejlet', at: '2026-11-24T08:59:00Z', fault: '999' });
    expect(await fetch(fakeStatusQueue(['<!DOCTYPE x>', failed]))).toBe(2);
    expect((await state())?.state).toBe('failed');
  });
});

function event0(): string {
  return statusEvent({ messageUuid: randomUUID(), code: 'Fejlet', at: '2026-11-24T08:59:00Z' }).replace(
    /^<\?xml[^>]*>/,
    '',
  );
}
