import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { newStaff } from './people.ts';

const program = ownProgram();
const resources = '/administration/moeder/ressourcer';
const closings = '/administration/moeder/lukkedage';
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

async function expectUsable(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
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
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('an administrator makes a calendar with a season and closes the usual days, without JavaScript', async ({
  browser,
}) => {
  const { url } = program();
  const { context, page } = await newStaff(browser, url, 'Adam', resources, { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Lav en ny kalender' }).click();
  await page.getByLabel('Slags').selectOption({ label: 'Lokale' });
  await page.getByLabel('Navn').fill('Lokale 7');
  await page.getByLabel('Mandag').first().fill('9-12, 13-15');
  await page.getByLabel('Tirsdag').first().fill('ti til tre');
  await page.getByRole('button', { name: 'Gem' }).click();
  // What she wrote is kept, and the message leads to the field.
  await page.getByRole('link', { name: /Tirsdag: "ti til tre" kan ikke læses/ }).click();
  await expect(page).toHaveURL(/#t1day2$/);
  await expect(page.getByLabel('Navn')).toHaveValue('Lokale 7');
  await page.getByLabel('Tirsdag').first().fill('10-15');
  await page.getByText('Tilføj tider for en sæson').click();
  const season = page.getByRole('group', { name: 'Tider 2' });
  await season.getByLabel('Mandag').fill('lukket');
  await season.getByLabel('Fra og med').fill('2027-07-01');
  await season.getByLabel('Til og med').fill('2027-07-31');
  await page.getByRole('button', { name: 'Gem' }).click();
  await expect(page.getByText('Gemt. De ledige tider følger det nu.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Lokale 7' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Tider 1' }).getByLabel('Tirsdag')).toHaveValue('10-15');

  await page.goto(`${url}${closings}?aar=2027`);
  await page.getByRole('button', { name: 'Luk de valgte dage' }).click();
  await expect(page.getByRole('row', { name: /24\. december 2027/ })).toContainText('Juleaften');
  await context.close();
});

test('the pages of hours and closing days can be used by everybody, also on a narrow screen', async ({ browser }) => {
  const { url } = program();
  const { context, page } = await newStaff(browser, url, 'Adam', resources);
  await expectUsable(page, 'the calendars');
  await page.goto(`${url}${resources}/ny`);
  await expectUsable(page, 'a new calendar');
  await page.goto(`${url}${closings}`);
  await expectUsable(page, 'the closing days');
  await context.close();
});
