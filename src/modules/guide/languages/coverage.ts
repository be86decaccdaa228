import { byDanishOrder } from '../../../kernel/index.ts';
import { localisedTexts, missingTranslations, type ServiceText } from '../service-text.ts';

export type Coverage = {
  readonly slug: string;
  readonly title: string;
  readonly all: number;
  readonly translated: number;
  /** Its title is written: the page offers the language, and shows Danish for the rest. */
  readonly begun: boolean;
};

/** How much of each service a citizen can read in the language; those that are begun first, the least done of them on top. */
export function coverageOf(services: readonly ServiceText[], code: string): readonly Coverage[] {
  return [...services]
    .sort(byDanishOrder((service) => service.title.da))
    .map((service): Coverage => {
      const all = [...localisedTexts(service)].length;
      const translated = all - missingTranslations(service, code).length;
      return { slug: service.slug, title: service.title.da, all, translated, begun: service.title[code] !== undefined };
    })
    .sort((a, b) => Number(b.begun) - Number(a.begun) || a.translated / a.all - b.translated / b.all);
}
