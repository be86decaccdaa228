import { get } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { Browser, serveIdentity, type Walked } from '../../../../test/support/staff-browser.ts';
import { openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { createDemoProvider } from '../index.ts';

let test_: TestHouse;
let walked: Walked;
beforeAll(async () => {
  test_ = await openTestHouse();
  walked = await serveIdentity(test_);
});

describe('the demonstration provider', () => {
  // fetch does not let a test write `host`; a raw request does.
  const at = (path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port: Number(new URL(walked.base).port), path, headers }, (res) => {
        res.resume();
        resolve(res.statusCode ?? 0);
      });
      request.on('error', reject);
    });
  const discovery = '/demo-login/.well-known/openid-configuration';

  test('answers callers who use a near name, and nobody else', async () => {
    expect(await at(discovery, { host: 'localhost:1' })).toBe(200);
    for (const host of ['evil.example', 'hjaelp.kommunen.dk', '127.0.0.1.nip.io'])
      expect(await at(discovery, { host })).toBe(403);
  });

  test('answers nothing that a proxy has forwarded: it may come from anywhere', async () => {
    for (const name of ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'])
      expect(await at(discovery, { host: 'localhost:1', [name]: '127.0.0.1' }), name).toBe(403);
  });

  test('writes its addresses from the base address, whatever name it was called by', async () => {
    const port = new URL(walked.base).port;
    const response = await fetch(`http://127.0.0.1:${port}${discovery}`);
    const said = (await response.json()) as Record<string, unknown>;
    expect(said).toMatchObject({
      issuer: `${walked.base}/demo-login`,
      token_endpoint: `${walked.base}/demo-login/token`,
    });
    expect(JSON.stringify(said)).not.toMatch(/127\.0\.0\.1|https:/);
    expect(said.id_token_signing_alg_values_supported).toContain('ES256');
  });

  test('sends nobody back to another address, and takes no form from another site', async () => {
    const begun = await new Browser().send(`${walked.base}/log-ind`);
    const authorise = new URL(begun.headers.get('location') ?? '');
    authorise.searchParams.set('redirect_uri', 'https://evil.example/');
    const response = await new Browser().send(authorise.href);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    const browser = new Browser();
    const choice = await browser.toChoice(walked.base);
    expect(
      (await browser.send(choice, { form: { employee: 'mette' }, headers: { 'sec-fetch-site': 'cross-site' } })).status,
    ).toBe(403);
    expect((await new Browser().send(choice, { form: { employee: 'mette' } })).status).toBe(410);
    expect((await browser.send(choice, { form: { employee: 'm'.repeat(2_000) } })).status).toBe(410);
  });
});

describe('without a provider', () => {
  test('a public address says what to set, and has no demonstration to offer', async () => {
    expect(await createDemoProvider({ baseUrl: 'https://hjaelp.kommunen.dk', log: test_.log })).toBeNull();
    const bare = await serveIdentity(test_, { demonstrate: false });
    const { response, url } = await new Browser().follow(`${bare.base}/skranke`);
    expect([response.status, new URL(url).pathname]).toEqual([503, '/log-ind']);
    const page = await response.text();
    for (const said of [
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'ikke sat op',
      `${bare.base}/log-ind/retur`,
    ])
      expect(page).toContain(said);
    expect((await new Browser().send(`${bare.base}/demo-login/auth`)).status).toBe(404);
  });
});
