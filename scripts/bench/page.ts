import { brotliCompressSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { bytesOfKind, coldPage, launchChromium, type Profile, profiles, type Traffic, toOthers } from './browser.ts';
import { startHttpFloor } from './floor/floor-page.ts';
import { startProgram } from './program.ts';
import { type Figure, median, type Report, single, spread, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const path = '/fjordby/mitid';
const kib = 1024;
/** 676 / 384 ms: how much later than the system-font page govuk-frontend 6.6.0 painted (docs/evidence.md, "Pages"). */
const govukToSystemFont = 676 / 384;

type Vitals = { readonly lcp: number; readonly cls: number; readonly tbt: number; readonly inp: number };
type Look = Vitals & { readonly traffic: Traffic };

/** W1 to W3: a guide page on first view, beside plain HTML and a system-font page of the same text, served in turns. */
export async function benchPage({ rounds, say }: BenchOptions): Promise<Report> {
  const program = await startProgram();
  const browser = await launchChromium();
  const text = await textOf(browser, `${program.url}${path}`);
  const floor = await startHttpFloor({
    '/plain': floorPage(text, ''),
    '/system': floorPage(text, systemFontCss),
  });
  try {
    const looks: Record<Profile, Record<'own' | 'plain' | 'system', Look[]>> = {
      none: { own: [], plain: [], system: [] },
      slow: { own: [], plain: [], system: [] },
    };
    for (const profile of profiles)
      for (let round = 0; round < (rounds ?? 9); round += 1) {
        looks[profile].own.push(await lookAt(browser, `${program.url}${path}`, profile));
        looks[profile].plain.push(await lookAt(browser, `${floor.url}/plain`, profile));
        looks[profile].system.push(await lookAt(browser, `${floor.url}/system`, profile));
        say(`${profile}, round ${round + 1}: LCP ${Math.round(looks[profile].own.at(-1)?.lcp ?? 0)} ms`);
      }
    const readable = await readableWithoutScripts(browser, `${program.url}${path}`, text);
    const repeat = await secondView(browser, `${program.url}${path}`);
    const first = looks.none.own.at(-1);
    if (!first) throw new Error('no round was run');
    return {
      figures: [
        ...weights(first.traffic, program.url, looks.none.plain.at(-1)?.traffic),
        readable,
        { what: 'second view, over the wire', unit: 'KiB', value: single(repeat / kib) },
        ...profiles.flatMap((profile) => paints(profile, looks[profile])),
      ],
      notes: [
        `The page is ${path}; every look has a browser context of its own. Sizes are as received, compressed, with headers.`,
        'The system-font floor is the same text with 0.6 KiB of own CSS in the page; both floors are sent by bare node:http, compressed beforehand.',
        `govuk-frontend is not a dependency, so it was not run: its place is taken by the system-font floor × ${govukToSystemFont.toFixed(2)}, the ratio in docs/evidence.md.`,
        'TBT is the part over 50 ms of the long tasks until 1 s after load. INP stands for one press: "Gjort: trin 1", from the press to the next paint; browsers report it in steps of 8 ms, and a press that was too quick to be reported counts as 16.',
      ],
    };
  } finally {
    await browser.close();
    await floor.stop();
    await program.stop();
  }
}

const systemFontCss = `<style>body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:40em;padding:1em;color:#1a1a1a;background:#fff}
h1{font-size:1.9em;line-height:1.2}h2{font-size:1.4em;margin-top:2em}a{color:#0059b3}a:focus{outline:3px solid #fc0}
ul,ol{padding-left:1.2em}li{margin:.4em 0}header,footer{border:solid #ccc;border-width:0 0 1px;padding:.5em 0}
button{font:inherit;min-height:48px;padding:0 1em;border:2px solid #0059b3;border-radius:4px;background:#0059b3;color:#fff}
@media (prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:#8cf}}</style>`;

function floorPage(text: string, css: string) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const escaped = (line: string) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const [title = '', ...rest] = lines;
  const html = `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>${escaped(title)}</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${css}</head><body><h1>${escaped(title)}</h1>${rest.map((line) => `<p>${escaped(line)}</p>`).join('')}<label><input type="checkbox"> ok</label></body></html>`;
  return {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' },
    body: brotliCompressSync(html).toString('base64'),
  };
}

async function textOf(browser: Browser, url: string): Promise<string> {
  const { context, page } = await coldPage(browser);
  await page.goto(url);
  const text = await page.evaluate(() => `${document.querySelector('h1')?.innerText}\n${document.body.innerText}`);
  await context.close();
  return text;
}

/** The first view of a page, and one press on it. */
async function lookAt(browser: Browser, url: string, profile: Profile): Promise<Look> {
  const { context, page, traffic } = await coldPage(browser, { profile, viewport: { width: 360, height: 740 } });
  await page.addInitScript(() => {
    const seen = { lcp: 0, cls: 0, tbt: 0, inp: 0 };
    Object.assign(window, { benchSeen: seen });
    const watch = (type: string, each: (entry: PerformanceEntry) => void, extra: object = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...extra });
    watch('largest-contentful-paint', (entry) => {
      seen.lcp = entry.startTime;
    });
    watch('layout-shift', (entry) => {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!shift.hadRecentInput) seen.cls += shift.value;
    });
    watch('longtask', (entry) => {
      seen.tbt += Math.max(0, entry.duration - 50);
    });
    watch(
      'event',
      (entry) => {
        if ((entry as PerformanceEntry & { interactionId: number }).interactionId > 0)
          seen.inp = Math.max(seen.inp, entry.duration);
      },
      { durationThreshold: 16 },
    );
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(1000);
  const before = await page.evaluate(() => ({ ...(window as never as { benchSeen: Vitals }).benchSeen }));
  await page.getByRole('checkbox').first().click();
  await page.waitForTimeout(500);
  const after = await page.evaluate(() => ({ ...(window as never as { benchSeen: Vitals }).benchSeen }));
  await context.close();
  return { ...before, inp: after.inp || 16, traffic };
}

async function readableWithoutScripts(browser: Browser, url: string, text: string): Promise<Figure> {
  const { context, page } = await coldPage(browser, { javaScriptEnabled: false });
  await page.goto(url);
  const plain = (words: string) => words.replace(/\s+/g, ' ').trim();
  const without = plain(await page.locator('body').innerText());
  await context.close();
  const lines = text
    .split('\n')
    .map(plain)
    .filter((line) => line.length > 20);
  // What is said of ticks is hidden where ticks cannot be kept; it is no part of the guide.
  const missing = lines.filter((line) => !without.includes(line) && !line.includes('flueben'));
  return {
    what: `lines of the page that are missing with JavaScript off (of ${lines.length})`,
    unit: '',
    value: single(missing.length),
    must: verdict('0: no JavaScript needed to read', missing.length === 0),
  };
}

async function secondView(browser: Browser, url: string): Promise<number> {
  const { context, page, traffic } = await coldPage(browser);
  await page.goto(url, { waitUntil: 'networkidle' });
  const before = bytesOfKind(traffic);
  await page.goto(url, { waitUntil: 'networkidle' });
  const bytes = bytesOfKind(traffic) - before;
  await context.close();
  return bytes;
}

function weights(traffic: Traffic, url: string, plain: Traffic | undefined): readonly Figure[] {
  const all = bytesOfKind(traffic) / kib;
  const script = bytesOfKind(traffic, 'Script') / kib;
  const font = bytesOfKind(traffic, 'Font') / kib;
  const others = toOthers(traffic, url);
  const part = (what: string, value: number): Figure => ({ what, unit: 'KiB', value: single(value) });
  return [
    {
      ...part('guide page cold, in all', all),
      ...(plain ? { baseline: { what: 'plain HTML, same text', value: single(bytesOfKind(plain) / kib) } } : {}),
      must: verdict('≤ 60 KiB with its font', all <= 60),
      goal: verdict('≤ 20', all <= 20),
    },
    { ...part('… without its font', all - font), must: verdict('≤ 30 KiB', all - font <= 30) },
    part('… HTML', bytesOfKind(traffic, 'Document') / kib),
    part('… CSS', bytesOfKind(traffic, 'Stylesheet') / kib),
    part('… font', font),
    { ...part('… JavaScript', script), must: verdict('≤ 15 KiB if any', script <= 15) },
    { what: 'requests', unit: '', value: single(traffic.requests.length) },
    { what: 'third-party requests', unit: '', value: single(others), must: verdict('0', others === 0) },
  ];
}

function paints(profile: Profile, looks: Record<'own' | 'plain' | 'system', Look[]>): readonly Figure[] {
  const of = (which: 'own' | 'plain' | 'system', vital: keyof Vitals) => looks[which].map((look) => look[vital]);
  const lcp = median(of('own', 'lcp')) / median(of('system', 'lcp'));
  const slow = profile === 'slow';
  const words = slow ? 'slow' : 'as it is';
  const figure = (vital: keyof Vitals, unit: string, limits: Partial<Figure>): Figure => ({
    what: `${vital.toUpperCase()}, ${words}`,
    unit,
    value: spread(of('own', vital)),
    baseline: { what: 'system font', value: spread(of('system', vital)) },
    ...limits,
  });
  const worst = (vital: keyof Vitals) => median(of('own', vital));
  return [
    {
      ...figure('lcp', 'ms', { ratio: lcp }),
      ...(slow
        ? {
            must: verdict(`≤ ${govukToSystemFont.toFixed(2)} × system font (GOV.UK’s place)`, lcp <= govukToSystemFont),
            goal: verdict('≤ 1.2 ×', lcp <= 1.2),
          }
        : {}),
    },
    {
      what: `LCP, ${words}, beside plain HTML`,
      unit: 'ms',
      value: spread(of('own', 'lcp')),
      baseline: { what: 'plain HTML', value: spread(of('plain', 'lcp')) },
      ratio: median(of('own', 'lcp')) / median(of('plain', 'lcp')),
    },
    figure('cls', '', { must: verdict('≤ 0.02', worst('cls') <= 0.02), goal: verdict('0', worst('cls') === 0) }),
    figure(
      'tbt',
      'ms',
      slow ? { must: verdict('≤ 50 ms', worst('tbt') <= 50), goal: verdict('0', worst('tbt') === 0) } : {},
    ),
    figure(
      'inp',
      'ms',
      slow ? { must: verdict('≤ 150 ms', worst('inp') <= 150), goal: verdict('≤ 100', worst('inp') <= 100) } : {},
    ),
  ];
}
