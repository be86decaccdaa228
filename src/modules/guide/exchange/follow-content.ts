import { isDeepStrictEqual } from 'node:util';
import { followKeys, followList, nowNamed, renamesOf } from '../publication/follow-renames.ts';
import type { StoredNational } from '../publication/store.ts';
import { samenessOf } from '../words/local-term.ts';
import type { MunicipalContent } from './municipal-content.ts';

/** A municipality's content under the names that services have now: a file may be older than a rename. Pure. */
export function followContent(
  content: MunicipalContent,
  national: Pick<StoredNational, 'redirects' | 'services'>,
): MunicipalContent {
  const renames = renamesOf(national, (slug) => content.texts[slug]?.own !== undefined);
  if (renames.size === 0) return content;
  const now = (slug: string) => nowNamed(renames, slug);
  const byService = ({ service }: { readonly service: string }) => service;
  return {
    ...content,
    texts: Object.fromEntries(followKeys(new Map(Object.entries(content.texts)), renames)),
    redirects: Object.fromEntries(Object.entries(content.redirects).map(([slug, service]) => [slug, now(service)])),
    words: [...followList(content.words, renames, ({ service, term }) => `${service} ${samenessOf(term)}`)],
    pins: [...followList(content.pins, renames, ({ id }) => id)],
    instructions: [...followList(content.instructions, renames, byService)],
    care: [...followList(content.care, renames, byService)],
    entrances: content.entrances.map((one) => ({ ...one, services: [...new Set(one.services.map(now))] })),
    rules: followRules(content.rules, renames),
  };
}

/** A service's decisions follow together; where others were made under the present name, the old ones stay as the record. */
function followRules(
  rules: MunicipalContent['rules'],
  renames: ReadonlyMap<string, string>,
): MunicipalContent['rules'] {
  const moved = [
    ...followKeys(
      Map.groupBy(rules, ({ service }) => service),
      renames,
      (group, service) => group.map((rule) => ({ ...rule, service })),
    ).values(),
  ].flat();
  const left = rules.filter(
    (rule) =>
      renames.has(rule.service) &&
      !moved.some((one) => isDeepStrictEqual(one, { ...rule, service: nowNamed(renames, rule.service) })),
  );
  return [...moved, ...left];
}
