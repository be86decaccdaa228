import type { Page } from '@playwright/test';
import { findBrowser } from '../../test/find-browser.ts';
import { launchChromium } from '../browser.ts';
import { CannotRun, percentiles, quantile, type Report, single, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { openPage } from './calls.ts';
import { startLab } from './lab.ts';

const atOnce = 50;
/** A hundred pages on two cores: what is asked is whether they meet, not when. */
const patienceMs = 180_000;

type Reaches = {
  readonly benchReach: () => boolean;
};

/** Runs in the page before anything else. */
function watchReach(): void {
  Object.assign(window, { benchReach: () => document.querySelector('[data-path=direct]') !== null });
}

/** N8: fifty rooms whose both pages come and are admitted in the same moment, by text so that the machine bears it. */
export async function benchGlare({ rounds, say }: BenchOptions): Promise<Report> {
  if (!findBrowser('chromium', () => {}).ok) throw new CannotRun('no Chromium');
  const lab = await startLab();
  const browsers = await Promise.all([launchChromium(), launchChromium()]);
  try {
    const [ours, theirs] = browsers;
    if (!ours || !theirs) throw new Error('no browsers');
    const times: number[] = [];
    const met: number[] = [];
    for (let round = 0; round < (rounds ?? 1); round += 1) {
      const rooms = await Promise.all(Array.from({ length: atOnce }, () => lab.room('text')));
      const pages: { readonly page: Page; readonly room: number }[] = [];
      const began = Date.now();
      await Promise.all(
        rooms
          .flatMap((room, at) =>
            [
              [ours, room.citizen],
              [theirs, room.employee],
            ].map(async ([browser, url]) =>
              pages.push({
                page: await openPage(browser as typeof ours, url as string, watchReach, undefined, patienceMs),
                room: at,
              }),
            ),
          )
          .concat(rooms.map((room) => room.admit().then(() => 0))),
      );
      say(`${pages.length} pages open after ${((Date.now() - began) / 1000).toFixed(1)} s`);
      const reached = await Promise.all(
        pages.map(async ({ page, room }) => {
          const came = await page
            .waitForFunction(() => (window as never as Reaches).benchReach(), null, {
              timeout: patienceMs,
              polling: 250,
            })
            .catch(() => null);
          return { room, at: came === null ? null : Date.now() - began };
        }),
      );
      const whole = rooms.filter((_, at) => reached.every((one) => one.room !== at || one.at !== null)).length;
      met.push(whole);
      times.push(...reached.flatMap(({ at }) => (at === null ? [] : [at])));
      say(`${whole} of ${atOnce} connected`);
      await Promise.all(pages.map(({ page }) => page.context().close()));
    }
    return {
      figures: [
        {
          what: `N8 rooms of ${atOnce} whose two pages came at once and reached each other directly`,
          unit: '',
          value: single(Math.min(...met)),
          must: verdict(
            `${atOnce} of ${atOnce}`,
            met.every((one) => one === atOnce),
          ),
        },
        {
          what: 'from the first page opened to each page’s direct way',
          unit: 's',
          value: percentiles(times.map((ms) => ms / 1000)),
        },
      ],
      notes: [
        `${atOnce * 2} pages in two browsers are opened without waiting for each other, and all rooms admitted meanwhile; text rooms, so that the processors are not busy with pictures. One side of a pair alone offers, so two offers cannot meet; what meets here is page loads, admissions and descriptions. p95 ${(quantile(times, 0.95) / 1000).toFixed(1)} s.`,
      ],
    };
  } finally {
    await Promise.all(browsers.map((one) => one.close()));
    await lab.close();
  }
}
