/** The app's icon in the municipality's colour: a speech bubble with a tick. Drawn here, so that no municipality needs a picture. */
import { crc32, deflateSync } from 'node:zlib';
import { contrast } from '../../../ui/index.ts';

/** `maskable` fills the square, since the phone cuts its own shape out of it; the other has round corners. */
export type IconKind = 'any' | 'maskable';

const paper = '#ffffff';
const ink = '#1a1a1a';
/** A shape without words needs 3:1 (WCAG 1.4.11). */
const inkOn = (colour: string): string => (contrast(colour, paper) >= 3 ? paper : ink);
const grey = '#454545';
const valid = (colour: string): string => (/^#[0-9a-f]{6}$/i.test(colour) ? colour : grey);

/** Lengths as shares of the side. */
const bubble = { x: 0.5, y: 0.46, halfWidth: 0.28, halfHeight: 0.21, round: 0.08 };
const tail = [
  [0.33, 0.6],
  [0.5, 0.6],
  [0.33, 0.79],
] as const;
const tick = [
  [0.38, 0.46],
  [0.47, 0.54],
  [0.63, 0.38],
] as const;
const tickHalfWidth = 0.035;
const cornerRound = 0.18;

export function iconSvg(colour: string): string {
  const ground = valid(colour);
  const share = (value: number) => Math.round(value * 512);
  const points = (list: readonly (readonly [number, number])[]) =>
    list.map(([x, y]) => `${share(x)} ${share(y)}`).join(' L');
  const { x, y, halfWidth, halfHeight, round } = bubble;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" rx="${share(cornerRound)}" fill="${ground}"/>` +
    `<g fill="${inkOn(ground)}"><rect x="${share(x - halfWidth)}" y="${share(y - halfHeight)}" width="${share(2 * halfWidth)}" height="${share(2 * halfHeight)}" rx="${share(round)}"/>` +
    `<path d="M${points(tail)}Z"/></g><path d="M${points(tick)}" fill="none" stroke="${ground}" stroke-width="${share(2 * tickHalfWidth)}" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  );
}

/** The same as PNG, which phones want. `size` in pixels. */
export function iconPng(colour: string, size: number, kind: IconKind): Buffer {
  const ground = rgb(valid(colour));
  const front = rgb(inkOn(valid(colour)));
  const rows = Buffer.alloc(size * (size * 4 + 1));
  let at = 0;
  for (let row = 0; row < size; row += 1) {
    rows[at++] = 0;
    for (let column = 0; column < size; column += 1) {
      const x = (column + 0.5) / size;
      const y = (row + 0.5) / size;
      const figure = Math.min(cover(figureAt(x, y), size), 1 - cover(tickAt(x, y), size));
      for (let part = 0; part < 3; part += 1)
        rows[at++] = Math.round((ground[part] ?? 0) * (1 - figure) + (front[part] ?? 0) * figure);
      const corner = kind === 'maskable' ? 1 : cover(boxAt(x - 0.5, y - 0.5, 0.5, 0.5, cornerRound), size);
      rows[at++] = Math.round(255 * corner);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  // Eight bits a channel, colour with transparency.
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const rgb = (colour: string): readonly number[] =>
  [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));

/** How much of a pixel lies inside, from the distance of its middle to the edge (negative inside). */
const cover = (distance: number, size: number): number => Math.max(0, Math.min(1, 0.5 - distance * size));

function boxAt(x: number, y: number, halfWidth: number, halfHeight: number, round: number): number {
  const outX = Math.abs(x) - halfWidth + round;
  const outY = Math.abs(y) - halfHeight + round;
  return Math.hypot(Math.max(outX, 0), Math.max(outY, 0)) + Math.min(Math.max(outX, outY), 0) - round;
}

function figureAt(x: number, y: number): number {
  const box = boxAt(x - bubble.x, y - bubble.y, bubble.halfWidth, bubble.halfHeight, bubble.round);
  const edges = tail.map(([fromX, fromY], index) => {
    const [toX, toY] = tail[(index + 1) % tail.length] ?? tail[0];
    return ((y - fromY) * (toX - fromX) - (x - fromX) * (toY - fromY)) / Math.hypot(toX - fromX, toY - fromY);
  });
  return Math.min(box, Math.max(...edges.map((edge) => -edge)));
}

function tickAt(x: number, y: number): number {
  const lines = tick.slice(1).map(([toX, toY], index) => {
    const [fromX, fromY] = tick[index] ?? tick[0];
    const along =
      ((x - fromX) * (toX - fromX) + (y - fromY) * (toY - fromY)) / ((toX - fromX) ** 2 + (toY - fromY) ** 2);
    const share = Math.max(0, Math.min(1, along));
    return Math.hypot(x - fromX - share * (toX - fromX), y - fromY - share * (toY - fromY)) - tickHalfWidth;
  });
  return Math.min(...lines);
}
