/** Where in a picture the paper lies. Pure. */
import type { Grey } from './pixels.ts';

/** A place as shares of width and height. */
export type Place = { readonly x: number; readonly y: number };
/** Top left, top right, bottom right, bottom left. */
export type Corners = readonly [Place, Place, Place, Place];

export const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/** The longest edge that is looked at; more finds nothing more. */
export const cornersEdge = 240;

/**
 * Paper is the largest light area that is four-sided; null where there is none to be sure of, as with white paper on a white
 * table. Whoever took the picture sets the corners then.
 */
export function findCorners(grey: Grey): Corners | null {
  const { width, height } = grey;
  const area = largestLight(grey, otsu(grey.data));
  if (area.length < width * height * 0.1) return null;
  const hull = hullOf(area.map((at) => [at % width, Math.floor(at / width)] as const));
  const four = reduceToFour(hull);
  if (!four) return null;
  const covered = surface(four);
  // Light but not four-sided, or so ragged that it is no sheet; and a picture that is light all over has no paper in it.
  if (surface(hull) < covered * 0.85 || area.length < covered * 0.55) return null;
  if (covered > width * height * 0.97) return null;
  return inOrder(four.map(([x, y]) => ({ x: share(x, width), y: share(y, height) })));
}

type Point = readonly [number, number];
const share = (value: number, size: number) => Math.min(1, Math.max(0, value / (size - 1)));

/** The threshold that parts light from dark best (Otsu). */
function otsu(data: Float32Array): number {
  const counts = new Float64Array(256);
  for (const value of data) {
    const level = Math.min(255, Math.max(0, Math.round(value)));
    counts[level] = (counts[level] ?? 0) + 1;
  }
  let all = 0;
  for (let level = 0; level < 256; level++) all += level * (counts[level] ?? 0);
  let dark = 0;
  let darkSum = 0;
  let best = -1;
  let [first, last] = [127, 127];
  for (let level = 0; level < 256; level++) {
    dark += counts[level] ?? 0;
    const light = data.length - dark;
    if (dark === 0 || light === 0) continue;
    darkSum += level * (counts[level] ?? 0);
    const between = dark * light * (darkSum / dark - (all - darkSum) / light) ** 2;
    if (between > best) {
      best = between;
      first = level;
      last = level;
    } else if (between === best) last = level;
  }
  return (first + last) / 2;
}

/** The largest connected area above the threshold, as places in the picture. */
function largestLight({ data, width, height }: Grey, threshold: number): number[] {
  const seen = new Uint8Array(data.length);
  let best: number[] = [];
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || (data[start] ?? 0) <= threshold) continue;
    const area = [start];
    seen[start] = 1;
    for (let next = 0; next < area.length; next++) {
      const at = area[next] as number;
      const x = at % width;
      const y = Math.floor(at / width);
      for (const to of [
        x > 0 ? at - 1 : -1,
        x < width - 1 ? at + 1 : -1,
        y > 0 ? at - width : -1,
        y < height - 1 ? at + width : -1,
      ])
        if (to >= 0 && !seen[to] && (data[to] ?? 0) > threshold) {
          seen[to] = 1;
          area.push(to);
        }
    }
    if (area.length > best.length) best = area;
  }
  return best;
}

const turn = (a: Point, b: Point, c: Point): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** The convex hull (Andrew). */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (order: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of order) {
      while (kept.length >= 2 && turn(kept[kept.length - 2] as Point, kept[kept.length - 1] as Point, point) <= 0)
        kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Where two lines meet, each through two points; null where they do not. */
function meeting(a: Point, b: Point, c: Point, d: Point): Point | null {
  const across = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  if (Math.abs(across) < 1e-9) return null;
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / across;
  // Beyond its end: the sheet is made larger, never smaller, so that nothing that is written on it is cut off.
  return t < 1 ? null : [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}

/** Takes away the edge that matters least and lets its neighbours meet, until four are left. */
function reduceToFour(hull: readonly Point[]): Point[] | null {
  if (hull.length < 4) return null;
  const left = [...hull];
  while (left.length > 4) {
    let least = -1;
    let smallest = Number.POSITIVE_INFINITY;
    let corner: Point = [0, 0];
    const at = (index: number) => left[(index + left.length) % left.length] as Point;
    for (let index = 0; index < left.length; index++) {
      const meet = meeting(at(index - 1), at(index), at(index + 2), at(index + 1));
      if (!meet || !meeting(at(index + 2), at(index + 1), at(index - 1), at(index))) continue;
      const added = Math.abs(turn(at(index), meet, at(index + 1)));
      if (added < smallest) [smallest, least, corner] = [added, index, meet];
    }
    if (least === -1) return null;
    left[least] = corner;
    left.splice((least + 1) % left.length, 1);
  }
  return left;
}

const surface = (points: readonly Point[]): number =>
  Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nx, ny] = points[(index + 1) % points.length] as Point;
      return sum + x * ny - nx * y;
    }, 0),
  ) / 2;

/** Clockwise from the corner that is nearest to the top left. */
function inOrder(places: readonly Place[]): Corners {
  const middle = {
    x: places.reduce((sum, { x }) => sum + x, 0) / 4,
    y: places.reduce((sum, { y }) => sum + y, 0) / 4,
  };
  const round = [...places].sort(
    (a, b) => Math.atan2(a.y - middle.y, a.x - middle.x) - Math.atan2(b.y - middle.y, b.x - middle.x),
  );
  const first = round.reduce((best, place, index) => {
    const at = round[best] as Place;
    return place.x + place.y < at.x + at.y ? index : best;
  }, 0);
  return [0, 1, 2, 3].map((step) => round[(first + step) % 4]) as unknown as Corners;
}
