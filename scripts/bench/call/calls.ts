import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { findBrowser } from '../../test/find-browser.ts';
import { launchChromium } from '../browser.ts';
import { makeNetworks, type Networks } from '../namespaces.ts';
import { type Served, startFloor } from '../program.ts';
import { CannotRun } from '../report.ts';
import { type Form, type Lab, startLab } from './lab.ts';
import { type MediaCounts, type WatchedPage, watchMedia } from './watch-media.ts';

/** The two pages of a call; the citizen's line is the one that is made bad. */
export type Pair = { readonly citizen: Page; readonly staff: Page; readonly close: () => Promise<void> };
export const both = ({ citizen, staff }: Pair): readonly [Page, Page] => [citizen, staff];

export type CallPlace = {
  readonly lab: Lab;
  readonly floor: Served;
  readonly networks: Networks | null;
  readonly browsers: { readonly citizen: Browser; readonly staff: Browser };
  /** Our call in a new room, admitted, its pictures there. */
  readonly own: (form?: Form) => Promise<Pair>;
  /** The bare call. */
  readonly bare: () => Promise<Pair>;
  readonly close: () => Promise<void>;
};

export type CallPlaceOptions = {
  /** In three networks, with a line between citizen and hub that can be made bad; else all on this machine. Needs root. */
  readonly apart: boolean;
  readonly flags?: readonly string[];
  /** For the lab's server. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs in every page before anything else. */
  readonly before?: (() => void) | string;
};

const floorPort = 4178;
const loud = ['--autoplay-policy=no-user-gesture-required', '--use-fake-ui-for-media-stream'];

/** A lab, a floor and two browsers, at one place or three. */
export async function openCallPlace({ apart, flags = [], before, env = {} }: CallPlaceOptions): Promise<CallPlace> {
  const chromium = findBrowser('chromium', () => {});
  if (!chromium.ok) throw new CannotRun(chromium.reason);
  const networks = apart ? await makeNetworks() : null;
  const host = networks?.hubAddress ?? 'localhost';
  const inHub = networks?.inHub ?? [];
  const opened: (() => unknown)[] = [() => networks?.remove()];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const lab = await startLab({ before: inHub, host, env });
    opened.push(lab.close);
    const floor = await startFloor('call-floor.ts', ['0.0.0.0', apart ? String(floorPort) : '0'], { before: inHub });
    opened.push(floor.stop);
    const floorUrl = `http://${host}:${floor.port}`;
    const all = [
      ...loud,
      ...flags,
      ...(apart ? [`--unsafely-treat-insecure-origin-as-secure=${lab.url},${floorUrl}`] : []),
    ];
    const launch = async (place: 'citizen' | 'staff') => {
      const browser = await launchChromium({
        flags: all,
        ...(networks ? { executablePath: networks.browserAt(place, chromium.path) } : {}),
      });
      opened.push(() => browser.close());
      return browser;
    };
    const browsers = { citizen: await launch('citizen'), staff: await launch('staff') };
    const open = (place: 'citizen' | 'staff', url: string) => openPage(browsers[place], url, before);
    let rooms = 0;
    const pair = (citizen: Page, staff: Page): Pair => ({
      citizen,
      staff,
      close: async () => void (await Promise.all([citizen.context().close(), staff.context().close()])),
    });
    return {
      lab,
      floor,
      networks,
      browsers,
      own: async (form = 'video') => {
        const room = await lab.room(form);
        const staff = await open('staff', room.employee);
        const citizen = await open('citizen', room.citizen);
        for (const page of [staff, citizen]) await page.waitForSelector('[data-phase=waiting]');
        await room.admit();
        const made = pair(citizen, staff);
        if (form === 'video') await pictures(made);
        return made;
      },
      bare: async () => {
        rooms += 1;
        const url = `${floorUrl}/r/bare${rooms}`;
        const staff = await open('staff', url);
        await staff.waitForFunction(() => 'benchReady' in window);
        const made = pair(await open('citizen', url), staff);
        await pictures(made);
        return made;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export async function openPage(
  browser: Browser,
  url: string,
  before?: CallPlaceOptions['before'],
  options: BrowserContextOptions = { viewport: { width: 800, height: 600 } },
  patienceMs = 30_000,
): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], locale: 'da-DK', ...options });
  const page = await context.newPage();
  await page.addInitScript(watchMedia);
  if (before !== undefined) await page.addInitScript(before as () => void);
  await page.goto(url, { timeout: patienceMs });
  return page;
}

/** Until both have seen frames of the other. */
export async function pictures(pair: Pair, timeout = 40_000): Promise<void> {
  for (const page of both(pair))
    await page.waitForFunction(() => (window as never as WatchedPage).benchMedia.frames.length > 10, null, {
      timeout,
      polling: 200,
    });
}

export const counts = (page: Page): Promise<MediaCounts | null> =>
  page.evaluate(() => (window as never as WatchedPage).benchMedia.counts());
export const frames = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (window as never as WatchedPage).benchMedia.frames);
export const forgetFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    (window as never as WatchedPage).benchMedia.frames = [];
  });
export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What a page received between two counts; null where the connection was not there. */
export type Received = {
  /** Share of the sound that was made up, 0 to 100. */
  readonly concealed: number;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  /** The longest time without a presented frame, in seconds. */
  readonly longestGap: number;
};

/** Watches a call for a while, each side's receipt apart: citizen first. */
export async function watchFor(pair: Pair, ms: number): Promise<readonly Received[]> {
  const pages = both(pair);
  const from = await Promise.all(pages.map(counts));
  await Promise.all(pages.map(forgetFrames));
  const began = Date.now();
  await wait(ms);
  const seen = await Promise.all(pages.map(frames));
  const to = await Promise.all(pages.map(counts));
  const ended = Date.now();
  return pages.map((_, at) => {
    const [a, b] = [from[at], to[at]];
    const shown = seen[at] ?? [];
    const samples = (b?.soundTotal ?? 0) - (a?.soundTotal ?? 0);
    return {
      concealed: a && b && samples > 0 ? (100 * (b.soundConcealed - a.soundConcealed)) / samples : 100,
      fps: shown.length / ((ended - began) / 1000),
      width: b?.width ?? 0,
      height: b?.height ?? 0,
      longestGap: longestGap(shown, began, ended),
    };
  });
}

/** Seconds without a frame, at the longest between `from` and `to`. */
export function longestGap(shown: readonly number[], from: number, to: number): number {
  let gap = 0;
  let last = from;
  for (const at of [...shown.filter((one) => one > from), to]) {
    gap = Math.max(gap, at - last);
    last = at;
  }
  return gap / 1000;
}
