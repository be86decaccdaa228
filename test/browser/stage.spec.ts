import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { openLab } from '../call-lab/lab-server.ts';
import { openGallery } from '../call-lab/stage-gallery.ts';
import { expect, test } from './house.ts';
import { phone } from './people.ts';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const tile = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
/** How much of the stage's width and height somebody's picture has. */
const room = async (page: Page, name: string) => {
  const box = await tile(page, name).locator('.call-tile-picture').boundingBox();
  return (box?.width ?? 0) * (box?.height ?? 0);
};
/** True when no two faces share a point, and neither words nor oneself lie on one. */
const uncovered = (page: Page) =>
  page.evaluate(() => {
    const boxes = (selector: string) =>
      [...document.querySelectorAll(`.call-stage ${selector}`)].map((element) => element.getBoundingClientRect());
    const faces = boxes('.call-tile-picture').filter((box) => box.width > 0);
    const over = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const others = boxes('.call-tile-words, .call-own, .call-sizes, .call-tile-size');
    return (
      faces.every((face, at) => faces.every((other, one) => one === at || !over(face, other))) &&
      faces.every((face) => !others.some((box) => over(face, box)))
    );
  });

test('several people: who each is, in words; large by one key; the focus stays when somebody goes', async ({
  page,
}) => {
  await page.setViewportSize(phone.viewport);
  await openGallery(page, 'four');
  await expect(tile(page, 'Kim Holm')).toContainText('Taler nu');
  await expect(tile(page, 'Kim Holm')).toContainText('Medarbejder · Logget ind hos kommunen');
  await expect(tile(page, 'Bisidderen')).toContainText('Har selv sagt sit navn');
  await expect(tile(page, 'Bisidderen')).toContainText('Mikrofon slukket');
  await expect(tile(page, 'Bisidderen').getByText('Taler nu')).toBeHidden();
  expect(await uncovered(page)).toBe(true);

  const larger = page.getByRole('button', { name: 'Vis stort: Bisidderen' });
  const before = await room(page, 'Kim Holm');
  await larger.focus();
  await page.keyboard.press('Enter');
  const smaller = page.getByRole('button', { name: 'Vis småt: Bisidderen' });
  await expect(smaller).toBeFocused();
  expect(await room(page, 'Bisidderen')).toBeGreaterThan(0);
  expect(await room(page, 'Kim Holm')).toBeLessThanOrEqual(before);
  expect(await uncovered(page)).toBe(true);

  // The companion leaves while the button on her tile has the focus.
  await page.evaluate(() => {
    const { gallery } = window as unknown as { gallery: { set: (next: (state: State) => State) => void } };
    type State = { readonly people: readonly { readonly who: number }[] };
    gallery.set((state) => ({ ...state, people: state.people.filter((one) => one.who !== 4) }));
  });
  await expect(page.getByText('Bisidderen er gået')).toBeVisible();
  await expect(page.locator('.call-stage')).toBeFocused();
});

