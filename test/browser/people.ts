import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The smallest phone that we promise, and an ordinary desk. */
export const phone = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
} as const;
export const desk = { viewport: { width: 1280, height: 800 } } as const;
const devices = ['camera', 'microphone'];

export type Role = 'Mette' | 'Ali' | 'Rita' | 'Lone' | 'Adam';
export type Form = 'Skriv' | 'Tal' | 'Tal og se hinanden';

/** A person's browser: a context of its own, with devices unless they are refused. Close `context` when she is done. */
export type Person = { readonly context: BrowserContext; readonly page: Page };

export async function newCitizen(
  browser: Browser,
  options: { readonly mayUseDevices?: boolean } & Parameters<Browser['newContext']>[0] = {},
): Promise<Person> {
  const { mayUseDevices = true, ...rest } = options;
  const context = await browser.newContext({ ...phone, permissions: mayUseDevices ? devices : [], ...rest });
  return { context, page: await context.newPage() };
}

/** Logged in through the demonstration's page, one click. */
export async function newStaff(
  browser: Browser,
  url: string,
  who: Role,
  path: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Person> {
  const context = await browser.newContext({ ...desk, permissions: devices, ...options });
  const page = await context.newPage();
  await loginAs(page, url, who, path);
  return { context, page };
}

export async function loginAs(page: Page, url: string, who: Role, path: string): Promise<void> {
  await page.goto(`${url}${path}`);
  await page.getByRole('button', { name: who }).click();
  await page.waitForURL(`${url}${path}`);
}

/** From the help page to the waiting room, as she would tap it. */
export async function waitInLine(
  page: Page,
  url: string,
  options: { readonly form?: Form; readonly query?: string; readonly name?: string } = {},
): Promise<void> {
  // The counter opens when the desk's stream has been seen, which may be a moment after the desk's page is drawn.
  await expect(async () => {
    await page.goto(`${url}/fjordby/hjaelp${options.query ?? ''}`);
    await expect(formLink(page, options.form ?? 'Skriv')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await chooseForm(page, options.form ?? 'Skriv');
  if (options.name) await giveName(page, options.name);
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Du er (den næste|nummer \d+ i køen)/ })).toBeVisible();
}

/** The field is folded away: nobody must think that a name is needed. */
export async function giveName(page: Page, name: string): Promise<void> {
  const field = page.getByLabel(/Hvad må vi kalde dig/);
  await expect(field).toBeHidden();
  await page.locator('details').filter({ has: field }).locator('summary').click();
  await field.fill(name);
}

export async function chooseForm(page: Page, form: Form): Promise<void> {
  await formLink(page, form).click();
}

/** "Tal" is also the beginning of "Tal og se hinanden": the name must begin and be followed by its hint. */
function formLink(page: Page, form: Form): Locator {
  return page.getByRole('link', { name: new RegExp(`^${form}\\s*Du `) });
}

/** The desk's three columns. */
export const deskOf = (page: Page) => ({
  line: page.getByRole('region', { name: 'Køen' }),
  // The picture inside it has the same name until the other is known.
  conversation: page.getByRole('region', { name: 'Samtalen', exact: true }).first(),
  guide: page.getByRole('region', { name: 'Vejledning', exact: true }),
  waiting: page.getByRole('region', { name: 'Køen' }).getByRole('listitem'),
});

/** One of the desk's keys. Escape first: whoever writes leaves the field, and loses nothing. */
async function pressDeskKey(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press(key);
}

export const takeNextByKey = (page: Page): Promise<void> => pressDeskKey(page, 'n');

/** 1 to 4: how it went. The desk must know that there is a contact to close, which a machine can be too quick for. */
export async function closeByKey(page: Page, key: '1' | '2' | '3' | '4'): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Hvordan gik det?' })).toBeVisible();
  await pressDeskKey(page, key);
  await expect(page.getByRole('heading', { name: 'Hvordan gik det?' })).toHaveCount(0);
}

/** A picture that moves: time goes on and frames are drawn. Black or frozen is not a picture. */
export async function expectMovingPicture(video: Locator): Promise<void> {
  await expect(video).toBeVisible({ timeout: 20_000 });
  const frames = (video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames;
  await expect
    .poll(() => video.evaluate(frames as (element: Element) => number), {
      timeout: 20_000,
      message: 'frames of the other arrive',
    })
    .toBeGreaterThan(2);
  const before = await video.evaluate(frames as (element: Element) => number);
  await expect
    .poll(() => video.evaluate(frames as (element: Element) => number), { message: 'frames go on arriving' })
    .toBeGreaterThan(before);
}

/** Text pane of either side. */
export const textOf = (page: Page) => ({
  field: page.getByLabel('Skriv her'),
  log: page.getByRole('log', { name: 'Det I har skrevet' }),
  live: page.locator('[data-live]'),
});
