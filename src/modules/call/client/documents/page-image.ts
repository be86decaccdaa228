/** Pages as the table keeps them: JPEG pictures that this browser has drawn itself, so that nothing of a file's own is left. */
import { limits } from '../../documents/limits.ts';
import { burn, type Rectangle } from './rectangles.ts';

export type PageImage = { readonly bytes: Uint8Array; readonly width: number; readonly height: number };

/** A size within the limits of a page. */
export function pageSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, limits.pageEdge / Math.max(width, height), Math.sqrt(limits.pagePixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

export function canvasOf(
  width: number,
  height: number,
): {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
} {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return { canvas, context };
}

const jpegOf = (canvas: HTMLCanvasElement, quality: number) =>
  new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality),
  );

/** As small as it must be to be sent. */
export async function encode(canvas: HTMLCanvasElement): Promise<PageImage> {
  for (const quality of [0.86, 0.7, 0.5, 0.3]) {
    const blob = await jpegOf(canvas, quality);
    if (blob.size <= limits.pageBytes)
      return { bytes: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height };
  }
  throw new Error('a page that does not get small enough');
}

/** Decoded by the browser, upright as the camera meant it, on white where it is clear. */
export async function drawn(
  bytes: Uint8Array,
  type: string,
): Promise<{ readonly canvas: HTMLCanvasElement; readonly context: CanvasRenderingContext2D }> {
  const picture = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  const size = pageSize(picture.width, picture.height);
  const made = canvasOf(size.width, size.height);
  made.context.fillStyle = '#fff';
  made.context.fillRect(0, 0, size.width, size.height);
  made.context.imageSmoothingQuality = 'high';
  made.context.drawImage(picture, 0, 0, size.width, size.height);
  picture.close();
  return made;
}

/** The page without what is blacked out: its pixels are replaced, and it is encoded anew. */
export async function withoutAreas(page: PageImage, areas: readonly Rectangle[]): Promise<PageImage> {
  if (areas.length === 0) return page;
  const { canvas, context } = await drawn(page.bytes, 'image/jpeg');
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  burn(pixels, areas);
  context.putImageData(pixels, 0, 0);
  return encode(canvas);
}
