import type { Browser, Page } from '@playwright/test';
import { findBrowser } from '../../test/find-browser.ts';
import { launchChromium } from '../browser.ts';
import { CannotRun, type Report, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { longestGap, openPage, wait } from './calls.ts';
import { startLab } from './lab.ts';

type Tiles = { readonly benchTiles: Map<string, number[]> };

/** Runs in the page before anything else: asks for 320×180 at 15, and notes the frames of each other person's picture. */
function smallAndWatched(): void {
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  const own = new Set<string>();
  devices.getUserMedia = async (wish) => {
    const stream = await ask(
      wish?.video ? { ...wish, video: { width: 320, height: 180, frameRate: { ideal: 15, max: 15 } } } : wish,
    );
    for (const track of stream.getTracks()) own.add(track.id);
    return stream;
  };
  const tiles: Tiles['benchTiles'] = new Map();
  const watched = new WeakSet<HTMLVideoElement>();
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) {
      if (watched.has(video)) continue;
      watched.add(video);
      const each = () => {
        const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
        if (track && !own.has(track.id))
          tiles.set(track.id, [...(tiles.get(track.id) ?? []).slice(-3_000), Date.now()]);
        video.requestVideoFrameCallback(each);
      };
      video.requestVideoFrameCallback(each);
    }
  }).observe(document, { childList: true, subtree: true });
  Object.assign(window, { benchTiles: tiles });
}

/** A direct room of four on this machine: each of the twelve pictures runs, after the first ten seconds, without a freeze. */
export async function benchRoom({ rounds, say }: BenchOptions): Promise<Report> {
  if (!findBrowser('chromium', () => {}).ok) throw new CannotRun('no Chromium');
  const seconds = rounds ?? 30;
  const lab = await startLab();
  const browser: Browser = await launchChromium({
    flags: ['--autoplay-policy=no-user-gesture-required', '--use-fake-ui-for-media-stream'],
  });
  try {
    const room = await lab.room('video');
    const pages: Page[] = [];
    const open = async (url: string) => void pages.push(await openPage(browser, url, smallAndWatched));
    await open(room.employee);
    await open(room.citizen);
    for (const page of pages) await page.waitForSelector('[data-phase=waiting]');
    await room.admit();
    for (const name of ['Ida', 'Bo']) await open(await room.join(name));
    for (const page of pages)
      await page.waitForFunction(() => (window as never as Tiles).benchTiles.size >= 3, null, {
        timeout: 60_000,
        polling: 250,
      });
    await wait(10_000);
    const from = Date.now();
    await wait(seconds * 1000);
    const gaps: number[] = [];
    const rates: number[] = [];
    for (const page of pages) {
      const tiles = await page.evaluate(() => [...(window as never as Tiles).benchTiles.values()]);
      for (const shown of tiles) {
        const lately = shown.filter((one) => one > from);
        gaps.push(longestGap(lately, from, Math.max(from, Date.now() - 500, lately.at(-1) ?? 0)));
        rates.push(lately.length / seconds);
      }
    }
    say(`${gaps.length} pictures, longest freeze ${Math.max(...gaps).toFixed(2)} s`);
    return {
      figures: [
        {
          what: `direct room of 4: longest time without a frame, each of ${gaps.length} pictures over ${seconds} s`,
          unit: 's',
          value: spread(gaps),
          must: verdict('none over 1 s', gaps.length >= 12 && Math.max(...gaps) <= 1),
        },
        { what: 'frames a second of each picture', unit: '/s', value: spread(rates) },
      ],
      notes: [
        'Four pages of one Chromium, 320×180 at 15 frames a second, every picture sent three times and shown three times on this machine. The first ten seconds after all pictures are there do not count.',
      ],
    };
  } finally {
    await browser.close();
    await lab.close();
  }
}
