import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/db/index.ts';
import { contentFingerprint, type GuideContent } from '../../src/modules/guide/content/load-guide-content.ts';
import { sharedFields } from '../../src/modules/guide/facts/fact-form.ts';
import type { ServiceText } from '../../src/modules/guide/service-text.ts';
import { root } from '../build.mjs';
import { manyContent, writeManyContent } from './load-content.ts';
import { figuresOf, type Reached, type Run } from './load-figures.ts';
import { formFields, inParallel, memoryOf, readerOf } from './load-reader.ts';
import { type Program, startProgram, withPostgres } from './program.ts';
import { CannotRun, type Figure, type Report } from './report.ts';
import type { BenchOptions } from './run-bench.ts';
import { realContent } from './search-corpus.ts';
import { Visitor } from './visitor.ts';

const municipalities = 98;
const services = 300;
const guidesEach = 30;
const searched = '/soeg?q=flytte';
/** The national fact that is published, and the texts whose summaries are; nobody tells these differently. */
const fact = 'pension-age';
const nationalText = 'mitid';
const localText = 'pas';

/** Issue 3: one national fact in every page that embeds it, with as many municipalities and services as there are. */
export async function benchLoad({ say }: BenchOptions): Promise<Report> {
  const content = realContent();
  const figures: Figure[] = [];
  const notes = [
    `${municipalities} municipalities (two shipped, the others invented by a seeded generator) × ${services} national services (${content.services.length} real, the others generated from them); each with every required field, about 10 fields of its own, 3 services not offered, 5 words and 1 or 2 services of its own (scripts/bench/load-content.ts).`,
    `Before anything is published each municipality's front page, search in both languages and ${guidesEach} guides have been read, among them every one that embeds the fact. Texts and facts are published through the editor's pages; time runs from when the publishing request was sent. The other side asks for one page of every municipality, four municipalities at a time, each again and again until it shows the new value.`,
    `The thread's longest stop is what a request to /health, due every 20 ms, waited at most meanwhile.`,
    'The baseline is the same program with one municipality.',
  ];
  const both = async (words: string, databaseUrl: () => Promise<string | null>) => {
    const one = await measure(content, 1, await databaseUrl(), `${words}, 1 municipality`, say);
    const all = await measure(content, municipalities, await databaseUrl(), `${words}, ${municipalities}`, say);
    figures.push(...figuresOf(words, all, one));
    notes.push(...all.notes.map((note) => `${words}: ${note}`));
  };
  try {
    await withPostgres(async (cluster) => {
      let made = 0;
      await both('PostgreSQL', async () => {
        made += 1;
        return databaseOn(cluster.url, `load_${made}`);
      });
    });
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    notes.push(`PostgreSQL left out: ${error.message}.`);
  }
  await both('embedded', async () => null);
  return { figures, notes };
}

async function databaseOn(url: string, name: string): Promise<string> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return url.replace(/\/[^/]*$/, `/${name}`);
}

