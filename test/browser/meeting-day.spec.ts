import { expectAccessible, expectNoSidewaysScrolling } from './expect-accessible.ts';
import { expect, ownProgram, test } from './house.ts';
import { closeByKey, deskOf, expectMovingPicture, loginAs, newCitizen, newStaff } from './people.ts';

const program = ownProgram();

/** Less is too near to be booked before it has begun. */
const leastMs = 45_000;

test('the day of a meeting: booked by her, begun at the desk, held, noted, and the next one a press away', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const { url } = program();
  // At any hour of any day: Mette can be booked around the clock, and a few minutes ahead.
  const { context: staff, page: desk } = await newStaff(browser, url, 'Mette', '/skranke/moeder/mine-tider');
  for (const day of ['Mandag', 'Tirsdag', 'Onsdag', 'Torsdag', 'Fredag', 'Lørdag', 'Søndag'])
    await desk.getByRole('group', { name: 'Tider', exact: true }).getByLabel(day).fill('0-24');
  await desk.getByRole('button', { name: 'Gem' }).click();
  await expect(desk.getByText('Gemt. De ledige tider følger det nu.')).toBeVisible();
  const { context: administration, page: rules } = await newStaff(browser, url, 'Adam', '/administration/moedetyper');
  await rules.getByRole('link', { name: 'Borgerservice, 10 minutter' }).click();
  await rules.getByLabel('Varsel i minutter').fill('0');
  await rules.getByLabel('Der er pligt til at skrive notat').check();
  await rules.getByRole('button', { name: 'Gem' }).click();
  await expect(rules.getByRole('status')).toBeVisible();
  // Whoever has least to do would be chosen: it is to be Mette.
  await rules.goto(`${url}/administration/moeder/ressourcer`);
  await rules.getByRole('link', { name: /Ali/ }).click();
  await rules.getByRole('textbox', { name: 'Kan', exact: true }).fill('jobcenter');
  await rules.getByRole('button', { name: 'Gem' }).click();
  await expect(rules.getByText('Gemt. De ledige tider følger det nu.')).toBeVisible();
  await administration.close();

  const { context, page } = await newCitizen(browser);
  await page.goto(`${url}/fjordby/moede/borgerservice?form=video&sprog=da`);
  const times = page.getByRole('button', { name: /^\S+ den .+ kl\. / });
  const soonest = await times.first().getAttribute('value');
  const near = new Date(soonest ?? '').getTime() - Date.now() < leastMs;
  await times.nth(near ? 1 : 0).click();
  await page.getByLabel('Dit navn').fill('Karen Prøve');
  await page.getByLabel('E-mail eller mobilnummer').fill('20 30 40 50');
  await page.getByRole('button', { name: 'Book tiden' }).click();
  const link = await page.getByRole('link', { name: /\/m\// }).getAttribute('href');

  // By the link of her message, on the day: her page is the door.
  await page.goto(link ?? '');
  await page.getByRole('button', { name: 'Gå til mødet' }).click();
  await desk.goto(`${url}/skranke`);
  const row = deskOf(desk).waiting.first();
  await expect(row).toContainText('Karen Prøve, Borgerservice, 10 minutter');
  await row.getByRole('button', { name: 'Begynd' }).click();
  await expectMovingPicture(desk.locator('video[aria-label="Karen Prøve"]'));
  await expectMovingPicture(page.locator('video[aria-label^="Mette"]'));
  await closeByKey(desk, '1');

  await expect(desk.getByText('Mødet er holdt')).toBeVisible();
  await expect(desk.getByText('1 notat mangler')).toBeVisible();
  await expectAccessible(desk, 'the desk after a meeting');
  const next = await desk.getByRole('link', { name: 'Aftal næste møde' }).getAttribute('href');
  await desk.getByRole('link', { name: 'Åbn mødet og skriv notat' }).click();
  await expect(desk.getByText('Holdt', { exact: true })).toBeVisible();
  await desk.getByRole('button', { name: 'Der er ikke noget at notere' }).click();
  await expect(desk.getByText('Du har sagt, at der ikke var noget at notere.')).toBeVisible();
  await desk.goto(`${url}${next}`);
  await expect(desk.getByLabel('Navn', { exact: true })).toHaveValue('Karen Prøve');
  await expect(desk.getByLabel('Mail eller telefonnummer')).toHaveValue('+4520304050');
  await desk.goto(`${url}/skranke`);
  await expect(desk.getByText('Ingen venter lige nu.', { exact: true })).toBeVisible();
  await expect(desk.getByText(/notat(er)? mangler/)).toHaveCount(0);
  await context.close();
  await staff.close();
});

test('the employee’s pages of a meeting can be used by everybody, also on a narrow screen', async ({ browser }) => {
  test.setTimeout(60_000);
  const { url } = program();
  const { context, page } = await newStaff(browser, url, 'Mette', '/skranke/moeder', { javaScriptEnabled: false });
  await page.goto(`${url}/skranke/moeder/ny?type=borgerservice&form=video&med=mig`);
  await page.getByRole('link', { name: /^Ugen efter/ }).click();
  await page
    .getByRole('checkbox', { name: /^\d+\.\d\d$/ })
    .first()
    .check();
  await page.getByLabel('Navn', { exact: true }).fill('Bo Prøve');
  await page.getByLabel('Mail eller telefonnummer').fill('bo@example.dk');
  await page.getByRole('button', { name: 'Book den valgte tid' }).click();
  await page.getByRole('link', { name: 'Åbn mødet' }).click();
  await page.getByRole('link', { name: 'Hold mødet på en anden måde' }).click();
  await page.getByRole('radio', { name: /^Telefon/ }).check();
  await page.getByRole('button', { name: 'Hold mødet sådan' }).click();
  await expect(page.getByRole('alert')).toContainText('Skriv et telefonnummer');
  await page.getByLabel('Telefonnummer, hvis I taler i telefonen').fill('20304051');
  await page.getByRole('button', { name: 'Hold mødet sådan' }).click();
  await expect(page.getByText('Telefon', { exact: true })).toBeVisible();
  const meeting = new URL(page.url()).pathname;
  await context.close();

  const { context: scripted, page: look } = await newStaff(browser, url, 'Mette', meeting);
  for (const path of [meeting, `${meeting}/form`, '/skranke/moeder']) {
    await look.goto(`${url}${path}`);
    await expectAccessible(look, path);
    await look.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScrolling(look, path);
    await look.setViewportSize({ width: 1280, height: 800 });
  }
  await look.context().clearCookies();
  await loginAs(look, url, 'Lone', '/ledelse/notater');
  await expectAccessible(look, 'notes for a leader');
  await look.context().clearCookies();
  await loginAs(look, url, 'Adam', '/administration/moeder/programmer');
  await look.getByLabel('Programmets navn').fill('Fagsystem');
  await look.getByRole('button', { name: 'Lav en nøgle' }).click();
  await expect(look.getByText('Kopiér nøglen nu. Den vises kun her.')).toBeVisible();
  await expectAccessible(look, 'programs that fetch notes');
  await scripted.close();
});
