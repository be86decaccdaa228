import type { ComponentChildren } from 'preact';
import { type Language, pathIn } from '../../../../kernel/index.ts';
import { ErrorSummary, type FieldError, Notice } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { Done } from '../done.ts';
import { editingTexts } from '../messages.ts';

/** The frame of every page about one text: where one is, what was done, the ways around. */
export function TextFrame({
  staff,
  language,
  slug,
  title,
  path,
  whole,
  message,
  errors = [],
  notices = [],
  children,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly slug: string;
  readonly title: string;
  /** After the text's own address: `/historik`. */
  readonly path: string;
  /** Whose whole text this editor may edit, if any. */
  readonly whole: 'national' | 'own' | null;
  readonly message: Done | null;
  readonly errors?: readonly FieldError[];
  /** Why nothing came of what was asked, in whole sentences. */
  readonly notices?: readonly string[];
  readonly children: ComponentChildren;
}) {
  const t = editingTexts(language);
  const base = `/redaktion/tekst/${slug}`;
  const link = (to: string, words: string) => (
    <li>
      <a href={pathIn(language, '', to)} aria-current={to === `${base}${path}` ? 'page' : undefined}>
        {words}
      </a>
    </li>
  );
  return (
    <EditorPage
      staff={staff}
      language={language}
      title={title}
      room="texts"
      path={`${base}${path}`}
      styles={['editing']}
    >
      <ErrorSummary language={language} errors={errors} />
      {message === null ? null : (
        <Notice kind="success" live>
          <p>{t[message]}</p>
        </Notice>
      )}
      {notices.length === 0 ? null : (
        <Notice kind="warning" live>
          {notices.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Notice>
      )}
      <h1>{title}</h1>
      <ul class="edit-ways">
        {link('/redaktion', t.back)}
        {staff.roles.includes('editor') && whole !== 'own' ? link(base, t.localTitle('').replace(/: $/, '')) : null}
        {whole === null ? null : link(`${base}/hel`, t.wholeLink[whole])}
        {link(`${base}/vis`, t.previewLink)}
        {link(`${base}/historik`, t.historyLink)}
        {link(`/${staff.municipality.slug}/${slug}`, t.seePublic)}
      </ul>
      {children}
    </EditorPage>
  );
}
