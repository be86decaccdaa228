import type { Browser, Page } from '@playwright/test';
import { findBrowser } from '../test/find-browser.ts';
import { coldPage, launchChromium } from './browser.ts';
import { makeNetworks, type Networks } from './namespaces.ts';
import { startFloor, startProgram } from './program.ts';
import { CannotRun, type Figure, median, type Report, spread, type Verdict, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const port = 4177;
const floorPort = 4178;
const devices = { permissions: ['camera', 'microphone'] };

/** What a page has seen of the other's picture and of our words about the line; milliseconds since 1970. */
type LineSeen = { frames: number[]; told: number | null };
type Seen = { readonly benchLine: LineSeen };

type Event = {
  readonly what: string;
  /** How long the line is dead; null: the address changes. */
  readonly deadMs: number | null;
  readonly must: (back: number) => Verdict;
  readonly goal: (back: number) => Verdict;
};
const within = (seconds: number) => (back: number) => verdict(`≤ ${seconds} s`, back <= seconds);
const events: readonly Event[] = [
  { what: 'N4 line dead 8 s', deadMs: 8_000, must: within(2), goal: within(0.5) },
  { what: 'N4 line dead 25 s', deadMs: 25_000, must: within(3), goal: within(1.5) },
  { what: 'N4 line dead 60 s', deadMs: 60_000, must: within(5), goal: within(3) },
  { what: 'N5 change of address', deadMs: null, must: within(5), goal: within(3) },
];
const patienceMs = 40_000;

/** N4 and N5: two Chromiums in two network namespaces, the server between them; a bare call on the same line beside it. */
export async function benchLine({ rounds, full, say }: BenchOptions): Promise<Report> {
  const chromium = findBrowser('chromium', () => {});
  if (!chromium.ok) throw new CannotRun(chromium.reason);
  const networks = await makeNetworks();
  try {
    const found: { readonly event: Event; readonly own: Outcome[]; readonly bare: Outcome[] }[] = [];
    for (const event of events) {
      if (event.deadMs === 60_000 && !full) continue;
      const one = { event, own: [] as Outcome[], bare: [] as Outcome[] };
      found.push(one);
      for (let round = 0; round < (rounds ?? 3); round += 1) {
        const both = await withCalls(networks, chromium.path, (calls) => happen(networks, event, calls));
        one.own.push(both.own);
        one.bare.push(both.bare);
        say(
          `${event.what}: back ${words(both.own.back)}, bare ${words(both.bare.back)}; told after ${words(both.own.told)}`,
        );
      }
    }
    return {
      figures: found.flatMap(({ event, own, bare }) => figuresOf(event, own, bare)),
      notes: [
        'Times are the later side’s. Picture after return: from the moment the line carries again (or the address has changed) to the first new frame of the other. Told: from the cut until the page says that the line is gone.',
        `A picture that is not back ${patienceMs / 1000} s after the return counts as ${patienceMs / 1000} s. The bare call is the floor of scripts/bench/floor/call-floor.ts, on the same line at the same time, in the same browsers.`,
        'The dead line drops every packet between the citizen and the hub and tells nobody. The change of address takes the old address from the citizen’s interface and gives it another, which her system is told of.',
        ...(full ? [] : ['60 s are run with --full only.']),
      ],
    };
  } finally {
    networks.remove();
  }
}

const words = (seconds: number | null) => (seconds === null ? 'never' : `${seconds.toFixed(1)} s`);

type Calls = { readonly own: readonly [Page, Page]; readonly bare: readonly [Page, Page] };
/** Seconds; null: not within our patience. */
type Outcome = { readonly back: number | null; readonly dark: number | null; readonly told: number | null };

async function withCalls<Value>(
  networks: Networks,
  browser: string,
  work: (calls: Calls) => Promise<Value>,
): Promise<Value> {
  const url = `http://${networks.hubAddress}:${port}`;
  const floorUrl = `http://${networks.hubAddress}:${floorPort}`;
  const env = { HOST: '0.0.0.0', PORT: String(port), BASE_URL: url };
  const program = await startProgram({ before: networks.inHub, env });
  const floor = await startFloor('call-floor.ts', ['0.0.0.0', String(floorPort)], { before: networks.inHub });
  const flags = [`--unsafely-treat-insecure-origin-as-secure=${url},${floorUrl}`];
  const [hers, theirs] = await Promise.all(
    (['citizen', 'staff'] as const).map((place) =>
      launchChromium({ executablePath: networks.browserAt(place, browser), flags }),
    ),
  );
  if (!hers || !theirs) throw new Error('no browsers');
  try {
    const desk = (await coldPage(theirs, { ...devices, viewport: { width: 1280, height: 800 } })).page;
    const citizen = (await coldPage(hers, { ...devices, viewport: { width: 360, height: 740 } })).page;
    for (const page of [desk, citizen]) await page.addInitScript(watchLine);
    await desk.goto(`${url}/skranke`);
    await desk.getByRole('button', { name: 'Mette' }).click();
    await desk.waitForURL(`${url}/skranke`);
    await desk.getByText('Ingen venter lige nu.').first().waitFor();
    await citizen.goto(`${url}/fjordby/hjaelp/klar?form=video&emne=mitid`);
    await citizen.locator('video').first().waitFor();
    await citizen.getByRole('button', { name: 'Stil mig i kø' }).click();
    await desk.getByRole('region', { name: 'Køen' }).getByRole('listitem').first().waitFor();
    await desk.locator('body').press('n');
    const calls: Calls = { own: [citizen, desk], bare: await openBare(theirs, hers, floorUrl) };
    for (const page of calls.own) await page.waitForFunction(hasPicture, null, { timeout: 60_000 });
    await citizen.waitForTimeout(4_000);
    return await work(calls);
  } finally {
    await Promise.all([hers.close(), theirs.close()]);
    await floor.stop();
    await program.stop();
  }
}

const hasPicture = () => (window as never as Seen).benchLine.frames.length > 20;

/** The floor knows no second try: when its pages have missed each other they are opened anew, in a room of their own. */
async function openBare(staff: Browser, citizen: Browser, url: string): Promise<readonly [Page, Page]> {
  for (let attempt = 1; ; attempt += 1) {
    const pages: Page[] = [];
    for (const browser of [staff, citizen]) {
      const { page } = await coldPage(browser, devices);
      await page.addInitScript(watchLine);
      await page.goto(`${url}/r/line${attempt}`);
      pages.push(page);
    }
    const [desk, hers] = pages;
    if (!desk || !hers) throw new Error('unreachable');
    const seen = await Promise.all(
      pages.map((page) =>
        page.waitForFunction(hasPicture, null, { timeout: 20_000 }).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (seen.every(Boolean)) return [hers, desk];
    if (attempt === 4) throw new Error('The bare call has no picture.');
    for (const page of pages) await page.context().close();
  }
}

async function happen(networks: Networks, event: Event, calls: Calls): Promise<Record<'own' | 'bare', Outcome>> {
  const all = [...calls.own, ...calls.bare];
  for (const page of all)
    await page.evaluate(() => Object.assign((window as never as Seen).benchLine, { told: null, frames: [] }));
  const cutAt = Date.now();
  if (event.deadMs === null) networks.changeAddress();
  else {
    await networks.setLine('citizen', { dead: true });
    await new Promise((next) => setTimeout(next, event.deadMs ?? 0));
    await networks.setLine('citizen', {});
  }
  const backAt = Date.now();
  // Of a change of address the old path may still carry what was under way.
  const after = event.deadMs === null ? backAt + 300 : backAt;
  const seen = async (page: Page) => {
    await page
      .waitForFunction((from) => ((window as never as Seen).benchLine.frames.at(-1) ?? 0) > from, after, {
        timeout: Math.max(1, patienceMs - (Date.now() - backAt)),
        polling: 200,
      })
      .catch(() => {
        // Not back within our patience: the frames say so.
      });
    return page.evaluate(() => (window as never as Seen).benchLine);
  };
  const looks = await Promise.all(all.map(seen));
  const outcome = (sides: readonly LineSeen[]): Outcome => {
    const each = sides.map(({ frames, told }) => {
      const first = frames.find((at) => at > after);
      const last = frames.filter((at) => first === undefined || at < first).at(-1) ?? cutAt;
      return {
        back: first === undefined ? null : (first - backAt) / 1000,
        dark: first === undefined ? null : longestGap(frames, cutAt),
        told: told === null ? null : (told - cutAt) / 1000,
        last,
      };
    });
    const later = (of: 'back' | 'dark' | 'told') =>
      each.some((one) => one[of] === null) ? null : Math.max(...each.map((one) => one[of] ?? 0));
    return { back: later('back'), dark: later('dark'), told: later('told') };
  };
  return { own: outcome(looks.slice(0, 2)), bare: outcome(looks.slice(2)) };
}

/** Seconds without a new frame, at the longest since `from`. */
function longestGap(frames: readonly number[], from: number): number {
  let gap = 0;
  let last = from;
  for (const at of frames) {
    if (at > from) gap = Math.max(gap, at - last);
    last = Math.max(last, at);
  }
  return gap / 1000;
}

function figuresOf(event: Event, own: readonly Outcome[], bare: readonly Outcome[]): readonly Figure[] {
  const patience = patienceMs / 1000;
  const of = (outcomes: readonly Outcome[], what: keyof Outcome) => outcomes.map((one) => one[what] ?? patience);
  const back = median(of(own, 'back'));
  const told = median(of(own, 'told'));
  const beside = (what: keyof Outcome) => ({ what: 'bare call', value: spread(of(bare, what)) });
  const figures: Figure[] = [];
  if (event.deadMs !== null)
    figures.push({
      what: `${event.what}: picture after return`,
      unit: 's',
      value: spread(of(own, 'back')),
      baseline: beside('back'),
      must: event.must(back),
      goal: event.goal(back),
    });
  const dark = median(of(own, 'dark'));
  figures.push({
    what: `${event.what}: time without picture`,
    unit: 's',
    value: spread(of(own, 'dark')),
    baseline: beside('dark'),
    ...(event.deadMs === null ? { must: event.must(dark), goal: event.goal(dark) } : {}),
  });
  if (event.deadMs !== null)
    figures.push({
      what: `${event.what}: both told that the line is gone`,
      unit: 's',
      value: spread(of(own, 'told')),
      must: verdict('≤ 4 s', told <= 4),
    });
  return figures;
}

/** Runs in the page before anything else: when frames of the other came, and when the page first spoke of a loss. */
function watchLine(): void {
  const seen: LineSeen = { frames: [], told: null };
  const watched = new WeakSet<HTMLVideoElement>();
  const watch = (video: HTMLVideoElement) => {
    if (watched.has(video)) return;
    watched.add(video);
    const each = () => {
      const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
      if (track && !track.label.startsWith('fake_device')) seen.frames.push(Date.now());
      video.requestVideoFrameCallback(each);
    };
    video.requestVideoFrameCallback(each);
  };
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) watch(video);
    if (document.querySelector('.call-line--loss')) seen.told ??= Date.now();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  Object.assign(window, { benchLine: seen });
}
