import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Browser, serveIdentity } from '../../../test/support/staff-browser.ts';
import {
  type StubAnswers,
  type StubProvider,
  startStubProvider,
} from '../../../test/support/stub-identity-provider.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});

const staff = { sub: 'u-1', name: 'Bo Bang', roles: ['employee'], municipality: 'fjordby' };

async function behind(stub: StubProvider, secret: string | null = 'hemmelig') {
  const oidc = { issuer: stub.issuer, clientId: 'medbetjening', clientSecret: secret };
  return serveIdentity(house, { config: { oidc }, demonstrate: false });
}

/** Through our login with whatever the stub is set to say; the nonce is the right one unless told otherwise. */
async function logIn(
  stub: StubProvider,
  base: string,
  idToken: Record<string, unknown>,
  browser = new Browser(),
  query = '',
) {
  const begun = await browser.send(`${base}/log-ind?til=/skranke`);
  const asked = new URL(begun.headers.get('location') ?? '').searchParams;
  stub.answers.idToken = { nonce: asked.get('nonce'), ...idToken };
  const response = await browser.send(`${base}/log-ind/retur?code=abc&state=${asked.get('state')}${query}`);
  return { response, asked, browser, page: response.status === 303 ? '' : await response.text() };
}

describe('any provider', () => {
  let stub: StubProvider;
  let base: string;
  beforeAll(async () => {
    stub = await startStubProvider({ endSession: true });
    base = (await behind(stub)).base;
  });
  beforeEach(() => {
    Object.assign(stub.answers, {
      tokenError: null,
      forgedKey: false,
      algorithm: 'ES256',
    } satisfies Partial<StubAnswers>);
  });

  test('is asked for a code, with state, nonce, challenge and the one return address', async () => {
    const { response, asked } = await logIn(stub, base, staff);
    expect(response.headers.get('location')).toBe('/skranke');
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'medbetjening',
      redirect_uri: `${base}/log-ind/retur`,
      code_challenge_method: 'S256',
      ui_locales: 'da',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThanOrEqual(43);
    const sent = stub.tokenRequests.at(-1);
    expect(sent?.authorization).toMatch(/^Basic /);
    expect(sent?.body.get('code_verifier')?.length).toBeGreaterThanOrEqual(43);
  });

  test.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'somebody-else' }],
    ['another nonce', { nonce: 'other' }],
    ['no nonce', { nonce: undefined }],
    ['an end in the past', { exp: Math.floor(Date.now() / 1000) - 600 }],
    ['no subject', { sub: undefined }],
  ])('is not believed with %s', async (_what, claims) => {
    const { response, browser } = await logIn(stub, base, { ...staff, ...claims });
    expect([response.status, browser.cookie('mb_staff')]).toEqual([403, undefined]);
  });

  test('is not believed with a forged or missing signature', async () => {
    stub.answers.forgedKey = true;
    expect((await logIn(stub, base, staff)).response.status).toBe(403);
    Object.assign(stub.answers, { forgedKey: false, algorithm: 'none' });
    expect((await logIn(stub, base, staff)).response.status).toBe(403);
  });

  test('that names another issuer in its answer is not believed (mix-up)', async () => {
    const { response } = await logIn(stub, base, staff, new Browser(), '&iss=https%3A%2F%2Fevil.example');
    expect(response.status).toBe(403);
  });

  test('that refuses is told with its code; one that fails is told as away', async () => {
    stub.answers.tokenError = { status: 400, body: '{"error":"invalid_grant","error_description":"<b>Bo Bang</b>"}' };
    const refused = await logIn(stub, base, staff);
    expect([
      refused.response.status,
      refused.page.includes('Kode: invalid_grant'),
      refused.page.includes('Bo Bang'),
    ]).toEqual([403, true, false]);
    stub.answers.tokenError = { status: 502, body: '<html>bad gateway' };
    expect((await logIn(stub, base, staff)).response.status).toBe(503);
  });

  test('that answers with an error: a cancel is a normal page, another says so, neither quotes the text', async () => {
    for (const [error, status] of [
      ['access_denied', 200],
      ['server_error', 403],
    ] as const) {
      const browser = new Browser();
      const begun = await browser.send(`${base}/log-ind`);
      const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
      const response = await browser.send(
        `${base}/log-ind/retur?state=${state}&error=${error}&error_description=%3Cscript%3Emitid_user_aborted`,
      );
      expect([error, response.status]).toEqual([error, status]);
      expect(await response.text()).not.toContain('mitid_user_aborted');
    }
    expect(house.logged.join('')).not.toContain('mitid_user_aborted');
  });

  test('whose employee has no role: a page says whom to ask, and the refusal is audited', async () => {
    const { response, page, browser } = await logIn(stub, base, { ...staff, sub: 'u-2', roles: ['guest'] });
    expect([response.status, browser.cookie('mb_staff')]).toEqual([403, undefined]);
    for (const said of ['Fjordby Kommune', 'Bed din leder', 'medarbejder', 'redaktør', 'leder', 'administrator'])
      expect(page).toContain(said);
    const last = await house.database.inMunicipality(fjordby, () =>
      db().selectFrom('audit_entry').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst(),
    );
    expect(last).toMatchObject({ action: 'session.begin', outcome: 'refused', actor: 'system' });
    expect(JSON.stringify(last)).not.toMatch(/u-2|Bo Bang/);
  });

  test('whose employee belongs nowhere: a page says whom to ask', async () => {
    const { response, page } = await logIn(stub, base, { ...staff, municipality: 'andeby' });
    expect([response.status, page.includes('brugeradministration')]).toEqual([403, true]);
  });

  test('roles are what the newest login says, and losing them all ends every session at once', async () => {
    const person = { ...staff, sub: 'u-3' };
    const first = (await logIn(stub, base, { ...person, roles: ['employee', 'leader'] })).browser;
    expect((await first.send(`${base}/ledelse`)).status).toBe(200);
    await logIn(stub, base, { ...person, name: 'Bo Ny' });
    expect((await first.send(`${base}/ledelse`)).status).toBe(403);
    expect(await (await first.send(`${base}/skranke`)).text()).toBe('skranke Bo Ny fjordby');
    const heard: string[] = [];
    const { id } = await house.database.inMunicipality(fjordby, () =>
      db().selectFrom('employee').select('id').where('subject', '=', 'u-3').executeTakeFirstOrThrow(),
    );
    house.bus.subscribe(`staff:${id}`, () => void heard.push(id));
    await logIn(stub, base, { ...person, roles: [] });
    expect((await first.send(`${base}/skranke`)).status).toBe(303);
    await expect.poll(() => heard.length).toBeGreaterThan(0);
  });

  test('the same subject in two municipalities is two employees', async () => {
    await logIn(stub, base, { ...staff, sub: 'u-4' });
    await logIn(stub, base, { ...staff, sub: 'u-4', municipality: 'hedelund' });
    for (const id of [fjordby, hedelund])
      expect(
        await house.database.inMunicipality(id, () =>
          db().selectFrom('employee').select('name').where('subject', '=', 'u-4').execute(),
        ),
      ).toHaveLength(1);
  });

  test('that offers logout is left too, with the ID token as hint, and by no redirect of the form', async () => {
    const { browser } = await logIn(stub, base, { ...staff, sub: 'u-5' });
    const response = await browser.send(`${base}/log-ud`, { form: {} });
    expect(response.status).toBe(200);
    const away = new URL(response.headers.get('refresh')?.replace('0; url=', '') ?? '');
    expect(away.origin + away.pathname).toBe(`${stub.issuer}/logout`);
    expect(away.searchParams.get('post_logout_redirect_uri')).toBe(`${base}/log-ud`);
    expect(away.searchParams.get('client_id')).toBe('medbetjening');
    const hint = JSON.parse(
      Buffer.from(away.searchParams.get('id_token_hint')?.split('.')[1] ?? '', 'base64url').toString(),
    ) as { sub: string };
    expect(hint.sub).toBe('u-5');
    expect((await browser.send(`${base}/skranke`)).status).toBe(303);
    expect(await (await browser.send(`${base}/log-ud`)).text()).toContain('Du er logget ud');
  });
});

