import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { newCitizen } from './people.ts';

const program = ownProgram();

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
  const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  expect.soft(faults, name).toEqual([]);
}

/** Everything in the browser's store, by name. */
const stored = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(async () => {
    const found: Record<string, string[]> = {};
    for (const name of await caches.keys())
      found[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    return found;
  });

/** She has been here once, and has read for a moment. */
async function visitOnce(page: Page, path = '/fjordby'): Promise<void> {
  await page.goto(`${program().url}${path}`);
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const worker = await navigator.serviceWorker.getRegistration('/fjordby');
          return worker?.active?.state === 'activated' && (await caches.match('/fjordby/guide.json')) !== undefined;
        }),
      { timeout: 30_000 },
    )
    .toBe(true);
}

/** Changes what the store says of the kept guide: when it was last the newest, or which one it is. */
const rewriteKept = (page: Page, headers: Record<string, string>) =>
  page.evaluate(async (changes) => {
    const store = await caches.open('vejledning /fjordby');
    const kept = await store.match('/fjordby/guide.json');
    if (!kept) throw new Error('nothing kept');
    const all = new Headers(kept.headers);
    for (const [name, value] of Object.entries(changes)) all.set(name, value);
    await store.put('/fjordby/guide.json', new Response(await kept.blob(), { headers: all }));
  }, headers);

test('without a line she searches in her own words, reads a guide she never opened, and keeps her ticks', async ({
  browser,
}) => {
  const { context, page } = await newCitizen(browser);
  await visitOnce(page);
  await context.setOffline(true);
  await page.goto(`${program().url}/fjordby`);
  const notice = page.locator('#offline').getByRole('status');
  await expect(notice).toContainText(/Du er offline\. Vejledningen er fra \d+\. \p{L}+ \d{4}\./u);
  await expectAccessible(page, 'the front page, offline');
  await page.getByRole('searchbox').fill('nøglekort virker ikke');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('heading', { name: /Vi fandt/ })).toBeVisible();
  await expectAccessible(page, 'a search, offline');
  await page.getByRole('link', { name: /Få MitID/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Få MitID/ })).toBeVisible();
  await expect(notice).toBeVisible();
  await expectAccessible(page, 'a guide, offline');
  const tick = page.getByRole('checkbox', { name: /^Gjort ?: trin 1$/ });
  await tick.check();
  await page.getByRole('link', { name: 'Fjordby Kommune' }).click();
  await page.goto(`${program().url}/fjordby/mitid`);
  await expect(tick).toBeChecked();

  await context.setOffline(false);
  await expect(notice).toContainText('Du er på nettet igen.');
  await page.getByRole('link', { name: 'Vis den nyeste side' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Få MitID/ })).toBeVisible();
  await expect(page.locator('#offline')).toHaveCount(0);
  await expect(tick).toBeChecked();
  await context.close();
});

test('help without a line is telephone numbers, and nothing on the way to a person is ever kept', async ({
  browser,
}) => {
  const { context, page } = await newCitizen(browser);
  await visitOnce(page);
  for (const path of ['/hjaelp?emne=mitid', '/hjaelp/klar?form=text', '/tak', '/mitid', '/soeg?q=pas'])
    await page.goto(`${program().url}/fjordby${path}`);
  const kept = Object.values(await stored(page)).flat();
  expect(kept).toContain('/fjordby/guide.json');
  expect(kept.filter((path) => !/^\/static\/|\/guide\.json$|\/farve\.css$/.test(path))).toEqual([]);
  await context.setOffline(true);
  await page.goto(`${program().url}/fjordby/hjaelp?emne=mitid`);
  await expect(page.getByRole('heading', { level: 1, name: 'Ring i stedet' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Ring \d\d \d\d/ }).first()).toHaveAttribute('href', /^tel:\+45/);
  await expectAccessible(page, 'help, offline');
  await context.close();
});

test('a guide of 31 days is shown, and says that it may be wrong', async ({ browser }) => {
  const { context, page } = await newCitizen(browser);
  await visitOnce(page);
  const old = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 10);
  await rewriteKept(page, { 'x-confirmed': old });
  await context.setOffline(true);
  await page.goto(`${program().url}/fjordby/mitid`);
  await expect(page.getByText('Vejledningen her er mere end 30 dage gammel')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: /Få MitID/ })).toBeVisible();
  await expectAccessible(page, 'an old guide');
  await context.close();
});

test('a new guide comes quietly, and English when English is read', async ({ browser }) => {
  const { context, page } = await newCitizen(browser);
  await visitOnce(page);
  await rewriteKept(page, { etag: '"older"', 'x-checked': '0' });
  await page.goto(`${program().url}/fjordby/en/mitid`);
  await expect
    .poll(async () => Object.values(await stored(page)).flat(), { timeout: 20_000 })
    .toContain('/fjordby/en/guide.json');
  await page.goto(`${program().url}/fjordby/emner`);
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/fjordby/guide.json'))?.headers.get('etag')), {
      timeout: 20_000,
    })
    .not.toBe('"older"');
  await context.setOffline(true);
  await page.goto(`${program().url}/fjordby/en/mitid`);
  await expect(page.getByText(/You are offline\. The guide is from/)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

test('with data saving nothing is fetched before she asks; what she removes stays removed', async ({ browser }) => {
  const { context, page } = await newCitizen(browser);
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true, effectiveType: '4g' }) }),
  );
  await page.goto(`${program().url}/fjordby`);
  const save = page.getByRole('button', { name: 'Gem vejledningen på telefonen' });
  await expect(save).toBeVisible();
  await page.waitForTimeout(3500);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await save.click();
  await expect(page.getByText(/Vejledningen er gemt på din telefon\. Den er fra/)).toBeVisible({ timeout: 30_000 });
  await page.goto(`${program().url}/fjordby/offline`);
  await expectAccessible(page, 'the page about keeping it');
  await page.getByRole('button', { name: 'Fjern den fra telefonen' }).click();
  await expect(page.getByText('Vejledningen er fjernet fra din telefon.')).toBeVisible();
  await expect(save).toBeFocused();
  expect(Object.values(await stored(page)).flat()).toEqual([]);
  await context.close();
});

test('what is removed is not kept again by itself', async ({ browser }) => {
  const { context, page } = await newCitizen(browser);
  await visitOnce(page);
  await page.goto(`${program().url}/fjordby/offline`);
  await page.getByRole('button', { name: 'Fjern den fra telefonen' }).click();
  await expect(page.getByText('Vejledningen er fjernet fra din telefon.')).toBeVisible();
  await page.goto(`${program().url}/fjordby/emner`);
  await page.waitForTimeout(3500);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await context.close();
});

test('Chromium would install it', async ({ browser }) => {
  const { context, page } = await newCitizen(browser);
  await visitOnce(page);
  const client = await context.newCDPSession(page);
  const { errors } = await client.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  // A test's window is a private one, where no browser installs anything.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  await context.close();
});

// Last in the file: the program does not come back.
test('when the server is gone she reads on', async ({ browser }) => {
  const { context, page } = await newCitizen(browser);
  await visitOnce(page);
  await program().kill();
  await page.goto(`${program().url}/fjordby/pas`);
  await expect(page.getByText(/Vi har ikke forbindelse lige nu\. Vejledningen er fra/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('pas');
  await context.close();
});
