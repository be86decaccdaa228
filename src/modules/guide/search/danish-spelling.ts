/**
 * How far a misspelling is from a word, in the currency of Danish mistakes. A plain edit distance
 * sets "valgkort" as near to a word as "sundhetskort"; Danes miss a doubled consonant, a silent d,
 * g, h or t, an e nobody says, and mix vowels and d/t, b/p, g/k, far more than they strike at random.
 * Letters are folded ones (no æ, ø, å). Costs are tenths of one wrong letter, whole numbers so that
 * the same slips cost the same in whatever order they are added.
 */

const swapped = 7;
const otherFirstLetter = 4;
const doubled = 3;
const any = 10;
const softLetters: readonly (readonly [letters: string, cost: number])[] = [
  ['e', 6],
  ['dghrt', 7],
  ['s', 8],
];
const vowels = 'aeiouy';
const vowelForVowel = 6;
const soundAlike: readonly (readonly [pair: string, cost: number])[] = [
  ['dt', 5],
  ['bp', 5],
  ['gk', 5],
  ['fv', 6],
  ['ck', 3],
  ['cs', 4],
  ['sz', 3],
  ['vw', 2],
  ['mn', 6],
  ['kq', 3],
  ['kx', 6],
  ['ij', 5],
  ['gj', 6],
];

const letters = 128;
const letterCosts = new Uint8Array(letters).fill(any);
const exchangeCosts = new Uint8Array(letters * letters).fill(any);
for (const [soft, cost] of softLetters) for (const letter of soft) letterCosts[letter.charCodeAt(0)] = cost;
for (const a of vowels)
  for (const b of vowels) exchangeCosts[a.charCodeAt(0) * letters + b.charCodeAt(0)] = vowelForVowel;
for (const [pair, cost] of soundAlike) {
  const [a, b] = [pair.charCodeAt(0), pair.charCodeAt(1)];
  exchangeCosts[a * letters + b] = cost;
  exchangeCosts[b * letters + a] = cost;
}

/** What a word of this length may cost and still count as the same word. Four letters: one small slip. */
export function spellingAllowance(length: number): number {
  if (length <= 3) return 0;
  if (length === 4) return 7;
  if (length === 5) return 10;
  if (length <= 7) return 13;
  return length <= 9 ? 17 : 21;
}

/** What a search for spellings may cost; `most` falls as better ones are found. */
export type CostLimit = { most: number; readonly slack: number };

/** @returns the cost, or Infinity when it passes `limit`. */
export function spellingCost(written: string, word: string, limit: number): number {
  return new SpellingTable(written).cost(word, 0, limit);
}

const far = 1000;

/** The table of costs of one written word against others, row by row, so that a shared beginning is reckoned once. */
export class SpellingTable {
  readonly #written: string;
  readonly #width: number;
  readonly #codes: Uint16Array;
  readonly #drop: Uint8Array;
  readonly #cells: Uint16Array[] = [];
  readonly #least: number[] = [];
  /** Rows that hold for the word last asked; fewer than its letters when it was given up. */
  rows = 0;

  constructor(written: string) {
    this.#written = written;
    this.#width = written.length;
    this.#codes = Uint16Array.from({ length: written.length }, (_, at) => written.charCodeAt(at));
    this.#drop = Uint8Array.from({ length: written.length }, (_, at) => letterCost(written, at, true));
    const first = new Uint16Array(this.#width + 1);
    for (let j = 1; j <= this.#width; j += 1) first[j] = (first[j - 1] ?? 0) + (this.#drop[j - 1] ?? 0);
    this.#cells.push(first);
    this.#least.push(0);
  }

  /** @param kept how many first letters `word` shares with the one asked before. */
  cost(word: string, kept: number, limit: number): number {
    if (word === this.#written) {
      this.rows = Math.min(kept, this.rows);
      return 0;
    }
    for (let i = Math.min(kept, this.rows) + 1; i <= word.length; i += 1) {
      const least = this.#row(word, i);
      this.rows = i;
      // A swap reaches back over one row.
      if (least > limit && (this.#least[i - 1] ?? 0) + swapped > limit) return Infinity;
    }
    this.rows = word.length;
    const cost =
      (this.#cells[word.length]?.[this.#width] ?? far) + (this.#written[0] === word[0] ? 0 : otherFirstLetter);
    return cost > limit ? Infinity : cost;
  }

  #row(word: string, i: number): number {
    const width = this.#width;
    const row = this.#cells[i] ?? new Uint16Array(width + 1);
    this.#cells[i] = row;
    const above = this.#cells[i - 1] as Uint16Array;
    const twoAbove = this.#cells[i - 2];
    const letter = word.charCodeAt(i - 1);
    const before = i > 1 ? word.charCodeAt(i - 2) : -1;
    const missed = letterCost(word, i - 1, false);
    const codes = this.#codes;
    let last = (above[0] as number) + missed;
    row[0] = last;
    let least = last;
    for (let j = 1; j <= width; j += 1) {
      const code = codes[j - 1] as number;
      let cost = (above[j - 1] as number) + exchangeCost(letter, code);
      const without = (above[j] as number) + missed;
      if (without < cost) cost = without;
      const extra = last + (this.#drop[j - 1] as number);
      if (extra < cost) cost = extra;
      if (twoAbove && j > 1 && letter !== code && letter === codes[j - 2] && code === before) {
        const swap = (twoAbove[j - 2] as number) + swapped;
        if (swap < cost) cost = swap;
      }
      row[j] = cost;
      last = cost;
      if (cost < least) least = cost;
    }
    this.#least[i] = least;
    return least;
  }
}

function exchangeCost(a: number, b: number): number {
  if (a === b) return 0;
  return a < letters && b < letters ? (exchangeCosts[a * letters + b] as number) : any;
}

/** The cost of one letter too many or too few: least when it doubles its neighbour. */
function letterCost(word: string, at: number, bothSides: boolean): number {
  const code = word.charCodeAt(at);
  if (code === word.charCodeAt(at - 1) || (bothSides && code === word.charCodeAt(at + 1))) return doubled;
  return code < letters ? (letterCosts[code] as number) : any;
}