test('hands: interpreter and counterpart together, in sizes that are set by keys and stay', async ({ page }) => {
  await openGallery(page, 'signing');
  await expect(tile(page, 'Amina Yusuf')).toContainText('Tegner nu');
  const [employee, interpreter] = [await room(page, 'Kim Holm'), await room(page, 'Amina Yusuf')];
  expect(interpreter).toBeGreaterThan(employee * 0.8);
  expect(await room(page, 'Bisidderen')).toBeLessThan(employee / 2);
  await page.getByRole('slider', { name: 'Plads til Kim Holm og Amina Yusuf' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => room(page, 'Amina Yusuf')).toBeGreaterThan(interpreter * 1.2);
  const wide = await room(page, 'Amina Yusuf');
  await page.getByRole('button', { name: 'Større billeder' }).click();
  await expect.poll(() => room(page, 'Amina Yusuf')).toBeGreaterThan(wide);
  const large = await room(page, 'Amina Yusuf');
  expect(await uncovered(page)).toBe(true);
  await openGallery(page, 'signing');
  await expect.poll(() => room(page, 'Amina Yusuf')).toBeCloseTo(large, -3);

  // What is in her camera moves like hands: her own page tells the call that she signs.
  await page.getByRole('button', { name: 'Mere' }).click();
  await page.getByRole('checkbox', { name: 'Jeg bruger tegnsprog' }).check();
  await expect(page.getByText('Du tegner nu')).toBeVisible();
  const done = await page.evaluate(() => (window as unknown as { gallery: { done: string[] } }).gallery.done);
  expect(done).toContain('setPurpose signing');
  expect(done).toContain('setSigning true');
});

test('nothing sticks out, hides or is nameless: phone, 400 %, desk, light and dark', async ({ page }) => {
  for (const [scene, width, height, colorScheme] of [
    ['four', 360, 740, 'light'],
    ['signing', 320, 256, 'dark'],
    ['long', 320, 640, 'light'],
    ['trouble', 1280, 800, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await openGallery(page, scene);
    await page.getByRole('button', { name: 'Mere' }).click();
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    expect.soft(faults, `${scene} at ${width}, ${colorScheme}`).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(sideways, `${scene} at ${width}`).toBeLessThanOrEqual(0);
    expect.soft(await uncovered(page), `${scene} at ${width}: a face is covered`).toBe(true);
    const small = await page
      .locator('.call-stage button:visible, .call-controls button:visible, .call-more button:visible')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 48).map((one) => one.textContent));
    expect.soft(small, `${scene} at ${width}: targets`).toEqual([]);
  }
  // The last of them: who has lost the connection is not shown as speaking, whatever was last heard of her.
  const daughter = page.getByRole('listitem', { name: /^Bodil/ });
  await expect(daughter).toContainText('Har mistet forbindelsen');
  await expect(daughter.getByText('Taler nu')).toBeHidden();
  // By keyboard through everything and out at the other end.
  await page.locator('h1').click();
  const stops: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.tagName ?? '');
    if (name === 'BODY') break;
    stops.push(name);
  }
  expect(stops.length).toBeGreaterThan(6);
  expect(stops.length).toBeLessThan(40);
});

test('four pages in one room: each sees the others by name and badge, and is told when one leaves', {
  tag: '@call',
}, async ({ browser, forwarder }) => {
  // Twelve pictures are encoded and twelve decoded: on a machine that does other work too, the last takes its time to come.
  test.setTimeout(180_000);
  const patient = { timeout: 60_000 };
  const lab = await openLab('lab', forwarder);
  const contexts: BrowserContext[] = [];
  try {
    const given = await lab.room('video');
    const enter = async (url: string): Promise<Page> => {
      const context = await browser.newContext({ ...phone, permissions: ['camera', 'microphone'] });
      contexts.push(context);
      const page = await context.newPage();
      await page.addInitScript(keepNews);
      await page.goto(url);
      return page;
    };
    const citizen = await enter(given.citizen);
    const employee = await enter(given.employee);
    for (const page of [citizen, employee])
      await expect(page.locator('#phase')).toHaveAttribute('data-phase', 'waiting', patient);
    await given.admit();
    await expect(tile(citizen, 'Kim')).toContainText('Medarbejder', patient);
    const interpreter = await enter(await given.join('interpreter', 'Amina'));
    const companion = await enter(await given.join('companion', 'Bo'));
    await expect.poll(() => newsOn(citizen), patient).toContain('Bo er kommet ind');
    for (const [page, others] of [
      [citizen, ['Kim', 'Amina', 'Bo']],
      [employee, ['Borgeren', 'Amina', 'Bo']],
      [interpreter, ['Borgeren', 'Kim', 'Bo']],
      [companion, ['Borgeren', 'Kim', 'Amina']],
    ] as const)
      for (const name of others) {
        await expect(tile(page, name)).toContainText('Mikrofon tændt', patient);
        await expect(tile(page, name).locator('video')).toHaveJSProperty('readyState', 4, patient);
      }
    await expect(tile(companion, 'Amina')).toContainText('Kom med sit personlige link');
    // A companion leaves; the others go on.
    await companion.getByRole('button', { name: 'Forlad' }).click();
    await companion.getByRole('button', { name: 'Forlad samtalen nu' }).click();
    await expect.poll(() => newsOn(citizen), patient).toContain('Bo er gået');
    await expect(tile(citizen, 'Bo')).toHaveCount(0, patient);
    await expect(tile(citizen, 'Amina')).toBeVisible();
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    await lab.close();
  }
});

type Kept = { readonly news: Set<string> };
/** Runs in the page before anything else: news stand for twelve seconds, and a busy machine may look later. */
function keepNews(): void {
  const news: Kept['news'] = new Set();
  new MutationObserver(() => {
    const words = document.querySelector('.call-company [role=status]')?.textContent;
    if (words) news.add(words);
  }).observe(document, { childList: true, subtree: true, characterData: true });
  Object.assign(window, { news });
}
const newsOn = (page: Page): Promise<string> => page.evaluate(() => [...(window as never as Kept).news].join('. '));
