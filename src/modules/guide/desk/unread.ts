/**
 * What an employee has not read yet. Pure: the dates and her marks are given. Her marks are hers alone; nothing here or
 * elsewhere asks who has read what.
 */
import type { DateString } from '../../../kernel/index.ts';

/** A service's text as it stands: revisions of the national text and of the municipality's own, 0 where there is none. */
export type TextVersion = {
  readonly service: string;
  readonly national: number;
  readonly local: number;
  /** When the newer of the two was published. */
  readonly at: Date;
};

/** The mark that says that she has been here: texts published before it are not news to her. */
export const firstVisit = 'guide';
export const serviceSubject = (slug: string): string => `service:${slug}`;
export const newsSubject = (id: string): string => `news:${id}`;

/** `3/1`: third national, first local revision. */
export const textMark = ({ national, local }: Pick<TextVersion, 'national' | 'local'>): string =>
  `${national}/${local}`;

/** What she had read, from her mark; null for one that is not ours. */
export function parseTextMark(mark: string | undefined): { readonly national: number; readonly local: number } | null {
  const found = /^(\d{1,9})\/(\d{1,9})$/.exec(mark ?? '');
  return found ? { national: Number(found[1]), local: Number(found[2]) } : null;
}

/**
 * Texts that changed since she last read them; newest first. Who has never marked a text has seen it as it stood when she
 * first came, so a new employee is not met by sixty-four changes.
 */
export function changedTexts(
  versions: readonly TextVersion[],
  marks: ReadonlyMap<string, string>,
): readonly TextVersion[] {
  const first = marks.get(firstVisit);
  if (first === undefined) return [];
  return versions
    .filter((version) => {
      const read = marks.get(serviceSubject(version.service));
      return read === undefined ? version.at.toISOString() > first : read !== textMark(version);
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

type Shown = { readonly shownFrom: DateString; readonly shownTo: DateString | null };

/** Is it shown on this day? Both days are whole. */
export const shownOn = ({ shownFrom, shownTo }: Shown, today: DateString): boolean =>
  shownFrom <= today && (shownTo === null || today <= shownTo);

/** News of today that she has not read, or that was changed since. */
export const unreadNews = <News extends Shown & { readonly id: string; readonly revision: number }>(
  news: readonly News[],
  marks: ReadonlyMap<string, string>,
  today: DateString,
): readonly News[] =>
  news.filter((one) => shownOn(one, today) && marks.get(newsSubject(one.id)) !== String(one.revision));
