import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GuideContent, loadGuideContent } from '../../src/modules/guide/content/load-guide-content.ts';
import type { StoredGuide } from '../../src/modules/guide/publication/store.ts';
import { type Judgement, readJudgements } from '../../src/modules/guide/search/judgements.ts';
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

/**
 * The real services and as many generated ones as are missing to `count`: each is a real one whose words are partly replaced
 * by invented Danish-sounding ones, so that the index grows in words as it would, not only in rows.
 */
export function corpusOf(
  content: GuideContent,
  count: number,
  seed = 98,
): Pick<StoredGuide, 'services' | 'concepts' | 'lifeEvents'> {
  const random = seeded(seed);
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)] as Value;
  const invented = () =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, () => `${pick(onsets)}${pick(nuclei)}${pick(codas)}`).join('');
  const changed = (text: string) => text.replace(/\p{L}{5,}/gu, (word) => (random() < 0.5 ? invented() : word));
  const services = content.services.map((service) => ({ service, local: {} }));
  const concepts = [...content.concepts];
  const real = services.map(({ service }) => service);
  for (let number = real.length; number < count; number += 1) {
    const like = pick(real);
    const slug = `${like.slug}-${number}`;
    const say = (text: { readonly da: string }) => ({ da: changed(text.da) });
    services.push({
      service: { ...like, slug, title: say(like.title), plainTitle: say(like.plainTitle), summary: say(like.summary) },
      local: {},
    });
    for (const concept of content.concepts.filter((one) => one.service === like.slug))
      concepts.push({
        ...concept,
        service: slug,
        preferred: say(concept.preferred),
        terms: concept.terms.map((term) => ({ ...term, term: changed(term.term) })),
      });
  }
  return { services: services.slice(0, count), concepts, lifeEvents: content.lifeEvents };
}
