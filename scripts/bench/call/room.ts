import type { Browser, Page } from '@playwright/test';
import { findLiveKit } from '../../test/build-livekit.mjs';
import { findBrowser } from '../../test/find-browser.ts';
import { launchChromium } from '../browser.ts';
import { CannotRun, type Figure, type Report, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { openPage, wait } from './calls.ts';
import { startLab } from './lab.ts';
import { recordPictures } from './picture-record.ts';
import { allSeen, type Seen, smallAndWatched, watchTiles } from './tiles.ts';

/** Pictures need a while to find their size. */
const settleMs = 10_000;
const publishers = 10;
const launch = (): Promise<Browser> =>
  launchChromium({ flags: ['--autoplay-policy=no-user-gesture-required', '--use-fake-ui-for-media-stream'] });

/** Both run in the page before anything else. */
const inPage = `(${smallAndWatched})(); (${recordPictures})();`;

/** A room of four between browsers and one of twelve through LiveKit: each picture runs without a freeze. */
export async function benchRoom({ rounds, say }: BenchOptions): Promise<Report> {
  if (!findBrowser('chromium', () => {}).ok) throw new CannotRun('no Chromium');
  const seconds = rounds ?? 30;
  const four = await directRoom(seconds);
  say(`direct, of 4: ${words(four)}`);
  const livekit = findLiveKit();
  const twelve = livekit.ok ? await forwardedRoom(livekit.path, seconds) : null;
  if (twelve) say(`through LiveKit, of 12: ${words(twelve)}`);
  for (const one of [...four.stood, ...(twelve?.stood ?? [])]) say(one);
  return {
    figures: [
      ...figuresOf('direct room of 4', four, 12, seconds),
      ...(twelve ? figuresOf('LiveKit room of 12, two who look', twelve, 2 * (publishers + 1), seconds) : []),
    ],
    notes: [
      'Direct: four pages of one Chromium, 320×180 at 15 frames a second, every picture sent three times and shown three times on this machine. The first ten seconds after all pictures are there do not count.',
      livekit.ok
        ? 'LiveKit: citizen and employee in a Chromium each, with the product’s own stage and all eleven others unfolded. The ten others hold places, agree on keys and encrypt like everybody, each with an encoder and a connection of its own, 320×180 at 15 with sound; they are in one page of a third Chromium, their right is one that receives nothing (canSubscribe false), and they say that they hear. Server, publishers and those who look share this machine.'
        : `LiveKit room of 12: skipped, ${livekit.reason}.`,
    ],
  };
}

const words = ({ gaps, rates }: Seen) =>
  `${gaps.length} pictures, longest freeze ${Math.max(...gaps).toFixed(2)} s, ${Math.min(...rates).toFixed(1)} frames a second at least`;

const figuresOf = (what: string, { gaps, rates }: Seen, pictures: number, seconds: number): readonly Figure[] => [
  {
    what: `${what}: longest time without a frame, each of ${gaps.length} pictures over ${seconds} s`,
    unit: 's',
    value: spread(gaps),
    must: verdict('none over 1 s', gaps.length >= pictures && Math.max(...gaps) <= 1),
  },
  { what: `${what}: frames a second of each picture`, unit: '/s', value: spread(rates) },
];

async function directRoom(seconds: number): Promise<Seen> {
  const lab = await startLab();
  const browser = await launch();
  try {
    const room = await lab.room('video');
    const pages: Page[] = [];
    const open = async (url: string) => void pages.push(await openPage(browser, url, inPage));
    await open(room.employee);
    await open(room.citizen);
    for (const page of pages) await page.waitForSelector('[data-phase=waiting]');
    await room.admit();
    for (const name of ['Ida', 'Bo']) await open(await room.join(name));
    await allSeen(pages, 3);
    await wait(settleMs);
    return await watchTiles(pages, seconds);
  } finally {
    await browser.close();
    await lab.close();
  }
}

async function forwardedRoom(program: string, seconds: number): Promise<Seen> {
  const lab = await startLab({ env: { LAB_LIVEKIT: program } });
  const browsers = await Promise.all([launch(), launch(), launch()]);
  try {
    const [ours, hers, theirs] = browsers as [Browser, Browser, Browser];
    const room = await lab.room('video');
    const pages = [await openPage(ours, room.employee, inPage), await openPage(hers, room.citizen, inPage)];
    for (const page of pages) await page.waitForSelector('[data-phase=waiting]');
    await room.admit();
    const places: { readonly id: string; readonly token: string }[] = [];
    for (let at = 0; at < publishers; at += 1) {
      const { hash } = new URL(await room.join(`Gæst ${at + 1}`));
      const { id, token } = JSON.parse(decodeURIComponent(hash.slice(1))) as { id: string; token: string };
      places.push({ id, token });
    }
    const context = await theirs.newContext({ permissions: ['camera', 'microphone'] });
    const page = await context.newPage();
    await page.goto(`${lab.url}/publishers#${encodeURIComponent(JSON.stringify(places))}`);
    // All eleven at once, the folded ones too.
    for (const one of pages) await one.locator('.call-others button[aria-expanded=false]').click({ timeout: 90_000 });
    await allSeen(pages, publishers + 1);
    await wait(settleMs);
    return await watchTiles(pages, seconds);
  } finally {
    await Promise.all(browsers.map((one) => one.close()));
    await lab.close();
  }
}
