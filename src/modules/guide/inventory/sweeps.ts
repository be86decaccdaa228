import type { House, Sweep } from '../../../platform/index.ts';
import { errorFields } from '../../../platform/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import { hasWebAddress } from './entrance.ts';
import { pictureFor } from './guide-picture.ts';
import { createChecker, userAgentFor } from './links/check-link.ts';
import type { LinkAnswer } from './links/link-state.ts';
import { claimDue, forgetLinks, noteLinks, postponeLinks, writeAnswer } from './links/link-store.ts';
import { isInvented } from './links/may-connect.ts';
import { openInternet } from './links/polite-request.ts';
import { readEntrances } from './store.ts';

/** How many addresses a run takes, and how long it may go on: a run ends well before the next may begin. */
const atOnce = 12;
/** Without the network a name is read in no time. */
const atOnceOffline = 1000;
const runMs = 50_000;
const everySeconds = 150;

/** Null: nothing could be learned, and nothing is written. */
export type LinkSource = {
  readonly check: (address: string, signal: AbortSignal) => Promise<LinkAnswer | null>;
};

export type InventorySweepOptions = {
  readonly all: () => Promise<readonly Municipality[]>;
  /** The program is ending: the address that is being asked is given back. */
  readonly stopping: () => boolean;
  readonly checker?: LinkSource;
};

/** What time does to links: they are gathered from one municipality a run, and asked a few a run, each once a week. */
export function inventorySweeps(
  house: House,
  guide: Guide,
  { all, stopping, checker }: InventorySweepOptions,
): readonly Sweep[] {
  const { on, contact } = house.config.linkCheck;
  const asker =
    checker ??
    createChecker({
      network: openInternet,
      userAgent: userAgentFor(house.baseUrl(), contact),
      now: () => Date.now(),
      pause,
    });
  return [
    {
      name: 'links in use',
      everySeconds,
      run: async () => {
        const now = house.clock.now();
        const municipalities = await all();
        // By the clock and not by a counter: the processes take turns without knowing of each other.
        const turn = Math.floor(now.getTime() / (everySeconds * 1000)) % Math.max(1, municipalities.length);
        const municipality = municipalities[turn];
        if (municipality) await gatherLinks(house, guide, municipality, now);
      },
    },
    {
      name: 'link check',
      everySeconds,
      run: () => (on ? checkSome(house, asker, stopping) : checkSome(house, onlyInvented, stopping, atOnceOffline)),
    },
  ];
}

/** Notes every address that this municipality's guide and inventory lead to. */
export async function gatherLinks(house: House, guide: Guide, { id }: Municipality, now: Date): Promise<void> {
  const picture = pictureFor(await guide.publication(id));
  const entrances = await house.database.inMunicipality(id, readEntrances);
  const urls = [
    ...[...picture.services, ...picture.referred].flatMap(({ links }) => links.map((link) => link.url)),
    ...entrances.filter((one) => one.status !== 'retired' && hasWebAddress(one.kind)).map((one) => one.address),
  ].filter((url) => URL.canParse(url));
  await house.database.inTx(async () => {
    await noteLinks(urls, now);
    await forgetLinks(now);
  });
}

/** Takes what is due, asks outside any transaction, writes each answer as it comes. */
export async function checkSome(
  house: House,
  checker: LinkSource,
  stopping: () => boolean,
  limit = atOnce,
): Promise<void> {
  const controller = new AbortController();
  const watch = setInterval(() => stopping() && controller.abort(), 200);
  const until = Date.now() + runMs;
  const waiting = [...(await house.database.inTx(() => claimDue(limit, house.clock.now())))];
  try {
    while (waiting.length > 0 && Date.now() < until && !stopping()) {
      const url = waiting[0] ?? '';
      const answer = await checker.check(url, controller.signal).catch((error) => {
        if (!controller.signal.aborted) house.log.error('link check failed', errorFields(error));
        return null;
      });
      // What ended because the program ends says nothing of the page.
      if (controller.signal.aborted) break;
      const now = house.clock.now();
      await house.database.inTx(async () => {
        if (answer === null) await postponeLinks([url], dayAfter(now));
        else await writeAnswer(url, answer, now);
      });
      waiting.shift();
    }
  } finally {
    clearInterval(watch);
    await house.database.inTx(() => postponeLinks(waiting, house.clock.now()));
  }
}

const dayAfter = (now: Date): Date => new Date(now.getTime() + 24 * 3_600_000);

/** Without the network: invented addresses are known by their name, of others nothing is known. */
const onlyInvented: LinkSource = {
  check: async (address) =>
    URL.canParse(address) && isInvented(new URL(address).hostname) ? { kind: 'skipped', reason: 'invented' } : null,
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done, fail) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      fail(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      done();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
