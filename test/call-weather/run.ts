/**
 * Outages in a real call between two real browsers. While each lasts, both pages are looked at four times a second; what they
 * showed is judged by invariants.ts over all looks, and afterwards the call must be whole again, by itself or by its one button.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { both, type CallPlace, openCallPlace, openPage, type Pair, wait } from '../../scripts/bench/call/calls.ts';
import { noNetworks } from '../../scripts/bench/namespaces.ts';
import { type Look, lies } from './invariants.ts';
import { errorsOf, keepLooking, type LookedAt, looksOf } from './looks.ts';
import { badMessages } from './malice.ts';

const full = process.argv.includes('full');
const only = process.argv.find((one) => one.startsWith('only='))?.slice(5);
const stopMs = full ? 60_000 : 12_000;
const withoutNetworks = noNetworks();
/** `LAB_LIVEKIT`, its program: every call goes through LiveKit's own server. */
const forwarded = Boolean(process.env.LAB_LIVEKIT);
let [passed, failed] = [0, 0];

async function check(name: string, work: () => Promise<string>): Promise<void> {
  if (only && !name.includes(only)) return;
  try {
    console.log(`ok    ${name}: ${await work()}`);
    passed += 1;
  } catch (error) {
    failed += 1;
    console.log(
      `FAIL  ${name}: ${String((error as Error).message)
        .split('\n')
        .slice(0, 3)
        .join(' ')}`,
    );
  }
}
/** Of the network: without root they are skipped, each by its name. */
const checkLine = (name: string, work: () => Promise<string>): Promise<void> => {
  if (withoutNetworks === null) return check(name, work);
  console.log(`skipped: ${name} — ${withoutNetworks}`);
  return Promise.resolve();
};

const place: CallPlace = await openCallPlace({ apart: withoutNetworks === null, before: keepLooking });
const line = (dead: object) => place.networks?.setLine('citizen', dead);

const isWhole = (page: Page, before: Look | undefined) =>
  page.evaluate((last) => {
    const { weather, lab } = window as never as LookedAt;
    const now = weather.looks.at(-1);
    const { phase, line: codes } = lab.call.state();
    return (
      phase === 'live' &&
      codes.length === 0 &&
      now !== undefined &&
      now.sound > (last?.sound ?? 0) &&
      now.frames > (last?.frames ?? 0)
    );
  }, before);

/** Waits until sound and picture run and nothing is complained of; presses the one button once where that takes too long. */
async function heals(pair: Pair, ms = 25_000): Promise<string> {
  const from = Date.now();
  const last = await Promise.all(both(pair).map(async (page) => (await looksOf(page)).at(-1)));
  let pressed = false;
  for (;;) {
    const whole = await Promise.all(both(pair).map((page, at) => isWhole(page, last[at])));
    if (whole.every(Boolean))
      return `whole after ${((Date.now() - from) / 1000).toFixed(1)} s${pressed ? ', by its button' : ''}`;
    if (Date.now() - from > ms) {
      const said = await Promise.all(
        both(pair).map((page) => page.evaluate(() => (window as never as LookedAt).lab.call.state().line.join())),
      );
      throw new Error(`not whole after ${ms / 1000} s; citizen "${said[0]}", employee "${said[1]}"`);
    }
    if (!pressed && Date.now() - from > ms / 2)
      for (const page of both(pair)) {
        const button = page.locator('.call-line button').first();
        if (!(await button.isVisible())) continue;
        pressed = true;
        await button.click();
      }
    await wait(250);
  }
}

/** Everything that both pages showed, before a page of theirs was closed too. */
async function judge(pair: Pair, earlier: readonly (readonly Look[])[] = [[], []]): Promise<string> {
  const [a = [], b = []] = await Promise.all(both(pair).map(looksOf));
  const [citizen, staff] = [
    [...(earlier[0] ?? []), ...a],
    [...(earlier[1] ?? []), ...b],
  ];
  const found = [
    ...lies(citizen, staff).map((one) => `to the citizen ${one}`),
    ...lies(staff, citizen).map((one) => `to the employee ${one}`),
  ];
  const errors = (await Promise.all(both(pair).map(errorsOf))).flat();
  if (found.length + errors.length > 0) throw new Error([...found, ...errors].join('; '));
  return `${citizen.length + staff.length} looks, no lie`;
}

