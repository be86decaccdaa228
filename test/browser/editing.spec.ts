import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { desk, newCitizen } from './people.ts';

const program = ownProgram();

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const text = '/redaktion/tekst/flytning';
const phone = 'Folkeregistrets eller Borgerservices telefon (dansk)';

/** Axe in light and dark, and no sideways scrolling at 360 pixels. */
async function expectGoodPage(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    expect.soft(faults, `${name}, ${colorScheme}`).toEqual([]);
  }
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(wider, `${name} at 360 pixels`).toBe(0);
  if (before) await page.setViewportSize(before);
}

async function editor(
  browser: Browser,
  who: 'Rita' | 'Birgit' | 'Nanna' | 'Niels',
  path: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const page = await (await browser.newContext({ ...desk, ...options })).newPage();
  await page.goto(`${program().url}${path}`);
  await page.getByRole('button', { name: who }).click();
  await page.waitForURL(`${program().url}${path}`);
  return page;
}
const send = (page: Page) => page.getByRole('button', { name: 'Gem, og send til gennemsyn' }).click();
const publish = async (page: Page, path: string) => {
  await page.goto(`${program().url}${path}`);
  await page.getByRole('button', { name: 'Godkend og udgiv nu' }).click();
  await expect(page.getByRole('status')).toContainText('Teksten er udgivet');
};
const summary = (page: Page) => page.getByLabel('Hvad det er (dansk)');
const leave = (...pages: readonly Page[]) => Promise.all(pages.map((page) => page.context().close()));

test('a text is written, read by a second person, published and read by a citizen', async ({ browser }) => {
  // Twelve pages before axe, each in both colours.
  test.slow();
  const rita = await editor(browser, 'Rita', text);
  await expectGoodPage(rita, 'the form');
  // What is required is asked for before anybody is asked to read.
  await rita.getByLabel(phone).fill('');
  await rita.getByLabel('Folkeregistrets eller Borgerservices telefon (engelsk)').fill('');
  await send(rita);
  await expect(rita.getByText('Udkastet er gemt, men ikke sendt.')).toBeVisible();
  await expectGoodPage(rita, 'the form that names a field');
  await rita.getByRole('link', { name: 'Folkeregistrets eller Borgerservices telefon: skal udfyldes' }).click();
  await expect(rita.getByLabel(phone)).toBeInViewport();
  await rita.getByLabel(phone).fill('{our:main-phone}');
  // As it comes out of a word processor.
  await summary(rita).fill('•\u00a0Sig til, at du er fly\u00adttet til Fjordby.');
  await rita.getByLabel('Hvad har du ændret?').fill('Kortere');
  await send(rita);
  await expect(rita.getByRole('status')).toContainText('sendt til gennemsyn');

  const birgit = await editor(browser, 'Birgit', text);
  await expect(birgit.getByRole('region', { name: 'Gennemsyn' })).toContainText('Rita Redaktør har sendt');
  await expectGoodPage(birgit, 'the review');
  await publish(birgit, text);
  const citizen = await newCitizen(browser);
  await citizen.page.goto(`${program().url}/fjordby/flytning`);
  await expect(citizen.page.getByText('Sig til, at du er flyttet til Fjordby.', { exact: true })).toBeVisible();
  await citizen.page.goto(`${program().url}/hedelund/flytning`);
  await expect(citizen.page.getByText('til Fjordby')).toHaveCount(0);
  for (const [path, name] of [
    [`${text}/historik?omfang=local&fra=1&til=2`, 'the history'],
    [`${text}/vis`, 'the preview'],
    ['/redaktion/oplysninger', 'the facts'],
    ['/redaktion/oplysninger/vores', 'a new fact'],
    ['/redaktion/oplysninger/aendringer', 'what changes'],
    ['/redaktion/flyt', 'out and in'],
    ['/redaktion/tekst', 'a new service'],
  ] as const) {
    await birgit.goto(`${program().url}${path}`);
    await expectGoodPage(birgit, name);
  }
  await leave(rita, birgit, citizen.page);
});

