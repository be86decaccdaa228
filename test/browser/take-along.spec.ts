import type { Page } from '@playwright/test';
import jsqr from 'jsqr';
import { expect, test } from './house.ts';
import { newCitizen, newStaff, phone } from './people.ts';

// The package is CommonJS with its function under `default`.
const decode = ((jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr) as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;

/** What a phone's camera would read from the code on the page; drawn by the browser, decoded here. */
async function readQr(page: Page): Promise<string | undefined> {
  const picture = await page.locator('svg.qr').screenshot();
  const blank = await page.context().newPage();
  const { pixels, width, height } = await blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    return { pixels: [...data], width: image.width, height: image.height };
  }, picture.toString('base64'));
  await blank.close();
  return decode(new Uint8ClampedArray(pixels), width, height)?.data;
}

const sidesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('the sheet prints on one sheet of paper, in large type, with a code that can be read', async ({
  browser,
  shared,
}) => {
  const { context, page } = await newCitizen(browser);
  // The longest of all, one of middle length in English, and one without steps.
  for (const path of ['/fjordby/byggetilladelse', '/fjordby/en/pas', '/fjordby/nemkonto']) {
    await page.goto(`${shared.url}${path}/ark`);
    expect(await readQr(page)).toBe(`${shared.url}${path}?fra=qr`);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: /^Print/ })).toBeHidden();
    const sizes = await page
      .locator('.sheet :is(p, li, dd, h1, h2)')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    // 14 points are 18.67 pixels.
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18.6);
    expect(await readQr(page)).toBe(`${shared.url}${path}?fra=qr`);
    expect(sidesOf(await page.pdf({ preferCSSPageSize: true }))).toBeLessThanOrEqual(2);
    await page.emulateMedia({ media: null });
    const pdf = await page.request.get(`${shared.url}${path}/ark.pdf`);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    expect(sidesOf(await pdf.body())).toBeLessThanOrEqual(2);
  }
  await context.close();
});

test('ticks go on to another screen by a code, and by a QR code, and to the one who has no scripts', async ({
  browser,
  shared,
}) => {
  const { url } = shared;
  const { context, page } = await newCitizen(browser);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${url}/fjordby/mitid`);
  await page.getByRole('checkbox', { name: /trin 1$/ }).check();
  await page.getByRole('checkbox', { name: /trin 3$/ }).check();
  await page.getByText('Fortsæt på en anden skærm').click();
  const code = (await page.locator('[data-take-code]').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{3} [0-9A-Z]{4}$/);
  await expect(page.locator('svg.qr')).toBeVisible();
  const scanned = (await readQr(page)) ?? '';
  expect(scanned).toContain('/fjordby/mitid#gjort=');
  // No request of hers told the server what she has done.
  expect(asked.filter((address) => address.includes('gjort'))).toEqual([]);
  await page.getByRole('checkbox', { name: /trin 3$/ }).uncheck();
  await expect(page.locator('[data-take-code]')).not.toHaveText(code);
  await context.close();

  const ticks = (on: Page) =>
    on.locator('[data-tick]').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked));
  const byCode = await newCitizen(browser);
  await byCode.page.goto(`${url}/fjordby/kode`);
  await byCode.page.getByLabel('Kode').fill(code.toLowerCase().replace(' ', ''));
  await byCode.page.getByRole('button', { name: 'Åbn vejledningen' }).click();
  await expect(byCode.page.getByRole('checkbox', { name: /trin 1$/ })).toBeChecked();
  expect((await ticks(byCode.page)).slice(0, 4)).toEqual([true, false, true, false]);
  await expect(byCode.page).toHaveURL(`${url}/fjordby/mitid`);
  await byCode.page.reload();
  expect((await ticks(byCode.page)).slice(0, 4)).toEqual([true, false, true, false]);
  // Her own afterwards: what she takes away stays away.
  await byCode.page.getByRole('checkbox', { name: /trin 1$/ }).uncheck();
  await byCode.page.reload();
  expect((await ticks(byCode.page)).slice(0, 4)).toEqual([false, false, true, false]);
  await byCode.context.close();

  const byQr = await newCitizen(browser);
  await byQr.page.goto(scanned);
  await expect(byQr.page.getByRole('checkbox', { name: /trin 3$/ })).toBeChecked();
  await expect(byQr.page).toHaveURL(`${url}/fjordby/mitid`);
  await byQr.context.close();

  const bare = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const barePage = await bare.newPage();
  await barePage.goto(`${url}/fjordby/kode`);
  await barePage.getByLabel('Kode').fill(code);
  await barePage.getByRole('button', { name: 'Åbn vejledningen' }).click();
  await expect(barePage.getByRole('checkbox', { name: /trin 1$/ })).toBeChecked();
  await expect(barePage.getByRole('checkbox', { name: /trin 2$/ })).not.toBeChecked();
  await bare.close();
});

test('an employee sends nothing where nothing is set up, and has the text, the address and the code', async ({
  browser,
  shared,
}) => {
  const { context, page } = await newStaff(browser, shared.url, 'Mette', '/skranke');
  await page.goto(`${shared.url}/skranke/send?emne=mitid&trin=app`);
  await expect(page.getByText('Kommunen har ikke sat SMS eller e-mail op.')).toBeVisible();
  await expect(page.locator('[data-copy-text]')).toContainText(`${shared.url}/fjordby/mitid#trin-app`);
  expect(await readQr(page)).toBe(`${shared.url}/fjordby/mitid#trin-app`);
  await context.close();
});
