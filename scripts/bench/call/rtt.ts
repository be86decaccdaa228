import type { Page } from '@playwright/test';
import { type Figure, percentiles, quantile, type Report, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { openCallPlace, type Pair, wait } from './calls.ts';

/** Letters a second of a quick writer: about 6, in bursts. */
const pausesMs = [60, 140, 220, 90, 180, 260, 70, 120] as const;
const letters = 'abcdefghijklmnoprstuvy';

/** When keys were pressed and when as many letters stood on the other's screen; milliseconds since 1970. */
type Timed = { readonly benchText: { pressed: number[]; seen: number[] } };

/** Runs in the page before anything else. */
function watchLetters(): void {
  const now = () => performance.timeOrigin + performance.now();
  const text: Timed['benchText'] = { pressed: [], seen: [] };
  addEventListener('keydown', ({ key }) => key.length === 1 && text.pressed.push(now()), true);
  const live = () => document.querySelector('[data-live], #live')?.textContent ?? '';
  let shown = 0;
  new MutationObserver(() => {
    const length = [...live()].length;
    if (length <= shown) {
      shown = length;
      return;
    }
    shown = length;
    // What has changed is visible with the next frame.
    requestAnimationFrame(() => {
      const at = now();
      while (text.seen.length < length) text.seen.push(at);
    });
  }).observe(document, { childList: true, subtree: true, characterData: true });
  Object.assign(window, { benchText: text });
}

/** Key pressed at one, letter visible at the other; on this machine and over a line of 150 ms round trip. */
export async function benchRtt({ rounds, say }: BenchOptions): Promise<Report> {
  const figures: Figure[] = [];
  const count = (rounds ?? 5) * 40;
  for (const [where, apart, most] of [
    ['this machine', false, 100],
    ['150 ms round trip', true, 300],
  ] as const) {
    const place = await openCallPlace({ apart, before: watchLetters });
    try {
      await place.networks?.setLine('citizen', { delayMs: 75 });
      const own = await place.own();
      const bare = await place.bare();
      await own.citizen.waitForSelector('[data-path=direct]', { timeout: 20_000 });
      await wait(2_000);
      const times: Record<'own' | 'bare', number[]> = { own: [], bare: [] };
      for (let done = 0; done < count; done += 40) {
        times.own.push(...(await write(own, done % 80 === 0)));
        times.bare.push(...(await write(bare, done % 80 === 0)));
      }
      const p95 = quantile(times.own, 0.95);
      say(`${where}: p95 ${p95.toFixed(0)} ms, bare ${quantile(times.bare, 0.95).toFixed(0)} ms`);
      figures.push({
        what: `key pressed to letter visible at the other, ${where}`,
        unit: 'ms',
        value: percentiles(times.own),
        baseline: { what: 'bare data channel beside it', value: percentiles(times.bare) },
        ratio: p95 / quantile(times.bare, 0.95),
        must: verdict(`p95 ≤ ${most} ms`, p95 <= most),
      });
    } finally {
      await place.close();
    }
  }
  return {
    figures,
    notes: [
      'Both directions in turns, 40 letters a time at uneven pauses of 60 to 260 ms, in a video call. From the keydown event to the first animation frame after the letter stands in the other page; both clocks are this machine’s.',
    ],
  };
}

async function write(pair: Pair, fromCitizen: boolean): Promise<readonly number[]> {
  const [from, to] = fromCitizen ? [pair.citizen, pair.staff] : [pair.staff, pair.citizen];
  const field = (page: Page) => page.locator('textarea, input#line').first();
  for (const page of [from, to])
    await page.evaluate(() => {
      const { benchText } = window as never as Timed;
      benchText.pressed = [];
      benchText.seen = [];
    });
  await field(from).focus();
  for (let at = 0; at < 40; at += 1) {
    await from.keyboard.press(letters[at % letters.length] ?? 'a');
    await wait(pausesMs[at % pausesMs.length] ?? 100);
  }
  await to.waitForFunction(() => (window as never as Timed).benchText.seen.length >= 40, null, { timeout: 10_000 });
  const [{ pressed }, { seen }] = (await Promise.all(
    [from, to].map((page) => page.evaluate(() => (window as never as Timed).benchText)),
  )) as [Timed['benchText'], Timed['benchText']];
  await field(from).fill('');
  await wait(600);
  return pressed.slice(0, 40).map((at, n) => (seen[n] ?? Number.NaN) - at);
}
