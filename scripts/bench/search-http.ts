import { sameBytes, startHttpFloor } from './floor/floor-page.ts';
import { atARate } from './load.ts';
import { startProgram } from './program.ts';
import { percentiles, quantile, type Report, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';
import { judgedQueries } from './search-corpus.ts';

/** S2: the search page as a citizen gets it, 50 times a second. */
export async function benchSearchHttp({ rounds, say }: BenchOptions): Promise<Report> {
  const program = await startProgram();
  const paths = judgedQueries().map(({ query }) => `/fjordby/soeg?q=${encodeURIComponent(query)}`);
  const headers = { 'accept-encoding': 'gzip' };
  const floor = await startHttpFloor(
    Object.fromEntries(
      await Promise.all(paths.map(async (path) => [path, { ...(await sameBytes(program.url, path)) }])),
    ),
  );
  try {
    const own: number[] = [];
    const bare: number[] = [];
    for (const { port } of [program, floor]) await atARate({ port, paths, headers, perSecond: 50, seconds: 2 });
    for (let round = 0; round < (rounds ?? 4); round += 1) {
      own.push(...(await atARate({ port: program.port, paths, headers, perSecond: 50, seconds: 5 })));
      bare.push(...(await atARate({ port: floor.port, paths, headers, perSecond: 50, seconds: 5 })));
      say(`round ${round + 1}: p95 ${quantile(own, 0.95).toFixed(1)} beside ${quantile(bare, 0.95).toFixed(1)} ms`);
    }
    const p95 = quantile(own, 0.95);
    return {
      figures: [
        {
          what: 'search page at 50 requests a second, gzip',
          unit: 'ms',
          value: percentiles(own),
          baseline: { what: 'bare node:http, same bytes, uncompressed', value: percentiles(bare) },
          ratio: p95 / quantile(bare, 0.95),
          must: verdict('p95 ≤ 25 ms', p95 <= 25),
          goal: verdict('≤ 10 ms', p95 <= 10),
        },
      ],
      notes: [`${paths.length} judged queries in turn; time runs from when a request was due, connections are kept.`],
    };
  } finally {
    await floor.stop();
    await program.stop();
  }
}
