/**
 * The search index as it is kept beside the texts it was made from: what the texts tell by themselves is not sent twice.
 * Only the roots that they lack (those of the other language) or have too many (of a fact's value) are.
 */
import type { ComposedService } from '../publication/compose-service.ts';
import { contentWords } from '../search/danish-analyser.ts';
import type { IndexData, ServiceData } from '../search/index-data.ts';

/** Roots to add and to take away, each once, parted by spaces. */
type RootChange = { readonly plus: string; readonly minus: string };

/** Where a name is the service's own title, it is left empty. */
export type KeptIndexService = Omit<ServiceData, 'summary'> & { readonly summary: RootChange };
export type KeptIndex = Omit<IndexData, 'services'> & { readonly services: readonly KeptIndexService[] };

/** The composed text of a service; null for one that is not published, whose index is then sent whole. */
export type TextOf = (slug: string) => ComposedService | null;

/** Longer than any text of a guide: what is left out of the index is then among the roots to take away. */
const mostWords = 2000;

function rootsOf(text: string): ReadonlySet<string> {
  return new Set(text === '' ? [] : contentWords(text, mostWords).map(({ root }) => root));
}

const summaryRoots = (service: ComposedService | null): ReadonlySet<string> => rootsOf(service?.summary.text ?? '');

const parted = (roots: string): readonly string[] => roots.split(' ').filter((root) => root !== '');

function changeOf(known: ReadonlySet<string>, roots: string): RootChange {
  const wanted = new Set(parted(roots));
  return {
    plus: [...wanted].filter((root) => !known.has(root)).join(' '),
    minus: [...known].filter((root) => !wanted.has(root)).join(' '),
  };
}

function changed(known: ReadonlySet<string>, { plus, minus }: RootChange): string {
  const without = new Set(parted(minus));
  return [...[...known].filter((root) => !without.has(root)), ...parted(plus)].join(' ');
}

export function keptIndex(index: IndexData, textOf: TextOf): KeptIndex {
  return {
    ...index,
    services: index.services.map((service) => {
      const text = textOf(service.slug);
      const own = (name: string | undefined) => (title: string) => (title === name ? '' : title);
      return {
        ...service,
        titles: service.titles.map(own(text?.title.text)),
        plainTitles: service.plainTitles.map(own(text?.plainTitle.text)),
        summary: changeOf(summaryRoots(text), service.summary),
      };
    }),
  };
}

/** What `keptIndex` was given; the order of the roots is another, which search does not look at. */
export function wholeIndex(kept: KeptIndex, textOf: TextOf): IndexData {
  return {
    ...kept,
    services: kept.services.map((service) => {
      const text = textOf(service.slug);
      const own = (name: string | undefined) => (title: string) => (title === '' ? (name ?? '') : title);
      return {
        ...service,
        titles: service.titles.map(own(text?.title.text)),
        plainTitles: service.plainTitles.map(own(text?.plainTitle.text)),
        summary: changed(summaryRoots(text), service.summary),
      };
    }),
  };
}
