import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { newCitizen, newStaff, phone } from './people.ts';

const program = ownProgram();
const path = '/skranke/vejledning';
const small = { viewport: { width: 1280, height: 720 } };

const openConsole = async (browser: Parameters<typeof newStaff>[0], options = small) => {
  const person = await newStaff(browser, program().url, 'Mette', path, options);
  await expect(person.page.locator('[data-ready]')).toBeVisible();
  return person;
};
const field = (page: Page) => page.getByRole('searchbox', { name: /Søg i vejledningen/ });
const say = (page: Page) => page.locator('[data-say]').first();
const stops = (page: Page) => page.getByRole('region', { name: 'Stop her, og tilbyd en anden vej' });

/** Seen without scrolling, and not behind what sticks to the bottom. */
async function expectInView(page: Page, name: string, target: ReturnType<Page['locator']>): Promise<void> {
  // An element that is drawn anew has no box for a moment.
  const isInView = async () => {
    const [box, foot] = [await target.boundingBox(), await page.locator('.console-foot').boundingBox()];
    if (!box || !foot) return false;
    const sticks = (await page.locator('.console-foot').evaluate((one) => getComputedStyle(one).position)) === 'sticky';
    const lowest = sticks ? foot.y : (page.viewportSize()?.height ?? 0);
    return box.y >= 0 && box.y + box.height <= lowest;
  };
  await expect.poll(isInView, { message: `${name} is in view` }).toBe(true);
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
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

test('the telephone call with the keyboard alone: hear, say, branch, send, close with one key', async ({ browser }) => {
  const { context, page } = await openConsole(browser);
  const told: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') told.push(`${new URL(request.url()).pathname} ${request.postData()}`);
  });
  // The field has the focus from the start.
  await page.keyboard.type('min mor kan ikke flytte');
  await expect(page.getByRole('heading', { level: 2, name: 'Meld flytning' })).toBeVisible();
  await expect(say(page)).toContainText('“Hvilken dag flytter du ind, eller er du allerede flyttet?”');
  await expectInView(page, 'the first line', say(page));
  await expectInView(page, 'the stop rules', stops(page));
  await expectInView(page, 'the right to another way', page.locator('.script-right'));
  for (const duty of await page.locator('.script-duties li').all()) await expectInView(page, 'a duty', duty);
  await expect(stops(page).getByRole('link', { name: /CPR-lovens § 12/ })).toBeVisible();
  await expectAccessible(page, 'a guide');

  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(page.locator('[aria-current="step"]')).toContainText('2');
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('[aria-current="step"]')).toContainText('1');
  // What she says now leads to a stop rule: it is marked and has the focus, and so it is read out.
  await page.keyboard.press('5');
  await expect(stops(page).locator('li.is-marked')).toBeFocused();

  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Giv trinnet videre' })).toBeFocused();
  await expect(page.getByLabel('Link til trinnet')).toHaveValue(/\/fjordby\/flytning#trin-/);
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Giv trinnet videre' })).toHaveCount(0);

  await page.keyboard.press('1');
  await expect(page.getByText('Tælles: Telefon · Meld flytning · Klaret sammen')).toBeVisible();
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect(page.getByText('Fortrudt.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Meld flytning' })).toBeVisible();
  expect(told.filter((one) => one.includes('henvendelse'))).toEqual([]);

  await page.keyboard.press('1');
  await expect(page.getByText('Henvendelsen er talt med.')).toBeVisible({ timeout: 15_000 });
  const counted = told.filter((one) => one.includes('henvendelse'));
  expect(counted).toHaveLength(1);
  // Nothing that she typed has left the browser: not in the search, and not in what is counted.
  expect(told.join('\n')).not.toContain('mor');
  await context.close();
});

test('a guess is never the answer, danger shows its numbers first, and Esc loses nothing', async ({ browser }) => {
  const { context, page } = await openConsole(browser);
  await field(page).fill('fltning');
  await expect(page.getByRole('heading', { name: 'Ikke sikkert. Spørg borgeren' })).toBeVisible();
  await expect(say(page)).toContainText('Er det et af de her');
  await expect(page.locator('#ydelsen')).toHaveCount(0);
  await expectAccessible(page, 'not certain');
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('fltning');
  await page.keyboard.press('5');
  await expect(page.locator('#ydelsen')).toBeVisible();

  await field(page).fill('min mand slår mig');
  await expect(page.getByRole('alert').filter({ hasText: '1888' })).toContainText('112');
  await field(page).fill('xyzzy');
  await expect(page.getByRole('heading', { name: 'Ingen vejledning passer på de ord' })).toBeVisible();
  await context.close();
});