async function measure(
  real: GuideContent,
  count: number,
  databaseUrl: string | null,
  words: string,
  say: (line: string) => void,
): Promise<Run> {
  const embeds = (service: ServiceText) => JSON.stringify(service).includes(`{fact:${fact}}`);
  const untouched = (service: ServiceText) => embeds(service) || [nationalText, localText].includes(service.slug);
  const many = manyContent(real, { municipalities: count, services, untouched });
  const embedding = many.content.services.filter(embeds).map(({ slug }) => slug);
  const dataDir = mkdtempSync(join(tmpdir(), 'medbetjening-load-'));
  try {
    say(`${words}: writing ${many.content.services.length} services …`);
    const opened = await openDatabase({
      databaseUrl,
      databaseOwnerUrl: null,
      dataDir,
      pool: 2,
      prepare: async (owner) => {
        await writeManyContent(owner, many);
        // The program must not bring the database back to the folder when it starts.
        await owner
          .insertInto('installation')
          .values({ name: 'guide content', value: contentFingerprint(join(root, 'content')) })
          .execute();
      },
    });
    if (!opened.ok) throw new CannotRun(`the database did not open: ${opened.reason.kind}`);
    await opened.value.close();
    say(`${words}: starting …`);
    const program = await startProgram({ dataDir, env: databaseUrl === null ? {} : { DATABASE_URL: databaseUrl } });
    try {
      return await publishing(program, many.content, { embedding, words, say });
    } finally {
      await program.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function publishing(
  program: Program,
  content: GuideContent,
  {
    embedding,
    words,
    say,
  }: { readonly embedding: readonly string[]; readonly words: string; readonly say: (line: string) => void },
): Promise<Run> {
  const reader = readerOf(program);
  const towns = content.municipalities.map(({ record }) => record.slug);
  const shared = content.facts.find(({ id }) => id === fact);
  const service = (slug: string) => content.services.find((one) => one.slug === slug);
  if (!shared || !service(nationalText) || !service(localText)) throw new Error('the content has other names now');
  const before = shared.versions[0]?.value.da ?? '';
  const rest = memoryOf(program.pid, 'VmRSS');

  say(`${words}: reading every municipality …`);
  const others = content.services
    .map(({ slug }) => slug)
    .filter((slug) => !embedding.includes(slug) && slug !== nationalText && slug !== localText);
  const guides = [...embedding, nationalText, localText];
  const warmMs: number[] = [];
  const embeds: string[] = [];
  await inParallel(towns, 4, async (town, at) => {
    for (const path of ['', searched, '/en', `/en${searched}`]) await reader.read(`/${town}${path}`);
    // Other municipalities read other guides beside, so that in all each of the 300 is read somewhere.
    const beside = Array.from(
      { length: Math.max(0, guidesEach - guides.length) },
      (_, which) => others[(at * 10 + which) % others.length] ?? '',
    );
    for (const slug of [...guides, ...beside]) {
      const { text, ms, status } = await reader.read(`/${town}/${slug}`);
      warmMs.push(ms);
      if (status === 200 && embedding.includes(slug) && text.includes(before)) embeds.push(`/${town}/${slug}`);
    }
  });
  const shown = embedding.find((slug) => towns.every((town) => embeds.includes(`/${town}/${slug}`)));
  if (!shown) throw new Error(`no page with ${fact} is shown in every municipality`);
  const warm = memoryOf(program.pid, 'VmRSS');

  const editors = new Map<string, Visitor>();
  for (const who of ['nanna', 'niels', 'rita', 'birgit']) {
    const visitor = new Visitor(program.url);
    await visitor.logIn(who, '/redaktion');
    editors.set(who, visitor);
  }
  const send = async (who: string, path: string, fields: Readonly<Record<string, string>>) => {
    const answer = await editors.get(who)?.post(path, new URLSearchParams(fields));
    if (answer?.status !== 303 || answer.headers.get('location')?.includes('fejl'))
      throw new Error(`${path} answered ${answer?.status} ${answer?.headers.get('location')} ${await answer?.text()}`);
  };
  /** Approved by a second person, who publishes it. */
  const approve = async (who: string, slug: string, page: string) => {
    const html = await (await editors.get(who)?.get(page))?.text();
    const box = /name="udkast" value="([^"]+)"[\s\S]*?name="version" value="(\d+)"/.exec(html ?? '');
    if (!box) throw new Error(`${page} shows ${who} nothing to approve`);
    await send(who, `/redaktion/tekst/${slug}/gang`, { udkast: box[1] ?? '', version: box[2] ?? '', gang: 'udgiv' });
  };
  const reached = async (paths: readonly string[], value: string, publish: () => Promise<void>): Promise<Reached> => {
    const ticking = reader.tick();
    const began = performance.now();
    const published = publish();
    const last = await inParallel(paths, 4, async (path) => {
      for (;;) {
        const { text } = await reader.read(path);
        if (text.includes(value)) return performance.now();
        if (performance.now() - began > 120_000) throw new Error(`${path} does not show “${value}” after 2 minutes`);
        await new Promise((next) => setTimeout(next, 10));
      }
    });
    await published;
    return { seconds: (Math.max(...last) - began) / 1000, longestStopMs: await ticking() };
  };

  say(`${words}: publishing a fact …`);
  const factValue = '67 år og en dag';
  const everywhere = towns.map((town) => `/${town}/${shown}`);
  const factReached = await reached(everywhere, factValue, () =>
    send('nanna', `/redaktion/oplysninger/faelles/${fact}`, {
      ...sharedFields(shared),
      '0.da': factValue,
      revision: '1',
    }),
  );
  const began = performance.now();
  let old = 0;
  await inParallel(embeds, 4, async (path) => {
    const { text } = await reader.read(path);
    if (!text.includes(factValue)) old += 1;
  });
  const allPages = { pages: embeds.length, seconds: (performance.now() - began) / 1000, old };

  const firstAfter = async (path: string) =>
    inParallel(towns, 1, async (town) => (await reader.read(`/${town}${path}`)).ms);
  const search = await firstAfter(searched);
  const front = await firstAfter('');

  say(`${words}: publishing a national text …`);
  const textValue = 'Sådan lyder det i hele landet fra i dag.';
  const whole = `/redaktion/tekst/${nationalText}/hel`;
  await send('nanna', whole, { 'f.summary.da': textValue, note: '', version: '0', gem: 'send' });
  const text = await reached(
    towns.map((town) => `/${town}/${nationalText}`),
    textValue,
    () => approve('niels', nationalText, whole),
  );

  const searchAfterText = await firstAfter(searched);

  say(`${words}: publishing a local text …`);
  const inMemory = towns.slice(1).map((town) => `/${town}/${nationalText}`);
  const times = async () => {
    const found: number[] = [];
    for (const path of inMemory) found.push((await reader.read(path)).ms);
    return found;
  };
  await times();
  const beforeLocal = await times();
  const localValue = 'Sådan lyder det kun i Fjordby fra i dag.';
  const page = `/redaktion/tekst/${localText}`;
  const form = formFields((await (await editors.get('rita')?.get(page))?.text()) ?? '');
  await send('rita', page, { ...form, 'f.summary.da': localValue, gem: 'send' });
  const local = await reached([`/${towns[0]}/${localText}`], localValue, () => approve('birgit', localText, page));
  const afterLocal = await times();

  return {
    memory: { rest, warm, peak: memoryOf(program.pid, 'VmHWM'), after: memoryOf(program.pid, 'VmRSS') },
    warmMs,
    fact: factReached,
    text,
    local,
    allPages,
    search,
    front,
    searchAfterText,
    others: { before: beforeLocal, after: afterLocal },
    notes: [`the page that was asked for is ${shown}; ${embeds.length} pages read before embed the fact.`],
  };
}
