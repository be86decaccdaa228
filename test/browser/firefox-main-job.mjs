// The main job with the citizen in Debian's Firefox, driven by WebDriver BiDi, and the employee in Chromium: Playwright
// cannot drive a Firefox that it has not built. `node test/browser/firefox-main-job.mjs`; the last line is `N passed, N failed`.
import { chromium } from '@playwright/test';
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

async function walk(program, firefox, chrome) {
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
  await walk(program, firefox, chrome);
} catch (error) {
  failed = 1;
  console.log(`FAIL ${error.stack}`);
  for (const page of await firefox.pages())
    console.log((await page.evaluate(() => document.body.innerText).catch(() => '')).slice(0, 1500));
} finally {
  await Promise.allSettled([firefox.close(), chrome.close()]);
  await program.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed);
