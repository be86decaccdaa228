import { mayLieInOurFrame } from '../../src/app/framing.ts';
import { expect, test } from './house.ts';
import { closeContacts } from './main-job.ts';
import { newStaff } from './people.ts';

/** Every kind of answer: pages, data, files, errors, redirects, the login of the demonstration. */
const routes = [
  ['GET', '/'],
  ['GET', '/fjordby'],
  ['GET', '/fjordby/mitid'],
  ['GET', '/fjordby/soeg?q=pas'],
  ['GET', '/fjordby/hjaelp'],
  ['GET', '/fjordby/hjaelp/vent'],
  ['GET', '/fjordby/farve.css'],
  ['GET', '/skranke'],
  ['GET', '/ledelse'],
  ['GET', '/log-ind'],
  ['GET', '/api/openapi.json'],
  ['GET', '/api/v1/fjordby/queue'],
  ['GET', '/api/v1/fjordby/search'],
  ['GET', '/api/v1/nowhere/queue'],
  ['GET', '/health'],
  ['GET', '/ready'],
  ['GET', '/static/findes-ikke.js'],
  ['GET', '/findes/slet/ikke'],
  ['GET', '/fjordby/%E0%A4%A'],
  ['POST', '/fjordby/hjaelp'],
  ['POST', '/skranke/naeste'],
  ['DELETE', '/fjordby'],
] as const;

test('the headers of ASVS are on every answer', async ({ shared, request }) => {
  const pages = await request.get(`${shared.url}/fjordby`);
  const script = /"(\/static\/[^"]+\.css)"/.exec(await pages.text())?.[1] ?? '';
  expect(script).not.toBe('');
  for (const [method, path] of [...routes, ['GET', script] as const]) {
    const answer = await request.fetch(`${shared.url}${path}`, {
      method,
      maxRedirects: 0,
      headers: { origin: shared.url },
    });
    const headers = answer.headers();
    const policy = headers['content-security-policy'] ?? '';
    const name = `${method} ${path} (${answer.status()})`;
    expect.soft(policy, name).toContain(`default-src 'none'`);
    // A citizen's page may lie in the page that holds her call, and in nobody else's.
    expect.soft(policy, name).toContain(`frame-ancestors '${mayLieInOurFrame(path) ? 'self' : 'none'}'`);
    expect.soft(policy, name).not.toMatch(/unsafe|https?:|\*/);
    expect.soft(headers['x-content-type-options'], name).toBe('nosniff');
    expect.soft(headers['referrer-policy'], name).toBe('no-referrer');
    expect.soft(headers['cross-origin-opener-policy'], name).toBe('same-origin');
    expect.soft(headers['cross-origin-resource-policy'], name).toBe('same-origin');
    expect.soft(headers['permissions-policy'], name).toContain('geolocation=()');
    expect.soft(headers['cache-control'], name).toBeTruthy();
    expect.soft(headers['x-powered-by'] ?? headers.server, name).toBeUndefined();
    expect.soft(answer.status(), name).toBeLessThan(500);
  }
});

