import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build.mjs';
import { findLiveKit } from './build-livekit.mjs';
import { findBrowser } from './find-browser.ts';
import { runPlaywright } from './run-playwright.ts';
import { type ProgramEnd, runProgram } from './run-program.ts';
import { databaseTestFiles, runVitest } from './run-vitest.ts';
import type { SharedPostgres } from './shared-postgres.ts';

export type PartResult = {
  readonly passed: number;
  readonly failed: number;
  /** `excused`: what this machine cannot have. */
  readonly skipped: readonly { readonly name: string; readonly reason: string; readonly excused?: boolean }[];
  readonly failures: readonly string[];
};

/** What the parts share. In CI a skip is a failure. */
export type Workshop = {
  readonly postgres: SharedPostgres;
  readonly ci: boolean;
  readonly say: (line: string) => void;
};

type Part = { readonly name: string; readonly what: string; readonly run: (workshop: Workshop) => Promise<PartResult> };

const skippedWhole = (name: string, reason: string, excused = false): PartResult => ({
  passed: 0,
  failed: 0,
  skipped: [{ name, reason, excused }],
  failures: [],
});

/** A program that counts for itself. One that ends badly without having counted a failure has failed once. */
function counted(name: string, end: ProgramEnd): PartResult {
  const passed = end.counts?.passed ?? 0;
  const failed = end.counts?.failed ?? 0;
  const unsaid = failed === 0 && (end.code !== 0 || end.counts === null);
  const failures = unsaid
    ? [`${name} ended with ${end.code === null ? 'no answer in time' : `code ${end.code}`} and no count of failures`]
    : [];
  return { passed, failed: failed + failures.length, skipped: end.skipped, failures };
}

const script = async (name: string, path: string, minutes: number, env: Record<string, string> = {}) =>
  counted(name, await runProgram(process.execPath, [path], { minutes, env }));

/** Browsers that talk in real time on a shared machine: what fails is run whole once more, and both are seen. */
const twice = async (run: () => Promise<PartResult>): Promise<PartResult> => {
  const first = await run();
  if (first.failed === 0) return first;
  process.stdout.write('  Once more, whole: the second run counts.\n');
  return run();
};

/** In this order: the quick ones first, so that a plain mistake is known within a minute. */
export const parts: readonly Part[] = [
  {
    name: 'check',
    what: 'types, lint, architecture, licences, publiccode.yml, content',
    run: () => script('check', 'scripts/check.mjs', 5),
  },
  {
    name: 'unit',
    what: 'rules, stores and routes on the embedded database',
    run: () => runVitest({ name: 'unit', files: [], env: { TEST_DB: 'embedded' }, minutes: 20 }),
  },
  {
    name: 'postgres',
    what: 'the same stores and routes on PostgreSQL, and what only PostgreSQL can show',
    run: async ({ postgres, say }) => {
      const found = await postgres.find();
      if (!found.ok) return skippedWhole('postgres', found.reason);
      say(`  Database: ${found.words}`);
      return runVitest({
        name: 'postgres',
        files: databaseTestFiles(),
        env: { TEST_DB: 'postgres', TEST_DATABASE_URL: found.url },
        minutes: 20,
      });
    },
  },
  {
    name: 'browser',
    what: 'the main job, access, bad weather and security in Chromium',
    run: async ({ postgres, say }) => {
      const browser = findBrowser('chromium', say);
      if (!browser.ok) return skippedWhole('browser', browser.reason);
      const found = await postgres.find();
      return runPlaywright('direct', {
        CHROMIUM_PATH: browser.path,
        ...(found.ok ? { TEST_DATABASE_URL: found.url } : {}),
      });
    },
  },
  {
    name: 'browser-livekit',
    what: "the tests that hold a call once more, through LiveKit's own server",
    run: async ({ say }) => {
      const browser = findBrowser('chromium', say);
      if (!browser.ok) return skippedWhole('browser-livekit', browser.reason);
      const livekit = findLiveKit();
      const result = await runPlaywright('livekit', {
        CHROMIUM_PATH: browser.path,
        ...(livekit.ok ? { LIVEKIT_SERVER: livekit.path } : { LIVEKIT_MISSING: livekit.reason }),
      });
      const excused = (reason: string) => !livekit.ok && livekit.excused && reason === livekit.reason;
      return { ...result, skipped: result.skipped.map((one) => ({ ...one, excused: excused(one.reason) })) };
    },
  },
  {
    name: 'firefox',
    what: 'the main job with one party in Firefox',
    run: async ({ say }) => {
      const firefox = findBrowser('firefox', say);
      const chromium = findBrowser('chromium', say);
      if (!firefox.ok) return skippedWhole('firefox', firefox.reason);
      if (!chromium.ok) return skippedWhole('firefox', chromium.reason);
      const paths = { FIREFOX_PATH: firefox.path, CHROMIUM_PATH: chromium.path };
      return twice(() => script('firefox', 'test/browser/firefox-main-job.mjs', 4, paths));
    },
  },
  {
    name: 'call-lab',
    what: 'two browsers on a bad line',
    run: async ({ say }) => {
      if (!existsSync(join(root, 'test/call-lab/run.mjs')))
        return skippedWhole('call-lab', 'test/call-lab/run.mjs is missing');
      const chromium = findBrowser('chromium', say);
      if (!chromium.ok) return skippedWhole('call-lab', chromium.reason);
      return twice(() => script('call-lab', 'test/call-lab/run.mjs', 8, { CHROMIUM_PATH: chromium.path }));
    },
  },
  {
    name: 'call-lab-livekit',
    what: "the same through LiveKit's own server",
    run: async ({ say }) => {
      const chromium = findBrowser('chromium', say);
      if (!chromium.ok) return skippedWhole('call-lab-livekit', chromium.reason);
      const livekit = findLiveKit();
      if (!livekit.ok) return skippedWhole('call-lab-livekit', livekit.reason, livekit.excused);
      const env = { CHROMIUM_PATH: chromium.path, LAB_LIVEKIT: livekit.path };
      return twice(() => script('call-lab-livekit', 'test/call-lab/run.mjs', 8, env));
    },
  },
  {
    name: 'call-weather',
    what: 'outages in a call; those of the network need root',
    run: async ({ say }) => {
      const chromium = findBrowser('chromium', say);
      if (!chromium.ok) return skippedWhole('call-weather', chromium.reason);
      const result = await twice(() =>
        script('call-weather', 'test/call-weather/run.mjs', 8, { CHROMIUM_PATH: chromium.path }),
      );
      // Networks of their own need root and the kernel's tun device: who has neither tests the rest.
      return { ...result, skipped: result.skipped.map((one) => ({ ...one, excused: true })) };
    },
  },
];
