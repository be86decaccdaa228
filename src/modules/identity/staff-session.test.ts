import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Browser, serveIdentity, type Walked } from '../../../test/support/staff-browser.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { type MunicipalityId, newToken } from '../../kernel/index.ts';
import { type Role, signIn, staffOf } from './index.ts';
import { identitySweeps } from './sweeps.ts';

let house: TestHouse;
let walked: Walked;
beforeAll(async () => {
  house = await openTestHouse();
  walked = await serveIdentity(house, { demonstrate: false });
});
beforeEach(() => house.clock.set('2026-11-24T09:00:00Z'));

const signedIn = (subject: string, roles: readonly Role[], municipality: MunicipalityId = fjordby) =>
  signIn(house, { municipality, issuer: 'test', subject, name: `Navn ${subject}`, roles, idToken: null });
async function browserOf(
  subject: string,
  roles: readonly Role[],
  municipality: MunicipalityId = fjordby,
): Promise<Browser> {
  return holding(await signedIn(subject, roles, municipality));
}
function holding(value: string): Browser {
  const browser = new Browser();
  browser.cookies.set('mb_staff /', { value, path: '/', attributes: '' });
  return browser;
}
const status = async (browser: Browser, path = '/skranke') => (await browser.send(`${walked.base}${path}`)).status;
const rowsIn = (municipality: MunicipalityId) =>
  house.database.inMunicipality(municipality, () => db().selectFrom('staff_session').selectAll().execute());
const audited = (municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, () =>
    db().selectFrom('audit_entry').selectAll().orderBy('seq').execute(),
  );

describe('a session over time', () => {
  test('an hour without a request ends it', async () => {
    const browser = await browserOf('idle', ['employee']);
    house.clock.advance(3_599);
    expect(await status(browser)).toBe(200);
    house.clock.advance(3_599);
    expect(await status(browser)).toBe(200);
    house.clock.advance(3_600);
    expect(await status(browser)).toBe(303);
    expect(await status(browser)).toBe(303);
  });

  test('ten hours end it however busy', async () => {
    const browser = await browserOf('busy', ['employee']);
    for (let half = 0; half < 19; half += 1) {
      house.clock.advance(1_800);
      expect(await status(browser)).toBe(200);
    }
    house.clock.advance(1_799);
    expect(await status(browser)).toBe(200);
    house.clock.advance(1);
    expect(await status(browser)).toBe(303);
  });

  test('its last sight is written at most once a minute', async () => {
    await house.database.inMunicipality(fjordby, () => db().deleteFrom('staff_session').execute());
    const cookie = await signedIn('seen', ['employee']);
    const seen = async () =>
      (await rowsIn(fjordby))
        .map((row) => row.seen_at.toISOString())
        .sort()
        .at(-1);
    const began = await seen();
    house.clock.advance(59);
    await staffOf(house, `mb_staff=${cookie}`);
    expect(await seen()).toBe(began);
    house.clock.advance(1);
    await staffOf(house, `mb_staff=${cookie}`);
    expect(await seen()).toBe('2026-11-24T09:01:00.000Z');
  });

  test('the sweep removes what can no longer be used, and nothing else', async () => {
    await house.database.inMunicipality(fjordby, () => db().deleteFrom('staff_session').execute());
    await signedIn('old', ['employee']);
    await signedIn('other-town', ['employee'], hedelund);
    house.clock.advance(1_800);
    const fresh = await signedIn('fresh', ['employee']);
    house.clock.advance(1_800);
    await identitySweeps(house)
      .find((sweep) => sweep.name === 'staff sessions')
      ?.run(house.clock.now());
    expect([(await rowsIn(fjordby)).length, (await rowsIn(hedelund)).length]).toEqual([1, 0]);
    expect(await staffOf(house, `mb_staff=${fresh}`)).toMatchObject({ name: 'Navn fresh' });
  });
});

