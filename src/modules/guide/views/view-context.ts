import type { Language } from '../../../kernel/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { Publication } from '../publication/publication.ts';

/** What every page of the guide is rendered from. */
export type ViewContext = {
  readonly language: Language;
  readonly municipality: Municipality;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly publication: Publication;
};

/** The number to call when nothing else helps: that of the first place. */
export const mainPhone = (publication: Publication): string | null => publication.places[0]?.phone ?? null;
