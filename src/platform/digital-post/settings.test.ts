import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { expiringCertificates, readDigitalPostSettings } from './settings.ts';
import { type CertificateHouse, makeCertificates } from './testing/certificates.ts';

let certificates: CertificateHouse;
let usual: Record<string, unknown>;
beforeAll(() => {
  certificates = makeCertificates();
  for (const [name, cvr] of [
    ['fjordby', '12345678'],
    ['hedelund', '87654321'],
  ] as const) {
    const { certificate, key } = certificates.client(cvr);
    writeFileSync(join(certificates.folder, `${name}.pem`), certificate);
    writeFileSync(join(certificates.folder, `${name}-key.pem`), key);
  }
  usual = { cvr: '12345678', sender: 'Fjordby Kommune', certificate: 'fjordby.pem', key: 'fjordby-key.pem' };
}, 30_000);
afterAll(() => certificates.remove());

const read = (content: unknown) => {
  const path = join(certificates.folder, 'digital-post.yaml');
  writeFileSync(path, typeof content === 'string' ? content : stringify(content));
  return readDigitalPostSettings(path);
};
const faults = (content: unknown) => {
  const result = read(content);
  return result.ok ? [] : result.reason;
};
const one = (change: Record<string, unknown>) => ({
  environment: 'test',
  municipalities: { fjordby: { ...usual, ...change } },
});

describe('the settings', () => {
  test('name each municipality’s number and certificate, and KOMBIT’s addresses', () => {
    const result = read(one({}));
    if (!result.ok) throw new Error(result.reason.join());
    const { tenants, addresses, memoVersion } = result.value;
    expect(memoVersion).toBe('1.2');
    expect(addresses.services).toBe('https://exttest.serviceplatformen.dk');
    expect(tenants).toMatchObject([
      { slug: 'fjordby', cvr: '12345678', notRegistered: 'letter', repliesRead: false, statusSecret: null },
    ]);
    expect(tenants[0]?.validTo.getTime()).toBeGreaterThan(Date.now());
    const production = read({ ...one({}), environment: 'production' });
    expect(production.ok && production.value.addresses.services).toBe('https://prod.serviceplatformen.dk');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no YAML', () => '{', /it is not YAML/],
    ['no environment', () => ({ municipalities: {} }), /environment/],
    ['an unknown word', () => one({ certifikat: 'x' }), /certifikat/],
    ['a short CVR', () => one({ cvr: '1234' }), /fjordby\.cvr: use 8 digits/],
    ['a CVR without quotes', () => one({ cvr: 12345678 }), /fjordby\.cvr: use 8 digits in quotes/],
    [
      'no such certificate',
      () => one({ certificate: 'none.pem' }),
      /fjordby\.certificate: none\.pem cannot be read \(ENOENT\)/,
    ],
    ['another’s key', () => one({ key: 'hedelund-key.pem' }), /fjordby: key is not the certificate’s/],
    ['a key for a certificate', () => one({ certificate: 'fjordby-key.pem' }), /not PEM/],
    ['a short secret', () => one({ statusSecret: 'x' }), /statusSecret: use 32/],
    ['pull', () => ({ ...one({}), statuses: 'pull' }), /AMQP is not built/],
    ['plain HTTP', () => ({ ...one({}), addresses: { sts: 'http://x.dk/' } }), /addresses\.sts: use an https address/],
    [
      'one CVR for two',
      () => ({
        environment: 'test',
        municipalities: {
          fjordby: usual,
          hedelund: { ...usual, certificate: 'hedelund.pem', key: 'hedelund-key.pem' },
        },
      }),
      /hedelund: the CVR number is fjordby’s/,
    ],
    [
      'one certificate for two',
      () => ({ environment: 'test', municipalities: { fjordby: usual, hedelund: { ...usual, cvr: '87654321' } } }),
      /hedelund: the certificate is fjordby’s/,
    ],
  ])('with %s are refused in words', (_what, content, words) => {
    const found = faults(content());
    expect(found.join('\n')).toMatch(words);
    expect(found.join('\n')).not.toContain('PRIVATE KEY');
  });
  test('that are not there are refused', () => {
    expect(readDigitalPostSettings('/nowhere/at/all.yaml')).toMatchObject({
      ok: false,
      reason: [expect.stringContaining('ENOENT')],
    });
  });
});

test('a certificate is warned of two months before it ends, the first to end first', () => {
  const result = read(one({}));
  const [tenant] = result.ok ? result.value.tenants : [];
  if (!tenant) throw new Error('no tenant');
  const on = (date: string, slug: string) => ({ ...tenant, slug, validTo: new Date(date) });
  const tenants = [on('2027-01-22T09:00:00Z', 'a'), on('2027-01-24T09:00:00Z', 'b'), on('2026-11-20T09:00:00Z', 'c')];
  expect(
    expiringCertificates(tenants, new Date('2026-11-24T09:00:00Z')).map(({ slug, daysLeft }) => [slug, daysLeft]),
  ).toEqual([
    ['c', -4],
    ['a', 59],
  ]);
});