describe('a provider that tells more by UserInfo', () => {
  test('is believed about the same subject only', async () => {
    const stub = await startStubProvider({ userInfo: { ...staff, sub: 'u-9', nickname: 'Metusalem' } });
    const { base } = await behind(stub);
    const good = await logIn(stub, base, { sub: 'u-9' });
    expect(await (await good.browser.send(`${base}/skranke`)).text()).toBe('skranke Metusalem fjordby');
    stub.answers.userInfo = { ...staff, sub: 'somebody-else' };
    const { response, browser } = await logIn(stub, base, { sub: 'u-9' });
    expect([response.status, browser.cookie('mb_staff')]).toEqual([403, undefined]);
  });
});

describe('ways to prove who the program is', () => {
  test('by form where the provider takes only that, and without a secret where there is none', async () => {
    const post = await startStubProvider({ authMethods: ['client_secret_post'] });
    await logIn(post, (await behind(post)).base, staff);
    expect(post.tokenRequests[0]?.authorization).toBeUndefined();
    expect(post.tokenRequests[0]?.body.get('client_secret')).toBe('hemmelig');
    const open = await startStubProvider({ authMethods: ['none'] });
    await logIn(open, (await behind(open, null)).base, staff);
    expect(Object.fromEntries(open.tokenRequests[0]?.body ?? [])).toMatchObject({
      client_id: 'medbetjening',
      code: 'abc',
    });
    expect(open.tokenRequests[0]?.body.get('client_secret')).toBeNull();
  });
});

describe('a provider that is away', () => {
  test('is told as that, and comes back by itself', async () => {
    const stub = await startStubProvider();
    const { base } = await behind(stub);
    const port = Number(new URL(stub.issuer).port);
    await new Promise((resolve) => stub.server.close(resolve));
    const away = await new Browser().send(`${base}/log-ind`);
    expect(away.status).toBe(503);
    expect(await away.text()).toContain('Prøv igen');
    await new Promise<void>((resolve) => stub.server.listen(port, '127.0.0.1', resolve));
    expect((await new Browser().send(`${base}/log-ind`)).status).toBe(303);
  });

  test('without encryption on a public address is not spoken to at all', async () => {
    const oidc = { issuer: 'http://login.kommunen.example', clientId: 'medbetjening', clientSecret: null };
    const { base } = await serveIdentity(house, { config: { oidc }, demonstrate: false });
    expect((await new Browser().send(`${base}/log-ind`)).status).toBe(403);
    expect(house.logged.join('')).toContain('OAUTH_HTTP_REQUEST_FORBIDDEN');
  });
});
