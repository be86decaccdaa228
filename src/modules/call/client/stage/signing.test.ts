import { describe, expect, test } from 'vitest';
import { greyOf, grid, movedShare, SigningActivity } from './signing-activity.ts';
import { SigningRate } from './signing-rate.ts';

const size = grid.width * grid.height;
/** Repeatable noise: the same seed gives the same picture. */
const random = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};
/** A grey room with a camera's noise, a lamp, and two hands where they are at that moment. */
function frame(seed: number, { light = 0, hands = null as number | null, nod = 0, shake = 0 } = {}): Uint8Array {
  const noise = random(seed);
  const picture = new Uint8Array(size);
  for (let y = 0; y < grid.height; y += 1)
    for (let x = 0; x < grid.width; x += 1) {
      const wall = 90 + Math.round(30 * Math.sin((x + shake) * 1.7)) + light;
      const head = Math.abs(x - 16) < 4 && Math.abs(y - 7 - nod) < 4 ? 60 : 0;
      picture[y * grid.width + x] = wall + head + Math.round(noise() * 8 - 4);
    }
  if (hands !== null)
    for (const side of [-1, 1])
      for (let dy = 0; dy < 3; dy += 1)
        for (let dx = 0; dx < 3; dx += 1) {
          const x = Math.round(16 + side * (5 + 3 * Math.sin(hands * 2.1))) + dx;
          const y = Math.round(15 + 4 * Math.cos(hands * 1.7 + side)) + dy;
          picture[y * grid.width + x] = 210;
        }
  return picture;
}
/** Eight looks a second at what `at` shows; the answers. */
function watch(activity: SigningActivity, from: number, looks: number, at: (look: number) => Uint8Array) {
  const said: boolean[] = [];
  let before = at(0);
  for (let look = 1; look <= looks; look += 1) {
    const after = at(look);
    said.push(activity.observe(movedShare(before, after), from + look * 125));
    before = after;
  }
  return said;
}

describe('whether somebody signs', () => {
  test('hands that move are speech within a second and a half', () => {
    const said = watch(new SigningActivity(), 0, 12, (look) => frame(look, { hands: look }));
    expect(said.at(-1)).toBe(true);
    expect(said.indexOf(true)).toBeLessThanOrEqual(12);
  });
  test('who sits still says nothing, however noisy her camera', () => {
    expect(watch(new SigningActivity(), 0, 80, (look) => frame(look))).not.toContain(true);
  });
  test('a lamp, a camera that adjusts itself and one that is moved are no speech', () => {
    expect(watch(new SigningActivity(), 0, 40, (look) => frame(look, { light: (look % 10) * 12 }))).not.toContain(true);
    expect(watch(new SigningActivity(), 0, 40, (look) => frame(look, { shake: look * 1.3 }))).not.toContain(true);
  });
  test('one nod is no speech', () => {
    const nods = (look: number) => frame(look, { nod: look === 10 || look === 11 ? 2 : 0 });
    expect(watch(new SigningActivity(), 0, 40, nods)).not.toContain(true);
  });
  test('hands at rest end it within two seconds, a short rest between two signs does not', () => {
    const activity = new SigningActivity();
    watch(activity, 0, 16, (look) => frame(look, { hands: look }));
    const pause = watch(activity, 2_000, 8, (look) => frame(look, { hands: 16 }));
    expect(pause).not.toContain(false);
    const rest = watch(activity, 3_000, 8, (look) => frame(look, { hands: 16 }));
    expect(rest.at(-1)).toBe(false);
  });
  test('grey is what the eye sees of a colour; pictures of no size are still', () => {
    expect([...greyOf([255, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 255])]).toEqual([255, 0, 149]);
    expect(movedShare(new Uint8Array(0), new Uint8Array(0))).toBe(0);
  });
});

describe('whether a signer comes too slowly', () => {
  const over = (rate: SigningRate, from: number, seconds: number, frames: number | null) => {
    let said = false;
    for (let second = 0; second < seconds; second += 1) said = rate.observe(frames, (from + second) * 1_000);
    return said;
  };
  test('20 is enough, 19 for four seconds is not, two bad seconds are nothing', () => {
    expect(over(new SigningRate(), 0, 60, 20)).toBe(false);
    expect(over(new SigningRate(), 0, 4, 19)).toBe(true);
    const rate = new SigningRate();
    over(rate, 0, 2, 5);
    expect(over(rate, 2, 10, 24)).toBe(false);
  });
  test('it is good again only when it stays good; the words do not flicker around 20', () => {
    const rate = new SigningRate();
    expect(over(rate, 0, 5, 12)).toBe(true);
    expect(over(rate, 5, 20, 20)).toBe(true);
    expect(over(rate, 25, 3, 25)).toBe(true);
    expect(over(rate, 28, 3, 25)).toBe(false);
  });
  test('a camera that is switched off is not slow', () => {
    const rate = new SigningRate();
    over(rate, 0, 5, 3);
    expect(rate.observe(null, 6_000)).toBe(false);
  });
});
