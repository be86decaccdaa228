import { describe, expect, test } from 'vitest';
import { type Corners, findCorners, wholePicture } from './paper-corners.ts';
import { clearer, greyOf, sharpEnough, sharpnessOf } from './pixels.ts';
import type { Pixels } from './rectangles.ts';
import { isConvex, projection, sheetSize, straighten } from './straighten.ts';

const picture = (width: number, height: number, shade: (x: number, y: number) => number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = shade(x, y);
      data.set([value, value, value, 255], (y * width + x) * 4);
    }
  return { data, width, height };
};
const inside = (corners: Corners, x: number, y: number) =>
  corners.every((corner, index) => {
    const next = corners[(index + 1) % 4] as (typeof corners)[0];
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) >= 0;
  });
const askew: Corners = [
  { x: 0.2, y: 0.12 },
  { x: 0.85, y: 0.2 },
  { x: 0.78, y: 0.9 },
  { x: 0.12, y: 0.8 },
];
/** A sheet with lines of writing on a grainy table. */
const sheetOnTable = (table: number, paper: number) =>
  picture(480, 360, (x, y) =>
    inside(askew, x / 480, y / 360)
      ? y % 24 < 5 && x % 7 < 4 && inside(askew, x / 480, y / 360 + 0.05) && inside(askew, x / 480, y / 360 - 0.05)
        ? 40
        : paper
      : table + ((x * 7 + y * 13) % 11),
  );

describe('where the paper lies', () => {
  test('a sheet askew on a darker table', () => {
    const found = findCorners(greyOf(sheetOnTable(90, 230), 240));
    expect(found).not.toBeNull();
    found?.forEach((corner, index) => {
      expect(Math.abs(corner.x - (askew[index]?.x ?? 9))).toBeLessThan(0.02);
      expect(Math.abs(corner.y - (askew[index]?.y ?? 9))).toBeLessThan(0.02);
    });
  });
  test.each([
    ['a table with nothing on it', picture(480, 360, (x, y) => 120 + ((x * 7 + y * 13) % 11))],
    ['light all over', picture(480, 360, () => 240)],
    ['a round plate', picture(480, 360, (x, y) => (Math.hypot(x - 240, y - 180) < 130 ? 240 : 60))],
    ['a small scrap', picture(480, 360, (x, y) => (x > 200 && x < 260 && y > 100 && y < 150 ? 240 : 60))],
    ['one pixel', picture(1, 1, () => 9)],
  ])('%s gives none, and the person sets them', (_, shown) => {
    expect(findCorners(greyOf(shown, 240))).toBeNull();
  });
});

describe('straight', () => {
  test('each corner of the sheet comes from its corner of the picture', () => {
    const from = projection(askew);
    for (const [index, [u, v]] of (
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ] as const
    ).entries()) {
      expect(from?.(u, v).x).toBeCloseTo(askew[index]?.x ?? 9, 6);
      expect(from?.(u, v).y).toBeCloseTo(askew[index]?.y ?? 9, 6);
    }
  });
  test('what was drawn on the sheet stands where it should', () => {
    const from = projection(askew) as NonNullable<ReturnType<typeof projection>>;
    const mark = from(0.25, 0.75);
    const shown = picture(600, 600, (x, y) => (Math.hypot(x - mark.x * 600, y - mark.y * 600) < 12 ? 0 : 255));
    const sheet = picture(200, 200, () => 9);
    expect(straighten(shown, askew, sheet)).toBe(true);
    expect(sheet.data[(150 * 200 + 50) * 4]).toBeLessThan(20);
    expect(sheet.data[(50 * 200 + 150) * 4]).toBe(255);
  });
  test('the whole picture stays as it is', () => {
    const shown = picture(40, 30, (x, y) => x * 3 + y);
    const sheet = picture(40, 30, () => 0);
    straighten(shown, wholePicture, sheet);
    expect(sheet.data).toEqual(shown.data);
  });
  test('its size is that of its longer edges, within the limits', () => {
    expect(sheetSize(wholePicture, { width: 800, height: 600 }, { edge: 2400, pixels: 6e6 })).toEqual({
      width: 800,
      height: 600,
    });
    const large = sheetSize(wholePicture, { width: 8000, height: 6000 }, { edge: 2400, pixels: 3e6 });
    expect(large.width * large.height).toBeLessThanOrEqual(3e6);
    expect(large.width / large.height).toBeCloseTo(4 / 3, 2);
  });
  test('corners that cross are no sheet', () => {
    expect(isConvex(askew)).toBe(true);
    expect(isConvex([askew[0], askew[2], askew[1], askew[3]])).toBe(false);
    expect(isConvex([askew[0], askew[0], askew[2], askew[3]])).toBe(false);
  });
});

describe('sharp', () => {
  const letters = picture(600, 400, (x, y) => (y % 12 < 6 && x % 6 < 3 ? 30 : 235));
  const blurred = (shown: Pixels, reach: number): Pixels => {
    const grey = greyOf(shown, 10_000);
    return picture(shown.width, shown.height, (x, y) => {
      let sum = 0;
      let count = 0;
      for (let dy = -reach; dy <= reach; dy++)
        for (let dx = -reach; dx <= reach; dx++) {
          const [sx, sy] = [x + dx, y + dy];
          if (sx < 0 || sy < 0 || sx >= grey.width || sy >= grey.height) continue;
          sum += grey.data[sy * grey.width + sx] ?? 0;
          count += 1;
        }
      return sum / count;
    });
  };
  const sharpness = (shown: Pixels) => sharpnessOf(greyOf(shown, 1000));
  test('letters are, a shaken hand is not, and the sharper of two is told', () => {
    expect(sharpness(letters)).toBeGreaterThan(sharpEnough);
    expect(sharpness(blurred(blurred(letters, 4), 3))).toBeLessThan(sharpEnough);
    expect(sharpness(blurred(letters, 1))).toBeGreaterThan(sharpness(blurred(letters, 2)));
    expect(sharpness(picture(2, 2, () => 0))).toBe(0);
  });
});

test('text becomes clearer, also where a shadow lies', () => {
  // Twice as light to the left as to the right.
  const shown = picture(400, 300, (x, y) => (240 - x * 0.3) * (y % 20 < 4 && x % 9 < 4 ? 0.5 : 1));
  clearer(shown);
  const at = (x: number, y: number) => shown.data[(y * 400 + x) * 4] ?? 0;
  for (const x of [45, 207, 369]) {
    expect(at(x + 5, 10)).toBeGreaterThan(225);
    expect(at(x, 1)).toBeLessThan(110);
  }
});
