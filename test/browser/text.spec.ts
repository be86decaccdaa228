/** Text and captions between real browsers over the real call: what is seen, what is spoken, what is kept. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from '@playwright/test';
import { openLab } from '../call-lab/lab-server.ts';
import { expect, test } from './house.ts';

let lab: Awaited<ReturnType<typeof openLab>>;
test.beforeAll(async ({ forwarder }) => {
  test.setTimeout(60_000);
  lab = await openLab('text', forwarder);
});
test.afterAll(() => lab.close());

async function open(browser: Browser, address: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.soft(error.message, 'an error on the page').toBe(''));
  await page.goto(address);
  return page;
}

/** The citizen on a phone, the employee at a desk, an interpreter. */
async function talk(browser: Browser) {
  const room = await lab.room('text');
  const citizen = await open(browser, room.citizen, { width: 360, height: 740 });
  const employee = await open(browser, room.employee, { width: 1280, height: 800 });
  await room.admit();
  const interpreter = await open(browser, await room.join('interpreter', 'Ole'), { width: 1280, height: 800 });
  for (const page of [citizen, employee, interpreter])
    await expect(page.locator('[data-path]')).toHaveAttribute('data-path', 'direct', { timeout: 20_000 });
  const end = () => Promise.all([citizen, employee, interpreter].map((page) => page.context().close()));
  return { citizen, employee, interpreter, end };
}
const field = (page: Page) => page.getByLabel('Skriv her');
const log = (page: Page) => page.getByRole('log', { name: 'Det I har skrevet' });
const spoken = (page: Page) => page.locator('[data-spoken]');
const write = async (page: Page, text: string) => {
  await field(page).fill(text);
  await field(page).press('Enter');
};
const accessible = async (page: Page, name: string) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
      : axe.withRules(['color-contrast'])
    ).analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    expect.soft(faults, `${name}, ${colorScheme}`).toEqual([]);
  }
};
const asTextIn = (place: Locator) => place.evaluate((element) => element.textContent ?? '');

