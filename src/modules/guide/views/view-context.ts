import type { VNode } from 'preact';
import type { Language } from '../../../kernel/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { Publication } from '../publication/publication.ts';
import type { Reading } from '../reading/reading.ts';

/** What pages ask of a publication. The offline copy answers to it too (offline/open-bundle.ts). */
export type ReadablePublication = Pick<
  Publication,
  'date' | 'places' | 'service' | 'outline' | 'search' | 'lifeEvents' | 'all'
> &
  // A page can do without.
  Partial<Pick<Publication, 'ways' | 'languages'>>;

/** What every page of the guide is rendered from. */
export type ViewContext = {
  readonly language: Language;
  readonly municipality: Municipality;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly publication: ReadablePublication;
  /** As everybody reads, where it is left out. */
  readonly reading?: Reading | undefined;
  /** Scheme and host that browsers use; without it a page has no links that take the whole address along. */
  readonly origin?: string | undefined;
  /** A service's films, drawn; null where it has none. Not in the offline copy: they are too large to keep. */
  readonly films?: ((slug: string, name: string) => VNode | null) | undefined;
  /** Steps that came ticked in the address, from another screen. */
  readonly ticked?: readonly string[] | undefined;
};

/** The number to call when nothing else helps: that of the first place. */
export const mainPhone = (publication: Pick<Publication, 'places'>): string | null =>
  publication.places[0]?.phone ?? null;
