import type { EmployeeId, Language } from '../../../kernel/index.ts';
import { longDate, wallClock } from '../../../kernel/index.ts';
import type { Publication } from '../publication/publication.ts';
import { deskTexts } from './messages.ts';
import { allNews, markRead, readMarks, revisionsFrom, textVersions } from './store.ts';
import {
  changedTexts,
  firstVisit,
  newsSubject,
  parseTextMark,
  serviceSubject,
  type TextVersion,
  textMark,
  unreadNews,
} from './unread.ts';
import { changedParts, textParts } from './what-changed.ts';

/** One thing to read, and what is sent back when it has been read. */
export type ToRead = {
  readonly subject: string;
  readonly mark: string;
  readonly title: string;
  /** Paragraphs; for a changed text one line about what changed. */
  readonly body: readonly string[];
  readonly date: string;
  readonly service: string | null;
};

/** More would be a list nobody reads; the newest come first and the rest follow as they are read. */
const mostChanges = 12;

/** An empty line begins a new paragraph. */
export const paragraphs = (text: string): readonly string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What this employee has not read, news first. In the caller's municipal transaction. */
export async function whatToRead(
  employee: EmployeeId,
  publication: Publication,
  language: Language,
  now: Date,
): Promise<readonly ToRead[]> {
  const marks = await readMarks(employee);
  // Texts as they stand when she first comes are where she begins.
  if (!marks.has(firstVisit)) await markRead(employee, firstVisit, now.toISOString());
  const today = wallClock(now).date;
  const present = (slug: string) => (publication.outline(slug, language) ? slug : publication.renamed(slug));
  const news = unreadNews(await allNews(), marks, today).map(
    (one): ToRead => ({
      subject: newsSubject(one.id),
      mark: String(one.revision),
      title: one.title,
      body: paragraphs(one.body),
      date: longDate(one.shownFrom, language),
      service: one.service === null ? null : present(one.service),
    }),
  );
  const offered = (await textVersions()).filter((one) => publication.service(one.service, language) !== null);
  const changes: ToRead[] = [];
  for (const version of changedTexts(offered, marks).slice(0, mostChanges))
    changes.push(await changeToRead(version, marks, publication, language));
  return [...news, ...changes];
}

async function changeToRead(
  version: TextVersion,
  marks: ReadonlyMap<string, string>,
  publication: Publication,
  language: Language,
): Promise<ToRead> {
  const t = deskTexts(language);
  const title = publication.outline(version.service, language)?.title.text ?? version.service;
  const read = parseTextMark(marks.get(serviceSubject(version.service)));
  return {
    subject: serviceSubject(version.service),
    mark: textMark(version),
    title: t.changed(title),
    body: [await oneLine(version, read, language)],
    date: longDate(wallClock(version.at).date, language),
    service: version.service,
  };
}

/** The editors' own notes where they wrote any; else the parts that differ from what she had read. */
async function oneLine(
  version: TextVersion,
  read: { readonly national: number; readonly local: number } | null,
  language: Language,
): Promise<string> {
  const t = deskTexts(language);
  const notes: string[] = [];
  const parts = new Set<string>();
  for (const scope of ['national', 'local'] as const) {
    const newest = version[scope];
    if (newest === 0) continue;
    // Without a mark of hers the change is the last one.
    const from = read === null ? Math.max(1, newest - 1) : Math.max(1, read[scope]);
    const revisions = await revisionsFrom(scope, version.service, from);
    notes.push(...revisions.slice(1).flatMap(({ note }) => (note.trim() === '' ? [] : [note.trim()])));
    for (const part of changedParts(revisions[0]?.body, revisions.at(-1)?.body)) parts.add(part);
  }
  if (notes.length > 0) return notes.join(' · ');
  const named = textParts.filter((part) => parts.has(part)).map((part) => t.part[part]);
  return named.length === 0 ? t.changedAgain : t.changedIn(named.join(', '));
}
