/** Pictures as numbers: how sharp one is, and how its text is made clearer. Pure. */
import type { Pixels } from './rectangles.ts';

export type Grey = { readonly data: Float32Array; readonly width: number; readonly height: number };

/** In shades of grey, no wider or higher than `edge`: each is the mean of what falls on it. */
export function greyOf({ data, width, height }: Pixels, edge: number): Grey {
  const scale = Math.min(1, edge / Math.max(width, height));
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  const grey = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const top = Math.floor((y * height) / h);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / h));
    for (let x = 0; x < w; x++) {
      const left = Math.floor((x * width) / w);
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / w));
      let sum = 0;
      for (let sy = top; sy < bottom; sy++)
        for (let at = (sy * width + left) * 4, end = (sy * width + right) * 4; at < end; at += 4)
          sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
      grey[y * w + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return { data: grey, width: w, height: h };
}

/** Edges are measured at this size, so that cameras of all sizes can be compared. */
export const sharpnessEdge = 1000;
/** Below this, letters of ordinary size run together. */
export const sharpEnough = 60;

/** The variance of the Laplacian: high where there are hard edges, near nothing in a blurred picture. */
export function sharpnessOf({ data, width, height }: Grey): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const edge =
        4 * (data[at] ?? 0) -
        (data[at - 1] ?? 0) -
        (data[at + 1] ?? 0) -
        (data[at - width] ?? 0) -
        (data[at + width] ?? 0);
      sum += edge;
      squares += edge * edge;
      count += 1;
    }
  if (count === 0) return 0;
  const mean = sum / count;
  return squares / count - mean * mean;
}

/** Cells across the longer edge, in which the paper's own brightness is looked for. */
const cells = 24;

/** Makes the paper white and its letters darker, shadows over it included: each place is measured against the paper around it. */
export function clearer(pixels: Pixels): void {
  const { data, width, height } = pixels;
  const paper = paperLight(pixels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const light = Math.max(60, paper(x, y));
      for (let channel = 0; channel < 3; channel++) {
        const share = Math.min(1, (data[at + channel] ?? 0) / light);
        data[at + channel] = 255 * share ** 1.6;
      }
    }
}

/** How light the paper is at a place: the lighter parts of each cell, and between cells what lies between. */
function paperLight({ data, width, height }: Pixels): (x: number, y: number) => number {
  const size = Math.max(1, Math.ceil(Math.max(width, height) / cells));
  const across = Math.ceil(width / size);
  const down = Math.ceil(height / size);
  const light = new Float32Array(across * down);
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      const counts = new Uint32Array(256);
      let all = 0;
      for (let y = row * size; y < Math.min(height, (row + 1) * size); y += 2)
        for (let x = column * size; x < Math.min(width, (column + 1) * size); x += 2) {
          const at = (y * width + x) * 4;
          const grey = Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));
          counts[grey] = (counts[grey] ?? 0) + 1;
          all += 1;
        }
      let level = 255;
      for (let above = 0; level > 0 && above < all * 0.15; level--) above += counts[level] ?? 0;
      light[row * across + column] = level;
    }
  return (x, y) => {
    const cx = Math.min(across - 1, Math.max(0, x / size - 0.5));
    const cy = Math.min(down - 1, Math.max(0, y / size - 0.5));
    const [left, top] = [Math.floor(cx), Math.floor(cy)];
    const [right, bottom] = [Math.min(across - 1, left + 1), Math.min(down - 1, top + 1)];
    const [fx, fy] = [cx - left, cy - top];
    const value = (column: number, row: number) => light[row * across + column] ?? 0;
    return (
      (value(left, top) * (1 - fx) + value(right, top) * fx) * (1 - fy) +
      (value(left, bottom) * (1 - fx) + value(right, bottom) * fx) * fy
    );
  };
}
