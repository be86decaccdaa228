import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type GuideBundle, type LeftBehind, leftBehind } from '../../src/modules/guide/offline/guide-bundle.ts';
import { type Packed, pack, unpack } from '../../src/modules/guide/offline/pack.ts';
import { startProgram } from './program.ts';
import { type Figure, type Report, single, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const kilo = 1000;
const budget = 300 * kilo;
const many = 300;
type Sizes = { readonly br: number; readonly gzip: number };

/** The guide that a phone keeps: what it weighs with the services there are, and with 300. */
export async function benchOffline({ say }: BenchOptions): Promise<Report> {
  const program = await startProgram();
  try {
    const figures: Figure[] = [];
    const notes: string[] = [];
    for (const [language, path] of [
      ['da', '/fjordby/guide.json'],
      ['en', '/fjordby/en/guide.json'],
    ] as const) {
      say(`the guide in ${language} …`);
      const answer = await fetch(`${program.url}${path}`, { headers: { 'accept-encoding': 'gzip' } });
      const bundle = unpack((await answer.json()) as Packed) as GuideBundle;
      const count = bundle.services.length;
      const now = sizesOf(bundle);
      figures.push(...figuresOf(`${language}, ${count} services`, now));
      if (language !== 'da') continue;
      figures.push(...figuresOf(`${language}, the same repeated to ${many}`, sizesOf(repeated(bundle, many))));
      for (const without of leftBehind) {
        const grown = projected(lighter(bundle, without));
        const fits = grown.br <= budget;
        figures.push(...figuresOf(`da, ${many} services as different as these, ${words[without]}`, grown, fits));
        // As the server does: no more is left behind than must be.
        if (fits) break;
      }
      notes.push(
        `“As different as these” adds for each further service what the second half of the ${count} adds to the first; every second of them would then be a full guide. Where the whole does not fit, the server leaves lists of sources behind, then records, and the pages say so.`,
      );
    }
    const worker = await shellOf(program.url);
    figures.push({ what: 'worker and what its pages are drawn with', unit: 'kB', value: single(worker / kilo) });
    notes.push('kB are 1000 bytes. Brotli is what browsers get over https and on localhost.');
    return { figures, notes };
  } finally {
    await program.stop();
  }
}

const words: Record<LeftBehind, string> = {
  nothing: 'whole',
  sources: 'sources left behind',
  records: 'sources and records left behind',
};

/** Not judged: what is too large is not sent, something is left behind instead. */
const figuresOf = (what: string, { br, gzip }: Sizes, judged = true): Figure[] => [
  {
    what: `${what}, brotli`,
    unit: 'kB',
    value: single(br / kilo),
    ...(judged ? { must: verdict('at most 300 kB', br <= budget) } : {}),
  },
  { what: `${what}, gzip`, unit: 'kB', value: single(gzip / kilo), goal: verdict('at most 300 kB', gzip <= budget) },
];

function sizesOf(bundle: GuideBundle): Sizes {
  const text = Buffer.from(JSON.stringify(pack(bundle)));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return { br: brotliCompressSync(text, { params }).length, gzip: gzipSync(text, { level: 9 }).length };
}

/** The size with `many` services, if each adds what every second of these adds to the others. */
function projected(bundle: GuideBundle): Sizes {
  const count = bundle.services.length;
  const [all, half] = [sizesOf(bundle), sizesOf(part(bundle, 2))];
  const grown = (kind: keyof Sizes) => all[kind] + ((all[kind] - half[kind]) / (count / 2)) * (many - count);
  return { br: grown('br'), gzip: grown('gzip') };
}

type Listed = { readonly law?: readonly object[]; readonly facts?: readonly object[] };

/** What src/modules/guide/offline/guide-bundle.ts leaves behind. */
function lighter(bundle: GuideBundle, without: LeftBehind): GuideBundle {
  if (without === 'nothing') return bundle;
  const of = (whole: object) => {
    const { law = [], facts = [] } = whole as Listed;
    if (without === 'records') return { ...whole, sources: [], law: [], facts: [] };
    const unsourced = (record: object) => ({ ...record, source: null });
    return { ...whole, sources: [], law: law.map(unsourced), facts: facts.map(unsourced) };
  };
  return {
    ...bundle,
    services: bundle.services.map((one) => ('whole' in one ? { ...one, whole: of(one.whole) } : one)),
  };
}

/** Every `step`th service, with its part of the index. */
function part(bundle: GuideBundle, step: number): GuideBundle {
  const slugs = new Set(bundle.services.filter((_, at) => at % step === 0).map(({ slug }) => slug));
  const kept = <One extends { readonly slug: string }>(list: readonly One[]) =>
    list.filter(({ slug }) => slugs.has(slug));
  return {
    ...bundle,
    services: kept(bundle.services),
    later: kept(bundle.later),
    index: { ...bundle.index, services: kept(bundle.index.services) },
  };
}

function repeated(bundle: GuideBundle, count: number): GuideBundle {
  const again = <One extends { readonly slug: string }>(list: readonly One[]): One[] =>
    Array.from({ length: Math.floor((list.length * count) / bundle.services.length) }, (_, at) => {
      const like = list[at % list.length] as One;
      return at < list.length ? like : { ...like, slug: `${like.slug}-${at}` };
    });
  return {
    ...bundle,
    services: again(bundle.services),
    later: again(bundle.later),
    index: { ...bundle.index, services: again(bundle.index.services) },
  };
}

/** Compressed bytes of all that the worker keeps besides the guide, and of the worker itself. */
async function shellOf(url: string): Promise<number> {
  const script = await (await fetch(`${url}/fjordby/sw.js`)).text();
  const addresses = new Set(
    [...script.matchAll(/"(\/(?:static|fjordby\/farve)[^"]+)"/g)].map((match) => match[1] ?? ''),
  );
  let bytes = script.length;
  for (const address of addresses) {
    const body = Buffer.from(await (await fetch(`${url}${address}`)).arrayBuffer());
    bytes += address.endsWith('.woff2') ? body.length : brotliCompressSync(body).length;
  }
  return bytes;
}
