/** Opens a PDF in a worker of its own and ends the worker, whatever comes of it. */
import { limits } from '../../documents/limits.ts';
import type { PageImage } from './page-image.ts';
import type { FromPdfWorker, PdfFault, ToPdfWorker } from './pdf-messages.ts';
import type { TextPiece } from './text-pieces.ts';

export type OpenedPage = PageImage & { readonly pieces: readonly TextPiece[] };
export type Opened =
  | { readonly ok: true; readonly pages: readonly OpenedPage[] }
  | {
      readonly ok: false;
      readonly why: PdfFault | 'too-slow' | 'no-pdf-here' | 'cancelled';
      readonly pages: number;
    };

/** Of silence until the first page, between pages, and in all. A bomb that is no bomb by its size is one by its time. */
const waits = { silenceMs: 20_000, wholeMs: 120_000 };

/** Whether this browser has what drawing in a worker needs. */
export const canOpenPdf = (): boolean =>
  typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined' && typeof DecompressionStream !== 'undefined';

export function openPdf(
  bytes: Uint8Array,
  places: { readonly worker: string; readonly parts: string },
  heard: { readonly signal: AbortSignal; readonly onPage: (n: number, pages: number) => void },
  make: (address: string) => Worker = (address) => new Worker(address, { type: 'module' }),
): Promise<Opened> {
  if (!canOpenPdf()) return Promise.resolve({ ok: false, why: 'no-pdf-here', pages: 0 });
  return new Promise((resolve) => {
    const worker = make(places.worker);
    const pages: OpenedPage[] = [];
    let all = 0;
    let begun = false;
    const end = (opened: Opened) => {
      clearTimeout(silence);
      clearTimeout(whole);
      heard.signal.removeEventListener('abort', cancel);
      worker.terminate();
      resolve(opened);
    };
    const fail = (why: Extract<Opened, { ok: false }>['why'], count = all) => end({ ok: false, why, pages: count });
    const cancel = () => fail('cancelled');
    const tooSlow = () => fail('too-slow');
    let silence = setTimeout(tooSlow, waits.silenceMs);
    const whole = setTimeout(tooSlow, waits.wholeMs);
    heard.signal.addEventListener('abort', cancel);
    worker.addEventListener('error', () => fail(begun ? 'unreadable' : 'no-pdf-here'));
    worker.addEventListener('message', ({ data }: MessageEvent<FromPdfWorker>) => {
      // pdf.js says things of its own to whoever began the worker.
      if (typeof data?.t !== 'string') return;
      begun = true;
      clearTimeout(silence);
      silence = setTimeout(tooSlow, waits.silenceMs);
      if (data.t === 'fault') fail(data.fault, data.pages);
      else if (data.t === 'done') end({ ok: true, pages });
      else if (data.t === 'opened') {
        all = data.pages;
        heard.onPage(1, all);
      } else {
        const { bytes: picture, width, height, text } = data;
        pages.push({ bytes: new Uint8Array(picture), width, height, pieces: text });
        if (data.n < all) heard.onPage(data.n + 1, all);
      }
    });
    const file = bytes.slice().buffer;
    const message: ToPdfWorker = {
      bytes: file,
      mostPages: limits.pages,
      longestEdge: limits.pageEdge,
      mostPixels: limits.pagePixels,
      mostBytes: limits.pageBytes,
      parts: new URL(places.parts, location.href).href,
    };
    worker.postMessage(message, [file]);
  });
}
