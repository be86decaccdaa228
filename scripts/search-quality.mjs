// How well the search answers a file of judgements: `npm run search-quality -- FILE.tsv [--json]`.
// Columns: query, class, slugs (accepted ones, best first, parted by commas; empty where nothing is right).
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fitNode } from '../bin/start.mjs';

const node = fitNode();
if (node !== process.execPath) {
  const child = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(child.status ?? 1);
}

const { parse } = await import('yaml');
const { checkVocabulary } = await import('../src/modules/guide/vocabulary.ts');
const { measureQuality, readJudgements } = await import('../src/modules/guide/search/quality.ts');
const { qualityText } = await import('../src/modules/guide/search/quality-text.ts');
const { searchEntryOf } = await import('../src/modules/guide/search/search-entry.ts');

const content = (folder) => {
  const url = new URL(`../content/${folder}/`, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => ({ name, input: parse(readFileSync(new URL(name, url), 'utf8')) }));
};

/** A service without its file, or with an unfinished one, is searched by the name its concept prefers. */
function entriesOf(concepts) {
  const entries = new Map(concepts.map(({ service, preferred }) => [service, nameOnly(service, preferred)]));
  for (const { input } of content('services'))
    if (input?.slug && input.title && input.plainTitle && input.summary)
      entries.set(input.slug, searchEntryOf({ ...input, steps: input.steps ?? [], ready: input.ready ?? [] }));
  return [...entries.values()];
}

const nameOnly = (slug, name) => ({ slug, title: name, plainTitle: name, summary: name });

function vocabulary() {
  return content('vocabulary').flatMap(({ name, input }) => {
    const checked = checkVocabulary(input);
    if (checked.ok) return checked.vocabulary.concepts;
    for (const { path, problem } of checked.problems) console.error(`content/vocabulary/${name} ${path}: ${problem}`);
    return process.exit(1);
  });
}

const file = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (file === undefined) {
  console.error('Use: npm run search-quality -- FILE.tsv [--json]');
  process.exit(2);
}
let judgements;
try {
  judgements = readJudgements(readFileSync(file, 'utf8'));
} catch (error) {
  console.error(`${file}: ${error.message}`);
  process.exit(2);
}
const concepts = vocabulary();
const report = measureQuality(judgements, entriesOf(concepts), concepts, () => performance.now());
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : qualityText(report));
