import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { root } from '../build.mjs';
import { coldPage, launchChromium, type Profile, profiles } from './browser.ts';
import { startProgram } from './program.ts';
import { type Figure, percentiles, quantile, type Report, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const budgetMs = 300;
/** Fast hands: a letter each 60 ms. */
const betweenKeysMs = 60;
const desk = { viewport: { width: 1280, height: 720 } };

type Watched = { readonly benchLine: { readonly next: () => Promise<number> } };

/** Runs in the page: from a key going down until the line to say has been painted after it. */
function watchLine(said: string): void {
  let last = 0;
  addEventListener('keydown', (event) => (last = event.timeStamp), true);
  const painted = () =>
    new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  const next = async (): Promise<number> => {
    for (;;) {
      await painted();
      if ((document.querySelector(said)?.textContent ?? '') !== '') return performance.now() - last;
    }
  };
  Object.assign(window, { benchLine: { next } });
}

/** Words of citizens that have an answer, evenly drawn over the development set. */
function queries(count: number): readonly string[] {
  const rows = readFileSync(join(root, 'test/data/search-queries-dev.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'))
    .filter(([query, , slugs]) => query && slugs);
  return Array.from({ length: count }, (_, at) => rows[Math.floor((at * rows.length) / count)]?.[0] ?? '');
}

async function typeAll(page: Page, field: string, words: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const [at, query] of words.entries()) {
    await page.locator(field).fill('');
    await page.locator(field).focus();
    await page.keyboard.type(query, { delay: betweenKeysMs });
    const time = await page.evaluate(() => (window as unknown as Watched).benchLine.next());
    // The first compiles what the others use.
    if (at > 0) times.push(time);
  }
  return times;
}

async function consoleTimes(browser: Browser, url: string, profile: Profile, words: readonly string[]) {
  const { context, page } = await coldPage(browser, { ...desk, profile });
  await page.addInitScript(watchLine, '[data-say]');
  await page.goto(`${url}/skranke/vejledning`);
  await page.getByRole('button', { name: 'Mette' }).click();
  await page.waitForURL(`${url}/skranke/vejledning`);
  await page.locator('[data-ready]').waitFor();
  const times = await typeAll(page, '#desk-soeg', words);
  await context.close();
  return times;
}

/** The floor: a bare page that writes what is typed. */
async function floorTimes(browser: Browser, url: string, profile: Profile, words: readonly string[]) {
  const { context, page } = await coldPage(browser, { ...desk, profile });
  await page.goto(`${url}/health`);
  await page.setContent('<input id="field"><p id="line"></p>');
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#field');
    const line = document.querySelector('#line');
    field?.addEventListener('input', () => {
      if (line) line.textContent = field.value;
    });
  });
  await page.evaluate(watchLine, '#line');
  const times = await typeAll(page, '#field', words);
  await context.close();
  return times;
}

/** From the last key of what a citizen says to the first line that the employee can read aloud. */
export async function benchFirstLine({ rounds, say }: BenchOptions): Promise<Report> {
  const program = await startProgram({ env: { TRUSTED_PROXIES: 'loopback' } });
  const browser = await launchChromium();
  try {
    const words = queries((rounds ?? 60) + 1);
    const figures: Figure[] = [];
    for (const profile of profiles) {
      const times = await consoleTimes(browser, program.url, profile, words);
      const floor = await floorTimes(browser, program.url, profile, words);
      const p95 = quantile(times, 0.95);
      say(`${profile}: p95 ${Math.round(p95)} ms, floor ${Math.round(quantile(floor, 0.95))} ms`);
      figures.push({
        what: profile === 'none' ? 'last key to first line' : 'the same, slow device and line',
        unit: 'ms',
        value: percentiles(times),
        baseline: { what: 'a bare field that writes what is typed', value: percentiles(floor) },
        ratio: p95 / quantile(floor, 0.95),
        ...(profile === 'none' ? { must: verdict(`≤ ${budgetMs} ms (p95)`, p95 <= budgetMs) } : {}),
      });
    }
    return {
      figures,
      notes: [
        `Words of citizens from test/data/search-queries-dev.tsv, a letter each ${betweenKeysMs} ms, in a browser at 1280 × 720. Painted: two frames and a task after the line stood in the page.`,
        'The index is in the browser when the typing begins; a line to say is that of the guide, or the question to the citizen where the search is not certain.',
      ],
    };
  } finally {
    await browser.close();
    await program.stop();
  }
}
