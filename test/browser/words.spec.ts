import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { newCitizen, newStaff, phone } from './people.ts';

const program = ownProgram();

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

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

test('a search that failed becomes a word by one click, and the next citizen finds it', async ({ browser }) => {
  const { url } = program();
  const citizen = await newCitizen(browser);
  await citizen.page.goto(`${url}/fjordby/soeg?q=jord+fra+have`);
  await expect(citizen.page.getByRole('heading', { name: /^Vi fandt/ })).toHaveCount(0);

  const rita = await newStaff(browser, url, 'Rita', '/redaktion/soegninger');
  await expectGoodPage(rita.page, 'suggestions');
  await rita.page.getByRole('button', { name: /^Tilføj ordet til .*jord fra have$/ }).click();
  await expect(rita.page.getByRole('status')).toContainText('"jord fra have" er tilføjet');
  // The words are not in the address.
  expect(rita.page.url()).not.toContain('jord');

  await citizen.page.goto(`${url}/fjordby/soeg?q=jord+fra+have`);
  await expect(citizen.page.getByRole('heading', { name: /^Vi fandt/ })).toBeVisible();
  await expect(citizen.page.locator('.results a').first()).toHaveText('Kom af med affald, møbler og haveaffald');
  await expectGoodPage(citizen.page, 'the search that is answered');
  await citizen.page.getByRole('button', { name: 'Ja', exact: true }).click();
  await expect(citizen.page.getByRole('status').filter({ hasText: 'Tak.' })).toBeVisible();

  await rita.page.getByRole('button', { name: 'Ikke os: "nabostrid"' }).click();
  await expect(rita.page.getByRole('heading', { name: 'nabostrid' })).toHaveCount(0);
  await rita.context.close();
  await citizen.context.close();
});