async function withCall(work: (pair: Pair) => Promise<string>): Promise<string> {
  const pair = await place.own();
  try {
    await wait(3_000);
    return await work(pair);
  } finally {
    await line({});
    await pair.close();
  }
}
const said = (page: Page, code: string) =>
  page.evaluate((one) => (window as never as LookedAt).weather.looks.some((look) => look.line.includes(one)), code);

await check('our server stands still while the browsers talk', () =>
  withCall(async (pair) => {
    process.kill(place.lab.pid, 'SIGSTOP');
    try {
      await wait(12_000);
    } finally {
      process.kill(place.lab.pid, 'SIGCONT');
    }
    if (!(await said(pair.citizen, 'server-away'))) throw new Error('nobody was told');
    return `${await heals(pair)}; ${await judge(pair)}`;
  }),
);

await checkLine('sound and picture are blocked while our server answers', () =>
  withCall(async (pair) => {
    await line({ udpBlocked: true });
    await wait(12_000);
    // LiveKit is reached by TCP then: what is not told must be heard, which is judged.
    for (const page of forwarded ? [] : both(pair))
      if (!(await said(page, 'line-gone')) && !(await said(page, 'media-blocked'))) throw new Error('nobody was told');
    await line({});
    return `${await heals(pair)}; ${await judge(pair)}`;
  }),
);

await checkLine('the line is dead for 10 s', () =>
  withCall(async (pair) => {
    await line({ dead: true });
    await wait(10_000);
    await line({});
    return `${await heals(pair)}; ${await judge(pair)}`;
  }),
);

await checkLine('another network in the middle of a word', () =>
  withCall(async (pair) => {
    place.networks?.changeAddress();
    return `${await heals(pair)}; ${await judge(pair)}`;
  }),
);

for (const who of ['citizen', 'staff'] as const)
  await check(`the ${who === 'staff' ? 'employee' : who}’s page stands still for ${stopMs / 1000} s`, () =>
    withCall(async (pair) => {
      const pids = await renderers(place.browsers[who]);
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      try {
        await wait(stopMs);
      } finally {
        for (const pid of pids) process.kill(pid, 'SIGCONT');
      }
      return `${await heals(pair)}; ${await judge(pair)}`;
    }),
  );

for (const who of ['citizen', 'staff'] as const)
  await check(`the ${who === 'staff' ? 'employee' : who}’s page dies and is opened again: her place is hers`, () =>
    withCall(async (pair) => {
      const url = pair[who].url();
      const context = pair[who].context();
      const dead = await looksOf(pair[who]);
      // No goodbye to anybody, as when a phone runs dry.
      for (const pid of await renderers(place.browsers[who])) process.kill(pid, 'SIGKILL');
      await context.close();
      await wait(7_000);
      const page = await openPage(place.browsers[who], url, keepLooking);
      await page.locator('#phase[data-phase=live], #phase[data-phase=elsewhere]').first().waitFor({ timeout: 20_000 });
      // Where our server still takes the dead page for a living one, the button brings the place here.
      const button = page.getByRole('button', { name: 'Fortsæt her' });
      if (await button.isVisible()) await button.click();
      const again: Pair = { ...pair, [who]: page };
      const healed = await heals(again);
      const result = `${healed}; ${await judge(again, who === 'citizen' ? [dead, []] : [[], dead])}`;
      await page.context().close();
      return result;
    }),
  );

await check('a telephone call takes the microphone, and gives it back', () =>
  withCall(async (pair) => {
    await pair.citizen.evaluate(() => {
      const { lab } = window as never as {
        lab: { media: { state: () => { microphone: { track: MediaStreamTrack } } } };
      };
      const { track } = lab.media.state().microphone;
      Object.defineProperty(track, 'muted', { value: true, configurable: true });
      track.dispatchEvent(new Event('mute'));
    });
    await wait(6_000);
    if (!(await said(pair.citizen, 'microphone-interrupted'))) throw new Error('she was not told');
    if (!(await said(pair.staff, 'other-microphone-broken'))) throw new Error('the other was not told');
    await pair.citizen.evaluate(() => {
      const { lab } = window as never as {
        lab: { media: { state: () => { microphone: { track: MediaStreamTrack } } } };
      };
      const { track } = lab.media.state().microphone;
      Object.defineProperty(track, 'muted', { value: false, configurable: true });
      track.dispatchEvent(new Event('unmute'));
    });
    return `${await heals(pair)}; ${await judge(pair)}`;
  }),
);

