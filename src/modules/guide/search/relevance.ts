/**
 * What a ranking is worth. Every engine is measured by these and nothing else, ours too.
 * Figures come with their 95 % interval, because at 86 rows a difference of six points is chance
 * (docs/evidence.md, "Danish search").
 */
import type { Judgement } from './judgements.ts';

/** A share with its Wilson 95 % interval. */
export type Rate = {
  readonly hits: number;
  readonly of: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
};

export type Relevance = {
  readonly success1: Rate;
  readonly success3: Rate;
  readonly mrr: number;
  readonly ndcg10: number;
  /** Queries with a right answer that got none at all. */
  readonly zero: Rate;
  /** Queries without a right answer that got none. The rest are false answers. */
  readonly silence: Rate;
};

/** What an engine answered, best first; nothing is silence. "Not certain" with candidates is an answer shown. */
export type Outcome = { readonly judgement: Judgement; readonly got: readonly string[] };

export function relevanceOf(outcomes: readonly Outcome[]): Relevance {
  const answerable = outcomes.filter(({ judgement }) => judgement.slugs.length > 0);
  const unanswerable = outcomes.filter(({ judgement }) => judgement.slugs.length === 0 && !judgement.emergency);
  const places = answerable.map(placeOf);
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
  return {
    success1: wilson(places.filter((place) => place === 1).length, places.length),
    success3: wilson(places.filter((place) => place >= 1 && place <= 3).length, places.length),
    mrr: mean(places.map((place) => (place === 0 ? 0 : 1 / place))),
    ndcg10: mean(answerable.map(ndcgOf)),
    zero: wilson(answerable.filter(({ got }) => got.length === 0).length, answerable.length),
    silence: wilson(unanswerable.filter(({ got }) => got.length === 0).length, unanswerable.length),
  };
}

/** Place of the first accepted slug, from 1; 0 when it did not come. */
export function placeOf({ judgement, got }: Outcome): number {
  return got.findIndex((slug) => judgement.slugs.includes(slug)) + 1;
}

export function isMiss(outcome: Outcome): boolean {
  const { slugs, emergency } = outcome.judgement;
  if (slugs.length === 0) return emergency === undefined && outcome.got.length > 0;
  const place = placeOf(outcome);
  return place === 0 || place > 3;
}

/** Discounted gain of the first ten beside the best that was possible; an accepted service gains one. */
export function ndcgOf({ judgement, got }: Outcome): number {
  const discount = (place: number) => 1 / Math.log2(place + 2);
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  const gained = sum(got.slice(0, 10).map((slug, place) => (judgement.slugs.includes(slug) ? discount(place) : 0)));
  const best = sum(judgement.slugs.slice(0, 10).map((_, place) => discount(place)));
  return best === 0 ? 0 : gained / best;
}

/** Wilson's score interval: unlike the normal one it stays within 0 and 1 and holds for few rows. */
export function wilson(hits: number, of: number): Rate {
  if (of === 0) return { hits, of, rate: 0, low: 0, high: 1 };
  const z = 1.96;
  const rate = hits / of;
  const middle = rate + (z * z) / (2 * of);
  const spread = z * Math.sqrt((rate * (1 - rate)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { hits, of, rate, low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

export type Lead = {
  /** The best of the others by nDCG@10. */
  readonly over: string;
  /** Ours divided by theirs. */
  readonly ratio: Readonly<Record<'success1' | 'success3' | 'ndcg10', number>>;
  /** By how much ours finds more, first place and nDCG: mean and 95 % interval over resampled queries. */
  readonly success1: Interval;
  readonly ndcg10: Interval;
};

type Interval = { readonly mean: number; readonly low: number; readonly high: number };

const resamples = 2000;

/** @param random 0..1, handed in so that the interval can be repeated. Null when there is nobody to lead. */
export function leadOf(
  ours: readonly Outcome[],
  others: Readonly<Record<string, readonly Outcome[]>>,
  random: () => number,
): Lead | null {
  const measured = Object.entries(others).map(([name, outcomes]) => ({
    name,
    outcomes,
    relevance: relevanceOf(outcomes),
  }));
  const best = measured.sort((a, b) => b.relevance.ndcg10 - a.relevance.ndcg10)[0];
  if (!best) return null;
  const own = relevanceOf(ours);
  const pairs = ours.flatMap((mine, at) => {
    const theirs = best.outcomes[at];
    if (!theirs || mine.judgement.slugs.length === 0) return [];
    const first = (outcome: Outcome) => (placeOf(outcome) === 1 ? 1 : 0);
    return [{ first: first(mine) - first(theirs), gain: ndcgOf(mine) - ndcgOf(theirs) }];
  });
  return {
    over: best.name,
    ratio: {
      success1: own.success1.rate / best.relevance.success1.rate,
      success3: own.success3.rate / best.relevance.success3.rate,
      ndcg10: own.ndcg10 / best.relevance.ndcg10,
    },
    success1: bootstrap(
      pairs.map(({ first }) => first),
      random,
    ),
    ndcg10: bootstrap(
      pairs.map(({ gain }) => gain),
      random,
    ),
  };
}

/** The mean of paired differences, with the middle 95 % of the means of as many drawn again and again. */
function bootstrap(differences: readonly number[], random: () => number): Interval {
  const of = differences.length;
  if (of === 0) return { mean: 0, low: 0, high: 0 };
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < of; draw += 1) sum += differences[Math.floor(random() * of)] ?? 0;
    return sum / of;
  }).sort((a, b) => a - b);
  return {
    mean: differences.reduce((sum, one) => sum + one, 0) / of,
    low: means[Math.floor(resamples * 0.025)] ?? 0,
    high: means[Math.ceil(resamples * 0.975) - 1] ?? 0,
  };
}
