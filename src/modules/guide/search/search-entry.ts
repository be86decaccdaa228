/** From a service of the guide to what search reads of it. */
import type { LocalisedText, ServiceText } from '../service-text.ts';
import type { SearchEntry } from './index-data.ts';

/** What search needs of a service; a whole `ServiceText` fits. */
export type SearchableService = Pick<ServiceText, 'slug' | 'title' | 'plainTitle' | 'summary'> & {
  readonly steps: readonly { readonly title: LocalisedText }[];
  readonly ready: readonly { readonly text: LocalisedText }[];
};

export function searchEntryOf(service: SearchableService): SearchEntry {
  const body = [...service.steps.map(({ title }) => title), ...service.ready.map(({ text }) => text)];
  return {
    slug: service.slug,
    title: service.title,
    plainTitle: service.plainTitle,
    summary: service.summary,
    body: {
      da: body.map(({ da }) => da).join('. '),
      en: body.flatMap(({ en }) => en ?? []).join('. '),
    },
  };
}
