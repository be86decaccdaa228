import type { Handling } from './handling-times.ts';

/** Whole minutes. `unknown` is an answer too: better than a number that nobody has seen. */
export type WaitEstimate =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'soon' }
  | { readonly kind: 'range'; readonly low: number; readonly high: number };

/** Fewer conversations than this say nothing about the next one. */
const leastObservations = 20;
/** Six in ten wait this long; two are served sooner, two later. */
const quantiles = { low: 0.2, high: 0.8 } as const;
/** Up to here "soon" says more than a number. */
const soonMinutes = 2;
/** Cells of time that the sums are made on; more would be slower, not truer. */
const gridCells = 400;
/** A line longer than this is estimated as the people ahead times what they take. */
const longestLine = 60;

/**
 * When is the one at `place` (1 is next) taken? At the place-th conversation to end at a desk of `staff`, all of them busy:
 * of each, the one going on has its remaining time, and the next ones as long as conversations take. Exact for that model, from
 * the measured distribution and no other; never shorter for a later place.
 */
export function estimateWait(line: {
  readonly place: number;
  readonly staff: number;
  readonly handling: Handling;
}): WaitEstimate {
  const { staff, handling } = line;
  if (staff < 1 || handling.observations < leastObservations) return { kind: 'unknown' };
  if (line.place < 1) return { kind: 'soon' };
  const mean = meanMinutes(handling);
  const place = Math.min(line.place, longestLine);
  // What is beyond the longest line comes at the desk's pace.
  const beyond = ((line.place - place) * mean) / staff;
  const minutes = (share: number) => minutesUntil(handling, { mean, place, staff }, share) + beyond;
  const high = Math.ceil(minutes(quantiles.high));
  if (high <= soonMinutes) return { kind: 'soon' };
  // From one minute up, so that a range is always narrower than twice its midpoint.
  return { kind: 'range', low: Math.max(1, Math.floor(minutes(quantiles.low))), high };
}

function meanMinutes({ buckets, observations }: Handling): number {
  return buckets.reduce((sum, { from, to, count }) => sum + ((from + to) / 2) * count, 0) / observations;
}

type Turn = { readonly mean: number; readonly place: number; readonly staff: number };

/**
 * Minutes until a place has its turn, with this chance. A longer line is summed on a coarser grid, and the last place on the
 * finer one is a floor for it: nobody is told that waiting behind somebody is shorter.
 */
function minutesUntil(handling: Handling, { mean, place, staff }: Turn, share: number): number {
  const cell = gridMinutes(mean, place, staff);
  let finer = place - 1;
  while (finer > 0 && gridMinutes(mean, finer, staff) === cell) finer -= 1;
  const floor = finer > 0 ? minutesUntil(handling, { mean, place: finer, staff }, share) : 0;
  return Math.max(floor, quantile(completionCurves(handling, place, cell), place, staff, share));
}

/** Minutes a cell: the grid must reach well past the wait. */
function gridMinutes(mean: number, place: number, staff: number): number {
  const reach = Math.max(60, 3 * mean * (place / staff + 3));
  return 2 ** Math.ceil(Math.log2(reach / gridCells));
}

/** A share of conversations for each cell of the grid. */
type Minutes = Float64Array<ArrayBuffer>;
type Curves = {
  readonly cell: number /** `ended[n][t]`: the chance that one desk has ended at least n by cell t. */;
  readonly ended: readonly Minutes[];
};

/** A line of several asks for the same sums; they are kept as long as the measured distribution they belong to. */
const kept = new WeakMap<Handling, Map<number, Curves>>();

function completionCurves(handling: Handling, most: number, cell: number): Curves {
  const known = kept.get(handling) ?? new Map<number, Curves>();
  kept.set(handling, known);
  const found = known.get(cell);
  if (found && found.ended.length > most) return found;
  const length = densityOf(handling, cell);
  let survival = 1;
  // The one going on: somebody who comes in lands in a long conversation more often than in a short one.
  const remaining = length.map((share) => {
    const left = survival;
    survival = Math.max(0, survival - share);
    return left;
  });
  const whole = remaining.reduce((sum, share) => sum + share, 0);
  let density = remaining.map((share) => share / whole);
  const ended: Minutes[] = [new Float64Array(gridCells).fill(1), cumulative(density)];
  while (ended.length <= most) {
    // Cells are added by their lower edges; every second sum makes up for the two halves that are lost.
    density = convolve(density, length, ended.length % 2 === 0 ? 1 : 0);
    ended.push(cumulative(density));
  }
  const curves = { cell, ended };
  known.set(cell, curves);
  return curves;
}

/** The share of conversations that end within each cell; within a bucket any minute is as likely as another. */
function densityOf({ buckets, observations }: Handling, cell: number): Minutes {
  const density = new Float64Array(gridCells);
  for (const { from, to, count } of buckets) {
    if (count === 0) continue;
    for (let at = Math.floor(from / cell); at * cell < to && at < gridCells; at += 1) {
      const overlap = Math.min(to, (at + 1) * cell) - Math.max(from, at * cell);
      density[at] = (density[at] ?? 0) + (count / observations) * (overlap / (to - from));
    }
  }
  return density;
}

function convolve(a: Minutes, b: Minutes, shift: 0 | 1): Minutes {
  const sum = new Float64Array(gridCells);
  for (let i = 0; i < gridCells; i += 1) {
    const share = b[i] ?? 0;
    if (share === 0) continue;
    for (let j = 0; i + j + shift < gridCells; j += 1)
      sum[i + j + shift] = (sum[i + j + shift] ?? 0) + share * (a[j] ?? 0);
  }
  return sum;
}

function cumulative(density: Minutes): Minutes {
  let sum = 0;
  return density.map((share) => (sum += share));
}

/** Minutes by which the desk has ended `place` conversations with this chance. */
function quantile(curves: Curves, place: number, staff: number, share: number): number {
  let low = 0;
  let high = gridCells - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chanceOfEnough(curves, place, staff, middle) >= share) high = middle;
    else low = middle + 1;
  }
  const before = low === 0 ? 0 : chanceOfEnough(curves, place, staff, low - 1);
  const after = chanceOfEnough(curves, place, staff, low);
  const within = after > before ? Math.min(1, Math.max(0, (share - before) / (after - before))) : 1;
  return (low + within) * curves.cell;
}

/** The chance that a desk of `staff` has ended at least `place` by a cell: the ended of each are independent and added. */
function chanceOfEnough({ ended }: Curves, place: number, staff: number, cell: number): number {
  const one = Array.from({ length: place }, (_, n) =>
    Math.max(0, (ended[n]?.[cell] ?? 0) - (ended[n + 1]?.[cell] ?? 0)),
  );
  let sum = [1];
  // By squaring: a desk of twenty is five additions, not twenty.
  let power = one;
  for (let rest = staff; rest > 0; rest >>= 1) {
    if (rest & 1) sum = addCounts(sum, power, place);
    if (rest > 1) power = addCounts(power, power, place);
  }
  return 1 - sum.reduce((total, chance) => total + chance, 0);
}

/** The distribution of the sum of two counts, as far as it stays below `place`. */
function addCounts(a: readonly number[], b: readonly number[], place: number): number[] {
  const sum = new Array<number>(Math.min(place, a.length + b.length - 1)).fill(0);
  a.forEach((chance, i) => {
    for (let j = 0; j < b.length && i + j < sum.length; j += 1) sum[i + j] = (sum[i + j] ?? 0) + chance * (b[j] ?? 0);
  });
  return sum;
}
