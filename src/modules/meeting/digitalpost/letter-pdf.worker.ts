/** Makes letters as PDFs outside the program's main thread. Started by letter-press.ts. */
import { parentPort } from 'node:worker_threads';
import { drawLetter, unknownLetters } from './draw-letter.ts';
import type { Letter } from './letter.ts';

export type LetterJob = { readonly number: number; readonly letter: Letter };
export type LetterAnswer = { readonly number: number } & LetterMade;
export type LetterMade =
  | { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Our typeface has not all the letters: the page can be printed. */
  | { readonly kind: 'letters' }
  /** What failed, by its class: a message can quote the text. */
  | { readonly kind: 'failed'; readonly error: string };

parentPort?.on('message', async ({ number, letter }: LetterJob) => {
  const answer = await make(letter);
  parentPort?.postMessage({ number, ...answer }, answer.kind === 'made' ? [answer.bytes.buffer] : []);
});

async function make(letter: Letter): Promise<LetterMade> {
  try {
    if (unknownLetters(letter)) return { kind: 'letters' };
    // A copy of its own, because the buffer is given away.
    return { kind: 'made', bytes: new Uint8Array(await drawLetter(letter)) };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.name : typeof error };
  }
}
