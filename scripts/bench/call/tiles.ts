/** What is seen of each of the others in a room of many: when each picture moved, and how long it stood still at most. */
import type { Page } from '@playwright/test';
import { wait } from './calls.ts';
import { type RecordedPage, whyItStood } from './picture-record.ts';

type Tiles = { readonly benchTiles: Map<string, number[]> };
export type Seen = {
  readonly gaps: readonly number[];
  readonly rates: readonly number[];
  /** Of each picture that stood for longer than a second: where, when, and what was counted meanwhile. */
  readonly stood: readonly string[];
};

/** Runs in the page before anything else: asks for 320×180 at 15, and notes when a frame of each of the others is presented. */
export function smallAndWatched(): void {
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (wish) =>
    ask(wish?.video ? { ...wish, video: { width: 320, height: 180, frameRate: { ideal: 15, max: 15 } } } : wish);
  const tiles: Tiles['benchTiles'] = new Map();
  const watched = new WeakSet<HTMLVideoElement>();
  new MutationObserver(() => {
    for (const video of document.querySelectorAll<HTMLVideoElement>('[data-who] video')) {
      if (watched.has(video)) continue;
      watched.add(video);
      const who = video.closest('[data-who]')?.getAttribute('data-who') ?? '';
      // The browser draws whether or not the page's thread has time to hear of it: what it has missed is counted too.
      let before = 0;
      const each = (_now: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
        const more = before === 0 || presentedFrames < before ? 1 : presentedFrames - before;
        before = presentedFrames;
        const shown = tiles.get(who) ?? [];
        for (let one = 0; one < more; one += 1) shown.push(Date.now());
        tiles.set(who, shown.slice(-3_000));
        video.requestVideoFrameCallback(each);
      };
      video.requestVideoFrameCallback(each);
    }
  }).observe(document, { childList: true, subtree: true });
  Object.assign(window, { benchTiles: tiles });
}

/** Until each page has seen so many of the others, or a minute and a half has gone: who is missing then is missing in the figures. */
export async function allSeen(pages: readonly Page[], others: number): Promise<void> {
  for (const page of pages)
    await page
      .waitForFunction((count) => (window as never as Tiles).benchTiles.size >= count, others, {
        timeout: 90_000,
        polling: 250,
      })
      .catch(() => {});
}

/** Each picture on each page, over so many seconds from now. */
export async function watchTiles(pages: readonly Page[], seconds: number): Promise<Seen> {
  const from = Date.now();
  await wait(seconds * 1000);
  const gaps: number[] = [];
  const rates: number[] = [];
  const stood: string[] = [];
  for (const [place, page] of pages.entries()) {
    const [tiles, counted] = await page.evaluate(() => {
      const { benchTiles, benchPictures } = window as never as Tiles & RecordedPage;
      return [[...benchTiles], benchPictures] as const;
    });
    for (const [who, shown] of tiles) {
      const lately = shown.filter((one) => one > from);
      const [start, end] = longestStand(lately, from, Math.max(from + seconds * 1000 - 500, lately.at(-1) ?? 0));
      gaps.push((end - start) / 1000);
      rates.push(lately.length / seconds);
      const when = `${((start - from) / 1000).toFixed(1)} to ${((end - from) / 1000).toFixed(1)} s`;
      if (end - start > 1_000)
        stood.push(`page ${place + 1}, picture of ${who}, ${when}: ${whyItStood(counted, who, start, end)}`);
    }
  }
  return { gaps, rates, stood };
}

function longestStand(shown: readonly number[], from: number, to: number): readonly [number, number] {
  const ends = [from, ...shown, to];
  return ends
    .slice(1)
    .map((end, at) => [ends[at] ?? from, end] as const)
    .reduce((longest, one) => (one[1] - one[0] > longest[1] - longest[0] ? one : longest));
}
