/**
 * Other engines over the same content, so that the lead is a ratio in one run. Each gets title, plain
 * title and summary, and the same again with the vocabulary's terms as one more field; weights are
 * their own defaults. PostgreSQL is the one of TEST_DATABASE_URL, else the embedded one.
 */
import { PGlite } from '@electric-sql/pglite';
import { create, insertMultiple, search } from '@orama/orama';
import { stemmer } from '@orama/stemmers/danish';
import { stopwords } from '@orama/stopwords/danish';
import MiniSearch from 'minisearch';
import pg from 'pg';
import type { SearchEntry } from '../src/modules/guide/search/index-data.ts';
import type { OtherAnswers } from '../src/modules/guide/search/quality.ts';
import type { Concept } from '../src/modules/guide/vocabulary.ts';

type Document = {
  readonly id: string;
  readonly title: string;
  readonly plain: string;
  readonly summary: string;
  readonly terms: string;
};
type Ask = (query: string) => Promise<readonly string[]> | readonly string[];

const fields = ['title', 'plain', 'summary', 'terms'] as const;
const most = 10;

export async function askOthers(
  queries: readonly string[],
  entries: readonly SearchEntry[],
  vocabulary: readonly Concept[],
): Promise<OtherAnswers> {
  const answers: Record<string, (readonly string[])[]> = {};
  const sets = [
    ['', documents(entries, vocabulary)],
    [', texts only', documents(entries, [])],
  ] as const;
  for (const [suffix, content] of sets) {
    const postgres = await postgresDanish(content);
    const engines: readonly (readonly [string, Ask])[] = [
      ['MiniSearch default', miniSearchDefault(content)],
      ['Orama Danish', await oramaDanish(content)],
      ['PostgreSQL danish', postgres.ask],
    ];
    for (const [name, ask] of engines) {
      const found: (readonly string[])[] = [];
      for (const query of queries) found.push(await ask(query));
      answers[`${name}${suffix}`] = found;
    }
    await postgres.close();
  }
  return answers;
}

function documents(entries: readonly SearchEntry[], vocabulary: readonly Concept[]): readonly Document[] {
  const both = (text: { readonly da?: string | undefined; readonly en?: string | undefined } | undefined) =>
    `${text?.da ?? ''} ${text?.en ?? ''}`.trim();
  return entries.map(({ slug, title, plainTitle, summary }) => ({
    id: slug,
    title: both(title),
    plain: both(plainTitle),
    summary: both(summary),
    terms: vocabulary
      .filter(({ service }) => service === slug)
      .flatMap(({ preferred, terms }) => [both(preferred), ...terms.map(({ term }) => term)])
      .join('. '),
  }));
}

export function miniSearchDefault(content: readonly Document[]): Ask {
  const index = new MiniSearch<Document>({ fields: [...fields] });
  index.addAll(content);
  return (query) =>
    index
      .search(query)
      .slice(0, most)
      .map(({ id }) => String(id));
}

/** As `miniSearchDefault`, over the content of the guide; for the benchmark. */
export const miniSearchOver = (entries: readonly SearchEntry[], vocabulary: readonly Concept[]): Ask =>
  miniSearchDefault(documents(entries, vocabulary));

async function oramaDanish(content: readonly Document[]): Promise<Ask> {
  const index = create({
    schema: { id: 'string', title: 'string', plain: 'string', summary: 'string', terms: 'string' },
    components: { tokenizer: { stemming: true, stemmer, stopWords: stopwords, language: 'danish' } },
  });
  await insertMultiple(index, [...content]);
  return async (query) => {
    const found = await search(index, { term: query, properties: [...fields], tolerance: 1, limit: most });
    // An empty term matches everything; what holds no letter is no query.
    return /\p{L}|\p{N}/u.test(query) ? found.hits.map(({ document }) => String(document.id)) : [];
  };
}

const prepare = [
  `CREATE TEMP TABLE searched (slug text, words tsvector)`,
  `INSERT INTO searched SELECT d.id,
     setweight(to_tsvector('danish', d.title || ' ' || d.plain), 'A') || setweight(to_tsvector('danish', d.terms), 'B') ||
     setweight(to_tsvector('danish', d.summary), 'C')
   FROM jsonb_to_recordset($1::jsonb) AS d(id text, title text, plain text, summary text, terms text)`,
] as const;
/** Any of the words: all of them together would answer one query in three. */
const ask = `
  WITH asked AS (SELECT replace(plainto_tsquery('danish', $1)::text, '&', '|')::tsquery AS words)
  SELECT slug FROM searched, asked WHERE searched.words @@ asked.words
  ORDER BY ts_rank_cd(searched.words, asked.words) DESC, slug LIMIT ${most}`;

async function postgresDanish(content: readonly Document[]): Promise<{ ask: Ask; close: () => Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  const client = url ? new pg.Client({ connectionString: url }) : new PGlite();
  if (client instanceof pg.Client) await client.connect();
  const run = async (sql: string, values: readonly unknown[]) =>
    (client instanceof pg.Client ? await client.query(sql, [...values]) : await client.query(sql, [...values])).rows;
  await run(prepare[0], []);
  await run(prepare[1], [JSON.stringify(content)]);
  return {
    ask: async (query) => (await run(ask, [query])).map((row) => String((row as { slug: unknown }).slug)),
    close: async () => void (client instanceof pg.Client ? await client.end() : await client.close()),
  };
}
