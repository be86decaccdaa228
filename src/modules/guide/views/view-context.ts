import type { Language } from '../../../kernel/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { Publication } from '../publication/publication.ts';

/** What pages ask of a publication. The offline copy answers to it too (offline/open-bundle.ts). */
export type ReadablePublication = Pick<
  Publication,
  'date' | 'places' | 'service' | 'outline' | 'search' | 'lifeEvents' | 'all'
>;

/** What every page of the guide is rendered from. */
export type ViewContext = {
  readonly language: Language;
  readonly municipality: Municipality;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly publication: ReadablePublication;
};

/** The number to call when nothing else helps: that of the first place. */
export const mainPhone = (publication: Pick<Publication, 'places'>): string | null =>
  publication.places[0]?.phone ?? null;
