import { createHash } from 'node:crypto';
import type { Language } from '../../../kernel/index.ts';
import type { Publication } from '../publication/publication.ts';
import type { IndexData } from '../search/index-data.ts';
import type { SearchPin } from '../words/pins.ts';
import type { WordToAvoid } from '../words/words-to-avoid.ts';
import { type ConsoleOutline, outlineOf } from './console-outline.ts';

/** All that the browser needs to search and to show a first line without asking again. */
export type ConsoleData = {
  readonly index: IndexData;
  readonly services: readonly ConsoleOutline[];
  /** Answers that stand first, with why. */
  readonly pins: readonly SearchPin[];
  /** By service: what not to say of it. Services without such words are left out. */
  readonly avoid: Readonly<Record<string, readonly WordToAvoid[]>>;
};

/** The same as text, named by what it says: a browser that has it need not fetch it again, also on another day. */
export type PrintedData = { readonly json: string; readonly print: string };

const printed = new WeakMap<Publication, Map<Language, PrintedData>>();

/** Made once a publication and language. */
export function consoleData(publication: Publication, language: Language): PrintedData {
  const kept = printed.get(publication) ?? new Map<Language, PrintedData>();
  printed.set(publication, kept);
  const found = kept.get(language);
  if (found) return found;
  const data: ConsoleData = {
    index: publication.searchIndexData(language),
    pins: publication.pins,
    avoid: Object.fromEntries(
      publication
        .all(language)
        .map(({ slug }) => [slug, publication.avoid(slug)] as const)
        .filter(([, words]) => words.length > 0),
    ),
    services: publication.all(language).map((outline) => {
      const service = publication.service(outline.slug, language);
      if (service) return outlineOf(service);
      return {
        slug: outline.slug,
        title: outline.title.text,
        plainTitle: outline.plainTitle.text,
        published: false,
        referral: outline.referral && { text: outline.referral.text.text, url: outline.referral.url },
        first: '',
        duties: { digital: null, attendance: null },
        stops: [],
      };
    }),
  };
  const json = JSON.stringify(data);
  const made = { json, print: createHash('sha256').update(json).digest('hex').slice(0, 16) };
  kept.set(language, made);
  return made;
}
