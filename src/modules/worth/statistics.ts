/**
 * Shares with honest intervals (docs/evidence.md, "Figures and disclosure"). Pure; 95 % throughout. The independent unit
 * here is the contact, since nothing tells who came twice: intervals are somewhat too narrow, and the page says so.
 */
const z = 1.959_963_984_540_054;
/** The quantile of 80 % power, for what a comparison could have found. */
const zPower = 0.841_621_233_572_914;

export type Interval = { readonly low: number; readonly high: number };
/** `of` is at least 1 and at least `count`. */
export type Share = { readonly count: number; readonly of: number };

export const shareOf = ({ count, of }: Share): number => count / of;

/** Wilson's interval for a share. */
export function wilson({ count, of }: Share): Interval {
  const share = count / of;
  const centre = share + (z * z) / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) };
}

/** Newcombe's interval for a difference of shares, after minus before. */
export function newcombe(before: Share, after: Share): Interval & { readonly difference: number } {
  const [p, q] = [shareOf(before), shareOf(after)];
  const [a, b] = [wilson(before), wilson(after)];
  return {
    difference: q - p,
    low: q - p - Math.hypot(q - b.low, a.high - p),
    high: q - p + Math.hypot(b.high - q, p - a.low),
  };
}

/** The smallest difference that two groups of this size show in four of five comparisons. */
export function detectable(before: Share, after: Share): number {
  const pooled = (before.count + after.count) / (before.of + after.of);
  // At 0 and 1 the formula would promise to see anything; a twentieth is as near as a plan may come.
  const share = Math.min(0.95, Math.max(0.05, pooled));
  return (z + zPower) * Math.sqrt(share * (1 - share) * (1 / before.of + 1 / after.of));
}

/** A change smaller than this would not make anybody do anything; "no change" is said only when it would have been seen. */
const worthSeeing = 0.1;

/** The only four things that may be said of a comparison (docs/evidence.md, "Figures and disclosure"). */
export type Verdict = 'improvement' | 'worse' | 'no-change' | 'too-little-data';
export type Comparison = {
  readonly verdict: Verdict;
  readonly before: Share;
  readonly after: Share;
  readonly interval: ReturnType<typeof newcombe>;
  readonly detectable: number;
};

/** Compares a share of which more is better. */
export function compare(before: Share, after: Share): Comparison {
  const interval = newcombe(before, after);
  const found = detectable(before, after);
  const verdict: Verdict =
    interval.low > 0
      ? 'improvement'
      : interval.high < 0
        ? 'worse'
        : found <= worthSeeing
          ? 'no-change'
          : 'too-little-data';
  return { verdict, before, after, interval, detectable: found };
}
