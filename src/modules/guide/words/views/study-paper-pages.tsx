import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, ErrorSummary, type FieldError, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { type Party, paperField, type Study, type StudyFields, shownChoices } from '../study.ts';
import { studyTexts } from '../study-messages.ts';
import { choiceText } from '../study-results.ts';
import { studiesPath } from './study-frame.ts';

type Shown = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly study: Study;
  readonly party: Party;
};

/** The sheet to print: the same words and answers, in the same order as on the screen. Danish, whoever prints it. */
export function StudyPaperPage({ staff, language, study, party }: Shown) {
  const t = studyTexts('da');
  const own = studyTexts(language);
  const path = `${studiesPath}/${study.id}`;
  return (
    <EditorPage
      staff={staff}
      language={language}
      title={own.print[party]}
      room="studies"
      path={`${path}/ark?gruppe=${party}`}
      styles={['words']}
    >
      <p class="no-print">
        <a class="way" href={pathIn(language, '', path)}>
          {study.title}
        </a>
      </p>
      <div lang="da">
        <h1>{t.paperTitle}</h1>
        <p class="lead">{t.answer.lead[party]}</p>
        <p>
          {t.paperLead} {t.answer.skip}
        </p>
        <ol class="paper-words">
          {study.terms.map((term) => (
            <li key={term.position}>
              <h2>{t.question(term.term)}</h2>
              <ul class="plain-list">
                {shownChoices(term).map((choice) => (
                  <li key={choice} class="paper-choice">
                    {choiceText(term, choice, t.unknown)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
        <p class="small">
          {study.title} · {t.party[party]}
        </p>
      </div>
    </EditorPage>
  );
}

/** Where a counted pile of sheets is entered. */
export function StudyEntryPage({
  staff,
  language,
  study,
  party,
  values,
  errors,
}: Shown & { readonly values: StudyFields; readonly errors: readonly FieldError[] }) {
  const t = studyTexts(language);
  const path = `${studiesPath}/${study.id}`;
  return (
    <EditorPage
      staff={staff}
      language={language}
      title={t.enterTitle[party]}
      room="studies"
      path={`${path}/indtast?gruppe=${party}`}
    >
      <ErrorSummary language={language} errors={errors} />
      <p>
        <a class="way" href={pathIn(language, '', path)}>
          {study.title}
        </a>
      </p>
      <h1>{t.enterTitle[party]}</h1>
      <p>{t.enterLead}</p>
      <form method="post" action={pathIn(language, '', `${path}/indtast?gruppe=${party}`)}>
        <input type="hidden" name="version" value={String(study.version)} />
        {study.terms.map((term) => (
          <fieldset key={term.position}>
            <legend class="form-legend">{t.question(term.term)}</legend>
            <div class="field-columns">
              {shownChoices(term).map((choice) => {
                const name = paperField(term.position, choice);
                return (
                  <TextField
                    key={name}
                    id={name}
                    name={name}
                    inputmode="numeric"
                    maxlength={4}
                    label={<span lang="da">{choiceText(term, choice, t.unknown)}</span>}
                    value={values[name] ?? ''}
                    error={errors.find((one) => one.field === name)?.message}
                  />
                );
              })}
            </div>
          </fieldset>
        ))}
        <div class="actions">
          <Button>{t.enterSave}</Button>
        </div>
      </form>
    </EditorPage>
  );
}
