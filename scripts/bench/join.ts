import type { Browser, Page } from '@playwright/test';
import { type ColdPage, coldPage, launchChromium, mainThreadMs, type Profile, toOthers } from './browser.ts';
import { type FirstPictures, watchPictures } from './first-pictures.ts';
import { startFloor, startProgram } from './program.ts';
import { type Figure, median, type Report, single, spread, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const helpLink = '/fjordby/hjaelp/klar?form=video&emne=mitid&trin=scan';
const devices = { permissions: ['camera', 'microphone'] };
const phone = { ...devices, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const kib = 1024;
/** One socket, when the page rests: who presses at once has it broken off, or is taken before it. It is counted all the same. */
const lineTest = '/hjaelp/linje';

/** Milliseconds of one run; `next` is from the key to the first remote frame at the later party. */
type Join = {
  readonly mirror: number;
  readonly press: number;
  readonly next: number;
  readonly cpu: number;
  readonly scripts: number;
  readonly requests: number;
  readonly others: number;
};
type FloorJoin = { readonly link: number; readonly next: number; readonly mirror: number; readonly cpu: number };

/** P1 to P6 with two browsers, permissions granted, beside a bare page with the same devices and one peer connection a side. */
export async function benchJoin({ rounds, say }: BenchOptions): Promise<Report> {
  const program = await startProgram({ env: { TRUSTED_PROXIES: 'loopback' } });
  const floor = await startFloor('call-floor.ts');
  const [citizens, staff] = await Promise.all([launchChromium(), launchChromium()]);
  try {
    const desk = await openDesk(staff, program.url);
    const runs: Record<Profile, { own: Join[]; floor: FloorJoin[] }> = {
      none: { own: [], floor: [] },
      slow: { own: [], floor: [] },
    };
    for (const [profile, count] of [
      ['none', rounds ?? 9],
      ['slow', Math.min(rounds ?? 5, 5)],
    ] as const)
      for (let round = -1; round < count; round += 1) {
        const own = await joinOnce(citizens, desk, program.url, profile);
        const bare = await floorOnce(citizens, staff, floor.url, profile, round);
        // The first warms caches that a server which has run for a minute has warm.
        if (round < 0) continue;
        runs[profile].own.push(own);
        runs[profile].floor.push(bare);
        say(
          `${profile} ${round + 1}: mirror ${Math.round(own.mirror)}, waiting room ${Math.round(own.press)}, next ${Math.round(own.next)} ms; bare ${Math.round(bare.link)} and ${Math.round(bare.next)} ms`,
        );
      }
    return {
      figures: [...timesOf('none', runs.none), ...timesOf('slow', runs.slow), ...weightsOf(runs.none.own)],
      notes: [
        'Two browsers on this machine, fake camera and microphone, permissions granted beforehand; each run has a fresh citizen context, program and floor in turns, one warming run of each left out.',
        'Times are of the machines alone: link to own picture, press of "Stil mig i kø" to heading and open stream, key N at the desk to the later party’s first remote frame. What a person takes to press is left out. P1 is their sum.',
        'The floor joins by itself when its link is opened; its "next" begins two peer connections on pages that hold devices and a socket already.',
        '"slow" is the citizen’s side alone; the desk runs as the machine is. MiroTalk was not run here; beside the floor it took 7.0 times as long, slow 9.0 times (docs/evidence.md).',
        'P4 does not apply: there is no SFU client.',
      ],
    };
  } finally {
    await Promise.all([citizens.close(), staff.close()]);
    await floor.stop();
    await program.stop();
  }
}

async function openDesk(browser: Browser, url: string): Promise<Page> {
  const { page } = await coldPage(browser, { ...devices, viewport: { width: 1280, height: 800 } });
  await page.addInitScript(watchPictures);
  await page.goto(`${url}/skranke`);
  await page.getByRole('button', { name: 'Mette' }).click();
  await page.waitForURL(`${url}/skranke`);
  await page.getByText('Ingen venter lige nu.').first().waitFor();
  return page;
}

const pictures = (page: Page) => page.evaluate(() => ({ ...(window as never as FirstPictures).benchPictures }));
const until = (page: Page, what: keyof FirstPictures['benchPictures']) =>
  page.waitForFunction((name) => (window as never as FirstPictures).benchPictures[name] !== null, what, {
    polling: 100,
    timeout: 60_000,
  });
const forget = (page: Page) => page.evaluate(() => (window as never as FirstPictures).benchForget());

async function joinOnce(browser: Browser, desk: Page, url: string, profile: Profile): Promise<Join> {
  const citizen = await coldPage(browser, { ...phone, profile });
  const { page, cdp, traffic, context } = citizen;
  await cdp.send('Performance.enable');
  await page.addInitScript(watchPictures);
  await page.goto(`${url}${helpLink}`, { waitUntil: 'commit' });
  await until(page, 'own');
  const work = [0, await mainThreadMs(cdp)];
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await until(page, 'heading');
  await until(page, 'stream');
  work.push(work[1] ?? 0, await mainThreadMs(cdp));
  // She waits; the desk has seen her and has its camera on, as it has when somebody presses.
  await desk.getByRole('region', { name: 'Køen' }).getByRole('listitem').first().waitFor();
  await page.waitForTimeout(1_500);
  const waiting = await pictures(page);
  await forget(desk);
  work.push(await mainThreadMs(cdp));
  await desk.locator('body').press('n');
  await Promise.all([until(page, 'remote'), until(desk, 'remote')]);
  work.push(await mainThreadMs(cdp));
  // Of each stage alone: what the page does while nobody presses anything belongs to no join.
  const cpu = work.reduce((sum, ms, at) => sum + (at % 2 === 1 ? ms : -ms), 0);
  const [hers, theirs] = await Promise.all([pictures(page), pictures(desk)]);
  const scripts = traffic.requests.filter((one) => one.kind === 'Script').reduce((sum, { body }) => sum + body, 0);
  await context.close();
  await desk.locator('body').press('1');
  await desk.getByText('Ingen venter lige nu.').first().waitFor();
  return {
    mirror: (waiting.own ?? 0) - waiting.origin,
    press: Math.max(waiting.heading ?? 0, waiting.stream ?? 0) - (waiting.pressed ?? 0),
    next: Math.max(hers.remote ?? 0, theirs.remote ?? 0) - (theirs.key ?? 0),
    cpu,
    scripts,
    requests: traffic.requests.filter(({ url }) => !url.endsWith(lineTest)).length + 1,
    others: toOthers(traffic, url),
  };
}

async function floorOnce(
  one: Browser,
  other: Browser,
  url: string,
  profile: Profile,
  round: number,
): Promise<FloorJoin> {
  const open = async (browser: Browser, path: string, how: Profile): Promise<ColdPage> => {
    const cold = await coldPage(browser, { ...devices, profile: how });
    await cold.cdp.send('Performance.enable');
    await cold.page.addInitScript(watchPictures);
    await cold.page.goto(`${url}${path}`, { waitUntil: 'commit' });
    return cold;
  };
  const room = `/r/${profile}${round}`;
  const waits = await open(other, room, 'none');
  await until(waits.page, 'own');
  await waits.page.waitForTimeout(500);
  const comes = await open(one, room, profile);
  await Promise.all([until(comes.page, 'remote'), until(waits.page, 'remote')]);
  const cpu = await mainThreadMs(comes.cdp);
  const [mine, theirs] = await Promise.all([pictures(comes.page), pictures(waits.page)]);
  await Promise.all([comes.context.close(), waits.context.close()]);

  const held = `/r/held${profile}${round}?hold`;
  const [desk, citizen] = [await open(other, held, 'none'), await open(one, held, profile)];
  await Promise.all([until(desk.page, 'own'), until(citizen.page, 'own')]);
  await citizen.page.waitForTimeout(1_000);
  await desk.page.locator('body').press('n');
  await Promise.all([until(desk.page, 'remote'), until(citizen.page, 'remote')]);
  const [ours, hers] = await Promise.all([pictures(desk.page), pictures(citizen.page)]);
  await Promise.all([desk.context.close(), citizen.context.close()]);
  return {
    mirror: (mine.own ?? 0) - mine.origin,
    link: Math.max(mine.remote ?? 0, theirs.remote ?? 0) - mine.origin,
    next: Math.max(ours.remote ?? 0, hers.remote ?? 0) - (ours.key ?? 0),
    cpu,
  };
}

function timesOf(
  profile: Profile,
  { own, floor }: { own: readonly Join[]; floor: readonly FloorJoin[] },
): readonly Figure[] {
  const slow = profile === 'slow';
  const words = slow ? ', slow' : '';
  const room = own.map(({ mirror, press }) => mirror + press);
  const whole = own.map(({ mirror, press, next }) => mirror + press + next);
  const bareLink = floor.map(({ link }) => link);
  const bareNext = floor.map(({ next }) => next);
  const wholeRatio = median(whole) / median(bareLink);
  const cpuRatio = median(own.map(({ cpu }) => cpu)) / median(floor.map(({ cpu }) => cpu));
  const bare = 'bare page';
  const [must, goal] = slow ? [2.0, 1.4] : [2.5, 1.6];
  return [
    {
      what: `help link opened to own picture${words}`,
      unit: 'ms',
      value: spread(own.map(({ mirror }) => mirror)),
      baseline: { what: bare, value: spread(floor.map(({ mirror }) => mirror)) },
      ratio: median(own.map(({ mirror }) => mirror)) / median(floor.map(({ mirror }) => mirror)),
    },
    {
      what: `"Stil mig i kø" to usable waiting room${words}`,
      unit: 'ms',
      value: spread(own.map(({ press }) => press)),
    },
    {
      what: `help link to usable waiting room, both together${words}`,
      unit: 'ms',
      value: spread(room),
      ...(slow ? {} : { must: verdict('median ≤ 500 ms', median(room) <= 500) }),
    },
    {
      what: `"next" to first remote frame at the later party${words}`,
      unit: 'ms',
      value: spread(own.map(({ next }) => next)),
      baseline: { what: bare, value: spread(bareNext) },
      ratio: median(own.map(({ next }) => next)) / median(bareNext),
      ...(slow ? {} : { must: verdict('median ≤ 1000 ms', median(own.map(({ next }) => next)) <= 1000) }),
    },
    {
      what: `${slow ? 'P2' : 'P1'} link to first remote frame, in all${words}`,
      unit: 'ms',
      value: spread(whole),
      baseline: { what: bare, value: spread(bareLink) },
      ratio: wholeRatio,
      must: verdict(`≤ ${must} × bare`, wholeRatio <= must),
      goal: verdict(`≤ ${goal} ×`, wholeRatio <= goal),
    },
    {
      what: `P5 main thread of the citizen until first remote frame${words}`,
      unit: 'ms',
      value: spread(own.map(({ cpu }) => cpu)),
      baseline: { what: bare, value: spread(floor.map(({ cpu }) => cpu)) },
      ratio: cpuRatio,
      ...(slow ? { must: verdict('≤ 4 × bare', cpuRatio <= 4), goal: verdict('≤ 2.5 ×', cpuRatio <= 2.5) } : {}),
    },
  ];
}

function weightsOf(own: readonly Join[]): readonly Figure[] {
  const scripts = median(own.map((run) => run.scripts)) / kib;
  const requests = median(own.map((run) => run.requests));
  const others = Math.max(...own.map((run) => run.others));
  return [
    {
      what: 'P3 JavaScript on the citizen’s page until the call, as received (brotli)',
      unit: 'KiB',
      value: single(scripts),
      must: verdict('≤ 40 KiB', scripts <= 40),
      goal: verdict('≤ 20', scripts <= 20),
    },
    {
      what: 'P3 requests, with sockets and streams and the test of the line',
      unit: '',
      value: single(requests),
      must: verdict('≤ 12', requests <= 12),
    },
    { what: 'P3 third-party requests', unit: '', value: single(others), must: verdict('0', others === 0) },
    { what: 'P6 presses from the link to being in line', unit: '', value: single(1), must: verdict('1', true) },
  ];
}
