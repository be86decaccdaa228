import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { newCitizen } from './people.ts';

/** Every rule of WCAG 2.2 up to AA that a machine can check, in both colour schemes. */
async function expectAccessible(page: Page, name: string, without: readonly string[] = []): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
      .disableRules([...without])
      .analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    expect.soft(faults, `${name}, ${colorScheme}`).toEqual([]);
  }
}

const expectNoSidewaysScrolling = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(
    true,
  );

/** A device with voices, which says its sentences when the test wants. */
function deviceWithVoices(voices: readonly { lang: string; localService: boolean }[]): void {
  const stub = window as unknown as { said: string[]; rates: number[]; finish: () => void };
  stub.said = [];
  stub.rates = [];
  let current: { onend?: () => void } | null = null;
  stub.finish = () => current?.onend?.();
  class Utterance {
    rate = 1;
    onend?: () => void;
    readonly text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  Object.assign(window, { SpeechSynthesisUtterance: Utterance });
  Object.defineProperty(window, 'speechSynthesis', {
    value: {
      getVoices: () => voices,
      addEventListener: () => {},
      cancel: () => {
        current = null;
      },
      speak: (utterance: Utterance) => {
        current = utterance as { onend?: () => void };
        stub.said.push(utterance.text);
        stub.rates.push(utterance.rate);
      },
    },
  });
}
const said = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);
const finishSentence = (page: Page) => page.evaluate(() => (window as unknown as { finish: () => void }).finish());
/** The words that are marked, by whichever way the browser has. */
const marked = (page: Page) =>
  page.evaluate(() => {
    const highlight = CSS.highlights?.get('read-aloud');
    if (highlight) return [...highlight].map(String).join('');
    return [...document.querySelectorAll('mark.read-aloud')].map((one) => one.textContent).join('');
  });

test('a step is read aloud by keyboard, each sentence marked as it is said', async ({ browser, shared }) => {
  const { context, page } = await newCitizen(browser);
  await page.addInitScript(deviceWithVoices, [{ lang: 'da-DK', localService: true, default: true }]);
  await page.goto(`${shared.url}/fjordby/flytning`);
  const button = page.getByRole('button', { name: /^Læs op ?: trin 1$/ });
  await button.focus();
  await page.keyboard.press('Enter');
  const player = page.getByRole('region', { name: 'Oplæsning' });
  await expect(player.getByRole('button', { name: 'Pause' })).toBeFocused();
  await expect.poll(() => said(page)).toHaveLength(1);
  expect((await said(page))[0]).toMatch(/^Trin 1: /);
  await finishSentence(page);
  await expect.poll(() => marked(page)).toMatch(/^Du kan melde flytningen/);
  // The player lies over whatever is at the lower edge, and one scrolls past it.
  await expectAccessible(page, 'a step that is read', ['target-size']);
  await page.keyboard.press('Enter');
  await expect(player.getByRole('button', { name: 'Fortsæt' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await said(page)).at(-1)).toMatch(/^Du kan melde flytningen/);
  await player.getByRole('button', { name: 'Langsomt' }).press('Space');
  await expect(player.getByRole('button', { name: 'Langsomt' })).toHaveAttribute('aria-pressed', 'true');
  expect(await page.evaluate(() => (window as unknown as { rates: number[] }).rates.at(-1))).toBeLessThan(1);
  await page.keyboard.press('Escape');
  await expect(player).toBeHidden();
  await expect(button).toBeFocused();
  expect(await marked(page)).toBe('');
  await context.close();
});

test('where browsers have no highlights the sentence is marked all the same, and the text is whole afterwards', async ({
  browser,
  shared,
}) => {
  const { context, page } = await newCitizen(browser);
  await page.addInitScript(deviceWithVoices, [{ lang: 'da-DK', localService: true, default: true }]);
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'Highlight');
  });
  await page.goto(`${shared.url}/fjordby/flytning`);
  const before = await page.locator('article').innerHTML();
  const button = page.getByRole('button', { name: /^Læs op ?: trin 1$/ });
  await button.click();
  for (let sentence = 0; sentence < 3; sentence += 1) await finishSentence(page);
  await expect(page.locator('mark.read-aloud').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Oplæsning' })).toBeHidden();
  expect(await page.locator('article').innerHTML()).toBe(before);
  await context.close();
});

for (const [name, voices, words] of [
  ['no Danish voice', [{ lang: 'de-DE', localService: true, default: true }], 'Din enhed har ingen dansk stemme'],
  ['only a voice that sends the text away', [{ lang: 'da-DK', localService: false, default: true }], 'Det gør vi ikke'],
] as const)
  test(`a device with ${name} says so, and the buttons go`, async ({ browser, shared }) => {
    const { context, page } = await newCitizen(browser);
    await page.addInitScript(deviceWithVoices, [...voices]);
    await page.goto(`${shared.url}/fjordby/mitid`);
    await page.getByRole('button', { name: 'Læs siden op' }).click();
    await expect(page.getByText(words)).toBeFocused();
    await expect(page.getByRole('button', { name: /^Læs (siden )?op/ })).toHaveCount(0);
    expect(await said(page)).toEqual([]);
    await context.close();
  });

