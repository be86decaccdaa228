import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestClock } from '../../../../test/support/test-house.ts';
import { newId } from '../../../kernel/index.ts';
import { createLog } from '../../log/log.ts';
import { buildMemo } from '../memo/build-memo.ts';
import type { MemoMessage } from '../memo/memo.ts';
import type { DigitalPostTenant } from '../settings.ts';
import { type CertificateHouse, makeCertificates, type Pair } from '../testing/certificates.ts';
import { exampleMemo, exampleSms, testCpr } from '../testing/example-memo.ts';
import { type FakeKombit, startFakeKombit } from '../testing/fake-kombit.ts';
import { createDigitalPost, type DigitalPost } from './digital-post.ts';
import { readSendAnswer } from './read-send-answer.ts';
import { failureOf } from './tls-call.ts';

const logged: string[] = [];
const log = createLog('debug', (line) => void logged.push(line));
const clock = new TestClock();
const handover = { municipality: newId<'municipality'>(), latestUseful: new Date('2026-12-01T09:00:00Z') };
let certificates: CertificateHouse;
let kombit: FakeKombit;
let fjordby: Pair;
let hedelund: Pair;
const opened: DigitalPost[] = [];

beforeAll(async () => {
  certificates = makeCertificates();
  fjordby = certificates.client('12345678');
  hedelund = certificates.client('87654321');
}, 30_000);
beforeEach(async () => {
  const { server, authority } = certificates;
  kombit = await startFakeKombit({ server, authority, clock });
  kombit.registered.digitalpost.add(testCpr);
  kombit.registered.nemsms.add(testCpr);
});
afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  await kombit.stop();
});
afterAll(() => certificates.remove());

const tenant = (slug: string, cvr: string, { certificate, key }: Pair): DigitalPostTenant => ({
  slug,
  cvr,
  sender: slug,
  certificate,
  key,
  validTo: new Date('2027-11-24T00:00:00Z'),
  notRegistered: 'letter',
  repliesRead: false,
  statusSecret: null,
});
function open(
  tenants = [tenant('fjordby', '12345678', fjordby)],
  ca = certificates.authority.certificate,
): DigitalPost {
  const post = createDigitalPost(
    {
      memoVersion: '1.2',
      addresses: kombit.addresses,
      ca,
      statusAnswer: { root: 'ModtagBeskedOutput', namespace: 'urn:oio:sts:1.0.0', inner: 'urn:oio:sagdok:3.0.0' },
      tenants,
    },
    { clock, log, limits: { askMs: 1_000, sendMs: 1_000 } },
  );
  opened.push(post);
  return post;
}
function bodyOf(message: MemoMessage = exampleMemo) {
  const memo = buildMemo(message);
  if (!memo.ok) throw new Error(JSON.stringify(memo.reason));
  return { channel: 'digital-post' as const, memo: memo.value, kind: message.type };
}
const send = (post: DigitalPost, key: string = newId(), message?: MemoMessage) =>
  post.send(bodyOf(message), key, handover);

