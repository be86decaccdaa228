import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { closeByKey, deskOf, newCitizen, newStaff, takeNextByKey, textOf, waitInLine } from './people.ts';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const isWellMade = async (page: Page) =>
  expect((await new AxeBuilder({ page }).withTags(levels).analyze()).violations).toEqual([]);
const isNarrow = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

/** Karen and Mette in a conversation, in writing. */
async function together(browser: Browser, url: string) {
  const citizen = await newCitizen(browser);
  const employee = await newStaff(browser, url, 'Mette', '/skranke');
  // The desk has said that somebody is there.
  await expect(async () => {
    await citizen.page.goto(`${url}/fjordby/hjaelp`);
    await expect(citizen.page.getByRole('link', { name: /^Skriv/ })).toBeVisible({ timeout: 500 });
  }).toPass();
  await waitInLine(citizen.page, url, { name: 'Karen' });
  await expect(deskOf(employee.page).waiting).toHaveCount(1);
  await takeNextByKey(employee.page);
  await expect(textOf(citizen.page).field).toBeVisible();
  await employee.page.getByRole('button', { name: 'Hvem er med, og er I alene?' }).click();
  await expect(employee.page.getByRole('region', { name: 'Gæster' })).toBeVisible();
  return { citizen, employee };
}

const write = async (from: Page, line: string) => {
  await textOf(from).field.fill(line);
  await textOf(from).field.press('Enter');
};

test('a guest by personal link: confirmed, let in, on hold, back, and out; the link works once', {
  tag: '@call',
}, async ({ browser, shared }) => {
  test.setTimeout(120_000);
  const { citizen, employee } = await together(browser, shared.url);
  const panel = employee.page.getByRole('region', { name: 'Gæster' });
  await panel.getByText('Inviter en gæst').click();
  await panel.getByLabel('Hvem skal med?').selectOption('interpreter');
  await panel.getByLabel('Tolkens sprog').selectOption('ar');
  await panel.getByRole('button', { name: 'Lav personligt link' }).click();
  const code = await panel.locator('.guest-code').innerText();
  await expect(panel.getByRole('img', { name: 'Scan koden med gæstens telefon' })).toBeVisible();

  const guest = await newCitizen(browser);
  const link = `${shared.url}/fjordby/samtale/gaest#${code.replaceAll('-', '')}`;
  await guest.page.goto(link);
  await expect(guest.page.getByText('Du kommer som tolk på arabisk.')).toBeVisible();
  expect(guest.page.url()).toBe(`${shared.url}/fjordby/samtale/gaest`);
  await isWellMade(guest.page);
  await isNarrow(guest.page);
  // The citizen's own name, which the desk must not take her for.
  await guest.page.getByLabel('Dit navn').fill('KAREN');
  await guest.page.getByRole('radio', { name: 'Skriftligt' }).check();
  await guest.page.getByRole('button', { name: 'Gå til venterummet' }).click();
  await expect(guest.page.getByRole('link', { name: 'Bekræft din tavshedspligt, før du tolker.' })).toBeVisible();
  await guest.page.getByLabel('Jeg har tavshedspligt').check();
  await guest.page.getByLabel('Jeg er fyldt 18 år.').check();
  await guest.page.getByRole('button', { name: 'Gå til venterummet' }).click();
  const heading = guest.page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Du er i venterummet');
  await guest.page.reload();
  await expect(heading).toHaveText('Du er i venterummet');

  const entry = panel.getByRole('listitem').filter({ hasText: 'Kalder sig »KAREN«' });
  await expect(entry).toContainText('Tolk (arabisk)');
  await expect(entry).toContainText('Kom med et personligt link');
  await expect(entry).toContainText('Samme navn som borgeren');
  await write(citizen.page, 'hemmeligt et');
  await expect(guest.page.getByText('hemmeligt et')).toHaveCount(0);
  await entry.getByRole('button', { name: 'Luk KAREN ind' }).click();
  await expect(heading).toHaveText('Samtale');
  await write(guest.page, 'Goddag');
  await expect(textOf(citizen.page).log).toContainText('Goddag');

  await panel.getByRole('button', { name: 'Sæt KAREN på pause' }).click();
  await expect(heading).toHaveText('Du er sat på pause');
  await write(citizen.page, 'hemmeligt to');
  await expect(textOf(employee.page).log).toContainText('hemmeligt to');
  await panel.getByRole('button', { name: 'Hent KAREN ind igen' }).click();
  await expect(heading).toHaveText('Samtale');
  await write(citizen.page, 'velkommen tilbage');
  await expect(textOf(guest.page).log).toContainText('velkommen tilbage');
  await expect(guest.page.getByText('hemmeligt to')).toHaveCount(0);
  await expect(guest.page.getByText('hemmeligt et')).toHaveCount(0);
  await isWellMade(employee.page);

  await panel.getByRole('button', { name: 'Afslut for KAREN' }).click();
  await panel.getByRole('button', { name: 'Afslut for KAREN nu' }).click();
  await expect(heading).toHaveText('Samtalen er slut for dig');
  await guest.page.reload();
  await expect(heading).toHaveText('Samtalen er slut for dig');
  await guest.page.goto('about:blank');
  await guest.page.goto(link);
  await expect(heading).toHaveText('Linket virker ikke');
  // The others go on.
  await write(employee.page, 'vi fortsætter');
  await expect(textOf(citizen.page).log).toContainText('vi fortsætter');
  await closeByKey(employee.page, '1');
  // For whoever pays the interpreter, until the next citizen.
  await expect(employee.page.getByText('Tolk (arabisk), KAREN: 1 min.')).toBeVisible();
  for (const one of [guest, citizen, employee]) await one.context.close();
});

