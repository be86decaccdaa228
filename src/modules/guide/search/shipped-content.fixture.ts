/** The vocabulary and judgements of the repository, read for the tests of this folder only. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkVocabulary, type Vocabulary } from '../vocabulary.ts';
import type { SearchEntry } from './index-data.ts';
import { type Judgement, readJudgements } from './judgements.ts';

const root = new URL('../../../../', import.meta.url);

export function shippedVocabularies(): readonly Vocabulary[] {
  const folder = new URL('content/vocabulary/', root);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const checked = checkVocabulary(parse(readFileSync(new URL(name, folder), 'utf8')));
      if (!checked.ok) throw new Error(`${name}: ${JSON.stringify(checked.problems.slice(0, 5))}`);
      return checked.vocabulary;
    });
}

/** Names only: what the search can do before anybody has written the guides' prose. */
export function namesOnly(vocabularies: readonly Vocabulary[]): readonly SearchEntry[] {
  return vocabularies.flatMap(({ concepts }) =>
    concepts.map(({ service, preferred }) => ({
      slug: service,
      title: preferred,
      plainTitle: preferred,
      summary: preferred,
    })),
  );
}

export function shippedJudgements(name: string): readonly Judgement[] {
  return readJudgements(readFileSync(new URL(`test/data/${name}`, root), 'utf8'));
}
