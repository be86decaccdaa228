import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../test/find-browser.ts';
import { CannotRun } from './report.ts';

/** As the browser tests start it: no ways of its own besides a camera and a microphone that are not there. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
];

export async function launchChromium(
  options: { readonly executablePath?: string; readonly flags?: readonly string[] } = {},
): Promise<Browser> {
  const found = findBrowser('chromium', () => {});
  if (!found.ok) throw new CannotRun(found.reason);
  return chromium.launch({
    executablePath: options.executablePath ?? found.path,
    args: [...flags, ...(options.flags ?? [])],
  });
}

/**
 * `none`: the machine as it is. `slow`: processor four times slower, 1.6 Mbit/s down, 0.75 up, 150 ms (docs/evidence.md,
 * "Call on a bad line").
 */
export type Profile = 'none' | 'slow';
export const profiles: readonly Profile[] = ['none', 'slow'];

/** What went over the wire for one page. Sizes are as received: compressed, with headers. */
export type Traffic = {
  readonly requests: { readonly url: string; readonly kind: string; bytes: number; body: number }[];
};

export type ColdPage = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly traffic: Traffic;
};

export type ColdOptions = Parameters<Browser['newContext']>[0] & { readonly profile?: Profile };

/** A page in a context of its own: nothing kept from before. */
export async function coldPage(
  browser: Browser,
  { profile = 'none', ...options }: ColdOptions = {},
): Promise<ColdPage> {
  const context = await browser.newContext({ locale: 'da-DK', timezoneId: 'Europe/Copenhagen', ...options });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  const traffic: Traffic = { requests: [] };
  const byId = new Map<string, Traffic['requests'][number]>();
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type, redirectResponse }) => {
    if (request.url.startsWith('data:') || request.url.startsWith('blob:')) return;
    const seen = byId.get(requestId);
    if (seen && redirectResponse) seen.bytes = redirectResponse.encodedDataLength;
    const one = { url: request.url, kind: type ?? 'Other', bytes: 0, body: 0 };
    byId.set(requestId, one);
    traffic.requests.push(one);
  });
  cdp.on('Network.webSocketCreated', ({ url }) => traffic.requests.push({ url, kind: 'WebSocket', bytes: 0, body: 0 }));
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const one = byId.get(requestId);
    // What the headers took; what the body took comes with `loadingFinished`, which counts both.
    if (one) one.body = -response.encodedDataLength;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = byId.get(requestId);
    if (!one) return;
    one.bytes = encodedDataLength;
    one.body = Math.max(0, encodedDataLength + one.body);
  });
  if (profile === 'slow') {
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  return { context, page, cdp, traffic };
}

export const bytesOfKind = ({ requests }: Traffic, kind?: string): number =>
  requests.filter((one) => kind === undefined || one.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0);

/** Requests to anybody but the server at `url`. */
export const toOthers = ({ requests }: Traffic, url: string): number =>
  requests.filter((one) => new URL(one.url).host !== new URL(url).host).length;

/** Milliseconds that the page's main thread has worked since it was opened. */
export async function mainThreadMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}
