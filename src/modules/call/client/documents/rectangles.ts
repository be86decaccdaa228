/** Areas of a page, as shares of its width and height (0 to 1), so that they mean the same at every size. Pure. */
export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The smallest area that can be drawn; smaller ones are lost to the eye and to the finger. */
export const smallestSide = 0.01;

const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));

/** The same area inside the page, never smaller than can be seen. */
export function insidePage({ x, y, width, height }: Rectangle): Rectangle {
  const w = between(smallestSide, width, 1);
  const h = between(smallestSide, height, 1);
  return { x: between(0, x, 1 - w), y: between(0, y, 1 - h), width: w, height: h };
}

/** Between two corners, in whatever order they were drawn. */
export const betweenCorners = (a: { x: number; y: number }, b: { x: number; y: number }): Rectangle => {
  const [x, y] = [between(0, Math.min(a.x, b.x), 1), between(0, Math.min(a.y, b.y), 1)];
  return {
    x,
    y,
    width: between(0, Math.max(a.x, b.x), 1) - x,
    height: between(0, Math.max(a.y, b.y), 1) - y,
  };
};

export const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** What an arrow key does: moves, or with shift makes larger or smaller from the bottom right corner. Null for other keys. */
export function afterKey(area: Rectangle, key: string, shift: boolean, step = 0.01): Rectangle | null {
  const across = key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0;
  const down = key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0;
  if (across === 0 && down === 0) return null;
  return insidePage(
    shift
      ? {
          ...area,
          width: between(smallestSide, area.width + across, 1 - area.x),
          height: between(smallestSide, area.height + down, 1 - area.y),
        }
      : { ...area, x: area.x + across, y: area.y + down },
  );
}

export type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

/** Replaces the pixels of the areas by black, whole pixels outward: nothing of what stood there is left in the picture. */
export function burn({ data, width, height }: Pixels, areas: readonly Rectangle[]): void {
  for (const area of areas) {
    const left = between(0, Math.floor(area.x * width), width);
    const right = between(0, Math.ceil((area.x + area.width) * width), width);
    const top = between(0, Math.floor(area.y * height), height);
    const bottom = between(0, Math.ceil((area.y + area.height) * height), height);
    for (let y = top; y < bottom; y++)
      for (let at = (y * width + left) * 4, end = (y * width + right) * 4; at < end; at += 4) {
        data[at] = 0;
        data[at + 1] = 0;
        data[at + 2] = 0;
        data[at + 3] = 255;
      }
  }
}
