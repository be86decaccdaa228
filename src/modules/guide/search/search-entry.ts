/** From a service of the guide to what search reads of it. */
import type { ServiceText } from '../service-text.ts';
import type { SearchEntry } from './index-data.ts';

/** What search needs of a service; a whole `ServiceText` fits. */
export type SearchableService = Pick<ServiceText, 'slug' | 'title' | 'plainTitle' | 'summary'>;

export const searchEntryOf = ({ slug, title, plainTitle, summary }: SearchableService): SearchEntry => ({
  slug,
  title,
  plainTitle,
  summary,
});