test('a word is added, refused twice, changed and removed without a script', async ({ browser }) => {
  const { url } = program();
  const rita = await newStaff(browser, url, 'Rita', '/redaktion/ord', { javaScriptEnabled: false });
  const { page } = rita;
  await page.getByLabel('Find en ydelse eller et ord').fill('flyttepapirer');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('row').getByRole('link').first().click();
  const word = page.getByLabel('Ordet, som borgerne siger det');
  for (const _ of ['added', 'there already']) {
    await word.fill('kassetid');
    await page.getByLabel('Sig i stedet').fill('flytning');
    await page.getByRole('button', { name: 'Tilføj ordet' }).click();
  }
  await expect(page.getByRole('alert')).toContainText('Ordet står her allerede');
  await expect(word).toHaveValue('kassetid');
  await page.goto(`${url}/fjordby/soeg?q=kassetid`);
  await expect(page.getByRole('link', { name: 'Sig til, at du får ny adresse' })).toBeVisible();
  await page.goto(`${url}/redaktion/ord/flytning`);
  await expect(page.getByText('I stedet for "kassetid": sig "flytning".')).toBeVisible();
  await page.getByRole('link', { name: 'Ret kassetid' }).click();
  await page.getByRole('button', { name: 'Fjern ordet' }).click();
  await page.goto(`${url}/fjordby/soeg?q=kassetid`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Søg');
  await expect(page.getByRole('link', { name: 'Sig til, at du får ny adresse' })).toHaveCount(0);
  await rita.context.close();
});

test('a pinned answer stands first, and its pages are for everybody', async ({ browser }) => {
  const { url } = program();
  const rita = await newStaff(browser, url, 'Rita', '/redaktion/fastgjort');
  const { page } = rita;
  await page.getByRole('button', { name: 'Fastgør svaret' }).click();
  await expect(page.getByRole('alert')).toContainText('Skriv, hvad der søges på.');
  await expectGoodPage(page, 'pins, refused');
  await page.getByLabel('Når nogen søger på').fill('sommerfest');
  await page.getByLabel('Vis først').selectOption({ label: 'Stem på valgdagen eller før' });
  await page.getByLabel('Ansvarlig rolle').fill('redaktør');
  await page.getByLabel('Hvorfor').fill('Der er valg');
  await page.getByRole('button', { name: 'Fastgør svaret' }).click();
  await expect(page.getByRole('status')).toContainText('Svaret er fastgjort');
  const citizen = await newCitizen(browser);
  await citizen.page.goto(`${url}/fjordby/soeg?q=sommerfest`);
  await expect(citizen.page.locator('.results a').first()).toHaveText('Stem på valgdagen eller før');
  await expect(citizen.page.getByText('Der er valg')).toHaveCount(0);
  await citizen.context.close();
  await rita.context.close();
});

test('a study is asked on a phone without scripts, compared when it is closed, and goes back to the words', async ({
  browser,
}) => {
  const { url } = program();
  const rita = await newStaff(browser, url, 'Rita', '/redaktion/undersoegelser/ny');
  const { page } = rita;
  await expectGoodPage(page, 'a new study');
  await page.getByLabel('Navn på undersøgelsen').fill('Ord om flytning');
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Sidste dag, man kan svare').fill(inAMonth);
  for (const [index, term] of ['bopælspligt', 'logivært', 'dobbelt adresse'].entries()) {
    const one = page.getByRole('group', { name: `Ord ${index + 1}` });
    await one.getByLabel('Ordet').fill(term);
    await one.getByLabel('Det betyder').fill(`det rette om ${term}`);
    await one.getByLabel('Det kunne man tro').fill('noget andet\nnoget tredje');
    await one.getByLabel('Det jævne ord').fill(`det jævne om ${term}`);
    await one.getByLabel('Hører til ydelsen').selectOption({ label: 'Sig til, at du får ny adresse' });
  }
  await page.getByRole('button', { name: 'Lav undersøgelsen' }).click();
  await expect(page.getByRole('status')).toContainText('Undersøgelsen er lavet');
  await expectGoodPage(page, 'an open study');
  const study = page.url().replace(/\?.*/, '');
  const link = await page
    .getByRole('link', { name: /\/fjordby\/undersoegelse\// })
    .first()
    .getAttribute('href');

  const citizen = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const sheet = await citizen.newPage();
  await sheet.goto(`${url}${link}`);
  await sheet.getByRole('button', { name: 'Send svar' }).click();
  await expect(sheet.getByRole('alert')).toContainText('Vælg mindst ét svar');
  await sheet.getByRole('group', { name: 'Hvad betyder "bopælspligt"?' }).getByLabel('noget andet').check();
  await sheet.getByRole('button', { name: 'Send svar' }).click();
  await expect(sheet.getByRole('heading', { level: 1 })).toHaveText('Tak for dine svar');
  expect(await citizen.cookies()).toEqual([]);
  await citizen.close();
  const reader = await newCitizen(browser);
  await reader.page.goto(`${url}${link}`);
  await expectGoodPage(reader.page, 'a study that is answered');

  for (const [party, counts] of [
    ['citizen', ['2', '14']],
    ['employee', ['18', '1']],
  ] as const) {
    await page.goto(`${study}/indtast?gruppe=${party}`);
    if (party === 'citizen') await expectGoodPage(page, 'answers from paper');
    const first = page.getByRole('group', { name: 'Hvad betyder "bopælspligt"?' });
    await first.getByLabel('det rette om bopælspligt').fill(counts[0]);
    await first.getByLabel('noget andet').fill(counts[1]);
    await page.getByRole('button', { name: 'Læg tallene til' }).click();
    await expect(page.getByRole('status')).toContainText('Tallene er lagt til');
  }
  await expect(page.getByRole('heading', { name: 'Resultat' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Luk undersøgelsen nu' }).click();
  await expect(
    page.getByRole('heading', { name: 'Borgere og medarbejdere mener ikke det samme med "bopælspligt".' }),
  ).toBeVisible();
  await expectGoodPage(page, 'a closed study');
  await page.getByRole('button', { name: /^Skriv i ordene til/ }).click();
  await expect(page.getByRole('status')).toContainText('"bopælspligt" står nu i ordene');
  await page.goto(`${url}/redaktion/ord/flytning`);
  await expect(page.getByText('I stedet for "bopælspligt": sig "det jævne om bopælspligt".')).toBeVisible();
  await expectGoodPage(page, 'the words of a service');
  await reader.page.reload();
  await expect(reader.page.getByRole('heading', { level: 1 })).toHaveText('Undersøgelsen er lukket');
  await reader.context.close();
  await rita.context.close();
});
