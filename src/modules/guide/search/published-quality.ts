/** The measurement of the search as it is published: small, dated, and kept with the content. */
import * as v from 'valibot';
import type { QualityReport } from './quality.ts';
import type { Rate, Relevance } from './relevance.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const PublishedRate = v.strictObject({ rate: share, of: count, low: share, high: share });
const Figures = v.strictObject({
  success1: PublishedRate,
  success3: PublishedRate,
  silence: PublishedRate,
  ndcg10: share,
});
const Named = v.strictObject({ name: v.string(), figures: Figures });
const Miss = v.strictObject({
  query: v.string(),
  class: v.string(),
  wanted: v.array(v.string()),
  got: v.array(v.string()),
});
const Interval = v.strictObject({ mean: v.number(), low: v.number(), high: v.number() });

/** One set of judged queries. */
const PublishedSet = v.strictObject({
  file: v.string(),
  rows: count,
  all: Figures,
  /** Rows none of whose words the vocabulary knew as they are. */
  fresh: Figures,
  classes: v.array(Named),
  ablation: v.array(Named),
  engines: v.array(Named),
  lead: v.nullable(v.strictObject({ over: v.string(), success1: Interval })),
  emergency: PublishedRate,
  misses: v.array(Miss),
});

/** content/search-quality.json, written by `npm run search-quality -- --publish`. */
export const PublishedQuality = v.strictObject({
  version: v.literal(1),
  measured: v.pipe(v.string(), v.isoDate()),
  services: count,
  terms: count,
  /** Slug → title of the services that the misses name. */
  names: v.record(v.string(), v.string()),
  /** The first is the one that was never used for tuning. */
  sets: v.pipe(v.array(PublishedSet), v.minLength(1)),
});

export type PublishedQuality = v.InferOutput<typeof PublishedQuality>;
export type PublishedSet = PublishedQuality['sets'][number];
export type Figures = PublishedSet['all'];

export function publishedQuality(
  sets: readonly { readonly file: string; readonly report: QualityReport }[],
  measured: string,
  content: { readonly services: number; readonly terms: number; readonly titles: ReadonlyMap<string, string> },
): PublishedQuality {
  const named = new Set(sets.flatMap(({ report }) => report.misses.flatMap(({ wanted, got }) => [...wanted, ...got])));
  return {
    version: 1,
    measured,
    services: content.services,
    terms: content.terms,
    names: Object.fromEntries([...named].sort().map((slug) => [slug, content.titles.get(slug) ?? slug])),
    sets: sets.map(({ file, report }) => publishedSet(file, report)),
  };
}

function publishedSet(file: string, report: QualityReport): PublishedSet {
  return {
    file,
    rows: report.rows,
    all: figures(report.all),
    fresh: figures(report.acquaintance.new),
    classes: named(report.classes),
    ablation: named(report.ablation),
    engines: named(report.engines),
    lead: report.lead ? { over: report.lead.over, success1: interval(report.lead.success1) } : null,
    emergency: rate(report.emergency),
    misses: report.misses.map((miss) => ({ ...miss, wanted: [...miss.wanted], got: [...miss.got] })),
  };
}

const named = (rows: Readonly<Record<string, Relevance>>) =>
  Object.entries(rows).map(([name, relevance]) => ({ name, figures: figures(relevance) }));

const figures = ({ success1, success3, silence, ndcg10 }: Relevance): Figures => ({
  success1: rate(success1),
  success3: rate(success3),
  silence: rate(silence),
  ndcg10: short(ndcg10),
});

const rate = ({ rate: value, of, low, high }: Rate) => ({ rate: short(value), of, low: short(low), high: short(high) });

const interval = (one: { readonly mean: number; readonly low: number; readonly high: number }) => ({
  mean: short(one.mean),
  low: short(one.low),
  high: short(one.high),
});

const short = (value: number) => Math.round(value * 1000) / 1000;
