import { Worker } from 'node:worker_threads';
import type { Log } from '../../../platform/index.ts';
import type { Letter } from './letter.ts';
import type { LetterAnswer, LetterJob } from './letter-pdf.worker.ts';

export type PressedLetter =
  | { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Our typeface has not all the letters, too many wait, or it failed: the page can be printed all the same. */
  | { readonly kind: 'letters' | 'busy' };

/** Makes letters as PDFs, one at a time, in a thread of its own. Nothing is kept: they are personal and made once. */
export type LetterPress = {
  readonly letterPdf: (letter: Letter) => Promise<PressedLetter>;
  readonly close: () => Promise<void>;
};

/** Employees print by hand; more than this is a mistake. */
const longestQueue = 20;
const jobMs = 15_000;
/** The typeface and pdfkit are 40 MB in memory. */
const idleMs = 60_000;

/** In the build both are files of one folder; in the tests the source runs as it is. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './letter-pdf.worker.ts' : './letter-pdf.worker.mjs',
  import.meta.url,
);

export function createLetterPress(log: Log): LetterPress {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let numbers = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function stop(): Promise<unknown> | undefined {
    clearTimeout(idle);
    const running = worker;
    worker = null;
    return running?.terminate();
  }

  function press(letter: Letter): Promise<PressedLetter> {
    clearTimeout(idle);
    worker ??= new Worker(workerFile);
    const running = worker;
    running.unref();
    numbers += 1;
    const job: LetterJob = { number: numbers, letter };
    return new Promise((done) => {
      const end = (pressed: PressedLetter, error?: string) => {
        clearTimeout(timer);
        running.off('message', heard).off('error', failed).off('exit', left);
        if (error !== undefined) {
          log.warn('a letter could not be made', { error });
          void stop();
        } else idle = setTimeout(() => void stop(), idleMs).unref();
        done(pressed);
      };
      const heard = (answer: LetterAnswer) => {
        if (answer.number !== job.number) return;
        if (answer.kind === 'failed') end({ kind: 'busy' }, answer.error);
        else end(answer.kind === 'made' ? { kind: 'made', bytes: answer.bytes } : { kind: 'letters' });
      };
      const failed = (error: Error) => end({ kind: 'busy' }, error.name);
      const left = () => end({ kind: 'busy' }, 'exit');
      const timer = setTimeout(() => end({ kind: 'busy' }, 'timeout'), jobMs);
      running.on('message', heard).on('error', failed).on('exit', left);
      running.postMessage(job);
    });
  }

  return {
    letterPdf: async (letter) => {
      if (waiting >= longestQueue) return { kind: 'busy' };
      waiting += 1;
      const pressed = last.then(() => press(letter)).finally(() => (waiting -= 1));
      last = pressed.catch(() => {});
      return pressed;
    },
    close: async () => void (await stop()),
  };
}
