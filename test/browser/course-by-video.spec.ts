import type { Browser } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScrolling } from './expect-accessible.ts';
import { expect, ownProgram, test } from './house.ts';
import { closeByKey, deskOf, expectMovingPicture, newCitizen, newStaff, textOf } from './people.ts';

const program = ownProgram();

/** Open already, and nobody is late. */
const beginsInMs = 6 * 60_000;

/** Wall clock of the municipality, as it is typed. */
function typed(at: Date): { readonly date: string; readonly time: string } {
  const text = at.toLocaleString('sv-SE', { timeZone: 'Europe/Copenhagen' });
  return { date: text.slice(0, 10), time: text.slice(11, 16).replace(':', '.') };
}

/** Takes a seat, and stands before her own page by the link of her message. */
async function seated(browser: Browser, url: string, name: string, phone: string) {
  const { context, page } = await newCitizen(browser);
  await page.goto(`${url}/fjordby/moede/mitid-kursus`);
  await page
    .getByRole('link', { name: /^Tag en plads/ })
    .first()
    .click();
  await page.getByLabel('Dit navn').fill(name);
  await page.getByLabel('E-mail eller mobilnummer').fill(phone);
  await page.getByRole('button', { name: /^(Tag en plads|Book)/ }).click();
  await page.goto((await page.getByRole('link', { name: /\/m\// }).getAttribute('href')) ?? '');
  return { context, page };
}

test('a course by video: planned, each by her own link, on the list, let in together, one put out, and held', {
  tag: '@call',
}, async ({ browser, transport }) => {
  test.setTimeout(120_000);
  const { url } = program();
  const { page: desk } = await newStaff(browser, url, 'Mette', '/skranke/moeder/mine-tider');
  for (const day of ['Mandag', 'Tirsdag', 'Onsdag', 'Torsdag', 'Fredag', 'Lørdag', 'Søndag'])
    await desk.getByRole('group', { name: 'Tider', exact: true }).getByLabel(day).fill('0-24');
  await desk.getByRole('button', { name: 'Gem' }).click();
  await expect(desk.getByText('Gemt. De ledige tider følger det nu.')).toBeVisible();
  await desk.goto(`${url}/skranke/moeder/hold`);
  await desk.getByText('Sæt et hold i gang').click();
  const { date, time } = typed(new Date(Date.now() + beginsInMs));
  await desk.getByLabel('Form').selectOption('video');
  await desk.getByLabel('Dato').fill(date);
  await desk.getByLabel('Klokkeslæt').fill(time);
  if (transport === 'direct') {
    // As many as the kind has, which no room here bears: she is told, and what she wrote stands.
    await desk.getByRole('button', { name: 'Åbn for tilmelding' }).click();
    await expect(desk.getByRole('link', { name: /^Et hold på video kan højst have 3 pladser her/ })).toBeVisible();
    await expectAccessible(desk, 'a course that cannot be by video');
  }
  await desk.getByLabel('Pladser').fill('3');
  await desk.getByRole('button', { name: 'Åbn for tilmelding' }).click();
  await expect(desk.getByText('Holdet er åbent for tilmelding.')).toBeVisible();
  const course = desk.url().replace(/\?.*/, '');

  const karen = await seated(browser, url, 'Karen Prøve', '20 30 40 50');
  const bo = await seated(browser, url, 'Bo Prøve', '20 30 40 51');
  for (const [one, called] of [
    [karen, 'Karen'],
    [bo, 'Bo'],
  ] as const) {
    await one.page.getByRole('button', { name: 'Gå til mødet' }).click();
    await expect(one.page.getByText('Du kommer som deltager.')).toBeVisible();
    if (one === karen) {
      await expectAccessible(one.page, 'the door of a course');
      await expectNoSidewaysScrolling(one.page, 'the door of a course');
    }
    await one.page.getByLabel('Hvad skal de andre kalde dig?').fill(called);
    await one.page.getByRole('button', { name: 'Gå til venterummet' }).click();
    await expect(one.page.getByRole('heading', { level: 1 })).toHaveText('Du er i venterummet');
  }
  await desk.goto(course);
  await expect(desk.getByRole('listitem').filter({ hasText: 'Karen Prøve' })).toContainText('Er kommet');
  await desk.goto(`${url}/skranke`);
  const row = deskOf(desk).waiting.first();
  await expect(row).toContainText('Kursus i MitID');
  await expect(row).toContainText('2 er kommet');
  await row.getByRole('button', { name: 'Begynd' }).click();
  await desk.getByRole('button', { name: 'Luk alle 2 ind' }).click();

  await expectMovingPicture(desk.locator('video[aria-label="Bo"]'));
  await expectMovingPicture(karen.page.locator('video[aria-label="Bo"]'));
  await expectMovingPicture(karen.page.locator('video[aria-label^="Mette"]'));
  await expect(karen.page.getByText('Prøve')).toHaveCount(0);
  await textOf(karen.page).field.fill('Hej alle');
  await textOf(karen.page).field.press('Enter');
  await expect(textOf(bo.page).log).toContainText('Hej alle');

  // She loads her page anew and is where she was; and who is put out is out by her link too.
  await bo.page.reload();
  await expect(bo.page.getByRole('heading', { level: 1 })).toHaveText('Samtale');
  await expectMovingPicture(bo.page.locator('video[aria-label="Karen"]'));
  const panel = desk.getByRole('region', { name: 'Gæster' });
  await panel.getByRole('button', { name: 'Afslut for Bo' }).click();
  await panel.getByRole('button', { name: 'Afslut for Bo nu' }).click();
  await expect(bo.page.getByRole('heading', { level: 1 })).toHaveText('Samtalen er slut for dig');
  await bo.page.getByRole('link', { name: 'Til din aftale' }).click();
  await bo.page.getByRole('button', { name: 'Gå til mødet' }).click();
  await expect(bo.page.getByText('Medarbejderen har afsluttet mødet for dig.')).toBeVisible();
  await expect(karen.page.getByRole('heading', { level: 1 })).toHaveText('Samtale');

  await closeByKey(desk, '1');
  await expect(desk.getByText('Mødet er holdt')).toBeVisible();
  await expect(karen.page.getByRole('heading', { level: 1 })).toHaveText('Samtalen er slut');
  for (const { context } of [karen, bo]) await context.close();
  await desk.context().close();
});