await check('a telephone call ends microphone and camera for good', () =>
  withCall(async (pair) => {
    await pair.citizen.evaluate(() => {
      type Own = { track: MediaStreamTrack };
      const { lab } = window as never as { lab: { media: { state: () => { microphone: Own; camera: Own } } } };
      for (const { track } of Object.values(lab.media.state()).filter(
        (one) => one && typeof one === 'object',
      ) as Own[]) {
        track?.stop();
        track?.dispatchEvent(new Event('ended'));
      }
    });
    await wait(6_000);
    for (const code of ['microphone-ended', 'camera-ended'])
      if (!(await said(pair.citizen, code))) throw new Error(`she was not told: ${code}`);
    if (!(await said(pair.staff, 'other-microphone-broken'))) throw new Error('the other was not told');
    for (let press = 0; press < 2; press += 1) {
      await pair.citizen.locator('.call-line button').first().click();
      await wait(1_500);
    }
    return `${await heals(pair)}; ${await judge(pair)}`;
  }),
);

await check('the employee is never locked out: a second tab, the first one dead, our server gone meanwhile', () =>
  withCall(async (pair) => {
    const url = pair.staff.url();
    const tab = await openPage(place.browsers.staff, url, keepLooking);
    await tab.getByRole('button', { name: 'Fortsæt her' }).click();
    await tab.locator('#phase[data-phase=live]').waitFor();
    await place.lab.stop();
    await tab.context().close();
    await wait(1_000);
    await place.lab.start();
    const third = await openPage(place.browsers.staff, url, keepLooking);
    await third.locator('#phase[data-phase=live], #phase[data-phase=elsewhere]').first().waitFor({ timeout: 20_000 });
    const button = third.getByRole('button', { name: 'Fortsæt her' });
    if (await button.isVisible()) await button.click();
    const again: Pair = { ...pair, staff: third };
    const healed = await heals(again);
    await third.context().close();
    return healed;
  }),
);

/** Through LiveKit nobody writes on that way but who has the pair's key (sealed-lane.ts). */
const checkOpenWay = (name: string, work: () => Promise<string>): Promise<void> => {
  if (!forwarded) return check(name, work);
  console.log(`skipped: ${name} — messages through LiveKit are sealed`);
  return Promise.resolve();
};
await checkOpenWay('malicious messages of every kind on the way of the text', () =>
  withCall(async (pair) => {
    const messages = fc.sample(badMessages, { numRuns: 400, seed: 5 });
    await pair.staff.evaluate((all: readonly string[]) => {
      const { benchData } = window as never as { benchData: RTCDataChannel[] };
      for (const channel of benchData.filter((one) => one.readyState === 'open'))
        for (const one of all) {
          if (channel.label === 'bulk') channel.send(new TextEncoder().encode(one));
          else channel.send(one);
        }
    }, messages);
    await wait(2_000);
    const state = await pair.citizen.evaluate(() => (window as never as LookedAt).lab.call.state().phase);
    if (state !== 'live') throw new Error(`the call is ${state}`);
    await pair.citizen.getByLabel('Skriv her').fill('jeg er her stadig');
    await pair.staff.getByText('jeg er her stadig').first().waitFor({ timeout: 8_000 });
    const errors = await errorsOf(pair.citizen);
    if (errors.length > 0) throw new Error(errors.slice(0, 3).join('; '));
    return `${messages.length} messages; ${await heals(pair)}`;
  }),
);

await place.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Processes that draw pages of this browser: what stands still when a phone puts a tab to sleep. */
async function renderers(browser: CallPlace['browsers']['citizen']): Promise<readonly number[]> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  return pids.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'));
}