test('two write at once: the second is shown both, and nothing is lost', async ({ browser }) => {
  const pages = [await editor(browser, 'Rita', text), await editor(browser, 'Birgit', text)] as const;
  const [rita, birgit] = pages;
  await summary(rita).fill('Ritas tekst om flytning.');
  await summary(birgit).fill('Birgits tekst om flytning.');
  await rita.getByRole('button', { name: 'Gem udkast' }).click();
  await expect(rita.getByRole('status')).toContainText('Udkastet er gemt');
  await birgit.getByRole('button', { name: 'Gem udkast' }).click();
  await expect(birgit.getByRole('alert')).toContainText('Rita Redaktør har gemt en anden tekst');
  await expect(birgit.getByRole('alert').getByRole('deletion')).toContainText(['Ritas']);
  await expect(summary(birgit)).toHaveValue('Birgits tekst om flytning.');
  await expectGoodPage(birgit, 'overtaken');
  await birgit.getByText('Kassér udkastet', { exact: true }).click();
  await birgit.getByRole('button', { name: 'Ja, kassér udkastet' }).click();
  await expect(birgit.getByRole('status')).toContainText('kasseret');
  await leave(...pages);
});

test('the national text changes under a local one: three texts, one choice', async ({ browser }) => {
  const nanna = await editor(browser, 'Nanna', `${text}/hel`);
  await expectGoodPage(nanna, 'the whole text');
  await summary(nanna).fill('Ny tekst for hele landet.');
  await send(nanna);
  const niels = await editor(browser, 'Niels', `${text}/hel`);
  await publish(niels, `${text}/hel`);
  const rita = await editor(browser, 'Rita', text);
  const moved = rita.getByRole('region', { name: /^Grundlaget er ændret/ });
  await expect(moved).toContainText('Ny tekst for hele landet.');
  await expect(moved).toContainText('Sig til, at du er flyttet til Fjordby.');
  await expectGoodPage(rita, 'three texts');
  await moved.getByText('Den nationale', { exact: true }).click();
  await send(rita);
  const birgit = await editor(browser, 'Birgit', text);
  await publish(birgit, text);
  await birgit.goto(`${program().url}/fjordby/flytning`);
  await expect(birgit.getByText('Ny tekst for hele landet.')).toBeVisible();
  await leave(nanna, niels, rita, birgit);
});

test('without a script: a new service is begun, refused with its boxes named, written and sent', async ({
  browser,
}) => {
  const rita = await editor(browser, 'Rita', '/redaktion/tekst', { javaScriptEnabled: false });
  await rita.getByLabel('Officielt navn').fill('Lån en ladcykel');
  await rita.getByLabel('Navn i adressen').fill('ladcykel');
  await rita.getByRole('button', { name: 'Begynd på teksten' }).click();
  await send(rita);
  await expect(rita.getByRole('link', { name: 'Hvad koster det?: skal udfyldes' })).toBeVisible();
  for (const [label, words] of [
    ['Hvad det er', 'Lån en ladcykel af kommunen.'],
    ['Foregår det på nettet?', 'Nej, du møder op.'],
    ['Hvad koster det?', 'Det er gratis.'],
    ['Hvor lang tid tager det?', 'Et kvarter.'],
    ['Den anden vej', 'Ring til Borgerservice.'],
  ] as const)
    await rita.getByLabel(`${label} (dansk)`).fill(words);
  await send(rita);
  await expect(rita.getByRole('status')).toContainText('sendt til gennemsyn');
  const birgit = await editor(browser, 'Birgit', '/redaktion/tekst/ladcykel/hel', { javaScriptEnabled: false });
  await publish(birgit, '/redaktion/tekst/ladcykel/hel');
  await birgit.goto(`${program().url}/fjordby/ladcykel`);
  await expect(birgit.getByRole('heading', { level: 1, name: 'Lån en ladcykel' })).toBeVisible();
  await leave(rita, birgit);
});
