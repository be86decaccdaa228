import { Worker } from 'node:worker_threads';
import type { Result } from '../../../kernel/index.ts';
import type { Busy, BusyFault } from './busy-intervals.ts';
import type { BusyJob } from './busy-reader.worker.ts';

/** In the build both are files of one folder; in the tests the source runs as it is. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './busy-reader.worker.ts' : './busy-reader.worker.mjs',
  import.meta.url,
);

const jobMs = 60_000;
const mostMegabytes = 512;

/** When a calendar's text says that its owner is taken; read in a thread of its own, bounded in time and memory. */
export function readBusy(job: BusyJob): Promise<Result<readonly Busy[], BusyFault>> {
  return new Promise((done) => {
    const worker = new Worker(workerFile, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    worker.unref();
    const end = (outcome: Result<readonly Busy[], BusyFault>) => {
      clearTimeout(timer);
      done(outcome);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ ok: false, reason: 'too-much-work' }), jobMs);
    worker.once('message', end);
    worker.once('error', () => end({ ok: false, reason: 'too-much-work' }));
    worker.once('exit', () => end({ ok: false, reason: 'too-much-work' }));
  });
}
