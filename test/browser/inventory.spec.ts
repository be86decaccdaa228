import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { newCitizen, newStaff, phone } from './people.ts';

const program = ownProgram();
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(levels)
      : axe.withRules(['color-contrast'])
    ).analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    expect.soft(faults, `${name}, ${colorScheme}`).toEqual([]);
  }
}

async function expectFits(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 800 });
}

const mailbox = '11111111-1111-4111-8111-111111200028';
const pages = [
  ['the inventory', '/redaktion/indgange'],
  ['one finding', '/redaktion/indgange?fund=duplicate'],
  ['an entrance', `/redaktion/indgange/${mailbox}`],
  ['a new entrance', '/redaktion/indgange/ny'],
  ['the roles', '/redaktion/indgange/roller'],
  ['the file', '/redaktion/indgange/fil'],
  ['the tasks', '/redaktion/opgaver?vis=all'],
  ['a check of an entrance', `/redaktion/opgaver/indgang/${mailbox}`],
  ['a check of a text', '/redaktion/opgaver/vejledning/flytning'],
  ['the channels', '/redaktion/kanaler'],
  ['a channel rule', '/redaktion/kanaler/flytning'],
  ['the inventory in English', '/en/redaktion/indgange'],
] as const;

test('every page of the governance can be used by everybody, also on a narrow screen', async ({ browser }) => {
  test.setTimeout(180_000);
  const { context, page } = await newStaff(browser, program().url, 'Rita', '/redaktion/indgange');
  for (const [name, path] of pages) {
    await page.goto(`${program().url}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expectAccessible(page, name);
    await expectFits(page, name);
  }
  await context.close();
});

test('an entrance gets an owner by the keyboard alone, and the list shows one finding less', async ({ browser }) => {
  const { context, page } = await newStaff(browser, program().url, 'Rita', '/redaktion/indgange');
  await page.getByRole('link', { name: 'Ingen ejer: 2' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Postkassen folkeregister@' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Postkassen folkeregister@' })).toBeVisible();
  await page.getByLabel('Ejer', { exact: true }).focus();
  await page.keyboard.type('Leder af Borger');
  await page.getByRole('button', { name: 'Gem' }).focus();
  await page.keyboard.press('Enter');
  // No reason was given: the summary has the focus, and leads to the field.
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('link', { name: /Hvorfor\?/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Hvorfor?').first()).toBeFocused();
  await page.keyboard.type('Borgerservice læser den');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ændringen er gemt')).toBeVisible();
  await expect(page.getByRole('row', { name: /Ændret: ejer/ })).toContainText('Borgerservice læser den');
  await page.goto(`${program().url}/redaktion/indgange`);
  await expect(page.getByRole('link', { name: 'Ingen ejer: 1' })).toBeVisible();
  await context.close();
});

test('two editors on one entrance: the second sees the difference and chooses', async ({ browser }) => {
  const path = `/redaktion/indgange/${mailbox}`;
  const first = await newStaff(browser, program().url, 'Rita', path);
  const second = await newStaff(browser, program().url, 'Rita', path);
  const save = async (page: Page, unit: string) => {
    await page.getByLabel('Modtagende enhed').fill(unit);
    await page.getByLabel('Hvorfor?').first().fill('Ny organisation');
    await page.getByRole('button', { name: 'Gem' }).click();
  };
  await save(first.page, 'Byggesag Nord');
  await expect(first.page.getByText('Ændringen er gemt')).toBeVisible();
  await save(second.page, 'Byggesag Syd');
  await expect(second.page.getByText('En anden har gemt imens').first()).toBeVisible();
  const row = second.page.getByRole('row', { name: /Modtagende enhed/ });
  await expect(row).toContainText('Byggesag Nord');
  await expect(row).toContainText('Byggesag Syd');
  await expectAccessible(second.page, 'the difference');
  await second.page.getByRole('button', { name: 'Gem' }).click();
  await expect(second.page.getByLabel('Modtagende enhed')).toHaveValue('Byggesag Syd');
  await first.context.close();
  await second.context.close();
});

test('a decision about channels reaches the citizen’s page, and one without another way is refused', async ({
  browser,
}) => {
  const editor = await newStaff(browser, program().url, 'Rita', '/redaktion/kanaler/flytning');
  const { page } = editor;
  const citizen = await newCitizen(browser, phone);
  await citizen.page.goto(`${program().url}/fjordby/flytning`);
  await expect(citizen.page.getByText('Sådan kan du gøre det:')).toContainText('på nettet (anbefales)');
  const offered = page.getByRole('group', { name: 'Hvilke veje tilbyder vi?' });
  await offered.getByLabel('Telefon').uncheck();
  await offered.getByLabel('Personligt fremmøde').uncheck();
  await page.getByRole('button', { name: 'Gem beslutningen' }).click();
  await expect(page.getByRole('alert')).toContainText('CPR-lovens § 12');
  await expectAccessible(page, 'a refused rule');
  await page.getByRole('group', { name: 'Hvilke veje tilbyder vi?' }).getByLabel('Brev eller papir').check();
  await page.getByRole('button', { name: 'Gem beslutningen' }).click();
  await expect(page.getByText('Beslutningen er gemt')).toBeVisible();
  await expect(async () => {
    await citizen.page.reload();
    await expect(citizen.page.getByText('Sådan kan du gøre det:')).toContainText('med brev');
  }).toPass();
  await citizen.page.goto(`${program().url}/fjordby/pas`);
  await expect(citizen.page.getByText('Sådan kan du gøre det:')).toHaveCount(0);
  await citizen.context.close();
  await editor.context.close();
});

test('the file goes out and in without JavaScript', async ({ browser }) => {
  const editor = await newStaff(browser, program().url, 'Rita', '/redaktion/indgange/fil', {
    javaScriptEnabled: false,
  });
  const { page } = editor;
  const answer = await page.request.get(`${program().url}/redaktion/indgange/indgange.csv`);
  const csv = (await answer.text())
    .replace('Skrevet til den.;', 'Skrevet til den.;')
    .replace(';10 20 30 50;', ';10 20 30 59;');
  const upload = async (text: string) => {
    await page
      .getByLabel('Vælg filen')
      .setInputFiles({ name: 'i.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Se, hvad der vil ske' }).click();
  };
  await upload(csv.replace(';telefon;', ';telefaks;'));
  await expect(page.getByText('Filen er ikke brugt').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Række \d+, kolonnen “art”/ })).toBeVisible();
  await upload(csv);
  await expect(page.getByText('1 ændres')).toBeVisible();
  await page.getByRole('button', { name: 'Gem ændringerne' }).click();
  await expect(page.getByText('Filen er indlæst: 0 tilføjet, 1 ændret.')).toBeVisible();
  await editor.context.close();
});
