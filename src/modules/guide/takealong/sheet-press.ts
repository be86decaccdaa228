import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Lru } from '../../../kernel/index.ts';
import type { Log } from '../../../platform/index.ts';
import type { Sheet } from './sheet.ts';
import type { PressAnswer, PressJob } from './sheet-pdf.worker.ts';

/** `tag` names the words, so that a browser need not fetch the same again. */
type Made = { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer>; readonly tag: string };
export type Pressed =
  | Made
  /** Our typeface has not all the letters. */
  | { readonly kind: 'letters' }
  /** Too many wait, or it failed: the page can be printed all the same. */
  | { readonly kind: 'busy' };

/** Makes PDFs, one at a time, in a thread of its own; what was made lately is kept. */
export type SheetPress = {
  readonly press: (sheets: readonly Sheet[], title: string) => Promise<Pressed>;
  readonly close: () => Promise<void>;
};

/** A sheet is about 40 kB: some hundred guides of those that are printed. */
const keptBytes = 16 * 1024 * 1024;
/** A sheet takes some 50 ms, a topic's set a second: more waiting than this is somebody pulling everything. */
const longestQueue = 24;
const jobMs = 15_000;
/** The typeface and pdfkit are 40 MB in memory, which nobody needs between two sheets an hour apart. */
const idleMs = 60_000;

/** In the build both are files of one folder; in the tests the source runs as it is. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './sheet-pdf.worker.ts' : './sheet-pdf.worker.mjs',
  import.meta.url,
);

type Waiting = { readonly job: PressJob; readonly tag: string; readonly done: (pressed: Pressed) => void };

export function createSheetPress(log: Log): SheetPress {
  const kept = new Lru<Made>(keptBytes, ({ bytes }) => bytes.length);
  const underWay = new Map<string, Promise<Pressed>>();
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let current: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;
  let numbers = 0;

  function stopWorker(): void {
    clearTimeout(timer);
    void worker?.terminate();
    worker = null;
  }

  function finish(pressed: Pressed): void {
    clearTimeout(timer);
    const done = current?.done;
    current = null;
    done?.(pressed);
    next();
  }

  function fail(error: string): void {
    log.warn('a sheet could not be made', { error });
    stopWorker();
    finish({ kind: 'busy' });
  }

  function startWorker(): Worker {
    const started = new Worker(workerFile);
    started.unref();
    started.on('message', (answer: PressAnswer) => {
      if (answer.number !== current?.job.number) return;
      if (answer.kind === 'failed') return fail(answer.error);
      if (answer.kind === 'letters') return finish({ kind: 'letters' });
      const made = { kind: 'made', bytes: answer.bytes, tag: current.tag } as const;
      kept.set(made.tag, made);
      finish(made);
    });
    started.on('error', (error) => {
      if (worker === started) fail(error.name);
    });
    return started;
  }

  function next(): void {
    if (current !== null) return;
    current = queue.shift() ?? null;
    if (current === null) {
      timer = setTimeout(stopWorker, idleMs).unref();
      return;
    }
    worker ??= startWorker();
    timer = setTimeout(() => fail('timeout'), jobMs).unref();
    worker.postMessage(current.job);
  }

  return {
    async press(sheets, title) {
      const tag = createHash('sha256')
        .update(JSON.stringify([title, sheets]))
        .digest('base64url')
        .slice(0, 22);
      const found = kept.get(tag);
      if (found) return found;
      const shared = underWay.get(tag);
      if (shared) return shared;
      if (queue.length >= longestQueue) return { kind: 'busy' };
      numbers += 1;
      const job: PressJob = { number: numbers, sheets, title };
      const made = new Promise<Pressed>((done) => queue.push({ job, tag, done }));
      underWay.set(tag, made);
      clearTimeout(current === null ? timer : undefined);
      next();
      return made.finally(() => underWay.delete(tag));
    },
    async close() {
      const running = worker;
      worker = null;
      clearTimeout(timer);
      for (const { done } of queue.splice(0)) done({ kind: 'busy' });
      current?.done({ kind: 'busy' });
      current = null;
      await running?.terminate();
    },
  };
}
