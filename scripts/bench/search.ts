import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { type Publication, publish } from '../../src/modules/guide/publication/publication.ts';
import { searchEntryOf } from '../../src/modules/guide/search/search-entry.ts';
import { buildSearchIndex } from '../../src/modules/guide/search/search-index.ts';
import { root } from '../build.mjs';
import { type Figure, median, percentiles, quantile, type Report, single, spread, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';
import { corpusOf, judgedQueries, realContent, seeded } from './search-corpus.ts';

const municipalities = 98;
const dayOf = '2026-11-21' as Parameters<typeof publish>[1];
const kib = 1024;

/** S1: every judged query, in the process, with as many municipalities in memory as there are. */
export async function benchSearch({ rounds, say }: BenchOptions): Promise<Report> {
  const content = realContent();
  const queries = judgedQueries().map(({ query }) => query);
  const figures: Figure[] = [];
  for (const count of [content.services.length, 300]) {
    say(`${count} services in ${municipalities} municipalities …`);
    figures.push(...searching(corpusOf(content, count), queries, rounds ?? 5, `${count} services`));
  }
  figures.push(...(await sizes(content)));
  return {
    figures,
    notes: [
      `${queries.length} judged queries of test/data, each asked in a municipality drawn by a seeded generator; beyond the ${content.services.length} real services the rest is generated from them (scripts/bench/search-corpus.ts).`,
      'The best of several askings leaves out what the thread waited for its turn on a busy machine; all askings are in the line above.',
      'The baseline looks for every word of the query as a part of titles, summaries and terms, without an index.',
    ],
  };
}

function searching(
  corpus: ReturnType<typeof corpusOf>,
  queries: readonly string[],
  rounds: number,
  words: string,
): readonly Figure[] {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const builds: number[] = [];
  const loaded: Publication[] = [];
  for (let number = 0; number < municipalities; number += 1) {
    // No two offer quite the same.
    const services = corpus.services.filter((_, at) => at % municipalities !== number);
    const publication = publish({ ...corpus, services, places: [] }, dayOf);
    const began = performance.now();
    publication.search(queries[0] ?? '', 'da');
    builds.push(performance.now() - began);
    loaded.push(publication);
  }
  const heap = (process.memoryUsage().heapUsed - before) / kib / kib;
  const haystack = corpus.services.map(({ service }) =>
    [
      service.title.da,
      service.plainTitle.da,
      service.summary.da,
      ...corpus.concepts
        .filter((one) => one.service === service.slug)
        .flatMap(({ terms }) => terms.map(({ term }) => term)),
    ]
      .join('\n')
      .toLowerCase(),
  );
  const scan = (query: string) => {
    const parts = query.toLowerCase().split(/\s+/);
    return haystack
      .map((text, at) => ({ at, met: parts.filter((part) => text.includes(part)).length }))
      .filter(({ met }) => met > 0)
      .sort((a, b) => b.met - a.met);
  };
  const random = seeded(1);
  const own: number[] = [];
  const best = new Map<string, number>();
  const scanned: number[] = [];
  const timed = (into: number[], work: () => unknown): number => {
    const began = performance.now();
    work();
    const ms = performance.now() - began;
    into.push(ms);
    return ms;
  };
  for (let round = -1; round < rounds; round += 1)
    for (const query of queries) {
      const publication = loaded[Math.floor(random() * loaded.length)] as Publication;
      const ms = timed(round < 0 ? [] : own, () => publication.search(query, 'da'));
      best.set(query, Math.min(ms, best.get(query) ?? ms));
      timed(round < 0 ? [] : scanned, () => scan(query));
    }
  const calm = [...best.values()];
  const [p95, p99] = [quantile(own, 0.95), quantile(own, 0.99)];
  return [
    {
      what: `search in the process, ${words}`,
      unit: 'ms',
      value: percentiles(own),
      baseline: { what: 'substring scan', value: percentiles(scanned) },
      ratio: p99 / quantile(scanned, 0.99),
      must: verdict('p95 ≤ 2, p99 ≤ 5 ms', p95 <= 2 && p99 <= 5),
      goal: verdict('p95 ≤ 0.5, p99 ≤ 1 ms', p95 <= 0.5 && p99 <= 1),
    },
    {
      what: `… each query at its best of ${rounds + 1} askings, ${words}`,
      unit: 'ms',
      value: percentiles(calm),
      must: verdict('p95 ≤ 2, p99 ≤ 5 ms', quantile(calm, 0.95) <= 2 && quantile(calm, 0.99) <= 5),
      goal: verdict('p95 ≤ 0.5, p99 ≤ 1 ms', quantile(calm, 0.95) <= 0.5 && quantile(calm, 0.99) <= 1),
    },
    { what: `slowest query, ${words}`, unit: 'ms', value: single(Math.max(...own)) },
    { what: `index of one municipality built, ${words}`, unit: 'ms', value: spread(builds) },
    {
      what: `memory of ${municipalities} municipalities, ${words} (median build ${Math.round(median(builds))} ms)`,
      unit: 'MiB',
      value: single(heap),
    },
  ];
}

const brotli = (text: string | Uint8Array) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / kib;

async function sizes(content: ReturnType<typeof realContent>): Promise<readonly Figure[]> {
  const index = brotli(
    JSON.stringify(buildSearchIndex(content.services.map(searchEntryOf), content.concepts, 'da').toJSON()),
  );
  const bundle = await build({
    stdin: {
      contents: `import { loadSearchIndex } from './src/modules/guide/search/search-index.ts'; globalThis.search = loadSearchIndex;`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2020'],
    logLevel: 'error',
  });
  const engine = brotli(bundle.outputFiles[0]?.contents ?? new Uint8Array());
  return [
    { what: 'index for the browser, brotli', unit: 'KiB', value: single(index) },
    { what: 'engine for the browser, brotli', unit: 'KiB', value: single(engine) },
    {
      what: 'index and engine together',
      unit: 'KiB',
      value: single(index + engine),
      must: verdict('≤ 60 kB', (index + engine) * 1.024 <= 60),
    },
  ];
}
