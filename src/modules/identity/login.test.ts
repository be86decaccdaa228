import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Browser, serveIdentity, type Walked } from '../../../test/support/staff-browser.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { verifyAudit } from '../../platform/index.ts';

let test_: TestHouse;
let walked: Walked;
let other: Walked;
const noise: unknown[] = [];
beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void noise.push(said));
  test_ = await openTestHouse();
  walked = await serveIdentity(test_);
  // A second process on another port: its own provider, the same database, the same cookie jar.
  other = await serveIdentity(test_);
});
afterEach(() => {
  expect(noise.splice(0)).toEqual([]);
});

const inFjordby = <Value>(work: () => Promise<Value>) => test_.database.inMunicipality(fjordby, work);
const audited = () =>
  inFjordby(() =>
    db().selectFrom('audit_entry').select(['action', 'outcome', 'role', 'actor', 'subject']).orderBy('seq').execute(),
  );
const sessions = () => inFjordby(() => db().selectFrom('staff_session').selectAll().execute());

describe('a demonstration login', () => {
  test.each([
    ['mette', '/skranke', 'skranke Mette Medarbejder fjordby'],
    ['ali', '/skranke', 'skranke Ali Medarbejder fjordby'],
    ['rita', '/redaktion', 'redaktion Rita Redaktør'],
    ['lone', '/ledelse', 'ledelse Lone Leder'],
  ])('%s comes in at %s, from the one link for staff', async (employee, path, text) => {
    const { response, url } = await new Browser().logIn(walked.base, employee, '/skranke');
    expect([response.status, url, await response.text()]).toEqual([200, `${walked.base}${path}`, text]);
  });

  test('the administrator comes in at the administration, in English too', async () => {
    const browser = new Browser();
    const choice = await browser.toChoice(walked.base, '/en/administration', '/en');
    expect(await (await browser.send(choice)).text()).toContain('Who do you want to be?');
    const { response, url } = await browser.follow(choice, { form: { employee: 'adam' } });
    expect([response.status, url]).toEqual([200, `${walked.base}/en/administration`]);
    expect(await response.text()).toContain('Audit trail');
  });

  test('is audited and logged without a name', async () => {
    const before = (await audited()).length;
    await new Browser().logIn(walked.base, 'mette');
    const [entry, ...more] = (await audited()).slice(before);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: 'session.begin', outcome: 'done', role: 'employee' });
    expect(entry?.actor).toBe(entry?.subject);
    expect(test_.logged.join('')).not.toMatch(/mette|medarbejder/i);
    expect(await inFjordby(() => verifyAudit())).toEqual([]);
  });

  test('says in two languages that it is none', async () => {
    const browser = new Browser();
    const response = await browser.send(await browser.toChoice(walked.base));
    const page = await response.text();
    expect(page).toContain('ikke et rigtigt login');
    expect(page).toContain('not a real login');
    expect(page).not.toMatch(/<script|style=|\son\w+="/);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  });

  test('that is cancelled is a normal page with a way back', async () => {
    const browser = new Browser();
    const { response } = await browser.follow(await browser.toChoice(walked.base, '/ledelse'), {
      form: { employee: '' },
    });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('Du afbrød login');
    expect(page).toContain('/log-ind?til=%2Fledelse');
    expect(browser.cookie('mb_staff')).toBeUndefined();
  });

  test('for somebody who is not on the page is none', async () => {
    const browser = new Browser();
    const { response } = await browser.follow(await browser.toChoice(walked.base), { form: { employee: 'root' } });
    expect(await response.text()).toContain('Du afbrød login');
  });

  test('asks each time who one wants to be', async () => {
    const browser = new Browser();
    await browser.logIn(walked.base, 'mette', '/skranke');
    const { url } = await browser.logIn(walked.base, 'lone', '/skranke');
    expect(url).toBe(`${walked.base}/ledelse`);
  });

  test('in two tabs at once ends well in both', async () => {
    const browser = new Browser();
    const first = await browser.toChoice(walked.base, '/skranke');
    const second = await browser.toChoice(walked.base, '/skranke?fane=2');
    expect((await browser.follow(first, { form: { employee: 'mette' } })).response.status).toBe(200);
    const late = await browser.follow(second, { form: { employee: 'mette' } });
    expect(late.response.status).toBe(410);
    expect(await late.response.text()).toContain('Start login forfra');
    expect((await browser.send(`${walked.base}/skranke`)).status).toBe(200);
  });

  test('opened at another name of this machine begins again at the base address', async () => {
    const port = new URL(walked.base).port;
    const response = await new Browser().send(`http://127.0.0.1:${port}/log-ind?til=/ledelse`);
    expect(response.headers.get('location')).toBe(`${walked.base}/log-ind?her=1&til=%2Fledelse`);
    const once = await new Browser().send(`http://127.0.0.1:${port}/log-ind?her=1`);
    expect(once.headers.get('location')).toMatch(/^http:\/\/localhost:\d+\/demo-login\/auth\?/);
  });
});

describe('the cookie', () => {
  test('is http-only and same-site, holds no name, and only a hash of it is stored', async () => {
    const browser = new Browser();
    await browser.logIn(walked.base, 'mette');
    const [, kept] = [...browser.cookies].find(([key]) => key === 'mb_staff /') ?? [];
    expect(kept?.attributes).toMatch(/HttpOnly/i);
    expect(kept?.attributes).toMatch(/SameSite=Lax/i);
    expect(kept?.attributes).toMatch(/Max-Age=36000/i);
    const token = kept?.value.split('.')[1] ?? '';
    expect(token).toMatch(/^[\w-]{32}$/);
    const stored = JSON.stringify(await sessions());
    expect(stored).not.toContain(token);
    // The ID token is kept sealed: no part of a JWT is readable in the table.
    expect(stored).not.toContain('eyJ');
    expect([...browser.cookies.keys()].filter((key) => key.startsWith('mb_login_'))).toEqual([]);
  });

  test('given before login is not the one after it: no fixation, and the old one is dead', async () => {
    const browser = new Browser();
    await browser.logIn(walked.base, 'mette');
    const before = browser.cookie('mb_staff') ?? '';
    await browser.logIn(walked.base, 'mette');
    expect(browser.cookie('mb_staff')).not.toBe(before);
    const planted = new Browser();
    planted.cookies.set('mb_staff /', { value: before, path: '/', attributes: '' });
    expect((await planted.send(`${walked.base}/skranke`)).status).toBe(303);
    const fixed = `${fjordby}.${'A'.repeat(32)}`;
    planted.cookies.set('mb_staff /', { value: fixed, path: '/', attributes: '' });
    await planted.logIn(walked.base, 'mette');
    expect(planted.cookie('mb_staff')).not.toBe(fixed);
  });
});

describe('two processes on one host', () => {
  test('share a session, whichever one made it, and neither logs the other out', async () => {
    const browser = new Browser();
    await browser.logIn(walked.base, 'mette', '/skranke');
    expect((await browser.send(`${other.base}/skranke`)).status).toBe(200);
    const half = await browser.toChoice(walked.base, '/skranke');
    // While one login is open at the first, another is finished at the second.
    expect((await browser.logIn(other.base, 'mette', '/skranke')).response.status).toBe(200);
    expect((await browser.send(`${walked.base}/skranke`)).status).toBe(200);
    expect((await browser.send(half)).status).toBe(200);
  });

  test('know a person of the demonstration as the same employee', async () => {
    await new Browser().logIn(walked.base, 'ali');
    await new Browser().logIn(other.base, 'ali');
    const rows = await inFjordby(() => db().selectFrom('employee').select('id').where('subject', '=', 'ali').execute());
    expect(rows).toHaveLength(1);
  });
});

describe('a login is refused', () => {
  const returned = async (browser: Browser, employee = 'mette') => {
    const first = await browser.send(await browser.toChoice(walked.base), { form: { employee } });
    const resumed = await browser.send(new URL(first.headers.get('location') ?? '', walked.base).href);
    return new URL(resumed.headers.get('location') ?? '');
  };
  const refused = async (browser: Browser, url: URL | string) => {
    const response = await browser.send(String(url));
    expect(browser.cookie('mb_staff')).toBeUndefined();
    return response.status;
  };

  test('with another state, with none, and with a state that somebody else began', async () => {
    const browser = new Browser();
    const url = await returned(browser);
    const changed = new URL(url);
    changed.searchParams.set('state', 'x'.repeat(43));
    expect(await refused(browser, changed)).toBe(410);
    changed.searchParams.delete('state');
    expect(await refused(browser, changed)).toBe(410);
    expect(await refused(new Browser(), url)).toBe(410);
  });

  test('with a code of another login under one’s own state (code injection)', async () => {
    const mine = new Browser();
    const stolen = (await returned(new Browser())).searchParams.get('code') ?? '';
    const url = await returned(mine);
    url.searchParams.set('code', stolen);
    expect(await refused(mine, url)).toBe(403);
  });

  test('with the nonce or the challenge exchanged on the way', async () => {
    for (const name of ['nonce', 'code_challenge']) {
      const browser = new Browser();
      const begun = await browser.send(`${walked.base}/log-ind`);
      const authorise = new URL(begun.headers.get('location') ?? '');
      authorise.searchParams.set(name, 'A'.repeat(43));
      const { url } = await browser.follow(authorise.href);
      const { response } = await browser.follow(url, { form: { employee: 'mette' } });
      expect([name, response.status, browser.cookie('mb_staff')]).toEqual([name, 403, undefined]);
      expect(await response.text()).toContain('Kode: ');
    }
  });

  test('when the same address is used twice, even with the attempt’s cookie kept', async () => {
    const browser = new Browser();
    const url = await returned(browser);
    const kept = new Map(browser.cookies);
    expect((await browser.send(url.href)).status).toBe(303);
    expect((await new Browser().send(url.href)).status).toBe(410);
    const replaying = new Browser();
    for (const [key, value] of kept) replaying.cookies.set(key, value);
    expect(await refused(replaying, url)).toBe(403);
  });

  test('after ten minutes', async () => {
    const browser = new Browser();
    const url = await returned(browser);
    test_.clock.advance(600);
    expect(await refused(browser, url)).toBe(410);
  });

  test('with rubbish for everything', async () => {
    for (const query of [
      '',
      '?code=x',
      '?state=%00',
      `?state=${'a'.repeat(5_000)}&code=x`,
      '?error=access_denied',
      '?state[]=x',
    ])
      expect(await refused(new Browser(), `${walked.base}/log-ind/retur${query}`)).toBe(410);
  });
});

describe('after login nobody is sent away', () => {
  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/skranke/..//evil.example',
    'javascript:alert(1)',
    '/log-ud',
  ])('%j leads to her own first page', async (til) => {
    const { url } = await new Browser().logIn(walked.base, 'mette', til);
    expect(url).toBe(`${walked.base}/skranke`);
  });
});
