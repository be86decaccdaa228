// The main job with the citizen and a guest in Debian's Firefox, driven by WebDriver BiDi, and the employee in Chromium:
// Playwright cannot drive a Firefox that it has not built. `node test/browser/firefox-main-job.mjs`; the last line is `N passed, N failed`.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { chromium } from '@playwright/test';
import PDFDocument from 'pdfkit';
import puppeteer from 'puppeteer-core';
import { buildIfStale } from '../../scripts/build.mjs';
import { startProgram } from '../support/program.ts';
import { closeByKey, deskOf, expectMovingPicture, newStaff, takeNextByKey, textOf } from './people.ts';

const patience = 30_000;
const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
];
/** Devices that are not there, allowed at once; addresses on this machine as they are. */
const preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
};

let passed = 0;
async function step(name, work) {
  await work();
  passed += 1;
  console.log(`ok   ${name}`);
}

/** Asks the page again and again: a page that goes to another in between answers with an error, which is no answer. */
async function until(page, holds, ...values) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (await page.evaluate(holds, ...values).catch(() => false)) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`In ${patience} ms it never held: ${holds} (${values.join(', ')})`);
}

/** Waits until the page's text holds these words. */
const sees = (page, words) => until(page, (text) => document.body.innerText.includes(text), words);
/** Follows the link or presses the button that begins with these words, by the keyboard. */
async function press(page, words) {
  const find = (text) =>
    [...document.querySelectorAll('a, button')].find((one) => one.innerText.trim().startsWith(text));
  await until(
    page,
    (text) => [...document.querySelectorAll('a, button')].some((one) => one.innerText.trim().startsWith(text)),
    words,
  );
  const handle = await page.evaluateHandle(find, words);
  await handle.asElement().focus();
  await page.keyboard.press('Enter');
}
/** Frames of a moving picture: time goes on and the picture has a size. */
const seesPicture = (page, selector) =>
  until(
    page,
    (which) => {
      const video = document.querySelector(which);
      if (!video || video.videoWidth === 0) return false;
      const before = Number(video.dataset.before ?? video.currentTime);
      video.dataset.before = String(before);
      return video.currentTime > before + 0.3;
    },
    selector,
  );

/** A letter of two pages, as a file. */
async function letter(folder) {
  const path = join(folder, 'brev.pdf');
  const pdf = new PDFDocument();
  const written = pipeline(pdf, createWriteStream(path));
  pdf.text('Du får boligstøtte.').addPage().text('Side to handler om klage.').end();
  await written;
  return path;
}

