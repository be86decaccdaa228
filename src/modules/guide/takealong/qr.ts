import { encode } from 'uqr';

/** A QR code as one path, drawn alike on paper, in a PDF and on a screen. Each module is one unit; the quiet zone is in `size`. */
export type QrPath = { readonly size: number; readonly path: string };

/** What scanners need free around the code, in modules. */
const quiet = 4;

/** Corrects up to 15 %: a sheet gets folded and a counter's plastic pocket shines. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const runs: string[] = [];
  for (const [y, row] of data.entries())
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue;
      let end = x;
      while (end < size && row[end]) end += 1;
      runs.push(`M${x + quiet} ${y + quiet}h${end - x}v1h${x - end}z`);
      x = end;
    }
  return { size: size + 2 * quiet, path: runs.join('') };
}
