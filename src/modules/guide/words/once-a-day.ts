import { createHash, randomBytes } from 'node:crypto';

/** Full, it counts nothing more that day: fewer counted searches are better than invented ones. */
const mostKept = 50_000;
/** A person searches for some things in a day; a machine behind one address for many. */
const mostOfOneAddress = 60;

/**
 * The same search from the same place counts once a day, so that nobody writes a word into the vocabulary by repeating it.
 * In the memory of one process only, as hashes under a salt that is thrown away when the day turns: nothing of it can be
 * stored, and tomorrow nothing of it can be compared.
 */
export class OnceADay {
  #date = '';
  #salt = randomBytes(16);
  #seen = new Set<string>();
  #byAddress = new Map<string, number>();

  /** @param what the search and what became of it. */
  allows(address: string, what: string, date: string): boolean {
    if (date !== this.#date) {
      this.#date = date;
      this.#salt = randomBytes(16);
      this.#seen = new Set();
      this.#byAddress = new Map();
    }
    const place = this.#hash(address);
    const key = this.#hash(`${address}\n${what}`);
    const used = this.#byAddress.get(place) ?? 0;
    if (this.#seen.has(key) || this.#seen.size >= mostKept || used >= mostOfOneAddress) return false;
    this.#seen.add(key);
    this.#byAddress.set(place, used + 1);
    return true;
  }

  #hash(text: string): string {
    return createHash('sha256').update(this.#salt).update(text).digest('base64url').slice(0, 16);
  }
}