describe('a message', () => {
  test('is sent under its key, with both tokens, which are kept', async () => {
    const post = open();
    const key = newId();
    expect(await send(post, key)).toEqual({ kind: 'accepted', externalId: kombit.transmissionOf(key) });
    expect(kombit.calls).toEqual(['sts', 'tokens', 'ask', 'sts', 'tokens', 'send']);
    expect(kombit.arrivals).toMatchObject([{ messageUuid: key, kind: 'Digital Post', cvr: '12345678' }]);
    kombit.calls.length = 0;
    expect(await send(post)).toMatchObject({ kind: 'accepted' });
    expect(kombit.calls).toEqual(['ask', 'send']);
  });

  test('has a transaction of its own in every attempt', async () => {
    const post = open();
    const key = newId();
    await send(post, key);
    await send(post, key);
    const [first, second] = kombit.arrivals;
    expect(first?.messageUuid).toBe(second?.messageUuid);
    expect(first?.transactionId).not.toBe(second?.transactionId);
  });

  test('renews the access token before its hour is over, and the SAML token before its eight', async () => {
    const post = open();
    await send(post);
    kombit.calls.length = 0;
    clock.advance(50 * 60);
    await send(post);
    expect(kombit.calls).toEqual(['ask', 'send']);
    clock.advance(5 * 60);
    await send(post);
    expect(kombit.calls).toEqual(['ask', 'send', 'tokens', 'ask', 'tokens', 'send']);
    kombit.calls.length = 0;
    clock.advance(7 * 3600);
    await send(post);
    expect(kombit.calls).toEqual(['sts', 'tokens', 'ask', 'sts', 'tokens', 'send']);
  });

  test('of many at once, one fetches the tokens', async () => {
    const post = open();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => send(post)));
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(kombit.calls.filter((step) => step === 'sts')).toHaveLength(2);
    expect(kombit.arrivals).toHaveLength(10);
  });

  test('whose token was called back is sent with a new one', async () => {
    const post = open();
    await send(post);
    kombit.forgetTokens();
    expect(await send(post)).toMatchObject({ kind: 'accepted' });
  });
  test('whose tokens are never taken is not tried for ever', async () => {
    const post = open();
    kombit.misbehave('send', 'unauthorized', 'unauthorized');
    expect(await send(post)).toEqual({ kind: 'refused', why: 'service' });
    expect(kombit.arrivals).toEqual([]);
  });

  test('goes under the sender’s own certificate, and under no other', async () => {
    const post = open([tenant('fjordby', '12345678', fjordby), tenant('hedelund', '87654321', hedelund)]);
    await send(post);
    await send(post, newId(), { ...exampleMemo, sender: { cvr: '87654321', label: 'Hedelund Kommune' } });
    expect(kombit.arrivals.map(({ cvr }) => cvr)).toEqual(['12345678', '87654321']);
    expect(await send(post, newId(), { ...exampleMemo, sender: { cvr: '11111111', label: 'x' } })).toEqual({
      kind: 'refused',
      why: 'service',
    });
    // Hedelund's certificate in Fjordby's name.
    expect(await send(open([tenant('fjordby', '12345678', hedelund)]))).toEqual({ kind: 'refused', why: 'service' });
  });

  test('with a certificate that nobody trusts is refused, and does not wait to be', async () => {
    const post = open([tenant('fjordby', '12345678', certificates.stranger('12345678'))]);
    expect(await send(post)).toEqual({ kind: 'refused', why: 'service' });
    expect(kombit.calls).toEqual(['sts']);
  });
  test('is not given to a server that nobody trusts', async () => {
    const post = open([tenant('fjordby', '12345678', fjordby)], certificates.stranger('1').certificate);
    expect(await send(post)).toEqual({ kind: 'refused', why: 'unreachable' });
    expect(kombit.calls).toEqual([]);
  });
  test('waits while nobody is there', async () => {
    const post = open();
    await kombit.stop();
    expect(await send(post)).toEqual({ kind: 'refused', why: 'unreachable' });
  });
  test('that we did not build is not sent', async () => {
    expect(
      await open().send({ channel: 'digital-post', memo: '<a/>', kind: 'DIGITALPOST' }, newId(), handover),
    ).toEqual({
      kind: 'refused',
      why: 'invalid',
    });
    expect(kombit.calls).toEqual([]);
  });
});