test('three write at once: letters to the eye, finished lines to the ear, never one’s own', { tag: '@call' }, async ({
  browser,
}) => {
  const { citizen, employee, interpreter, end } = await talk(browser);
  await field(employee).pressSequentially('Goddag');
  await field(interpreter).pressSequentially('مرحبا');
  await expect(citizen.locator('[data-live="2"]')).toHaveText('Goddag');
  await expect(citizen.locator('[data-live="3"]')).toHaveText('مرحبا');
  await expect(citizen.locator('.call-written--live').first()).toContainText('Medarbejder Kim skriver nu');
  await expect(log(citizen)).not.toContainText('Goddag');
  await expect(spoken(citizen)).not.toContainText('Goddag');
  // She puts it right before she sends it.
  await field(employee).press('Home');
  await field(employee).pressSequentially('Nå, ');
  await expect(citizen.locator('[data-live="2"]')).toHaveText('Nå, Goddag');
  await field(employee).press('Enter');
  await expect(log(citizen)).toContainText('Medarbejder Kim: Nå, Goddag');
  await expect(spoken(citizen)).toContainText('Medarbejder Kim: Nå, Goddag');
  await write(citizen, 'Jeg mangler et papir');
  await expect(log(citizen)).toContainText('Dig: Jeg mangler et papir');
  await expect(log(interpreter)).toContainText('Borgeren: Jeg mangler et papir');
  await expect(spoken(interpreter)).toContainText('Borgeren: Jeg mangler et papir');
  expect(await asTextIn(spoken(citizen))).not.toContain('papir');
  // Sent and received differ by more than the name: they stand at different edges.
  const edges = await log(citizen).evaluate((element) =>
    [...element.querySelectorAll('li')].map((line) => line.getBoundingClientRect().left),
  );
  expect(edges[1]).toBeGreaterThan(edges[0] ?? 0);

  // From line to line by arrow keys; each has its writer and its words as its name.
  await citizen.getByRole('group', { name: 'Teksten i samtalen' }).focus();
  await citizen.keyboard.press('ArrowUp');
  await expect(citizen.getByRole('listitem', { name: 'Dig: Jeg mangler et papir' })).toBeFocused();
  await citizen.keyboard.press('ArrowUp');
  await expect(citizen.getByRole('listitem', { name: 'Medarbejder Kim: Nå, Goddag' })).toBeFocused();
  await citizen.getByText('Størrelse og kopi').click();
  await citizen.getByRole('button', { name: 'Kopiér den valgte linje' }).click();
  await expect(citizen.getByText('Kopieret.')).toBeVisible();
  const clipboard = () => citizen.evaluate(() => navigator.clipboard.readText());
  expect(await clipboard()).toBe('Medarbejder Kim: Nå, Goddag\n');
  await citizen.getByRole('button', { name: 'Kopiér teksten' }).click();
  await expect.poll(clipboard).toBe('Medarbejder Kim: Nå, Goddag\nDig: Jeg mangler et papir\n');

  await citizen.getByLabel('Tekstens størrelse').selectOption({ label: 'Størst' });
  await accessible(citizen, 'the text on a phone');
  await citizen.setViewportSize({ width: 320, height: 256 });
  expect(await citizen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  // Who prefers it sends on Enter, also after the page was loaded anew.
  await citizen.getByLabel('Send først, når jeg trykker Enter').check();
  await citizen.reload();
  await expect(log(citizen)).toContainText('Dig: Jeg mangler et papir');
  await expect(citizen.getByLabel('Send først, når jeg trykker Enter')).toBeChecked();
  await expect(spoken(citizen)).not.toContainText('Goddag');
  await end();
});

test('the text is gone unless everybody says yes, and can then be fetched by each', { tag: '@call' }, async ({
  browser,
}) => {
  const { citizen, employee, interpreter, end } = await talk(browser);
  await write(citizen, 'Vi ses på tirsdag');
  await write(employee, 'Ja,\nDig: klokken ti');
  await expect(log(citizen)).toContainText('klokken ti');
  await expect(log(employee)).toContainText('tirsdag');
  const fetch = (page: Page) => page.getByRole('button', { name: 'Hent teksten som fil' });
  await employee.getByRole('button', { name: 'Spørg, om teksten må gemmes' }).click();
  await expect(employee.getByText('Vi venter på svar fra Borgeren')).toBeFocused();
  await expect(fetch(employee)).toHaveCount(0);
  await expect(citizen.getByText('Medarbejder Kim spørger: Må teksten gemmes?')).toBeVisible();
  await expect(interpreter.getByText('Må teksten gemmes?')).toHaveCount(0);
  await citizen.getByRole('button', { name: 'Ja, den må gemmes' }).click();
  for (const [page, mine] of [
    [citizen, 'Dig: Vi ses på tirsdag\nMedarbejder Kim: Ja,\n    Dig: klokken ti\n'],
    [employee, 'Borgeren: Vi ses på tirsdag\nDig: Ja,\n    Dig: klokken ti\n'],
  ] as const) {
    const download = page.waitForEvent('download');
    await fetch(page).click();
    const file = await (await download).path();
    expect(readFileSync(file, 'utf8')).toBe(mine);
  }
  await citizen.getByRole('button', { name: 'Fortryd mit ja' }).click();
  await expect(fetch(citizen)).toHaveCount(0);
  await expect(fetch(employee)).toHaveCount(0);
  // What was agreed when the call ended holds on the page that is still open.
  await citizen.getByRole('button', { name: 'Ja, den må gemmes' }).click();
  await expect(fetch(employee)).toBeVisible();
  await employee.evaluate(() =>
    (window as unknown as { lab: { call: { actions: { hangUp: () => void } } } }).lab.call.actions.hangUp(),
  );
  await expect(citizen.locator('#phase')).toHaveText('ended');
  await expect(fetch(citizen)).toBeVisible();
  await expect(citizen.getByRole('button', { name: 'Fortryd mit ja' })).toHaveCount(0);
  await end();
});

test('an interpreter writes captions; those from outside wait for everybody’s yes', { tag: '@call' }, async ({
  browser,
}) => {
  const { citizen, employee, interpreter, end } = await talk(browser);
  const box = citizen.getByRole('group', { name: 'Undertekster', exact: true });
  await interpreter.getByRole('button', { name: 'Skriv undertekster' }).click();
  await interpreter.getByLabel('Hvem taler').selectOption({ label: 'Medarbejder Kim' });
  const caption = interpreter.getByLabel('Undertekst', { exact: true });
  await caption.pressSequentially('Har du dit pas');
  await expect(box).toContainText('Medarbejder Kim: Har du dit pas');
  await caption.press('Enter');
  await expect(citizen.getByText('Tolk Ole skriver undertekster. De går kun mellem jer.')).toBeVisible();
  await expect(log(citizen)).not.toContainText('pas');
  await expect(citizen.locator('.captions-list')).toContainText('Medarbejder Kim: Har du dit pas');
  await citizen.getByText('Sådan ser underteksterne ud').click();
  await citizen.getByLabel('Farver').selectOption({ label: 'Gul på sort' });
  await citizen.getByLabel('Størrelse', { exact: true }).selectOption({ label: 'Størst' });
  await expect(box).toHaveCSS('color', 'rgb(255, 255, 0)');
  await accessible(citizen, 'captions');
  expect(await citizen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await interpreter.getByRole('button', { name: 'Stop med at skrive undertekster' }).click();
  await expect(box).toHaveCount(0);

  await employee.evaluate(() => {
    const { lab } = window as unknown as { lab: { captions: { begin: (source: object) => void }; started: boolean } };
    lab.started = false;
    lab.captions.begin({
      place: 'outside',
      maker: 'kommunens talegenkendelse',
      start: () => {
        lab.started = true;
        return () => {};
      },
    });
  });
  const started = () => employee.evaluate(() => (window as unknown as { lab: { started: boolean } }).lab.started);
  await expect(citizen.getByText('samtalen er ikke længere kun mellem jer')).toBeVisible();
  await citizen.getByRole('button', { name: 'Ja, slå undertekster til' }).click();
  expect(await started()).toBe(false);
  await interpreter.getByRole('button', { name: 'Ja, slå undertekster til' }).click();
  await expect.poll(started).toBe(true);
  await expect(citizen.getByText('Det, I siger, sendes ud af jeres browsere')).toBeVisible();
  await citizen.getByRole('button', { name: 'Stop undertekster udefra' }).click();
  await expect(employee.getByText('En har sagt nej')).toBeVisible();
  await end();
});
