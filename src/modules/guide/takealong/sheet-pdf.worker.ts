/** Makes PDFs outside the program's main thread, so that no event stream waits for one. Started by sheet-press.ts. */
import { parentPort } from 'node:worker_threads';
import { drawSheets, unknownLetters } from './draw-sheets.ts';
import type { Sheet } from './sheet.ts';

export type PressJob = { readonly number: number; readonly sheets: readonly Sheet[]; readonly title: string };
export type PressAnswer = { readonly number: number } & (
  | { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'letters' }
  /** What failed, by its class: a message can quote the text. */
  | { readonly kind: 'failed'; readonly error: string }
);

parentPort?.on('message', async ({ number, sheets, title }: PressJob) => {
  const answer = await make(sheets, title);
  parentPort?.postMessage({ number, ...answer }, answer.kind === 'made' ? [answer.bytes.buffer] : []);
});

type Made = PressAnswer extends infer One ? (One extends { number: number } ? Omit<One, 'number'> : never) : never;

async function make(sheets: readonly Sheet[], title: string): Promise<Made> {
  try {
    if (unknownLetters(sheets)) return { kind: 'letters' };
    const { bytes } = await drawSheets(sheets, title);
    // A copy of its own, because the buffer is given away.
    return { kind: 'made', bytes: new Uint8Array(bytes) };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.name : typeof error };
  }
}
