/** Whether a signer's picture comes too slowly to be read (EN 301 549, 6.5.3: 20 frames a second). Pure: figures and time are passed in. */

const framesNeeded = 20;
/** A picture that has been slow is good again only when it is clearly so: the words must not flicker. */
const framesGood = 21;
const slowMs = 3_000;
const goodMs = 4_000;

export class SigningRate {
  #slow = false;
  #since: number | null = null;

  /** About once a second. Null while no picture is expected: nothing is slow then. */
  observe(framesPerSecond: number | null, now: number): boolean {
    if (framesPerSecond === null) {
      this.#slow = false;
      this.#since = null;
      return false;
    }
    const turns = this.#slow ? framesPerSecond >= framesGood : framesPerSecond < framesNeeded;
    if (!turns) this.#since = null;
    else {
      this.#since ??= now;
      if (now - this.#since >= (this.#slow ? goodMs : slowMs)) {
        this.#slow = !this.#slow;
        this.#since = null;
      }
    }
    return this.#slow;
  }
}
