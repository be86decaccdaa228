import { pathIn } from '../../../../kernel/address.ts';
import { VisuallyHidden } from '../../../../ui/index.ts';
import type { ComposedService } from '../../publication/compose-service.ts';
import { Prose } from '../../views/prose.tsx';
import type { ViewContext } from '../../views/view-context.ts';
import { texts } from '../messages.ts';
import type { PersonalGuide } from '../personal-guide.ts';
import { type Answers, writtenAnswers } from '../questions.ts';
import { plainReading, readingQuery } from '../reading.ts';

/** Where the page begins again after an answer. */
const here = 'dine-trin';

/**
 * One question at a time, each option a button that leads to the page that fits it. What has been answered stands above,
 * each answer with a way back.
 */
export function GuideQuestions({
  context,
  whole,
  personal: { answers, service },
}: {
  readonly context: ViewContext;
  readonly whole: ComposedService;
  readonly personal: PersonalGuide;
}) {
  const { language, base } = context;
  const t = texts(language);
  if (whole.questions.length === 0) return null;
  const { helper } = context.reading ?? plainReading;
  const address = pathIn(language, base, `/${whole.slug}`);
  const answered = whole.questions.filter(({ id }) => answers[id] !== undefined);
  const next = whole.questions.find(({ id }) => answers[id] === undefined);
  return (
    <section class="questions no-print" id={here} aria-labelledby={`${here}-navn`}>
      <h2 id={`${here}-navn`}>{answered.length === 0 ? t.questionsHeading : t.yourAnswers}</h2>
      {answered.length === 0 ? <p>{t.questionsLead}</p> : null}
      {answered.length === 0 ? null : (
        <dl class="answers">
          {answered.map((question) => {
            const { [question.id]: _, ...others } = answers;
            return (
              <div key={question.id}>
                <dt>
                  <Prose text={question.text} language={language} plain />
                </dt>
                <dd>
                  {question.options
                    .filter(({ id }) => id === answers[question.id])
                    .map((option) => (
                      <strong key={option.id}>
                        <Prose text={option.text} language={language} plain />
                      </strong>
                    ))}{' '}
                  <a href={`${address}${readingQuery(whole.questions, { answers: others, helper })}#${here}`}>
                    {t.change}
                    <VisuallyHidden>{t.changeOf(question.text.text)}</VisuallyHidden>
                  </a>
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      {next === undefined ? null : (
        <form method="get" action={`${address}#${here}`}>
          <KeptInForm questions={whole.questions} answers={answers} helper={helper} />
          <fieldset class="form-group" aria-describedby={next.help ? `${here}-om` : undefined}>
            <legend class="form-label">
              <Prose text={next.text} language={language} plain />
            </legend>
            {next.help === null ? null : (
              <p class="form-hint" id={`${here}-om`}>
                <Prose text={next.help} language={language} plain />
              </p>
            )}
            <div class="answer-tiles">
              {next.options.map((option) => (
                <button
                  key={option.id}
                  class="button button-secondary"
                  type="submit"
                  name="svar"
                  value={`${next.id}.${option.id}`}
                >
                  <Prose text={option.text} language={language} plain />
                </button>
              ))}
            </div>
          </fieldset>
        </form>
      )}
      {answered.length === 0 ? null : (
        <p>
          {t.shownSteps(service.steps.length, whole.steps.length)}{' '}
          <a class="way" href="#trin">
            {t.toSteps}
          </a>{' '}
          <a class="way" href={`${address}${readingQuery([], { helper })}#${here}`}>
            {t.whole}
          </a>
        </p>
      )}
      <p class="soft">{t.answersKept}</p>
    </section>
  );
}

/** What the address says, as fields that a form takes along. */
export function KeptInForm({
  questions,
  answers,
  helper,
  thanked = [],
}: {
  readonly questions: ComposedService['questions'];
  readonly answers: Answers;
  readonly helper: boolean;
  readonly thanked?: readonly string[];
}) {
  return (
    <>
      {writtenAnswers(questions, answers).map((answer) => (
        <input key={answer} type="hidden" name="svar" value={answer} />
      ))}
      {helper ? <input type="hidden" name="hjaelper" value="1" /> : null}
      {thanked.map((step) => (
        <input key={step} type="hidden" name="tak" value={step} />
      ))}
    </>
  );
}
