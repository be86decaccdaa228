import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPdf } from './pdf-pages.ts';

/** A worker that a test speaks for. */
class Spoken extends EventTarget {
  readonly terminate = vi.fn();
  readonly postMessage = vi.fn();
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}
let worker: Spoken;
beforeEach(() => {
  worker = new Spoken();
  vi.useFakeTimers();
  for (const name of ['Worker', 'OffscreenCanvas', 'DecompressionStream']) vi.stubGlobal(name, class {});
  vi.stubGlobal('location', { href: 'http://localhost/fjordby' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const open = (signal = new AbortController().signal, onPage = vi.fn()) =>
  openPdf(
    new Uint8Array([1, 2, 3]),
    { worker: '/static/w.js', parts: '/static/p/' },
    { signal, onPage },
    () => worker as unknown as Worker,
  );
const page = (n: number) => ({ t: 'page', n, bytes: new ArrayBuffer(4), width: 2, height: 3, text: [] });

describe('a worker for one PDF', () => {
  test('gives its pages, and is ended', async () => {
    const onPage = vi.fn();
    const opened = open(undefined, onPage);
    worker.say({ sourceName: 'worker', action: 'ready' });
    for (const message of [{ t: 'opened', pages: 2 }, page(1), page(2), { t: 'done' }]) worker.say(message);
    expect(await opened).toMatchObject({ ok: true, pages: [{ width: 2 }, { height: 3 }] });
    expect(onPage.mock.calls).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
  test('is ended when it says nothing', async () => {
    const opened = open();
    worker.say({ t: 'opened', pages: 2 });
    vi.advanceTimersByTime(20_000);
    expect(await opened).toMatchObject({ ok: false, why: 'too-slow' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
  test('is ended when it goes on for ever', async () => {
    const opened = open();
    worker.say({ t: 'opened', pages: 50 });
    for (let n = 1; n <= 13; n++) {
      vi.advanceTimersByTime(10_000);
      worker.say(page(n));
    }
    expect(await opened).toMatchObject({ ok: false, why: 'too-slow' });
  });
  test('is ended when the person cancels', async () => {
    const controller = new AbortController();
    const opened = open(controller.signal);
    controller.abort();
    expect(await opened).toMatchObject({ ok: false, why: 'cancelled' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
  test('tells what it found', async () => {
    const opened = open();
    worker.say({ t: 'fault', fault: 'too-many-pages', pages: 400 });
    expect(await opened).toEqual({ ok: false, why: 'too-many-pages', pages: 400 });
  });
  test('that does not begin means a browser that cannot; one that dies, a file that cannot be read', async () => {
    const first = open();
    worker.dispatchEvent(new Event('error'));
    expect(await first).toMatchObject({ why: 'no-pdf-here' });
    worker = new Spoken();
    const second = open();
    worker.say({ t: 'opened', pages: 2 });
    worker.dispatchEvent(new Event('error'));
    expect(await second).toMatchObject({ why: 'unreadable' });
  });
});