test('a change that another site sends is refused, with and without its cookie', async ({ shared, browser }) => {
  const { url } = shared;
  const { context, page } = await newStaff(browser, url, 'Mette', '/skranke');
  const posts = [
    '/skranke/naeste',
    '/skranke/luk',
    '/fjordby/hjaelp',
    '/fjordby/tak',
    '/log-ud',
    '/api/v1/fjordby/outcomes',
    '/api/v1/fjordby/help-requests',
  ];
  for (const path of posts)
    for (const headers of [
      { origin: 'https://fremmed.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      {},
    ]) {
      const answer = await page.request.post(`${url}${path}`, { headers, data: {}, maxRedirects: 0 });
      // Without any word of where it comes from, a program's request is let in only where no cookie rides along.
      expect(answer.status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
    }
  await page.reload();
  await expect(page.getByRole('region', { name: 'Køen' })).toBeVisible();
  await context.close();
});

test('cookies are for this host alone and out of reach of scripts', async ({ shared, browser }) => {
  const { context, page } = await newStaff(browser, shared.url, 'Ali', '/skranke');
  const cookies = await context.cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies)
    expect({
      name: cookie.name,
      httpOnly: cookie.httpOnly,
      sameSite: ['Lax', 'Strict'].includes(cookie.sameSite),
    }).toEqual({ name: cookie.name, httpOnly: true, sameSite: true });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await context.close();
});

test('an employee of one municipality has no door into another', async ({ shared, browser, request }) => {
  const { url } = shared;
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  const lone = await newStaff(browser, url, 'Lone', '/ledelse');
  const headers = { origin: url };
  expect(
    (await mette.page.request.post(`${url}/api/v1/hedelund/outcomes`, { headers, data: { outcome: 'self' } })).status(),
  ).toBe(404);
  expect((await lone.page.request.get(`${url}/api/v1/hedelund/counts`)).status()).toBe(404);
  const asked = await request.post(`${url}/api/v1/fjordby/help-requests`, { data: { form: 'text' } });
  expect(asked.status()).toBe(201);
  const { token } = await asked.json();
  const bearer = { authorization: `Bearer ${token}` };
  expect((await request.get(`${url}/api/v1/hedelund/help-requests/mine`, { headers: bearer })).status()).toBe(404);
  expect((await request.delete(`${url}/api/v1/hedelund/help-requests/mine`, { headers: bearer })).status()).toBe(404);
  expect((await request.get(`${url}/api/v1/fjordby/help-requests/mine`, { headers: bearer })).status()).toBe(200);
  expect((await request.delete(`${url}/api/v1/fjordby/help-requests/mine`, { headers: bearer })).status()).toBe(204);
  await mette.context.close();
  await lone.context.close();
});

test('what is not one’s role is refused, and what is not a login is asked to log in', async ({
  shared,
  browser,
  request,
}) => {
  const { url } = shared;
  for (const path of ['/skranke', '/ledelse', '/redaktion', '/administration']) {
    const answer = await request.get(`${url}${path}`, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(303);
    expect(answer.headers().location).toMatch(/^\/log-ind/);
  }
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  for (const path of ['/ledelse', '/redaktion', '/administration'])
    expect((await mette.page.request.get(`${url}${path}`, { maxRedirects: 0 })).status(), path).toBe(403);
  await closeContacts(mette.page.request, url, 1);
  expect((await mette.page.request.get(`${url}/api/v1/fjordby/counts`)).status()).toBe(403);
  await mette.context.close();
});

test('no page of ours reaches for another host', async ({ shared, browser }) => {
  const { url } = shared;
  const { context, page } = await newStaff(browser, url, 'Mette', '/skranke');
  const elsewhere: string[] = [];
  context.on('request', (asked) => {
    if (!/^(blob|data):/.test(asked.url()) && new URL(asked.url()).origin !== url) elsewhere.push(asked.url());
  });
  for (const path of [
    '/',
    '/fjordby',
    '/fjordby/mitid',
    '/fjordby/soeg?q=pas',
    '/fjordby/hjaelp',
    '/fjordby/hjaelp/klar?form=video',
    '/skranke',
    '/was',
    '/fjordby/privatliv',
  ]) {
    await page.goto(`${url}${path}`);
    await page.waitForLoadState('load');
  }
  expect(elsewhere).toEqual([]);
  await context.close();
});

test('a body that is too large or does not say how large it is is refused before it is read', async ({ shared }) => {
  const post = (headers: Record<string, string>, body: string | ReadableStream) =>
    fetch(`${shared.url}/fjordby/hjaelp`, {
      method: 'POST',
      headers: { origin: shared.url, ...headers },
      body,
      duplex: 'half',
    } as RequestInit);
  expect(
    (await post({ 'content-type': 'application/x-www-form-urlencoded' }, `form=text&navn=${'x'.repeat(300_000)}`))
      .status,
  ).toBe(413);
  const endless = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('form=text')),
    pull: (controller) => controller.close(),
  });
  expect((await post({ 'content-type': 'application/x-www-form-urlencoded' }, endless)).status).toBe(411);
  // Where she can do something about it, she is led back to the page that says so.
  const paper = await fetch(`${shared.url}/fjordby/moede/mit/papirer`, {
    method: 'POST',
    headers: { origin: shared.url, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(11 * 1024 * 1024),
    redirect: 'manual',
  });
  expect([paper.status, paper.headers.get('location')]).toEqual([303, '?nu=for-stor']);
});
