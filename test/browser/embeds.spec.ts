import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { newStaff } from './people.ts';

const program = ownProgram();
/** Every rule of WCAG 2.2 up to AA that a machine can check. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** A browser that does not say it is driven by a program: such are left out of the count. */
const person = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** A municipality's own web site, on another origin and, by its name, another site. */
let site: Server;
let siteUrl = '';
const pages = new Map<string, string>();
test.beforeAll(async () => {
  site = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      // As strict as a site can be that lets us in.
      'content-security-policy': `default-src 'none'; script-src ${program().url}; connect-src ${program().url}; form-action ${program().url}`,
    });
    response.end(page);
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const line = (element: string) => `<script async src="${program().url}/fjordby/indlejr/v1.js"></script>${element}`;
  const page = (body: string, head = '') =>
    `<!doctype html><html lang="da"><head><meta name="viewport" content="width=device-width"><title>Kommunens side</title>${head}</head><body><main><h1>Kommunens side</h1>${body}</main></body></html>`;
  const all = [
    line(`<medbetjening-soeg><a href="${program().url}/fjordby/soeg?fra=soegefelt">Søg</a></medbetjening-soeg>`),
    line(
      `<medbetjening-ydelse slug="mitid" niveau="2"><a href="${program().url}/fjordby/mitid?fra=ydelseskort">MitID</a></medbetjening-ydelse>`,
    ),
    line(
      `<medbetjening-hjaelp><a href="${program().url}/fjordby/hjaelp?fra=hjaelpekort">Få hjælp af en medarbejder nu</a></medbetjening-hjaelp>`,
    ),
  ].join('\n');
  pages.set('/', page(all));
  pages.set('/dark', page(all, '<meta name="color-scheme" content="dark">'));
  pages.set('/en', page(`<div lang="en">${all}</div>`));
  pages.set(
    '/gone',
    page(
      line(
        `<medbetjening-ydelse slug="findes-ikke"><a href="${program().url}/fjordby">Vejledning</a></medbetjening-ydelse>`,
      ),
    ),
  );
});
test.afterAll(() => site.close());

const open = async (context: BrowserContext, path = '/'): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`${siteUrl}${path}`);
  return page;
};

test('search box, card and help live on another site, without cookies or storage, and can be read by everybody', async ({
  browser,
}) => {
  const context = await browser.newContext({ userAgent: person });
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).origin));
  for (const path of ['/', '/dark']) {
    const page = await open(context, path);
    await expect(page.getByRole('searchbox', { name: 'Hvad skal du have hjælp til?' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'Få MitID' })).toBeVisible();
    await expect(page.getByText('Kontrolleret')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Få hjælp nu' }).last()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
    // The keyboard meets them in the order they stand.
    await page.keyboard.press('Tab');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
    await page.close();
  }
  expect(new Set(asked)).toEqual(new Set([siteUrl, program().url]));
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('in English where the page is, and the plain link where there is nothing else', async ({ browser }) => {
  const context = await browser.newContext({ userAgent: person });
  const english = await open(context, '/en');
  await expect(english.getByRole('searchbox', { name: 'What do you need help with?' })).toBeVisible();
  await expect(english.getByRole('link', { name: /^Read the guide/ })).toHaveAttribute(
    'href',
    `${program().url}/fjordby/en/mitid?fra=ydelseskort`,
  );
  const gone = await open(context, '/gone');
  await expect(gone.getByRole('link', { name: 'Vejledning' })).toBeVisible();
  await context.close();

  const without = await browser.newContext({ javaScriptEnabled: false });
  const page = await open(without);
  for (const name of ['Søg', 'MitID', 'Få hjælp af en medarbejder nu'])
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  await without.close();
});

test('nothing else of ours may be taken into another site', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await open(context);
  const answers = await page.evaluate(
    async ([base]) =>
      Promise.all(
        ['/fjordby/indlejr/v1/hjaelp.json', '/fjordby/mitid', '/fjordby/farve.css'].map((path) =>
          fetch(`${base}${path}`).then(
            () => 'read',
            () => 'refused',
          ),
        ),
      ),
    [program().url],
  );
  expect(answers).toEqual(['read', 'refused', 'refused']);
  const policy = await context.request.get(`${program().url}/fjordby/mitid`);
  expect(policy.headers()['cross-origin-resource-policy']).toBe('same-origin');
  expect(policy.headers()['access-control-allow-origin']).toBeUndefined();
  await context.close();
});

