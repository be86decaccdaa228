import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './house.ts';
import { newCitizen, newStaff, waitInLine } from './people.ts';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

test('who tries her equipment is told in words what works, by keyboard and on the smallest phone, light and dark', async ({
  browser,
  shared,
}) => {
  test.setTimeout(60_000);
  const { context, page } = await newCitizen(browser);
  await page.goto(`${shared.url}/fjordby/hjaelp/proev`);
  const begin = page.getByRole('button', { name: 'Begynd prøven' });
  await begin.focus();
  await page.keyboard.press('Enter');
  const answer = (part: string) => page.locator('.line-test div').filter({ hasText: part }).locator('dd');
  for (const part of ['Mikrofon', 'Kamera', 'Vej til kommunen']) await expect(answer(part)).toHaveText('Virker');
  await expect(answer('Hastighed')).toHaveText(/kbit\/s ned og .+ kbit\/s op, .+ ms frem og tilbage/);
  const verdict = page.getByText(/^Din forbindelse er (god nok|svag)/);
  await expect(verdict).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('status').filter({ has: verdict })).toHaveCount(1);

  await page.getByRole('button', { name: 'Nej', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Skru op for lyden, eller prøv et headset.')).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hent resultatet som tekst' }).press('Enter'),
  ]);
  expect(file.suggestedFilename()).toBe('proeve-af-udstyr.txt');

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).withTags(levels).analyze()).violations).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await context.close();
});

test('without a camera and a microphone it says so, and what to do instead', async ({ browser, shared }) => {
  const { context, page } = await newCitizen(browser, { mayUseDevices: false });
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('', 'NotAllowedError');
    };
  });
  await page.goto(`${shared.url}/fjordby/hjaelp/proev`);
  await page.getByRole('button', { name: 'Begynd prøven' }).click();
  await expect(page.getByText('Du kan skrive i stedet.')).toBeVisible();
  await expect(page.getByText('Du kan tale uden billede.')).toBeVisible();
  await context.close();
});

test('on a poor line she is told while she waits that the talk begins without her picture, and the employee is told too', async ({
  browser,
  shared,
}) => {
  const mette = await newStaff(browser, shared.url, 'Mette', '/skranke');
  const { context, page } = await newCitizen(browser);
  await waitInLine(page, shared.url, { form: 'Tal og se hinanden' });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  const rate = 150_000 / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 60,
    downloadThroughput: rate,
    uploadThroughput: rate,
  });
  await expect(page.getByRole('status').getByText(/^Din forbindelse er svag lige nu/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByLabel('Dit billede, som den anden vil se det')).toHaveCount(0);
  const line = mette.page.getByRole('region', { name: 'Køen' });
  await expect(line.getByText('Svag forbindelse: begynder uden billede')).toBeVisible();
  // Loaded anew she begins as she was told.
  await page.reload();
  await expect(page.getByText(/^Din forbindelse er svag lige nu/)).toBeVisible();
  await expect(page.getByRole('meter')).toBeVisible();
  await expect(page.getByLabel('Dit billede, som den anden vil se det')).toHaveCount(0);
  await page.getByRole('button', { name: 'Opgiv min plads' }).click();
  await context.close();
  await mette.context.close();
});