describe('whose session it is', () => {
  test('is told for a raw cookie header', async () => {
    const cookie = await signedIn('raw', ['leader', 'employee']);
    const staff = await staffOf(house, `andet=1; mb_staff=${cookie}; mb_login_x=2`);
    expect(staff).toMatchObject({
      name: 'Navn raw',
      roles: ['employee', 'leader'],
      municipality: { slug: 'fjordby', id: fjordby },
    });
    for (const header of [
      null,
      undefined,
      '',
      'mb_staff=',
      `mb_staff=${cookie}x`,
      `mb_staff=${cookie.slice(1)}`,
      `MB_STAFF=${cookie}`,
    ])
      expect(await staffOf(house, header)).toBeNull();
  });

  test('an encrypted address takes only the host’s own cookie', async () => {
    const cookie = await signedIn('host', ['employee']);
    const encrypted = { ...house, baseUrl: () => 'https://hjaelp.kommunen.dk' };
    expect(await staffOf(encrypted, `mb_staff=${cookie}`)).toBeNull();
    expect(await staffOf(encrypted, `__Host-mb_staff=${cookie}`)).toMatchObject({ name: 'Navn host' });
  });

  test('a token shown with another municipality’s id finds nothing, as one that never was', async () => {
    const cookie = await signedIn('isolated', ['employee']);
    const token = cookie.split('.')[1];
    const elsewhere = holding(`${hedelund}.${token}`);
    const invented = holding(`${hedelund}.${newToken()}`);
    const unknown = holding(`33333333-3333-4333-8333-333333333333.${token}`);
    const answers = [];
    for (const browser of [elsewhere, invented, unknown]) {
      const response = await browser.send(`${walked.base}/skranke`);
      answers.push([response.status, response.headers.get('location'), await response.text()]);
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(303);
    expect(await staffOf(house, `mb_staff=${hedelund}.${token}`)).toBeNull();
  });

  test('somebody whose roles were taken is nobody', async () => {
    const cookie = await signedIn('none', []);
    expect(await staffOf(house, `mb_staff=${cookie}`)).toBeNull();
  });
});

describe('a page for a role', () => {
  test('sends whoever is not logged in by the login and back, in her language', async () => {
    const response = await new Browser().send(`${walked.base}/en/skranke?x=1`);
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/en/log-ind?til=%2Fen%2Fskranke%3Fx%3D1',
    ]);
    const form = await new Browser().send(`${walked.base}/skranke`, { form: { next: '1' } });
    expect([form.status, form.headers.get('location')]).toEqual([303, '/log-ind?til=%2Fskranke']);
  });

  test('refuses another role with a page that names the one it needs, and audits it', async () => {
    const browser = await browserOf('leader', ['leader']);
    const before = (await audited()).length;
    const response = await browser.send(`${walked.base}/skranke`);
    expect(response.status).toBe(403);
    const page = await response.text();
    for (const said of ['rollen medarbejder', 'logget ind som leder', 'Gå til ledelsens side', 'revisionssporet'])
      expect(page).toContain(said);
    const [entry, ...more] = (await audited()).slice(before);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: 'area.enter',
      outcome: 'refused',
      subject: 'skranke',
      role: 'leader',
      purpose: 'needs employee',
    });
    expect(await audited(hedelund)).not.toContainEqual(expect.objectContaining({ action: 'area.enter' }));
  });

  test('the administrator is refused like anybody else', async () => {
    const browser = await browserOf('admin', ['administrator']);
    expect([
      await status(browser),
      await status(browser, '/ledelse'),
      await status(browser, '/administration'),
    ]).toEqual([403, 403, 200]);
  });

  test('is not kept by the browser', async () => {
    const response = await (await browserOf('cache', ['employee'])).send(`${walked.base}/skranke`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a program gets a problem document: 401 without a session, 403 without the role', async () => {
    const anonymous = await new Browser().send(`${walked.base}/api/v1/line`);
    expect([anonymous.status, anonymous.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
    const editor = await browserOf('editor', ['editor']);
    const refused = await editor.send(`${walked.base}/api/v1/line`);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toEqual({
      type: 'about:blank',
      title: 'Kræver rollen medarbejder eller leder',
      status: 403,
    });
    // `*/*` is what a script of ours sends; fetch adds `sec-fetch-mode`, here as in a browser.
    for (const accept of ['application/json', 'text/event-stream', '*/*'])
      expect((await new Browser().send(`${walked.base}/skranke`, { headers: { accept } })).status).toBe(401);
  });
});

describe('logging out', () => {
  test('is dead at once, also for a copy of the cookie, and only here', async () => {
    const cookie = await signedIn('out', ['employee']);
    const elsewhere = holding(await signedIn('out', ['employee']));
    const browser = holding(cookie);
    const copy = holding(cookie);
    const response = await browser.send(`${walked.base}/log-ud`, { form: {} });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/log-ud']);
    expect([browser.cookie('mb_staff'), await status(copy), await status(elsewhere)]).toEqual([undefined, 303, 200]);
    expect(await (await browser.send(`${walked.base}/log-ud`)).text()).toContain('Du er logget ud');
  });

  test('everywhere ends all of one’s own and nobody else’s', async () => {
    const mine = [await browserOf('me', ['employee']), await browserOf('me', ['employee'])] as const;
    const theirs = await browserOf('them', ['employee']);
    expect(await (await mine[0].send(`${walked.base}/log-ud`)).text()).toContain('logget ind 2 steder');
    await mine[0].send(`${walked.base}/en/log-ud`, { form: { alle: 'ja' } });
    expect([await status(mine[0]), await status(mine[1]), await status(theirs)]).toEqual([303, 303, 200]);
  });

  test('is never done by a link, and without a session is no error', async () => {
    const browser = await browserOf('link', ['employee']);
    expect((await browser.send(`${walked.base}/log-ud`)).status).toBe(200);
    expect(await status(browser)).toBe(200);
    expect((await new Browser().send(`${walked.base}/log-ud`, { form: {} })).status).toBe(303);
  });
});
