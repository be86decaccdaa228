import { gzipSync } from 'node:zlib';
import { type FloorPage, sameBytes, startHttpFloor } from './floor/floor-page.ts';
import { asFastAsItGoes, atARate } from './load.ts';
import { ownCore, type Served, startProgram } from './program.ts';
import { type Figure, median, percentiles, quantile, type Report, spread, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const guides = ['/fjordby/mitid', '/fjordby/pas', '/fjordby/flytning', '/fjordby/koerekort'];
const list = ['/fjordby/emner'];
const searches = ['nøglekort virker ikke', 'flytte', 'pas', 'mit barn skal i børnehave', 'pension'].map(
  (words) => `/fjordby/soeg?q=${encodeURIComponent(words)}`,
);
const secondsEach = 3;

type Case = {
  readonly what: string;
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly floor: (page: FloorPage) => FloorPage;
  readonly floorWords: string;
  readonly binds: boolean;
};

const gzipped = { 'accept-encoding': 'gzip' };
const encoded = (page: FloorPage): FloorPage['headers'] => ({ ...page.headers, 'content-encoding': 'gzip' });
const asItIs = (page: FloorPage): FloorPage => page;
const storedGzip = (page: FloorPage): FloorPage => ({
  headers: encoded(page),
  body: gzipSync(Buffer.from(page.body, 'base64')).toString('base64'),
});
const gzipEach = (page: FloorPage): FloorPage => ({ headers: encoded(page), body: page.body, gzipEach: true });

const bare = 'bare node:http, same bytes';
const cases: readonly Case[] = [
  { what: 'guide page, uncompressed', paths: guides, headers: {}, floor: asItIs, floorWords: bare, binds: true },
  { what: 'list page, uncompressed', paths: list, headers: {}, floor: asItIs, floorWords: bare, binds: true },
  {
    what: 'guide page, gzip as browsers get it',
    paths: guides,
    headers: gzipped,
    floor: storedGzip,
    floorWords: 'bare node:http, bytes compressed beforehand',
    binds: true,
  },
  {
    what: 'list page, gzip as browsers get it',
    paths: list,
    headers: gzipped,
    floor: gzipEach,
    floorWords: 'bare node:http, compressing each time',
    binds: false,
  },
];

/** W4 and W5: the server on one core, the load from another, and the bare server on the same core in turns. */
export async function benchServe({ rounds, say }: BenchOptions): Promise<Report> {
  const core = ownCore();
  const program = await startProgram({ before: core.server });
  try {
    const figures: Figure[] = [];
    for (const one of cases) figures.push(...(await pagesASecond(program, one, core.server, rounds ?? 5, say)));
    figures.push(await searchAtARate(program, core.server, say));
    return {
      figures,
      notes: [
        `${core.words}; 20 connections, ${secondsEach} s a round, program and bare server in turns; guide pages: ${guides.join(', ')}.`,
        'Processor time a page is what the process itself used (user and system), so other work on the machine does not show in it.',
        'Fastify and SvelteKit are not dependencies; their shares of bare node:http in docs/evidence.md are 0.76 and 0.07 (list page, uncompressed).',
      ],
    };
  } finally {
    await program.stop();
  }
}

async function pagesASecond(
  program: Served,
  { what, paths, headers, floor: floorOf, floorWords, binds }: Case,
  server: readonly string[],
  rounds: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const pages: Record<string, FloorPage> = {};
  for (const path of paths) pages[path] = floorOf(await sameBytes(program.url, path));
  const floor = await startHttpFloor(pages, { before: server });
  const of = (served: Served) => ({ served, rates: [] as number[], costs: [] as number[], bytes: 0 });
  const own = of(program);
  const bareOne = of(floor);
  const both = [own, bareOne];
  try {
    for (const { served } of both)
      await asFastAsItGoes({ port: served.port, paths, headers, connections: 20, seconds: 1 });
    for (let round = 0; round < rounds; round += 1) {
      for (const one of both) {
        const before = one.served.cpuMs();
        const run = await asFastAsItGoes({
          port: one.served.port,
          paths,
          headers,
          connections: 20,
          seconds: secondsEach,
        });
        const after = one.served.cpuMs();
        one.rates.push(run.perSecond);
        one.bytes = run.bytesEach;
        if (before !== null && after !== null) one.costs.push(((after - before) / run.answers) * 1000);
      }
      say(
        `${what}, round ${round + 1}: ${both.map(({ rates }) => Math.round(rates.at(-1) ?? 0)).join(' beside ')} a second`,
      );
    }
  } finally {
    await floor.stop();
  }
  const ratio = median(own.rates) / median(bareOne.rates);
  const cost = median(bareOne.costs) / median(own.costs);
  return [
    {
      what: `${what}: answers a second (${Math.round(own.bytes)} B each, bare ${Math.round(bareOne.bytes)} B)`,
      unit: '/s',
      value: spread(own.rates),
      baseline: { what: floorWords, value: spread(bareOne.rates) },
      ratio,
      ...(binds ? { must: verdict('≥ 0.5 of bare', ratio >= 0.5), goal: verdict('≥ 0.7', ratio >= 0.7) } : {}),
    },
    {
      what: `${what}: processor time a page`,
      unit: 'µs',
      value: spread(own.costs),
      baseline: { what: floorWords, value: spread(bareOne.costs) },
      ratio: cost,
    },
  ];
}

async function searchAtARate(program: Served, server: readonly string[], say: (line: string) => void): Promise<Figure> {
  const pages: Record<string, FloorPage> = {};
  for (const path of searches) pages[path] = gzipEach(await sameBytes(program.url, path));
  const floor = await startHttpFloor(pages, { before: server });
  try {
    const at = { paths: searches, headers: gzipped, perSecond: 200 };
    for (const { port } of [program, floor]) await atARate({ ...at, port, seconds: 2 });
    const own: number[] = [];
    const bareTimes: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      own.push(...(await atARate({ ...at, port: program.port, seconds: 5 })));
      bareTimes.push(...(await atARate({ ...at, port: floor.port, seconds: 5 })));
      say(`search page at 200/s, round ${round + 1}`);
    }
    const p99 = quantile(own, 0.99);
    return {
      what: 'search page with result at 200 requests a second, gzip',
      unit: 'ms',
      value: percentiles(own),
      baseline: { what: 'bare node:http, compressing each time', value: percentiles(bareTimes) },
      ratio: p99 / quantile(bareTimes, 0.99),
      must: verdict('p99 ≤ 20 ms', p99 <= 20),
      goal: verdict('≤ Fastify’s 7.5 ms in docs/evidence.md', p99 <= 7.5),
    };
  } finally {
    await floor.stop();
  }
}