test('larger text is chosen once and is there before the page is drawn', async ({ browser, shared }) => {
  const { context, page } = await newCitizen(browser);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${shared.url}/fjordby/flytning`);
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  expect(await size()).toBe('18px');
  await page.getByRole('button', { name: 'Størst' }).click();
  expect(await size()).toBe('27px');
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page, 'the largest text');
  await page.route('**/read-*.js', (route) => route.abort());
  await page.goto(`${shared.url}/fjordby`);
  expect(await size()).toBe('27px');
  await expectNoSidewaysScrolling(page);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('an official word is explained in place, by keyboard and without JavaScript', async ({ browser, shared }) => {
  for (const javaScriptEnabled of [true, false]) {
    const { context, page } = await newCitizen(browser, { javaScriptEnabled });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${shared.url}/fjordby/flytning`);
    const word = page.locator('#trin-login').getByRole('button', { name: 'MitID' });
    await word.focus();
    await page.keyboard.press('Enter');
    const note = page.locator('.word-note:popover-open');
    await expect(note).toContainText('Din nøgle på nettet.');
    if (javaScriptEnabled) {
      await expectAccessible(page, 'a word explained');
      await expectNoSidewaysScrolling(page);
    }
    await page.keyboard.press('Escape');
    await expect(note).toHaveCount(0);
    await expect(word).toBeFocused();
    await context.close();
  }
});

test('without JavaScript a few answers make a personal guide, and a step is told of', async ({ browser, shared }) => {
  const { context, page } = await newCitizen(browser, { javaScriptEnabled: false });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${shared.url}/fjordby/flytning`);
  const steps = page.locator('.step');
  const all = await steps.count();
  await expect(page.getByRole('button', { name: /^Læs/ })).toHaveCount(0);
  await expect(page.getByText('Hold Ctrl nede')).toBeVisible();
  await page.getByRole('button', { name: 'Kun mig' }).click();
  await page.getByRole('button', { name: 'En bolig med min egen kontrakt' }).click();
  await expect(page).toHaveURL(/\?svar=hvem\.alene&svar=bolig\.egen#dine-trin$/);
  const few = await steps.count();
  expect(few).toBeLessThan(all);
  await expect(page.getByText(`Du ser ${few} af ${all} trin.`)).toBeVisible();
  await expect(page.locator('#trin-child-notice')).toHaveCount(0);
  await expectNoSidewaysScrolling(page);
  await page.getByRole('button', { name: /^Nej ?, trin 2 / }).click();
  await expect(page).toHaveURL(/svar=hvem\.alene&svar=bolig\.egen&tak=gather#trin-gather$/);
  await expect(page.locator('#trin-gather')).toContainText('Tak for dit svar.');
  await expect(steps).toHaveCount(few);
  await page.getByRole('link', { name: 'Se hele vejledningen' }).click();
  await expect(steps).toHaveCount(all);
  await context.close();
});

test('with JavaScript a step is told of in one press, in place', async ({ browser, shared }) => {
  const { context, page } = await newCitizen(browser);
  await page.goto(`${shared.url}/fjordby/mitid`);
  const address = page.url();
  const form = page.locator('.step').first().locator('.step-help');
  await form.getByRole('button', { name: /^Ja/ }).focus();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/mitid/hjalp')),
    page.keyboard.press('Enter'),
  ]);
  expect(answer.status()).toBe(204);
  await expect(page.getByText('Tak for dit svar.')).toBeFocused();
  await expect(
    page
      .locator('.step')
      .first()
      .getByRole('button', { name: /^(Ja|Nej)/ }),
  ).toHaveCount(0);
  expect(page.url()).toBe(address);
  await context.close();
});

test('one who helps reads what she may do at each step, and goes on so from page to page', async ({
  browser,
  shared,
}) => {
  const { context, page } = await newCitizen(browser, { javaScriptEnabled: false });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${shared.url}/fjordby/hjaelper`);
  await expect(page.getByRole('heading', { level: 1, name: 'Når du hjælper en anden' })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await page.getByRole('link', { name: /Find en vejledning/ }).click();
  await page.getByRole('link', { name: 'Digital fuldmagt', exact: true }).click();
  await expect(page.locator('#trin-login .helper')).toContainText('Du må ikke bruge den andens');
  await page.getByRole('region', { name: 'Andre har også brug for' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\?hjaelper=1$/);
  await expect(page.getByText('Du hjælper en anden.')).toBeVisible();
  await page.getByRole('link', { name: 'Jeg hjælper ikke en anden' }).click();
  await expect(page).not.toHaveURL(/hjaelper/);
  await context.close();
});

test('the pages of words and of helping keep the rules of access', async ({ browser, shared }) => {
  const { context, page } = await newCitizen(browser);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/ord', '/en/ord', '/hjaelper', '/en/hjaelper', '/mitid?hjaelper=1', '/pas?svar=hvem.barn']) {
    await page.goto(`${shared.url}/fjordby${path}`);
    await expectAccessible(page, path);
    await expectNoSidewaysScrolling(page);
  }
  await context.close();
});
