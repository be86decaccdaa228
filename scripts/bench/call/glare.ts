import type { Browser, Page } from '@playwright/test';
import { findBrowser } from '../../test/find-browser.ts';
import { launchChromium } from '../browser.ts';
import { CannotRun, percentiles, type Report, single, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { openPage } from './calls.ts';
import { startLab } from './lab.ts';

const joins = 50;
/** A hundred pages at once are the machine's test and not the call's. */
const atOnce = 5;
const patienceMs = 60_000;

type Reaches = {
  readonly benchReach: () => boolean;
};

/** Runs in the page before anything else. */
function watchReach(): void {
  Object.assign(window, { benchReach: () => document.querySelector('[data-path=direct]') !== null });
}

/** N8: fifty joins of both sides in the same moment, several rooms at a time. */
export async function benchGlare({ rounds, say }: BenchOptions): Promise<Report> {
  if (!findBrowser('chromium', () => {}).ok) throw new CannotRun('no Chromium');
  const lab = await startLab();
  const browsers = await Promise.all([launchChromium(), launchChromium()]);
  try {
    const [ours, theirs] = browsers;
    if (!ours || !theirs) throw new Error('no browsers');
    const times: number[] = [];
    let met = 0;
    let tried = 0;
    for (let round = 0; round < (rounds ?? joins / atOnce); round += 1) {
      const rooms = await Promise.all(Array.from({ length: atOnce }, () => lab.room('text')));
      const pages: { readonly page: Page; readonly room: number }[] = [];
      const began = Date.now();
      const open = async (browser: Browser, url: string, room: number) => {
        pages.push({ page: await openPage(browser, url, watchReach), room });
      };
      await Promise.all(
        rooms.flatMap((room, at) => [open(ours, room.citizen, at), open(theirs, room.employee, at), room.admit()]),
      );
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
      met += rooms.filter((_, at) => reached.every((one) => one.room !== at || one.at !== null)).length;
      tried += rooms.length;
      times.push(...reached.flatMap(({ at }) => (at === null ? [] : [at])));
      say(`${met} of ${tried} connected`);
      await Promise.all(pages.map(({ page }) => page.context().close()));
    }
    return {
      figures: [
        {
          what: `N8 of ${tried} rooms whose two pages came at once: reached each other directly`,
          unit: '',
          value: single(met),
          must: verdict(`${tried} of ${tried}`, met === tried),
        },
        {
          what: 'from the first page opened to each page’s direct way',
          unit: 's',
          value: percentiles(times.map((ms) => ms / 1000)),
        },
      ],
      notes: [
        `${atOnce} rooms at a time: the ${atOnce * 2} pages in two browsers are opened without waiting for each other, and all rooms admitted meanwhile; text rooms, so that the processors are not busy with pictures. One side of a pair alone offers, so two offers cannot meet; what meets here is page loads, admissions and descriptions.`,
      ],
    };
  } finally {
    await Promise.all(browsers.map((one) => one.close()));
    await lab.close();
  }
}
