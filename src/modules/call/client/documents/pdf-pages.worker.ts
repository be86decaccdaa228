/**
 * Draws a PDF's pages where nothing of ours is: in a worker of its own, which the page ends when it takes too long. All of
 * pdf.js runs here, its drawing too; no script of the file is run, fonts are drawn as outlines and never given to the browser,
 * and only pictures and plain text leave.
 */
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
import { AnnotationMode, getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import type { FromPdfWorker, PdfFault, ToPdfWorker } from './pdf-messages.ts';
import type { TextPiece } from './text-pieces.ts';
import { isBomb } from './unpacked-size.ts';

const say = (message: FromPdfWorker, moved: Transferable[] = []) =>
  (self as unknown as { postMessage(message: unknown, moved: Transferable[]): void }).postMessage(message, moved);

type Drawn = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null };

/** A worker has no document to make canvases in. */
class Canvases {
  create(width: number, height: number): Drawn {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    return { canvas, context: canvas.getContext('2d') };
  }
  reset(drawn: Drawn, width: number, height: number): void {
    if (drawn.canvas) Object.assign(drawn.canvas, { width: Math.max(1, width), height: Math.max(1, height) });
  }
  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
    return canvas.getContext('2d', { alpha: false });
  }
  destroy(drawn: Drawn): void {
    this.reset(drawn, 1, 1);
    Object.assign(drawn, { canvas: null, context: null });
  }
}

/** Filters are made of SVG elements, which a worker does not have; pages are drawn without them. */
class NoFilters {
  addFilter = () => 'none';
  addHCMFilter = () => 'none';
  addAlphaFilter = () => 'none';
  addLuminosityFilter = () => 'none';
  addKnockoutFilter = () => 'none';
  addHighlightHCMFilter = () => 'none';
  destroy = () => undefined;
}

async function textOf(page: Awaited<ReturnType<PDFDocumentProxy['getPage']>>): Promise<TextPiece[]> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const pieces: TextPiece[] = [];
  for (const item of items) {
    if (!('str' in item)) continue;
    if (item.str === '' && !item.hasEOL) continue;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
    const [ta = 0, tb = 0, tc = 0, td = 0, x = 0, y = 0] = item.transform as number[];
    const long = Math.hypot(ta, tb) || 1;
    const tall = Math.hypot(tc, td) || 1;
    // All four corners of the run, in whatever direction it is written.
    const corners = [
      [0, -0.25 * tall],
      [item.width, -0.25 * tall],
      [0, tall],
      [item.width, tall],
    ].map(([along = 0, up = 0]) => {
      const px = x + (ta / long) * along + (tc / tall) * up;
      const py = y + (tb / long) * along + (td / tall) * up;
      return [(a * px + c * py + e) / width, (b * px + d * py + f) / height] as const;
    });
    const xs = corners.map(([px]) => px);
    const ys = corners.map(([, py]) => py);
    const left = Math.min(...xs);
    const top = Math.min(...ys);
    pieces.push({
      text: item.str,
      endsLine: item.hasEOL,
      x: left,
      y: top,
      width: Math.max(...xs) - left,
      height: Math.max(...ys) - top,
    });
  }
  return pieces;
}

async function smallEnough(canvas: OffscreenCanvas, mostBytes: number): Promise<ArrayBuffer> {
  for (const quality of [0.86, 0.7, 0.5, 0.3]) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= mostBytes) return blob.arrayBuffer();
  }
  throw new Error('a page that does not get small enough');
}

async function draw({ bytes, mostPages, longestEdge, mostPixels, mostBytes, parts }: ToPdfWorker): Promise<void> {
  const data = new Uint8Array(bytes);
  if (await isBomb(data)) return say({ t: 'fault', fault: 'bomb', pages: 0 });
  const file = await getDocument({
    data,
    standardFontDataUrl: `${parts}fonts/`,
    wasmUrl: `${parts}wasm/`,
    useWorkerFetch: true,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: 100_000_000,
    verbosity: 0,
    ownerDocument: {} as HTMLDocument,
    CanvasFactory: Canvases,
    FilterFactory: NoFilters,
  }).promise;
  if (file.numPages > mostPages) return say({ t: 'fault', fault: 'too-many-pages', pages: file.numPages });
  say({ t: 'opened', pages: file.numPages });
  for (let n = 1; n <= file.numPages; n++) {
    const page = await file.getPage(n);
    const plain = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({
      scale: Math.min(
        longestEdge / Math.max(plain.width, plain.height),
        Math.sqrt(mostPixels / (plain.width * plain.height)),
        4,
      ),
    });
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.floor(viewport.width)),
      Math.max(1, Math.floor(viewport.height)),
    );
    await page.render({
      canvas: canvas as unknown as HTMLCanvasElement,
      viewport,
      // What is drawn for the screen waits for a screen's frames, which a worker does not have.
      intent: 'print',
      annotationMode: AnnotationMode.ENABLE,
      background: '#fff',
    }).promise;
    const text = await textOf(page);
    const picture = await smallEnough(canvas, mostBytes);
    say({ t: 'page', n, bytes: picture, width: canvas.width, height: canvas.height, text }, [picture]);
    page.cleanup();
  }
  say({ t: 'done' });
}

self.addEventListener('message', (event: MessageEvent<ToPdfWorker>) => {
  if (!(event.data?.bytes instanceof ArrayBuffer)) return;
  draw(event.data).catch((error: unknown) => {
    const fault: PdfFault = (error as { name?: string }).name === 'PasswordException' ? 'protected' : 'unreadable';
    say({ t: 'fault', fault, pages: 0 });
  });
});
