import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, ChoiceTiles, ErrorSummary, type FieldError } from '../../../../ui/index.ts';
import { answerField, type Party, type Study, type StudyFields, shownChoices } from '../study.ts';
import { studyTexts } from '../study-messages.ts';
import { choiceText } from '../study-results.ts';

/** The words, one question each. The answers are Danish, also on an English page: it is Danish words that are studied. */
export function StudyAnswerPage({
  language,
  action,
  study,
  party,
  values,
  errors,
}: {
  readonly language: Language;
  readonly action: string;
  readonly study: Study;
  readonly party: Party;
  readonly values: StudyFields;
  readonly errors: readonly FieldError[];
}) {
  const t = studyTexts(language);
  return (
    <>
      <ErrorSummary language={language} errors={errors} />
      <h1>{t.answer.title}</h1>
      <p class="lead">{t.answer.lead[party]}</p>
      <p>{t.answer.stored}</p>
      <p>{t.answer.skip}</p>
      <form method="post" action={action}>
        {study.terms.map((term) => {
          const name = answerField(term.position);
          return (
            <ChoiceTiles
              key={name}
              name={name}
              legend={<span class="study-question">{t.question(term.term)}</span>}
              value={values[name]}
              error={errors.length > 1 ? errors.find(({ field }) => field === name)?.message : undefined}
              options={shownChoices(term).map((choice) => ({
                value: choice,
                label: <span lang={choice === 'unknown' ? language : 'da'}>{choiceText(term, choice, t.unknown)}</span>,
              }))}
            />
          );
        })}
        <div class="actions">
          <Button>{t.answer.send}</Button>
        </div>
      </form>
    </>
  );
}

/** After the answers, or when the study is over. */
export function StudyEndPage({
  language,
  base,
  over,
}: {
  readonly language: Language;
  readonly base: string;
  readonly over: boolean;
}) {
  const t = studyTexts(language).answer;
  return (
    <>
      <h1>{over ? t.over : t.thanks}</h1>
      <p class="lead">{over ? t.overText : t.thanksText}</p>
      <p>
        <a class="way" href={pathIn(language, base)}>
          {t.front}
        </a>
      </p>
    </>
  );
}
