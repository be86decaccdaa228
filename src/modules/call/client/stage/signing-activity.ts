/**
 * Whether somebody speaks with her hands (EN 301 549, 6.5.6 asks that a signer can be marked as the one who speaks). Judged in
 * her own page, from how much of a very small grey picture of her own camera moves; nothing of it leaves the page but yes or
 * no. Movement is all it sees: who gathers papers is taken for signing, and that does no harm beside a missed word.
 * Pure: pictures and time are passed in.
 */

/** Enough for hands and arms, far too little for a face. */
export const grid = { width: 32, height: 24 } as const;

/** A grey step smaller than this is the noise of a camera in a dim room. */
const step = 18;
/** Six fields of 768: a hand. */
const least = 6 / (grid.width * grid.height);
/** More than this is the camera being moved, or a lamp. */
const most = 0.6;
const windowMs = 1_200;
const stillMs = 1_600;
/** Of the looks of the window this many move; a head that nods once does not. */
const mostly = 0.6;
const looksAtLeast = 4;

/** Grey values of a picture as a canvas gives it: red, green, blue, opacity. */
export function greyOf(pixels: ArrayLike<number>): Uint8Array {
  const grey = new Uint8Array(pixels.length >> 2);
  for (let at = 0; at < grey.length; at += 1)
    grey[at] = ((pixels[at * 4] ?? 0) * 77 + (pixels[at * 4 + 1] ?? 0) * 150 + (pixels[at * 4 + 2] ?? 0) * 29) >> 8;
  return grey;
}

/** The share of the picture that has moved, 0 to 1. What makes the whole lighter or darker by as much everywhere is no movement. */
export function movedShare(before: Uint8Array, after: Uint8Array): number {
  const size = Math.min(before.length, after.length);
  if (size === 0) return 0;
  let shift = 0;
  for (let at = 0; at < size; at += 1) shift += (after[at] ?? 0) - (before[at] ?? 0);
  shift /= size;
  let moved = 0;
  for (let at = 0; at < size; at += 1) if (Math.abs((after[at] ?? 0) - (before[at] ?? 0) - shift) > step) moved += 1;
  return moved / size;
}

/** Says when the movement has become speech, and when it has come to rest. */
export class SigningActivity {
  #looks: { readonly at: number; readonly moves: boolean }[] = [];
  #movedAt = Number.NEGATIVE_INFINITY;
  #active = false;

  /** Several times a second. `now` in milliseconds of any steady clock. */
  observe(share: number, now: number): boolean {
    const moves = share >= least && share <= most;
    if (moves) this.#movedAt = now;
    this.#looks = [...this.#looks.filter((one) => now - one.at < windowMs), { at: now, moves }];
    const moving = this.#looks.filter((one) => one.moves).length;
    if (this.#active) this.#active = now - this.#movedAt < stillMs;
    else this.#active = this.#looks.length >= looksAtLeast && moving >= this.#looks.length * mostly;
    return this.#active;
  }
}