describe('the answer to a message', () => {
  test.each([
    ['refuse', { kind: 'refused', why: 'invalid' }],
    ['forbid', { kind: 'refused', why: 'service' }],
    ['redirect', { kind: 'refused', why: 'service' }],
    ['busy', { kind: 'refused', why: 'busy' }],
    ['fail', { kind: 'unknown' }],
    ['unavailable', { kind: 'unknown' }],
    ['silent', { kind: 'unknown' }],
    ['cut', { kind: 'unknown' }],
    ['take-and-cut', { kind: 'unknown' }],
    ['half', { kind: 'unknown' }],
    ['garbage', { kind: 'unknown' }],
    ['endless', { kind: 'unknown' }],
    ['no-transmission', { kind: 'accepted', externalId: null }],
  ] as const)('%s', async (how, outcome) => {
    const post = open();
    kombit.misbehave('send', how);
    expect(await send(post)).toEqual(outcome);
  });

  test('that was lost: handed over again it has the same number, so that the mail box knows it', async () => {
    const post = open();
    const key = newId();
    kombit.misbehave('send', 'take-and-cut');
    expect(await send(post, key)).toEqual({ kind: 'unknown' });
    expect(await send(post, key)).toEqual({ kind: 'accepted', externalId: kombit.transmissionOf(key) });
    expect(kombit.arrivals.map(({ messageUuid }) => messageUuid)).toEqual([key, key]);
  });

  test.each([
    ['<kombi_response><Result>maybe</Result></kombi_response>', { kind: 'unknown' }],
    ['<kombi_response/>', { kind: 'unknown' }],
    [
      '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><kombi_response><Result>true</Result></kombi_response>',
      { kind: 'unknown' },
    ],
    [
      '<k:kombi_response xmlns:k="x"><k:Result> true </k:Result></k:kombi_response>',
      { kind: 'accepted', externalId: null },
    ],
    [
      '<kombi_response><Result>true</Result><TransmissionID>a b&lt;c</TransmissionID></kombi_response>',
      { kind: 'accepted', externalId: null },
    ],
  ])('%s', (body, outcome) => expect(readSendAnswer({ kind: 'answered', status: 200, body })).toEqual(outcome));

  test.each(['sts', 'tokens', 'ask'] as const)('before it, at step %s: nothing is unknown', async (step) => {
    const answers = { fail: 'busy', cut: 'busy', busy: 'busy', forbid: 'service', garbage: 'service' } as const;
    for (const [how, why] of Object.entries(answers)) {
      kombit.misbehave(step, how as keyof typeof answers);
      expect([how, await send(open())]).toEqual([how, { kind: 'refused', why }]);
    }
    expect(kombit.arrivals).toEqual([]);
  });

  test('of a handshake: an alert about the certificate is no outage', () => {
    const alert = (code: string) => failureOf(Object.assign(new Error('x'), { code }), true).kind;
    expect(alert('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')).toBe('certificate');
    expect(alert('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')).toBe('certificate');
    expect(alert('ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED')).toBe('certificate');
    expect(alert('ECONNRESET')).toBe('lost');
    expect(failureOf(Object.assign(new Error('x'), { code: 'ECONNRESET' }), false).kind).toBe('unreachable');
  });
});

describe('who is registered', () => {
  test('is asked before each message, for each mail box apart, and never why', async () => {
    const post = open();
    kombit.registered.digitalpost.delete(testCpr);
    expect(await post.registered('12345678', testCpr, 'digitalpost')).toEqual({ ok: true, value: false });
    expect(await post.registered('12345678', testCpr, 'nemsms')).toEqual({ ok: true, value: true });
    expect(await send(post)).toEqual({ kind: 'refused', why: 'recipient' });
    expect(await send(post, newId(), exampleSms)).toMatchObject({ kind: 'accepted' });
    expect(kombit.arrivals).toMatchObject([{ kind: 'NemSMS' }]);
  });
  test('is not known where nobody answers', async () => {
    const post = open();
    kombit.misbehave('ask', 'silent');
    expect(await post.registered('12345678', testCpr, 'digitalpost')).toEqual({ ok: false, reason: 'busy' });
    expect(await post.registered('99999999', testCpr, 'digitalpost')).toEqual({ ok: false, reason: 'service' });
  });
});

test('no number of a person has been logged', () => {
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.join('\n')).not.toContain(testCpr);
});