test('news is there until it is read, with one key; a favourite and an instruction are at hand', async ({
  browser,
}) => {
  const { context, page } = await openConsole(browser);
  const news = page.getByRole('heading', { level: 3, name: 'Eksempel: Pas kan hentes om lørdagen' });
  await expect(news).toBeVisible();
  await expectAccessible(page, 'news');
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(news).toHaveCount(0);
  await page.reload();
  await expect(page.locator('[data-ready]')).toBeVisible();
  await expect(news).toHaveCount(0);
  await field(page).fill('nyt pas');
  await expect(page.getByRole('heading', { name: 'Sådan gør vi i Fjordby' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.reload();
  await expect(page.getByRole('region', { name: 'Favoritter' }).getByRole('button', { name: 'Pas' })).toBeVisible();
  // No citizen reads it.
  await page.goto(`${program().url}/fjordby/pas`);
  await expect(page.getByText('Fotoboksen')).toHaveCount(0);
  await context.close();
});

test('keys can be changed and switched off', async ({ browser }) => {
  const { context, page } = await openConsole(browser);
  await page.getByText('Genvejstaster', { exact: true }).click();
  const next = page.getByLabel('Næste trin', { exact: true });
  await next.fill('x');
  await expect(next).toHaveValue('X');
  await page.getByLabel('Forrige trin', { exact: true }).fill('x');
  await expect(page.getByText(/Tasten bruges allerede/)).toBeVisible();
  await field(page).fill('nyt pas');
  await expect(page.locator('[aria-current="step"]')).toContainText('1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await expect(page.locator('[aria-current="step"]')).toContainText('2');
  await page.getByLabel('Brug genvejstaster').uncheck();
  await page.locator('#ydelsen').focus();
  await page.keyboard.press('x');
  await expect(page.locator('[aria-current="step"]')).toContainText('2');
  await expect(page.locator('.console kbd')).toHaveCount(0);
  await context.close();
});

test('a contact is counted when the line comes back, once', async ({ browser }) => {
  const { context, page } = await openConsole(browser);
  await field(page).fill('nyt pas');
  await expect(page.locator('#trinnet')).toBeVisible();
  await page.keyboard.press('Escape');
  await context.setOffline(true);
  await page.keyboard.press('2');
  await expect(page.getByText(/Forbindelsen er væk. 1 henvendelse venter her/)).toBeVisible({ timeout: 20_000 });
  await context.setOffline(false);
  await expect(page.getByText('Henvendelsen er talt med.')).toBeVisible({ timeout: 20_000 });
  await context.close();
});

test('on a phone in one hand the first line, the duties and the stop rules are there without scrolling', async ({
  browser,
}) => {
  const { context, page } = await openConsole(browser, { ...phone, viewport: { width: 360, height: 740 } });
  await field(page).fill('min mor kan ikke flytte');
  await expect(page.locator('#trinnet')).toBeVisible();
  await expectInView(page, 'the first line', say(page));
  await expectInView(page, 'the heading of the stop rules', stops(page).getByRole('heading'));
  await expectInView(page, 'the first stop rule', stops(page).locator('summary').first());
  for (const duty of await page.locator('.script-duties li').all()) await expectInView(page, 'a duty', duty);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(sideways).toBe(false);
  await expectAccessible(page, 'a guide on a phone');
  await context.close();
});

test('an invited citizen comes to the employee who asked, at the step they talk about', async ({ browser }) => {
  const desk = await newStaff(browser, program().url, 'Mette', '/skranke');
  await desk.page.locator('[data-ready]').waitFor();
  await field(desk.page).fill('min mor kan ikke flytte');
  await expect(desk.page.locator('#trinnet')).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await desk.page.keyboard.press('j');
  await desk.page.keyboard.press('i');
  await desk.page.getByRole('radio', { name: 'Skrive' }).check();
  await desk.page.getByRole('button', { name: 'Lav en kode' }).click();
  const link = await desk.page.getByLabel('Link til borgeren').inputValue();

  const karen = await newCitizen(browser);
  await karen.page.goto(link);
  await expect(karen.page.getByRole('heading', { level: 1 })).toHaveText(/Mette .* venter på dig|Mette venter på dig/);
  await expect(karen.page.getByText('Om: Meld flytning')).toBeVisible();
  await karen.page.getByRole('button', { name: /Kom ind til Mette/ }).click();
  await expect(desk.page.getByText('Borgeren er her', { exact: true })).toBeVisible();
  await expect(desk.page.getByRole('heading', { name: 'Hvordan gik det?' })).toBeVisible();
  await expect(desk.page.getByText(/Borgeren er kaldt/)).toHaveCount(0);

  // The link is spent: another browser gets nowhere with it.
  const stranger = await newCitizen(browser);
  await stranger.page.goto(link);
  await expect(stranger.page.getByText(/Koden virker ikke/).first()).toBeVisible();
  for (const one of [desk, karen, stranger]) await one.context.close();
});
