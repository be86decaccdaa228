import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fjordby, openTestHouse } from '../../../test/support/test-house.ts';
import { newId } from '../../kernel/index.ts';
import { createOutboxSender, enqueue, type MessageBody, recordsAbout, setDelivery } from '../outbox/index.ts';
import type { WebEnv } from '../web/web.ts';
import { createDigitalPost, type DigitalPost } from './kombit/digital-post.ts';
import { buildMemo } from './memo/build-memo.ts';
import type { MemoMessage } from './memo/memo.ts';
import type { DigitalPostSettings } from './settings.ts';
import { statusRoutes } from './status/routes.ts';
import { type CertificateHouse, makeCertificates } from './testing/certificates.ts';
import { exampleMemo, exampleSms, testCpr } from './testing/example-memo.ts';
import { type FakeKombit, startFakeKombit, statusEvent } from './testing/fake-kombit.ts';

const house = await openTestHouse();
const secret = 's'.repeat(40);
let certificates: CertificateHouse;
let kombit: FakeKombit;
let settings: DigitalPostSettings;
let post: DigitalPost;

beforeAll(async () => {
  certificates = makeCertificates();
  const { server, authority } = certificates;
  kombit = await startFakeKombit({ server, authority, clock: house.clock });
  settings = {
    memoVersion: '1.2',
    addresses: kombit.addresses,
    ca: authority.certificate,
    statusAnswer: { root: 'ModtagBeskedOutput', namespace: 'urn:oio:sts:1.0.0', inner: 'urn:oio:sagdok:3.0.0' },
    tenants: [
      {
        slug: 'fjordby',
        cvr: '12345678',
        sender: 'Fjordby Kommune',
        ...certificates.client('12345678'),
        validTo: new Date('2027-11-24T00:00:00Z'),
        notRegistered: 'letter',
        repliesRead: false,
        statusSecret: secret,
      },
    ],
  };
  post = createDigitalPost(settings, { clock: house.clock, log: house.log });
}, 30_000);
afterAll(async () => {
  post.close();
  await kombit.stop();
  certificates.remove();
});
beforeEach(() => {
  kombit.arrivals.length = 0;
  kombit.registered.digitalpost.add(testCpr);
});

const within = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const bodyOf = (message: MemoMessage): Extract<MessageBody, { channel: 'digital-post' }> => {
  const memo = buildMemo(message);
  if (!memo.ok) throw new Error('the example is whole');
  return { channel: 'digital-post', memo: memo.value, kind: message.type };
};
const letter = { channel: 'letter', address: ['Åse', '9999 Fjordby'], paragraphs: ['Møde'], code: 'KX7P2' } as const;
async function write(body: MessageBody, about: string = newId()) {
  const now = house.clock.now();
  const latestUseful = new Date(now.getTime() + 86_400_000);
  const id = await within(() =>
    enqueue(house, { about, person: null, kind: 'booked', body, notBefore: now, latestUseful }, now),
  );
  return { id, records: () => within(() => recordsAbout(about)) };
}
const sender = () =>
  createOutboxSender(house, {
    carriers: { mail: null, sms: null, letter: null, 'digital-post': post.send },
    municipalities: async () => [{ id: fjordby }],
    stillHolds: async (messages) => new Set(messages.map(({ id }) => id)),
    random: () => 0,
  });
const app = () =>
  new Hono<WebEnv>().route('/', statusRoutes(house, settings, { municipality: async () => fjordby, setDelivery }));
const told = (messageUuid: string, code: string) =>
  app().request(`/digital-post/haendelser/fjordby/${secret}`, {
    method: 'POST',
    body: statusEvent({ messageUuid, code, at: '2026-11-24T08:59:00Z' }),
  });

test('a message goes from the outbox to the mail box, and its statuses come back in any order', async () => {
  const { id, records } = await write(bodyOf(exampleMemo));
  await sender().sendDue(fjordby);
  expect(await records()).toMatchObject([{ id, state: 'accepted' }]);
  expect(kombit.arrivals).toMatchObject([{ messageUuid: id }]);
  await told(id, 'Afleveret Digital Post');
  await told(id, 'Modtaget Digital Post');
  expect(await records()).toMatchObject([{ id, state: 'delivered' }]);
});

test('a status that is quicker than our own note of the acceptance is not lost', async () => {
  const { id, records } = await write(bodyOf(exampleMemo));
  await told(id, 'Afleveret Digital Post');
  await sender().sendDue(fjordby);
  expect(await records()).toMatchObject([{ id, state: 'delivered' }]);
});

test('a message whose answer was lost is sent once more under the same number, and counted', async () => {
  const { id, records } = await write(bodyOf(exampleMemo));
  kombit.misbehave('send', 'take-and-cut');
  await sender().sendDue(fjordby);
  expect(await records()).toMatchObject([{ state: 'waiting' }]);
  house.clock.advance(120);
  await sender().sendDue(fjordby);
  expect(kombit.arrivals.map(({ messageUuid }) => messageUuid)).toEqual([id, id]);
  expect(await records()).toMatchObject([{ state: 'accepted', maybeDouble: 1 }]);
});

test('to somebody who has no mail box a letter waits to be printed, by the municipality’s rule', async () => {
  kombit.registered.digitalpost.delete(testCpr);
  const { id, records } = await write({ ...bodyOf(exampleMemo), otherwise: letter });
  await sender().sendDue(fjordby);
  expect(kombit.arrivals).toEqual([]);
  const [digital, paper] = (await records()).toSorted((a, b) => a.channel.localeCompare(b.channel));
  expect(digital).toMatchObject({ id, channel: 'digital-post', state: 'failed', failure: 'recipient' });
  expect(paper).toMatchObject({ channel: 'letter', state: 'waiting', kind: 'booked' });
});

test('without that rule the refusal is an employee’s to deal with', async () => {
  kombit.registered.digitalpost.delete(testCpr);
  const { records } = await write(bodyOf(exampleMemo));
  await sender().sendDue(fjordby);
  expect(await records()).toMatchObject([{ state: 'failed', failure: 'recipient' }]);
});

test('NemSMS goes by its own registration', async () => {
  kombit.registered.nemsms.add(testCpr);
  kombit.registered.digitalpost.delete(testCpr);
  const { records } = await write(bodyOf(exampleSms));
  await sender().sendDue(fjordby);
  expect(await records()).toMatchObject([{ state: 'accepted' }]);
  expect(kombit.arrivals).toMatchObject([{ kind: 'NemSMS' }]);
});

test('nothing of the person has been logged', () => {
  expect(house.logged.join('\n')).not.toContain(testCpr);
});
