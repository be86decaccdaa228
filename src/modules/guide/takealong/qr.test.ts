import fc from 'fast-check';
import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { type QrPath, qrPath } from './qr.ts';

// The package is CommonJS with its function under `default`.
const decode = ((jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr) as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;

/** The path as a printer or camera sees it: grey pixels, of which each is as dark as it is covered. */
function drawn({ size, path }: QrPath, pixels: number): Uint8ClampedArray {
  const dark = new Set<string>();
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(run); step += 1) dark.add(`${Number(x) + step} ${y}`);
  const image = new Uint8ClampedArray(pixels * pixels * 4).fill(255);
  for (let y = 0; y < pixels; y += 1)
    for (let x = 0; x < pixels; x += 1) {
      let covered = 0;
      for (const [dx, dy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const)
        if (dark.has(`${Math.floor(((x + dx) / pixels) * size)} ${Math.floor(((y + dy) / pixels) * size)}`))
          covered += 1;
      image.fill(255 - covered * 63, (y * pixels + x) * 4, (y * pixels + x) * 4 + 3);
    }
  return image;
}

/** 96 points on paper, at the 150 dots an inch that a poor copier still gives. */
const printed = Math.round((96 / 72) * 150);

test('an address can be read back from paper', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,14}(-[a-z]{2,10}){0,3}$/), fc.constantFrom('', '/en'), (slug, language) => {
      const address = `https://selvbetjening.fjordby-kommune.example/fjordby${language}/${slug}`;
      expect(decode(drawn(qrPath(address), printed), printed, printed)?.data).toBe(address);
    }),
    { numRuns: 20, seed: 3 },
  );
});

test('so can one with many ticks, from a screen', () => {
  const address = `https://hjaelp.fjordby.example/fjordby/omsorgs-og-ansvarserklaering#gjort=${Array.from({ length: 12 }, (_, i) => `trin-nummer-${i}`).join(',')}`;
  expect(decode(drawn(qrPath(address), 512), 512, 512)?.data).toBe(address);
});