/** What the counting page shows; counts are written when it is asked for. */
async function uses(page: Page): Promise<Record<string, number>> {
  await page.goto(`${program().url}/fjordby/tal`);
  const rows = await page
    .locator('table')
    .first()
    .getByRole('row')
    .allInnerTexts()
    .catch(() => []);
  return Object.fromEntries(
    rows.slice(1).map((row) => [row.split('\t')[0] ?? '', Number((row.split('\t')[1] ?? '').replaceAll('.', ''))]),
  );
}

test('uses are counted by entrance, once a visit, and robots and staff are left out', async ({ browser }) => {
  test.setTimeout(120_000);
  const { url } = program();
  const context = await browser.newContext({ userAgent: person });
  const visit = async (walk: (page: Page) => Promise<unknown>) => {
    const page = await open(context);
    await walk(page);
    await page.close();
  };
  for (let times = 0; times < 5; times += 1) {
    await visit(async (page) => {
      await page.getByRole('searchbox').fill('nøglekort virker ikke');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: /Vi fandt/ })).toBeVisible();
      expect(new URL(page.url()).searchParams.get('fra')).toBe('soegefelt');
      // The guide that is chosen from the answer, going back and loading again are the same visit.
      await page.getByRole('main').getByRole('listitem').first().getByRole('link').first().click();
      await page.goBack();
      await page.reload();
    });
    await visit(async (page) => {
      await page.getByRole('link', { name: /^Se vejledningen/ }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.getByRole('navigation', { name: 'Sprog' }).getByRole('link', { name: 'English' }).click();
    });
    // By the front page, which counts nothing by itself; then back and another guide.
    await visit(async (page) => {
      await page.goto(`${url}/fjordby?fra=kiosk`);
      await page.getByRole('link', { name: 'Se alle emner fra A til Å' }).click();
      await page.getByRole('main').getByRole('link', { name: 'Pas', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.goBack();
      await page.goBack();
      await page.getByRole('main').getByRole('link').first().click();
    });
  }
  const robot = await browser.newContext({ userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' });
  const robotPage = await robot.newPage();
  const staff = await newStaff(browser, url, 'Rita', '/redaktion', { userAgent: person });
  for (let times = 0; times < 6; times += 1) {
    await robotPage.goto(`${url}/fjordby/mitid`);
    await staff.page.goto(`${url}/fjordby/mitid`);
    await context.request.get(`${url}/fjordby/mitid`);
  }
  const page = await context.newPage();
  expect(await uses(page)).toEqual({
    'Søgefeltet på andre hjemmesider': 5,
    'Kort om én vejledning på andre hjemmesider': 5,
    'Skærmen, hvor man kan få hjælp': 5,
    'I alt, mindst': 15,
  });
  expect(await context.cookies()).toEqual([]);
  await robot.close();
  await staff.context.close();
  await context.close();
});

test('an editor sees each element live, takes its line, and gives an entrance a name', async ({ browser }) => {
  const { url } = program();
  const { context, page } = await newStaff(browser, url, 'Rita', '/redaktion/indlejr');
  await expect(page.getByRole('searchbox', { name: 'Hvad skal du have hjælp til?' })).toBeVisible();
  await page.getByLabel('Navn på indgangen').fill('Plakaten på biblioteket');
  await page.getByRole('button', { name: 'Opret indgang' }).click();
  await expect(page).toHaveURL(/indgang=plakaten-paa-biblioteket$/);
  const line = await page.getByLabel('Linjen, der sættes ind').first().inputValue();
  expect(line).toContain('fra="plakaten-paa-biblioteket"');
  expect(line.split('\n')).toHaveLength(1);
  await page.getByLabel('Navn på indgangen').fill('Plakaten på biblioteket');
  await page.getByRole('button', { name: 'Opret indgang' }).click();
  await expect(page.getByRole('alert')).toContainText('Der er allerede en indgang med det navn.');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
  }
  await page.goto(`${url}/redaktion/indlejr`);
  await page.getByRole('button', { name: 'Fjern Plakaten på biblioteket' }).click();
  await expect(page.getByRole('cell', { name: 'plakaten-paa-biblioteket' })).toHaveCount(0);
  await context.close();
});
