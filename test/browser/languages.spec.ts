import { AxeBuilder } from '@axe-core/playwright';
import { expect, ownProgram, test } from './house.ts';
import { newCitizen } from './people.ts';

const program = ownProgram();
/** Every rule of WCAG 2.2 up to AA that a machine can check. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

test('a guide is read in Arabic, from right to left, and phones keep their direction', async ({ browser }) => {
  const { context, page } = await newCitizen(browser);
  await page.goto(`${program().url}/fjordby/mitid`);
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page).toHaveURL(/\/fjordby\/mitid\/ar$/);
  const article = page.getByRole('article');
  await expect(article).toHaveAttribute('dir', 'rtl');
  await expect(article).toHaveAttribute('lang', 'ar');
  // The number of a step stands where its line begins: on the right.
  const step = page.locator('#trin-check');
  const [number, text] = await Promise.all([
    step.locator('.step-number').boundingBox(),
    step.locator('p').first().boundingBox(),
  ]);
  expect(number?.x ?? 0).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0) - 1);
  const phone = article.getByRole('link', { name: '10 20 30 40' }).first();
  expect(await phone.evaluate((one) => getComputedStyle(one).direction)).toBe('ltr');
  for (const width of [320, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  await context.close();
});
