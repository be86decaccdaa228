import type { Browser, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScrolling } from './expect-accessible.ts';
import { expect, ownProgram, test } from './house.ts';
import { desk, newCitizen } from './people.ts';

const program = ownProgram();

/** To the page where she says who she is, with a time of next week held: this week may be over. */
async function toContact(page: Page, path: string, form: string): Promise<void> {
  await page.goto(`${program().url}${path}`);
  await page.getByRole('radio', { name: form }).check();
  await page.getByRole('button', { name: 'Se ledige tider' }).click();
  await page.getByRole('link', { name: /^Næste uge/ }).click();
  await page
    .getByRole('button', { name: /^\S+ den .+ kl\. / })
    .nth(6)
    .click();
}

test('on a small phone without JavaScript: book, receipt, own link, move, cancel', async ({ browser }) => {
  const { url } = program();
  const { context, page } = await newCitizen(browser, { javaScriptEnabled: false });
  await page.goto(`${url}/fjordby`);
  await page.getByRole('link', { name: 'Book tid' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Book tid' })).toBeVisible();
  await toContact(page, '/fjordby/moede/borgerservice?emne=pas', 'Telefon');
  await expect(page.getByText(/^Vi holder .+ til dig indtil kl\. /)).toBeVisible();
  await page.getByLabel('Dit navn').fill('Karen Prøve');
  await page.getByRole('button', { name: 'Book tiden' }).click();
  await expect(page.getByRole('alert')).toContainText('Skriv det nummer, vi skal ringe til.');
  await page.getByLabel('Telefonnummer, vi skal ringe til').fill('20 30 40 50');
  await page.getByRole('button', { name: 'Book tiden' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Din tid er aftalt' })).toBeVisible();
  const link = await page.getByRole('link', { name: /\/m\// }).getAttribute('href');

  const other = await newCitizen(browser, { javaScriptEnabled: false });
  await other.page.goto(link ?? '');
  await expect(other.page).toHaveURL(`${url}/fjordby/moede/mit`);
  await expect(other.page.getByText('Vi ringer til dig på •• •• 40 50')).toBeVisible();
  await other.page.getByRole('link', { name: 'Flyt til en anden tid' }).click();
  await other.page.getByRole('link', { name: /^Næste uge/ }).click();
  await other.page
    .getByRole('button', { name: /^\S+ den .+ kl\. / })
    .first()
    .click();
  await expect(other.page.getByRole('status')).toContainText('Mødet er flyttet');
  await other.page.getByRole('link', { name: 'Meld afbud' }).click();
  await other.page.getByRole('button', { name: 'Meld afbud' }).click();
  await expect(other.page.getByRole('heading', { level: 1, name: 'Du har meldt afbud' })).toBeVisible();
  await page.goto(link ?? '');
  await expect(page.getByRole('heading', { level: 1, name: 'Linket virker ikke' })).toBeVisible();
  await context.close();
  await other.context.close();
});

const onDesk = new Set(['times', 'who she is', 'own page', '/moede/mit/flyt']);

/** Every page of a meeting of her own; what can be opened without one is looked at in access.spec.ts. */
async function walk(browser: Browser, options: Parameters<Browser['newContext']>[0], size: string): Promise<void> {
  const { url } = program();
  const { context, page } = await newCitizen(browser, options);
  const look = async (name: string) => {
    // On a desk the same elements stand beside each other: the pages whose order then changes are looked at again.
    if (size === '1280' && !onDesk.has(name)) return;
    await expectAccessible(page, `${name}, ${size}`);
    if (size === '360') await expectNoSidewaysScrolling(page, name);
  };
  await page.goto(`${url}/fjordby/moede/borgerservice?form=video&sprog=da`);
  await look('times');
  await toContact(page, '/fjordby/moede/borgerservice', 'Video');
  await page.getByRole('button', { name: 'Book tiden' }).click();
  await look('who she is');
  await page.getByLabel('Dit navn').fill('Karen Prøve');
  await page.getByLabel('E-mail eller mobilnummer').fill(`karen.${size}@example.dk`);
  await page.getByRole('button', { name: 'Book tiden' }).click();
  await look('receipt');
  await page.getByRole('link', { name: 'Gå til din side' }).click();
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await look('own page');
  for (const path of ['/moede/mit/flyt', '/moede/mit/gemt', '/moede/mit/afbud']) {
    await page.goto(`${url}/fjordby${path}`);
    await look(path);
  }
  await context.close();
}

for (const [size, options] of [
  ['360', {}],
  ['1280', { ...desk, isMobile: false, hasTouch: false }],
] as const)
  test(`every page can be used by everybody, in light and dark, ${size} wide`, async ({ browser }) => {
    test.setTimeout(120_000);
    await walk(browser, options, size);
  });

test('anonymous: six words once, and Esc twice leaves an empty screen and nothing to go back to', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const { url } = program();
  const { context, page } = await newCitizen(browser);
  await toContact(page, '/fjordby/moede/alkoholraadgivning', 'Mød op');
  await page.getByLabel('Hvad må vi kalde dig?').fill('Blå Ugle');
  await page.getByRole('button', { name: 'Book tiden' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Din tid er aftalt' })).toBeVisible();
  await expectAccessible(page, 'six words');
  await expectNoSidewaysScrolling(page, 'six words');
  await page.getByRole('button', { name: 'Jeg har skrevet ordene ned' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Anonym alkoholrådgivning/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${url}/fjordby`);
  expect(await context.cookies()).toEqual([]);
  await page.goBack();
  await expect(page.getByRole('heading', { name: /Anonym alkoholrådgivning/ })).toHaveCount(0);
  await context.close();
});

test('a link, a code and six words cannot be found by trying', async ({ request }) => {
  const { url } = program();
  const many = async (ask: () => Promise<{ status(): number }>): Promise<number> => {
    let last = 0;
    for (let tries = 0; tries < 24 && last !== 429; tries += 1) last = (await ask()).status();
    return last;
  };
  const guess = { kode: 'ABCD-2345', kontakt: '20304050' };
  expect(await many(() => request.post(`${url}/fjordby/moede/kode`, { form: guess }))).toBe(429);
  expect(await many(() => request.post(`${url}/fjordby/moede/anonym`, { form: { ord: 'a b c d e f' } }))).toBe(429);
  expect(await many(() => request.get(`${url}/fjordby/m/${'A'.repeat(32)}`))).toBe(429);
  // English addresses count together with Danish ones.
  expect((await request.get(`${url}/fjordby/en/m/${'A'.repeat(32)}`)).status()).toBe(429);
});
