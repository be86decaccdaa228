import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GuideContent, loadGuideContent } from '../../src/modules/guide/content/load-guide-content.ts';
import type { SearchEntry } from '../../src/modules/guide/search/index-data.ts';
import { type Judgement, readJudgements } from '../../src/modules/guide/search/judgements.ts';
import type { LocalDifferences } from '../../src/modules/guide/search/layered-index.ts';
import { searchEntryOf } from '../../src/modules/guide/search/search-entry.ts';
import type { Concept } from '../../src/modules/guide/vocabulary.ts';
import { root } from '../build.mjs';
import { CannotRun } from './report.ts';

/** A stream of numbers from 0 to 1 that is the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function realContent(): GuideContent {
  const loaded = loadGuideContent(join(root, 'content'));
  if (!loaded.ok) throw new CannotRun('content/ has errors; npm run check names them');
  return loaded.content;
}

/** Every query that somebody has judged, dev set and own. */
export const judgedQueries = (): readonly Judgement[] =>
  globSync('test/data/search-*.tsv', { cwd: root })
    .sort()
    .flatMap((file) => readJudgements(readFileSync(join(root, file), 'utf8')));

const onsets = [
  'b',
  'bl',
  'br',
  'd',
  'dr',
  'f',
  'fl',
  'g',
  'gr',
  'h',
  'k',
  'kl',
  'kr',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'sk',
  'sl',
  'st',
  't',
  'tr',
  'v',
];
const nuclei = ['a', 'e', 'i', 'o', 'u', 'y', 'æ', 'ø', 'å', 'ej', 'ør'];
const codas = ['', 'd', 'g', 'k', 'l', 'ld', 'm', 'n', 'nd', 'r', 's', 'st', 't'];

export type SearchCorpus = { readonly entries: readonly SearchEntry[]; readonly concepts: readonly Concept[] };

/** One of a list, drawn by `random`. */
export const drawnBy =
  (random: () => number) =>
  <Value>(from: readonly Value[]): Value =>
    from[Math.floor(random() * from.length)] as Value;

/** Replaces half of a text's longer words by invented Danish-sounding ones; `{fact:…}` and its like stay. */
export function wordChanger(random: () => number): (text: string) => string {
  const pick = drawnBy(random);
  const invented = () =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, () => `${pick(onsets)}${pick(nuclei)}${pick(codas)}`).join('');
  return (text) =>
    text.replace(/\{[^}]*\}|\p{L}{5,}/gu, (found) => (!found.startsWith('{') && random() < 0.5 ? invented() : found));
}

/**
 * The real services and as many generated ones as are missing to `count`: each is a real one whose words are partly replaced
 * by invented Danish-sounding ones, so that the index grows in words as it would, not only in rows.
 */
export function corpusOf(content: GuideContent, count: number, seed = 98): SearchCorpus {
  const random = seeded(seed);
  const pick = drawnBy(random);
  const changed = wordChanger(random);
  const entries = content.services.map(searchEntryOf);
  const concepts = [...content.concepts];
  const real = [...entries];
  for (let number = real.length; number < count; number += 1) {
    const like = pick(real);
    const slug = `${like.slug}-${number}`;
    const say = (text: { readonly da: string }) => ({ da: changed(text.da) });
    entries.push({
      ...like,
      slug,
      title: say(like.title),
      plainTitle: say(like.plainTitle),
      summary: say(like.summary),
    });
    for (const concept of content.concepts.filter((one) => one.service === like.slug))
      concepts.push({
        ...concept,
        service: slug,
        preferred: say(concept.preferred),
        terms: concept.terms.map((term) => ({ ...term, term: changed(term.term) })),
      });
  }
  return { entries: entries.slice(0, count), concepts };
}

/** What a municipality may have different: three services not offered, three told otherwise, one of its own, words of its own. */
export function localDifferences({ entries }: SearchCorpus, municipality: number): LocalDifferences {
  const at = (step: number) => entries[(municipality * 7 + step) % entries.length] as SearchEntry;
  const otherwise = [40, 41, 42].map((step) => ({
    ...at(step),
    summary: { da: `${at(step).summary.da} Sådan gør vi i kommune ${municipality}.` },
  }));
  const own = {
    slug: `lokal-${municipality}`,
    title: { da: 'Pendlerkort til øfærgen' },
    plainTitle: { da: 'Sejl billigere, når du bor på øen' },
    summary: { da: 'Bor du fast på øen, kan du få et kort til færgen.' },
  };
  return {
    removed: [20, 21, 22].map((step) => at(step).slug),
    entries: [...otherwise, own],
    terms: [
      { service: own.slug, preferred: own.title, terms: [{ term: 'øboerkort', relation: 'synonym', strength: 3 }] },
      {
        service: at(60).slug,
        preferred: own.title,
        terms: [{ term: `fjordhus ${municipality}`, relation: 'synonym' }],
      },
    ],
  };
}
