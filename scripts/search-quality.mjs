// How well the search answers files of judgements, beside other engines over the same content:
//   npm run search-quality -- FILE.tsv [--json]      one file; without one, the held-out set
//   npm run search-quality -- --publish              measures all sets of test/data and writes content/search-quality.json
// Columns: query, class, slugs (accepted ones, best first, parted by commas; empty where nothing is right),
// and, where wanted, writer and emergency (the help that must stand first: life or violence).
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitNode, installIfMissing } from '../bin/start.mjs';

installIfMissing({ withTests: true });
const node = fitNode();
if (node !== process.execPath) {
  const child = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(child.status ?? 1);
}

const { parse } = await import('yaml');
const { checkVocabulary } = await import('../src/modules/guide/vocabulary.ts');
const { readJudgements } = await import('../src/modules/guide/search/judgements.ts');
const { measureQuality } = await import('../src/modules/guide/search/quality.ts');
const { qualityText } = await import('../src/modules/guide/search/quality-text.ts');
const { publishedQuality } = await import('../src/modules/guide/search/published-quality.ts');
const { searchEntryOf } = await import('../src/modules/guide/search/search-entry.ts');
const { askOthers } = await import('./search-engines.ts');
const { seeded } = await import('./bench/search-corpus.ts');

const root = new URL('../', import.meta.url);
const heldOut = 'search-held-out.tsv';
/** What is published; the first is never used for tuning. */
const publishedSets = [
  heldOut,
  'search-tuning.tsv',
  'search-judgements-fresh.tsv',
  'search-judgements.tsv',
  'search-queries-dev.tsv',
];

const content = (folder) =>
  globSync(`content/${folder}/*.yaml`, { cwd: fileURLToPath(root) })
    .sort()
    .map((name) => ({ name, input: parse(readFileSync(new URL(name, root), 'utf8')) }));

/** A service without its file, or with an unfinished one, is searched by the name its concept prefers. */
function entriesOf(concepts) {
  const entries = new Map(concepts.map(({ service, preferred }) => [service, nameOnly(service, preferred)]));
  for (const { input } of content('services'))
    if (input?.slug && input.title && input.plainTitle && input.summary) entries.set(input.slug, searchEntryOf(input));
  return [...entries.values()];
}

const nameOnly = (slug, name) => ({ slug, title: name, plainTitle: name, summary: name });

function vocabulary() {
  return content('vocabulary').flatMap(({ name, input }) => {
    const checked = checkVocabulary(input);
    if (checked.ok) return checked.vocabulary.concepts;
    for (const { path, problem } of checked.problems) console.error(`${name} ${path}: ${problem}`);
    return process.exit(1);
  });
}

function judgementsOf(file) {
  try {
    return readJudgements(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    return process.exit(2);
  }
}

const concepts = vocabulary();
const entries = entriesOf(concepts);

async function measure(file) {
  const judgements = judgementsOf(file);
  const queries = judgements.map(({ query }) => query);
  const others = await askOthers(queries, entries, concepts);
  return measureQuality(judgements, entries, concepts, () => performance.now(), others, seeded(1));
}

const publishing = process.argv.includes('--publish');
const named = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (publishing) {
  const sets = [];
  for (const name of publishedSets)
    sets.push({ file: name, report: await measure(fileURLToPath(new URL(`test/data/${name}`, root))) });
  const published = publishedQuality(sets, new Date().toISOString().slice(0, 10), {
    services: entries.length,
    terms: concepts.reduce((sum, { terms }) => sum + terms.length, 0),
    titles: new Map(entries.map(({ slug, title }) => [slug, title.da])),
  });
  writeFileSync(new URL('content/search-quality.json', root), `${JSON.stringify(published, null, 1)}\n`);
  console.log(`content/search-quality.json: ${sets.map(({ file, report }) => `${file} ${report.rows}`).join(', ')}`);
} else {
  const file = named ?? fileURLToPath(new URL(`test/data/${heldOut}`, root));
  const report = await measure(file);
  process.stdout.write(
    process.argv.includes('--json')
      ? `${JSON.stringify({ file: basename(file), ...report }, null, 2)}\n`
      : qualityText(report),
  );
}
// Orama holds a timer open.
process.exit(0);