async function walk(program, firefox, chrome, folder) {
  const { url } = program;
  const mette = (await newStaff(chrome, url, 'Mette', '/skranke')).page;
  const citizen = await firefox.newPage();
  await citizen.setViewport({ width: 360, height: 740 });
  await step('finds the guide in her own words and sticks at a step', async () => {
    await citizen.goto(`${url}/fjordby`);
    await citizen.type('#q', 'nøglekort virker ikke');
    await citizen.keyboard.press('Enter');
    await sees(citizen, 'Få MitID, eller få det til at virke igen');
    await press(citizen, 'Få MitID, eller få det til at virke igen');
    await sees(citizen, 'Sådan gør du');
    await citizen.goto(await citizen.$eval('[data-step="app"] a.stuck', (link) => link.href));
    await sees(citizen, 'Du sidder fast ved trin 2');
  });
  await step('sees her own picture and waits in her own room', async () => {
    await press(citizen, 'Tal og se hinanden');
    await seesPicture(citizen, '.call-mirror video');
    await press(citizen, 'Stil mig i kø');
    await sees(citizen, 'Du er den næste');
  });
  await step('is taken with one key, and both see and hear each other', async () => {
    await deskOf(mette).waiting.first().waitFor({ timeout: patience });
    await takeNextByKey(mette);
    await sees(citizen, 'Du taler med Mette');
    await seesPicture(citizen, 'video[aria-label^="Mette"]');
    await expectMovingPicture(mette.locator('video[aria-label="Borgeren"]'));
    await until(citizen, () => document.querySelector('audio')?.currentTime > 0);
    await mette.waitForFunction(() => document.querySelector('audio')?.currentTime > 0, null, { timeout: patience });
  });
  await step('text goes letter by letter both ways, straight between the browsers', async () => {
    await sees(citizen, 'Går krypteret mellem jer');
    await citizen.type('.call-text textarea', 'Hej fra Fire');
    await textOf(mette).live.filter({ hasText: 'Hej fra Fire' }).waitFor({ timeout: patience });
    await citizen.type('.call-text textarea', 'fox');
    await citizen.keyboard.press('Enter');
    await textOf(mette).log.filter({ hasText: 'Borgeren: Hej fra Firefox' }).waitFor({ timeout: patience });
    await textOf(mette).field.pressSequentially('Goddag');
    await until(citizen, () => document.querySelector('[data-live]')?.textContent === 'Goddag');
    await textOf(mette).field.press('Enter');
    await sees(citizen, 'Mette Medarbejder: Goddag');
  });
  await step('a letter of hers lies on the table, and its pages are turned together', async () => {
    await press(citizen, 'Papirer');
    const chooser = await citizen.waitForSelector('.doc-add input[type=file]', { timeout: patience });
    await chooser.uploadFile(await letter(folder));
    await press(citizen, 'Læg på bordet');
    const tab = mette.getByRole('button', { name: /^Papirer/ });
    const desk = mette.getByRole('region', { name: 'Papirer', exact: true });
    await desk
      .or(tab.filter({ hasText: 'nyt' }))
      .first()
      .waitFor({ timeout: patience });
    if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
    await desk.locator('.doc-about').filter({ hasText: 'Lagt af Borgeren · 2 sider' }).waitFor({ timeout: patience });
    await desk.locator('canvas[data-drawn]').first().waitFor({ timeout: patience });
    await desk.getByRole('button', { name: 'Næste side' }).click();
    await sees(citizen, 'Side 2 af 2');
  });
  await step('a guest in Firefox is let in by her link, and everybody reads what she writes', async () => {
    await mette.getByRole('button', { name: 'Hvem er med, og er I alene?' }).click();
    const panel = mette.getByRole('region', { name: 'Gæster' });
    await panel.getByText('Inviter en gæst').click();
    await panel.getByLabel('Hvem skal med?').selectOption('companion');
    await panel.getByRole('button', { name: 'Lav personligt link' }).click();
    const code = await panel.locator('.guest-code').innerText({ timeout: patience });
    const guest = await (await firefox.createBrowserContext()).newPage();
    await guest.goto(`${url}/fjordby/samtale/gaest#${code.replaceAll('-', '')}`);
    await sees(guest, 'Gå til venterummet');
    await guest.type('input[name=navn]', 'Bo');
    await guest.evaluate(() => {
      for (const label of document.querySelectorAll('label'))
        if (label.innerText.startsWith('Skriftligt')) label.click();
    });
    await press(guest, 'Gå til venterummet');
    await sees(guest, 'Du er i venterummet');
    await panel.getByRole('button', { name: 'Luk Bo ind' }).click({ timeout: patience });
    await until(guest, () => document.querySelector('h1')?.textContent === 'Samtale');
    await guest.type('.call-text textarea', 'Goddag fra Bo');
    await guest.keyboard.press('Enter');
    await textOf(mette).log.filter({ hasText: 'Goddag fra Bo' }).waitFor({ timeout: patience });
    await sees(citizen, 'Goddag fra Bo');
    await guest.close();
  });
  await step('she ends it, the contact is closed with one key, and she answers', async () => {
    await press(citizen, 'Læg på');
    await press(citizen, 'Læg på nu');
    await sees(citizen, 'Samtalen er slut');
    await closeByKey(mette, '1');
    await press(citizen, 'Gå videre');
    await sees(citizen, 'Spørgsmål 1 af 5');
    await press(citizen, 'Ja');
    await sees(citizen, 'Spørgsmål 2 af 5');
  });
}

await buildIfStale();
const program = await startProgram();
const folder = mkdtempSync(join(tmpdir(), 'medbetjening-firefox-'));
const chrome = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: chromiumArguments,
});
const firefox = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
  headless: true,
  extraPrefsFirefox: preferences,
});
let failed = 0;
try {
  await walk(program, firefox, chrome, folder);
} catch (error) {
  failed = 1;
  console.log(`FAIL ${error.stack}`);
  for (const page of await firefox.pages())
    console.log((await page.evaluate(() => document.body.innerText).catch(() => '')).slice(0, 1500));
} finally {
  await Promise.allSettled([firefox.close(), chrome.close()]);
  await program.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed);
