import type { Measure } from './sheet-layout.ts';

/** Lines stand this many times the size of the letters apart, in the PDF and in `client/sheet.css`. */
export const lineHeight = 1.25;

/** Widths of our typeface from the space to `~`, in hundredths of its size. */
const regular =
  '24 28 42 71 60 93 69 24 34 34 45 60 27 40 27 38 60 60 60 60 60 60 60 60 60 60 29 29 60 60 60 48 89 64 65 62 67 58 56 70 71 40 51 63 50 81 71 71 61 71 64 58 57 68 61 89 61 59 58 32 38 32 60 56 60 53 58 50 58 55 32 53 57 25 25 53 27 87 57 56 58 58 37 49 35 57 49 77 51 50 46 34 31 34 60'
    .split(' ')
    .map(Number);
/** Letters beyond those (æ, ø, å, dashes) are about so wide. */
const otherWidth = 62;
const boldFactor = 1.05;
/** What a browser on another machine may need more, with its own font or its own hyphens. */
const caution = 1.03;

/** How high a text becomes, near enough to choose a size before a browser prints; the PDF is measured exactly. */
export const estimateHeight: Measure = (text, { label, bold, size, width }) => {
  const factor = (size / 100) * (bold ? boldFactor : 1) * caution;
  const widthOf = (word: string) =>
    [...word].reduce((sum, sign) => sum + (regular[(sign.codePointAt(0) ?? 0) - 32] ?? otherWidth), 0) * factor;
  const space = widthOf(' ');
  let lines = 0;
  let taken = widthOf(label) * boldFactor;
  for (const paragraph of text.split('\n')) {
    lines += 1;
    let used = taken;
    taken = 0;
    for (const word of paragraph.split(' ')) {
      const wide = widthOf(word);
      if (used > 0 && used + space + wide > width) {
        lines += 1;
        used = 0;
      }
      used += (used > 0 ? space : 0) + wide;
      // A long address is broken wherever the line ends.
      lines += Math.floor(used / width);
      used %= width;
    }
  }
  return lines * size * lineHeight;
};
