import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScrolling } from './expect-accessible.ts';
import { expect, ownProgram, test } from './house.ts';
import { closeContacts } from './main-job.ts';
import { chooseForm, closeByKey, deskOf, newCitizen, newStaff, takeNextByKey } from './people.ts';

const program = ownProgram();

const openPages = [
  ['the choice of municipality', '/'],
  ['the front page', '/fjordby'],
  ['all topics', '/fjordby/emner'],
  ['a topic', '/fjordby/emner/digital-adgang'],
  ['a search with hits', '/fjordby/soeg?q=n%C3%B8glekort+virker+ikke'],
  ['a search that is unsure', '/fjordby/soeg?q=kort'],
  ['a search with no answer', '/fjordby/soeg?q=xyzzy'],
  ['an empty search', '/fjordby/soeg?q='],
  ['a guide', '/fjordby/mitid'],
  ['a short guide', '/fjordby/nemkonto'],
  ['the sheet of a guide', '/fjordby/mitid/ark'],
  ['a code from another screen', '/fjordby/kode'],
  ['a code from an employee', '/fjordby/kom'],
  ['a link that is spent', '/fjordby/kom/ABCD2345'],
  ['help, closed', '/hedelund/hjaelp'],
  ['thanks without a right to answer', '/fjordby/tak'],
  ['a place that is gone', '/fjordby/hjaelp/vent'],
  ['meetings', '/fjordby/moede'],
  ['how to meet', '/fjordby/moede/borgerservice'],
  ['a course', '/fjordby/moede/mitid-kursus'],
  ['a code of a meeting', '/fjordby/moede/kode'],
  ['six words', '/fjordby/moede/anonym'],
  ['a link of a meeting that is gone', '/fjordby/m/x'],
  ['meetings in English', '/fjordby/en/moede'],
  ['privacy', '/fjordby/privatliv'],
  ['how uses are counted', '/fjordby/tal'],
  ['the way in by sign language', '/fjordby/tegnsprog'],
  ['accessibility', '/was'],
  ['a page that does not exist', '/fjordby/findes-ikke'],
  ['the front page in English', '/fjordby/en'],
  ['a search in English', '/fjordby/en/soeg?q=passport'],
  ['a guide in English', '/fjordby/en/mitid'],
  ['privacy in English', '/fjordby/en/privatliv'],
] as const;

test.describe('open pages', () => {
  for (const [name, path] of openPages)
    test(name, async ({ browser }) => {
      const { context, page } = await newCitizen(browser);
      await page.goto(`${program().url}${path}`);
      await expect(page.locator('html')).toHaveAttribute('lang', path.includes('/en') ? 'en' : 'da');
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectAccessible(page, name);
      await expectNoSidewaysScrolling(page, name);
      await context.close();
    });
});

test('the way through the counter, on both sides', async ({ browser }) => {
  test.setTimeout(180_000);
  const { url } = program();
  const login = await browser.newContext();
  const loginPage = await login.newPage();
  await loginPage.goto(`${url}/skranke`);
  await expectAccessible(loginPage, 'login');
  await login.close();

  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  await expectAccessible(mette.page, 'the empty desk');
  const { context, page } = await newCitizen(browser);
  await page.goto(`${url}/fjordby/hjaelp?emne=mitid&trin=app`);
  await expectAccessible(page, 'help, open');
  await expectNoSidewaysScrolling(page, 'help, open');
  await chooseForm(page, 'Tal og se hinanden');
  await expect(page.locator('video')).toBeVisible();
  await expectAccessible(page, 'ready');
  await expectNoSidewaysScrolling(page, 'ready');
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await expectAccessible(page, 'waiting');
  await expectNoSidewaysScrolling(page, 'waiting');
  await expect(deskOf(mette.page).waiting).toHaveCount(1);
  await expectAccessible(mette.page, 'the desk with one waiting');
  await takeNextByKey(mette.page);
  await expect(page.locator('video[aria-label^="Mette"]')).toBeVisible({ timeout: 20_000 });
  await expect(mette.page.locator('video').first()).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page, 'the call, citizen');
  await expectNoSidewaysScrolling(page, 'the call, citizen');
  await expectAccessible(mette.page, 'the call, employee');
  await page.getByRole('button', { name: /^Læg på/ }).click();
  await page.getByRole('button', { name: 'Læg på nu' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Samtalen er slut' })).toBeVisible();
  await expectAccessible(page, 'the call is over');
  await closeByKey(mette.page, '2');
  await page.getByRole('link', { name: 'Gå videre' }).click();
  await expect(page.getByText('Spørgsmål 1 af')).toBeVisible();
  await expectAccessible(page, 'a question');
  await expectNoSidewaysScrolling(page, 'a question');
  await context.close();
  await mette.context.close();
});

test('leader, editor and administration', async ({ browser }) => {
  test.setTimeout(120_000);
  const { url } = program();
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await closeContacts(mette.page.request, url, 12);
  await mette.page.goto(`${url}/ledelse`);
  await expectAccessible(mette.page, 'a page that needs another role');
  await mette.context.close();
  for (const [who, path] of [
    ['Lone', '/ledelse'],
    ['Rita', '/redaktion'],
    ['Rita', '/redaktion/nyt'],
    ['Rita', '/redaktion/nyt/ny'],
    ['Rita', '/redaktion/instrukser'],
    ['Rita', '/redaktion/instrukser/pas'],
    ['Adam', '/administration'],
  ] as const) {
    const { context, page } = await newStaff(browser, url, who, path);
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await expectAccessible(page, path);
    await page.goto(`${url}/en${path}`);
    await expectAccessible(page, `${path} in English`);
    await context.close();
  }
});

/** Moves the focus by Tab until the element has it, as one does who has no mouse. */
async function tabTo(
  page: Page,
  role: 'link' | 'button' | 'checkbox' | 'textbox' | 'searchbox',
  name: string | RegExp,
): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expectFocusSeen(page);
      return;
    }
  }
  throw new Error(`Tab never reached ${role} ${name}`);
}

