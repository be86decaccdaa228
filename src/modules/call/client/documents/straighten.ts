/** Takes a sheet that lies askew in a picture and makes it straight. Pure. */
import type { Corners, Place } from './paper-corners.ts';
import type { Pixels } from './rectangles.ts';

/** How large the sheet becomes: as its longer edges are in the picture, within the limits. */
export function sheetSize(
  corners: Corners,
  picture: { readonly width: number; readonly height: number },
  most: { readonly edge: number; readonly pixels: number },
): { readonly width: number; readonly height: number } {
  const length = (a: Place, b: Place) => Math.hypot((a.x - b.x) * picture.width, (a.y - b.y) * picture.height);
  const [tl, tr, br, bl] = corners;
  const width = Math.max(length(tl, tr), length(bl, br), 1);
  const height = Math.max(length(tl, bl), length(tr, br), 1);
  const scale = Math.min(1, most.edge / Math.max(width, height), Math.sqrt(most.pixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** From the unit square to the four corners (Heckbert 1989): x, y and the divisor. Null where they do not make a quadrilateral. */
export function projection([tl, tr, br, bl]: Corners): ((u: number, v: number) => Place) | null {
  const [dx1, dx2] = [tr.x - br.x, bl.x - br.x];
  const [dy1, dy2] = [tr.y - br.y, bl.y - br.y];
  const sx = tl.x - tr.x + br.x - bl.x;
  const sy = tl.y - tr.y + br.y - bl.y;
  const whole = dx1 * dy2 - dx2 * dy1;
  if (Math.abs(whole) < 1e-9) return null;
  const g = (sx * dy2 - dx2 * sy) / whole;
  const h = (dx1 * sy - sx * dy1) / whole;
  const [a, b] = [tr.x - tl.x + g * tr.x, bl.x - tl.x + h * bl.x];
  const [d, e] = [tr.y - tl.y + g * tr.y, bl.y - tl.y + h * bl.y];
  return (u, v) => {
    const by = g * u + h * v + 1;
    return { x: (a * u + b * v + tl.x) / by, y: (d * u + e * v + tl.y) / by };
  };
}

/** Whether the corners go round once without a dent: anything else cannot be a sheet. */
export function isConvex(corners: Corners): boolean {
  return corners.every((corner, index) => {
    const next = corners[(index + 1) % 4] as Place;
    const after = corners[(index + 2) % 4] as Place;
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x) > 1e-4;
  });
}

/** Fills `sheet` with what lies between the corners; between pixels it takes the mean of the four around. */
export function straighten(picture: Pixels, corners: Corners, sheet: Pixels): boolean {
  const from = projection(corners);
  if (!from) return false;
  const { data, width, height } = picture;
  for (let y = 0; y < sheet.height; y++)
    for (let x = 0; x < sheet.width; x++) {
      const place = from((x + 0.5) / sheet.width, (y + 0.5) / sheet.height);
      const px = Math.min(width - 1, Math.max(0, place.x * width - 0.5));
      const py = Math.min(height - 1, Math.max(0, place.y * height - 0.5));
      const [left, top] = [Math.floor(px), Math.floor(py)];
      const [fx, fy] = [px - left, py - top];
      const a = (top * width + left) * 4;
      const b = left < width - 1 ? a + 4 : a;
      const down = top < height - 1 ? width * 4 : 0;
      const to = (y * sheet.width + x) * 4;
      for (let channel = 0; channel < 3; channel++)
        sheet.data[to + channel] =
          ((data[a + channel] ?? 0) * (1 - fx) + (data[b + channel] ?? 0) * fx) * (1 - fy) +
          ((data[a + down + channel] ?? 0) * (1 - fx) + (data[b + down + channel] ?? 0) * fx) * fy;
      sheet.data[to + 3] = 255;
    }
  return true;
}
