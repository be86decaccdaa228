/** Paper and ink of the two themes, as css/tokens.css has them; a test compares the two. */
export const themes = {
  light: { paper: '#ffffff', paper2: '#f5f5f5', ink: '#1a1a1a' },
  dark: { paper: '#16191d', paper2: '#20252b', ink: '#f2f3f5' },
} as const;

type Rgb = readonly [number, number, number];

const parse = (colour: string): Rgb | null => {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return found
    ? ([found[1], found[2], found[3]].map((part) => Number.parseInt(part ?? '0', 16)) as unknown as Rgb)
    : null;
};
const write = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const luminance = (rgb: Rgb): number => {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast of two colours `#rrggbb` after WCAG 2: 1 to 21; 1 for what is no colour. */
export function contrast(one: string, other: string): number {
  const [a, b] = [parse(one), parse(other)];
  if (!a || !b) return 1;
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Text needs 4.5; a little more leaves room for how screens round, and a colour on dark paper is dull so near to it. */
const enough = { light: 4.6, dark: 6 };

/** The municipality's colour moved towards `goal` just as far as it must be to be read on every given ground. */
function readable(colour: Rgb, goal: Rgb, grounds: readonly string[], least: number): string {
  for (let step = 0; step <= 100; step += 1) {
    const share = step / 100;
    const mixed = write(colour.map((part, index) => part + ((goal[index] ?? 0) - part) * share) as unknown as Rgb);
    if (grounds.every((ground) => contrast(mixed, ground) >= least)) return mixed;
  }
  return write(goal);
}

const fallback: Rgb = [0x45, 0x45, 0x45];

/**
 * The stylesheet that gives a page its municipality's colour (`#rrggbb`; the design system's grey for anything else).
 * The accent is text on paper and ground for text, so it is darkened on light paper and lightened on dark until
 * both hold 4.5:1.
 */
export function municipalityColourCss(colour: string): string {
  const own = parse(colour) ?? fallback;
  const light = readable(own, [0, 0, 0], [themes.light.paper, themes.light.paper2], enough.light);
  const dark = readable(own, [255, 255, 255], [themes.dark.paper, themes.dark.paper2], enough.dark);
  return (
    `:root{--accent:${light};--accent-ink:${themes.light.paper}}` +
    `@media screen and (prefers-color-scheme:dark){:root{--accent:${dark};--accent-ink:${themes.dark.paper}}}\n`
  );
}
