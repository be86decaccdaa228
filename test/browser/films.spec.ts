import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, ownProgram, test } from './house.ts';
import { newCitizen, newStaff } from './people.ts';

const program = ownProgram();
/** Every rule of WCAG 2.2 up to AA that a machine can check. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const example = join(import.meta.dirname, '../../content/films/eksempel-tale.webm');

test('the film in sign language plays with captions when it is asked to, and is not fetched before', async ({
  browser,
}) => {
  const { context, page } = await newCitizen(browser);
  const fetched: string[] = [];
  page.on('request', (request) => void (/\/film\/.*\.webm$/.test(request.url()) && fetched.push(request.url())));
  await page.goto(`${program().url}/fjordby/mitid`);
  await page.getByText(/^Film på dansk tegnsprog \(8 sekunder/).click();
  const video = page.locator('video').first();
  await expect(video).toBeVisible();
  expect(fetched).toEqual([]);
  expect(await video.evaluate((one: HTMLVideoElement) => [one.autoplay, one.paused, one.controls])).toEqual([
    false,
    true,
    true,
  ]);
  await video.evaluate((one: HTMLVideoElement) => {
    one.muted = true;
    return one.play();
  });
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime)).toBeGreaterThan(0.5);
  expect(await video.evaluate((one: HTMLVideoElement) => Math.round(one.duration))).toBe(8);
  expect(fetched.length).toBeGreaterThan(0);
  await expect
    .poll(() =>
      video.evaluate((one: HTMLVideoElement) => (one.textTracks[0]?.activeCues?.[0] as VTTCue | undefined)?.text),
    )
    .toBe('Eksempel: Her vises filmen på dansk tegnsprog.');
  await page.getByText('Læs, hvad der bliver sagt i filmen').first().click();
  await expect(page.getByText('En rigtig film viser, hvordan du får MitID.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
  }
  await context.close();
});

test('parts of a film are sent as parts, for ever under the same name', async ({ request }) => {
  const { url } = program();
  const html = await (await request.get(`${url}/fjordby/mitid`)).text();
  const address = `${url}${/<source src="([^"]+)"/.exec(html)?.[1]}`;
  const part = await request.get(address, { headers: { range: 'bytes=100-199' } });
  expect(part.status()).toBe(206);
  expect(part.headers()).toMatchObject({
    'content-type': 'video/webm',
    'content-length': '100',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const whole = await (await request.get(address)).body();
  expect((await part.body()).equals(whole.subarray(100, 200))).toBe(true);
});

test('the way in by sign language is found from the front page and needs no JavaScript', async ({ browser }) => {
  const { context, page } = await newCitizen(browser, { javaScriptEnabled: false });
  await page.goto(`${program().url}/fjordby`);
  await page.getByRole('link', { name: 'Dansk tegnsprog' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dansk tegnsprog' })).toBeVisible();
  await expect(page.locator('video[controls]')).toBeVisible();
  await page.getByRole('link', { name: /^Få MitID/ }).click();
  await expect(page).toHaveURL(/\/fjordby\/mitid(\?fra=web)?#film$/);
  await expect(page.getByRole('heading', { name: 'Se det som film' })).toBeVisible();
  await context.close();

  const seeing = await newCitizen(browser);
  await seeing.page.goto(`${program().url}/fjordby/tegnsprog`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await seeing.page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: seeing.page }).withTags(levels).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
  }
  await seeing.context.close();
});

test('an editor adds a film, mends what was missing, and takes it away', async ({ browser }) => {
  const { url } = program();
  const { context, page } = await newStaff(browser, url, 'Rita', '/redaktion/film');
  await page.getByLabel('Hvor skal filmen vises?').selectOption('pas');
  await page.getByLabel('Hvilken slags film?').selectOption('tale');
  await page.getByLabel('Filmen', { exact: true }).setInputFiles(example);
  await page.getByLabel('Filmens længde').fill('0:08');
  await page.getByLabel('Det, der bliver sagt').fill('Sådan får du et pas.');
  await page.getByLabel('Hvem har ansvaret?').fill('Borgerservice');
  await page.getByLabel('Kontrolleret den').fill('2026-11-01');
  await page.getByRole('button', { name: 'Gem filmen' }).click();
  await expect(page.getByRole('alert')).toContainText('Vælg en fil med undertekster');
  const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
  // The film has come already and is not asked for again.
  await page.getByLabel('Undertekster', { exact: true }).setInputFiles({
    name: 'pas.vtt',
    mimeType: 'text/vtt',
    buffer: Buffer.from('WEBVTT\n\n00:00.000 --> 00:04.000\nSådan får du et pas.\n'),
  });
  await page.getByRole('button', { name: 'Gem filmen' }).click();
  await expect(page).toHaveURL(/sted=pas&art=tale$/);
  await page.goto(`${url}/fjordby/pas`);
  await page.getByText(/^Kort film med tale/).click();
  const address = await page.locator('video source').getAttribute('src');
  const sent = await context.request.get(`${url}${address}`);
  expect((await sent.body()).equals(readFileSync(example))).toBe(true);

  // The film itself is shown beside another guide too; its captions are this one's alone.
  const captions = await page.locator('video track').getAttribute('src');
  expect((await context.request.get(`${url}${captions}`)).status()).toBe(200);
  await page.goto(`${url}/redaktion/film?sted=pas&art=tale`);
  await page.getByRole('button', { name: 'Fjern filmen' }).click();
  await page.goto(`${url}/fjordby/pas`);
  await expect(page.locator('video')).toHaveCount(0);
  expect((await context.request.get(`${url}${captions}`)).status()).toBe(404);
  await context.close();
});

test('a film that is too large is refused before it is read, and nobody else may send one', async ({
  browser,
  request,
}) => {
  const { url } = program();
  const outside = await request.post(`${url}/redaktion/film`, {
    headers: { origin: url, 'sec-fetch-site': 'same-origin' },
    multipart: { film: { name: 'a.webm', mimeType: 'video/webm', buffer: Buffer.alloc(300_000) } },
    maxRedirects: 0,
  });
  expect(outside.status()).toBe(303);
  const { context } = await newStaff(browser, url, 'Rita', '/redaktion/film');
  const large = await context.request.post(`${url}/redaktion/film`, {
    headers: { origin: url, 'sec-fetch-site': 'same-origin' },
    multipart: { film: { name: 'a.webm', mimeType: 'video/webm', buffer: Buffer.alloc(62 * 1024 * 1024) } },
  });
  expect(large.status()).toBe(413);
  await context.close();
});