/** What has the focus shows it: an outline of its own or of what holds it. */
async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    return [element, element?.parentElement].some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    });
  });
  expect(seen, 'the focus can be seen').toBe(true);
}

test('the main job by keyboard alone', async ({ browser }) => {
  test.setTimeout(120_000);
  const { url } = program();
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  const { context, page } = await newCitizen(browser, {
    isMobile: false,
    hasTouch: false,
    viewport: { width: 1280, height: 800 },
  });
  await page.goto(`${url}/fjordby`);
  await tabTo(page, 'searchbox', /Hvad skal du have hjælp til/);
  await page.keyboard.type('nøglekort virker ikke');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Vi fandt/ })).toBeVisible();
  await tabTo(page, 'link', /Få MitID/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'checkbox', /^Gjort ?: trin 1$/);
  await page.keyboard.press('Space');
  await tabTo(page, 'link', /^Jeg sidder fast her ?: trin 2$/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', /^Skriv\s*Du /);
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Stil mig i kø');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await tabTo(page, 'textbox', 'Skriv her');
  await page.keyboard.type('Hej');

  await expect(deskOf(mette.page).waiting).toHaveCount(1);
  // From a button in the guide, which is drawn anew for whom she takes.
  await mette.page.getByRole('button', { name: 'Se vejledningen' }).first().focus();
  await takeNextByKey(mette.page);
  await expect(
    deskOf(mette.page)
      .conversation.getByText(/^Du taler med/)
      .first(),
  ).toBeVisible();
  await expect(mette.page.locator('#samtalen')).toBeFocused();
  await tabTo(mette.page, 'textbox', 'Skriv her');
  await mette.page.keyboard.type('Goddag');
  await mette.page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('Mette Medarbejder: Goddag');
  await tabTo(page, 'textbox', 'Skriv her');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(mette.page.getByRole('log')).toContainText('Hej');

  await mette.page.keyboard.press('Escape');
  await mette.page.keyboard.press('/');
  await mette.page.keyboard.type('pas');
  await expect(
    mette.page.getByRole('region', { name: 'Vejledning', exact: true }).getByRole('button', { name: /pas/i }).first(),
  ).toBeVisible();
  await mette.page.keyboard.press('Escape');
  await tabTo(page, 'button', /^Læg på/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Læg på nu' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Samtalen er slut' })).toBeFocused();
  await closeByKey(mette.page, '2');
  await expect(deskOf(mette.page).conversation).toContainText('Ingen venter');
  await tabTo(page, 'link', 'Gå videre');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Ja');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Spørgsmål 2 af')).toBeVisible();
  await context.close();
  await mette.context.close();
});

test('without JavaScript she reads, searches, takes a number and answers', async ({ browser }) => {
  const { url } = program();
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  const { context, page } = await newCitizen(browser, { javaScriptEnabled: false });
  await page.goto(`${url}/fjordby`);
  await page.getByRole('searchbox').fill('nøglekort virker ikke');
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await page.getByRole('link', { name: /^Jeg sidder fast her ?: trin 2$/ }).click();
  await chooseForm(page, 'Skriv');
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await expect(deskOf(mette.page).waiting).toHaveCount(1);
  await takeNextByKey(mette.page);
  // The page comes anew by itself and says what she can do without scripts.
  await expect(page.getByText(/samtalen virker kun med JavaScript slået til\. Ring i stedet/)).toBeVisible({
    timeout: 20_000,
  });
  await closeByKey(mette.page, '3');
  await page.goto(`${url}/fjordby/tak`);
  await expect(page.getByText('Spørgsmål 1 af')).toBeVisible();
  await page.getByRole('button', { name: 'Delvist' }).click();
  await expect(page.getByText('Spørgsmål 2 af')).toBeVisible();
  await page.getByRole('link', { name: 'Spring over' }).click();
  await expect(page.getByText('Spørgsmål 3 af')).toBeVisible();
  await context.close();
  await mette.context.close();
});

test('the same in English', async ({ browser }) => {
  const { url } = program();
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  const { context, page } = await newCitizen(browser, { locale: 'en-GB' });
  await page.goto(`${url}/fjordby`);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('searchbox').fill('lost my passport');
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await expect(page).toHaveURL(/\/fjordby\/en\//);
  await page.goto(`${url}/fjordby/en/hjaelp?emne=pas`);
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await page.getByRole('button', { name: /line/i }).click();
  await expect(page).toHaveURL(/\/fjordby\/en\/hjaelp\/vent$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessible(page, 'waiting in English');
  await expect(deskOf(mette.page).waiting).toContainText('English');
  await page.getByRole('button', { name: /give up/i }).click();
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  await context.close();
  await mette.context.close();
});
