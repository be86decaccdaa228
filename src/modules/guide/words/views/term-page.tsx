import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, ErrorSummary, type FieldError } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { TermFields as Fields, LocalTerm } from '../local-term.ts';
import { texts } from '../messages.ts';
import { TermFields } from './term-fields.tsx';
import { WordsMenu, wordPaths } from './words-menu.tsx';

/** One of the municipality's words, to change or remove. */
export function TermPage({
  staff,
  language,
  term,
  values,
  errors,
  asksTitle,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly term: LocalTerm;
  readonly values: Fields;
  readonly errors: readonly FieldError[];
  readonly asksTitle: boolean;
}) {
  const t = texts(language);
  const back = `${wordPaths.words}/${term.service}`;
  const path = `${back}/${term.id}`;
  return (
    <EditorPage staff={staff} language={language} title={t.form.editTitle(term.term)} room="words" path={path}>
      <WordsMenu current="words" language={language} staff={staff} />
      <ErrorSummary language={language} errors={errors} />
      <h1>{t.form.editTitle(term.term)}</h1>
      <form method="post" action={pathIn(language, '', path)}>
        <input type="hidden" name="version" value={String(term.version)} />
        <TermFields language={language} values={values} errors={errors} asksTitle={asksTitle} />
        <div class="actions">
          <Button>{t.form.save}</Button>
          <a class="way" href={pathIn(language, '', back)}>
            {t.form.cancel}
          </a>
        </div>
      </form>
      <h2>{t.form.removeHeading}</h2>
      <p>{t.form.removeText}</p>
      <form method="post" action={pathIn(language, '', `${path}/fjern`)}>
        <input type="hidden" name="version" value={String(term.version)} />
        <Button variant="warning">{t.form.remove}</Button>
      </form>
    </EditorPage>
  );
}

/** The form as a word fills it. */
export const termValues = (term: LocalTerm): Fields => ({
  term: term.term,
  relation: term.relation,
  strength: String(term.strength),
  lang: term.lang,
  region: term.region,
  sayInstead: term.sayInstead,
  sensitive: term.sensitive ? 'ja' : '',
  source: term.evidence.source,
  note: term.evidence.note,
});