test('identity goes up in the conversation: she is told how she is known, and logs in beside it by her own yes', {
  tag: '@call',
}, async ({ browser, shared }) => {
  test.setTimeout(120_000);
  const { citizen, employee } = await together(browser, shared.url);
  const panel = employee.page.getByRole('region', { name: 'Hvem er det?' });
  const own = citizen.page.getByRole('region', { name: 'Hvem er du?' });
  await panel.getByText('Jeg ved, hvem det er').click();
  await panel.getByLabel('Hvordan ved du det?').selectOption('called-back');
  await panel.getByRole('button', { name: 'Skriv det ned' }).click();
  await expect(own.getByRole('status')).toContainText('ringet op på et kendt nummer');
  await panel.getByRole('button', { name: 'Bed Karen om MitID' }).click();
  const asked = own.getByRole('alert');
  await expect(asked).toContainText('Du kan sige nej og fortsætte samtalen');
  await isWellMade(citizen.page);
  await isNarrow(citizen.page);
  const [login] = await Promise.all([
    citizen.context.waitForEvent('page'),
    asked.getByRole('button', { name: 'Ja, åbn login' }).click(),
  ]);
  await expect(login.getByRole('heading', { level: 1 })).toHaveText('MitID (demonstration)');
  expect(login.url()).toBe(`${shared.url}/fjordby/samtale/identitet/mitid-demonstration`);
  await isWellMade(login);
  await login.getByRole('button', { name: /Svar ja/ }).click();
  await expect(login.getByRole('heading', { level: 1 })).toHaveText('Du er færdig');
  await login.close();
  await expect(panel).toContainText('Vist med MitID');
  await expect(panel).toContainText('MitID: MitID (demonstration)');
  await expect(own.getByRole('status')).toContainText('Du har vist, hvem du er');
  // The conversation went on beside it.
  await write(citizen.page, 'så er det gjort');
  await expect(textOf(employee.page).log).toContainText('så er det gjort');
  await closeByKey(employee.page, '1');
  for (const one of [citizen, employee]) await one.context.close();
});
