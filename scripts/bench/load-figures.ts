import { type Figure, percentiles, quantile, single, spread, verdict } from './report.ts';

const withinS = 5;
const mostBytes = 1.5e9;

export type Reached = {
  /** Until one page of each municipality had shown it. */
  readonly seconds: number;
  readonly longestStopMs: number;
};

export type Run = {
  readonly memory: { readonly rest: number; readonly warm: number; readonly peak: number; readonly after: number };
  readonly warmMs: readonly number[];
  readonly fact: Reached;
  readonly text: Reached;
  readonly local: Reached;
  /** Every page that embeds the fact, asked for once more at once. */
  readonly allPages: { readonly pages: number; readonly seconds: number; readonly old: number };
  /** The first search and the first look at the front page of each municipality after the fact, one after the other. */
  readonly search: readonly number[];
  readonly front: readonly number[];
  readonly searchAfterText: readonly number[];
  /** A page in memory of each other municipality, before and after the local text. */
  readonly others: { readonly before: readonly number[]; readonly after: readonly number[] };
  readonly notes: readonly string[];
};

export function figuresOf(words: string, all: Run, one: Run): readonly Figure[] {
  const baseline = (value: number) => ({ what: '1 municipality', value: single(value) });
  const baselineOf = (values: readonly number[]) => ({ what: '1 municipality', value: spread(values) });
  const reach = (what: string, found: Reached, alone: Reached): Figure => ({
    what: `${what}, ${words}`,
    unit: 's',
    value: single(found.seconds),
    baseline: baseline(alone.seconds),
    must: verdict(`≤ ${withinS} s`, found.seconds <= withinS),
  });
  const stop = (what: string, found: Reached, alone: Reached): Figure => ({
    what: `… the thread's longest stop, ${what}, ${words}`,
    unit: 'ms',
    value: single(found.longestStopMs),
    baseline: baseline(alone.longestStopMs),
  });
  const memory = (what: string, key: keyof Run['memory'], bound: boolean): Figure => ({
    what: `memory ${what}, ${words}`,
    unit: 'MB',
    value: single(all.memory[key] / 1e6),
    baseline: baseline(one.memory[key] / 1e6),
    ...(bound ? { must: verdict('≤ 1.5 GB', all.memory[key] <= mostBytes) } : {}),
  });
  return [
    reach('one national fact, until each of 98 municipalities shows it', all.fact, one.fact),
    stop('fact', all.fact, one.fact),
    {
      what: `… then all ${all.allPages.pages} pages that embed it asked for at once (${all.allPages.old} of them old), ${words}`,
      unit: 's',
      value: single(all.allPages.seconds),
      baseline: { what: `1 municipality, ${one.allPages.pages} pages`, value: single(one.allPages.seconds) },
      must: verdict('0 old', all.allPages.old === 0),
    },
    {
      what: `… then the first search in each municipality, ${words}`,
      unit: 'ms',
      value: spread(all.search),
      baseline: baselineOf(one.search),
    },
    {
      what: `… then the first look at each front page, ${words}`,
      unit: 'ms',
      value: spread(all.front),
      baseline: baselineOf(one.front),
    },
    reach('one national text, until each of 98 municipalities shows it', all.text, one.text),
    stop('text', all.text, one.text),
    {
      what: `… then the first search in each municipality, whose index is made anew, ${words}`,
      unit: 'ms',
      value: spread(all.searchAfterText),
      baseline: baselineOf(one.searchAfterText),
    },
    reach('one local text, until its municipality shows it', all.local, one.local),
    stop('local text', all.local, one.local),
    {
      what: `… a page of each other municipality, after the local text, ${words}`,
      unit: 'ms',
      value: spread(all.others.after),
      baseline: { what: 'before it', value: spread(all.others.before) },
      ratio: quantile(all.others.after, 0.5) / quantile(all.others.before, 0.5),
    },
    {
      what: `a guide read for the first time, ${words}`,
      unit: 'ms',
      value: percentiles(all.warmMs),
      baseline: { what: '1 municipality', value: percentiles(one.warmMs) },
    },
    memory('at rest', 'rest', false),
    memory('when all has been read', 'warm', true),
    memory('at its peak', 'peak', true),
    memory('after the publishing', 'after', true),
  ];
}
