/** Reads calendars outside the program's main thread: a large one takes seconds. Started by busy-reader.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Result } from '../../../kernel/index.ts';
import { type Busy, type BusyFault, type BusyRange, busyIntervals } from './busy-intervals.ts';
import { calendarsIn } from './caldav.ts';

export type BusyJob = {
  readonly text: string;
  readonly kind: 'ics' | 'caldav';
  readonly range: BusyRange;
  readonly own: ReadonlySet<string>;
};

function read({ text, kind, range, own }: BusyJob): Result<readonly Busy[], BusyFault> {
  const ics = kind === 'ics' ? text : calendarsIn(text);
  return ics === null ? { ok: false, reason: 'not-a-calendar' } : busyIntervals(ics, range, own);
}

parentPort?.postMessage(read(workerData as BusyJob));
