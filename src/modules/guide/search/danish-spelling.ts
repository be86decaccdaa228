/**
 * How far a misspelling is from a word, in the currency of Danish mistakes. A plain edit distance
 * sets "valgkort" as near to a word as "sundhetskort"; Danes miss a doubled consonant, a silent d,
 * g, h or t, an e nobody says, and mix vowels and d/t, b/p, g/k, far more than they strike at random.
 * Letters are folded ones (no æ, ø, å).
 */

const swapped = 0.7;
const otherFirstLetter = 0.4;
const vowels = new Set('aeiouy');
const softLetters: ReadonlyMap<string, number> = new Map([
  ['e', 0.6],
  ...[...'dghrt'].map((letter) => [letter, 0.7] as const),
  ['s', 0.8],
]);
const soundAlike: ReadonlyMap<string, number> = new Map(
  (
    [
      ['dt', 0.5],
      ['bp', 0.5],
      ['gk', 0.5],
      ['fv', 0.6],
      ['ck', 0.3],
      ['cs', 0.4],
      ['sz', 0.3],
      ['vw', 0.2],
      ['mn', 0.6],
      ['kq', 0.3],
      ['kx', 0.6],
      ['ij', 0.5],
      ['gj', 0.6],
    ] as const
  ).flatMap(([pair, cost]) => [[pair, cost] as const, [`${pair[1]}${pair[0]}`, cost] as const]),
);

/** What a word of this length may cost and still count as the same word. Four letters: one small slip. */
export function spellingAllowance(length: number): number {
  if (length <= 3) return 0;
  if (length === 4) return 0.7;
  if (length === 5) return 1;
  if (length <= 7) return 1.3;
  return length <= 9 ? 1.7 : 2.1;
}

/** @returns the cost, or Infinity as soon as it is certain to pass `limit`. */
export function spellingCost(written: string, word: string, limit: number): number {
  if (written === word) return 0;
  const width = word.length;
  let beforeLast: number[] = [];
  let last: number[] = [0];
  for (let j = 1; j <= width; j += 1) last.push((last[j - 1] ?? 0) + lettersCost(word, j - 1));
  for (let i = 1; i <= written.length; i += 1) {
    const row = [(last[0] ?? 0) + lettersCost(written, i - 1)];
    let least = row[0] ?? 0;
    for (let j = 1; j <= width; j += 1) {
      const cost = cellCost(written, word, i, j, beforeLast, last, row);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return Infinity;
    beforeLast = last;
    last = row;
  }
  const cost = (last[width] ?? Infinity) + (written[0] === word[0] ? 0 : otherFirstLetter);
  return cost > limit ? Infinity : cost;
}

function cellCost(
  written: string,
  word: string,
  i: number,
  j: number,
  beforeLast: readonly number[],
  last: readonly number[],
  row: readonly number[],
): number {
  const a = written[i - 1] ?? '';
  const b = word[j - 1] ?? '';
  let cost = (last[j - 1] ?? Infinity) + exchangeCost(a, b);
  cost = Math.min(cost, (last[j] ?? Infinity) + lettersCost(written, i - 1));
  cost = Math.min(cost, (row[j - 1] ?? Infinity) + lettersCost(word, j - 1));
  if (i > 1 && j > 1 && a !== b && a === word[j - 2] && b === written[i - 2])
    cost = Math.min(cost, (beforeLast[j - 2] ?? Infinity) + swapped);
  return cost;
}

function exchangeCost(a: string, b: string): number {
  if (a === b) return 0;
  if (vowels.has(a) && vowels.has(b)) return 0.6;
  return soundAlike.get(a + b) ?? 1;
}

/** The cost of one letter too many or too few: least when it doubles its neighbour. */
function lettersCost(word: string, at: number): number {
  const letter = word[at] ?? '';
  if (letter === word[at - 1] || letter === word[at + 1]) return 0.3;
  return softLetters.get(letter) ?? 1;
}
