// Checks content files by the schema that loads them: `node scripts/check-content.mjs [slug ...]`.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkServiceText } from '../src/modules/guide/service-text.ts';

const wanted = process.argv.slice(2);
const content = new URL('../content/', import.meta.url);
const shared = new Set(parse(readFileSync(new URL('facts.yaml', content), 'utf8')).map((fact) => fact.id));
let failed = 0;
for (const file of readdirSync(new URL('services/', content)).filter((name) => name.endsWith('.yaml'))) {
  const slug = file.replace(/\.yaml$/, '');
  if (wanted.length > 0 && !wanted.includes(slug)) continue;
  let result;
  try {
    result = checkServiceText(parse(readFileSync(new URL(`services/${file}`, content), 'utf8')), shared);
  } catch (error) {
    result = { ok: false, problems: [{ path: '(file)', problem: String(error.message ?? error) }] };
  }
  if (result.ok && result.service.slug !== slug)
    result = { ok: false, problems: [{ path: 'slug', problem: `is not the file's name “${slug}”` }] };
  if (result.ok) console.log(`ok   ${slug} (${result.service.steps.length} steps)`);
  else {
    failed += 1;
    console.log(`FAIL ${slug}`);
    for (const { path, problem } of result.problems.slice(0, 20)) console.log(`     ${path}: ${problem}`);
  }
}
process.exit(failed > 0 ? 1 : 0);
