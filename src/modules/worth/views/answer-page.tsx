import { type DateString, dayAndDate, type Language, type WallTime, wallTimeText } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { Button, FactList, Notice, Page } from '../../../ui/index.ts';
import { type Question, questions } from '../../contact/index.ts';
import type { Municipality, OpenState } from '../../tenancy/index.ts';
import { texts } from '../messages.ts';

export type AnswerFrame = {
  readonly language: Language;
  readonly municipality: Municipality;
  readonly base: string;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
};

/** The words for the answers of a question; every question has all of its own. */
export const answerLabel = (language: Language, question: Question, answer: string): string =>
  (texts(language).answer.answers[question] as Readonly<Record<string, string>>)[answer] ?? answer;

/** One question a screen, each answer a button: a tap is counted at once, and going on needs no other. */
export function QuestionPage(
  props: AnswerFrame & {
    readonly question: Question;
    /** Counted from 1, of all that this token may answer. */
    readonly number: number;
    readonly all: number;
    readonly next: string;
    readonly stop: string;
    readonly wrong: boolean;
  },
) {
  const { language, base, question } = props;
  const t = texts(language).answer;
  const first = props.number === 1;
  const heading = first ? `${t.thanks} ${t.questions[question]}` : t.questions[question];
  const scale = questions[question].length > 4;
  return (
    <Page {...frame(props)} title={heading} styles={['worth']} noIndex>
      <h1>{heading}</h1>
      {props.wrong ? <Notice kind="error">{t.wrong}</Notice> : null}
      <form method="post" action={pathIn(language, base, '/tak')} aria-label={t.questions[question]}>
        <input type="hidden" name="question" value={question} />
        <div class={scale ? 'answer-choices answer-scale' : 'answer-choices'}>
          {questions[question].map((answer) => (
            <Button key={answer} variant={first ? 'primary' : 'secondary'} name="answer" value={answer}>
              {answerLabel(language, question, answer)}
            </Button>
          ))}
        </div>
      </form>
      <div class="answer-ways">
        <a class="way" href={props.next}>
          {t.skip}
        </a>
        {first ? null : (
          <a class="way" href={props.stop}>
            {t.stop}
          </a>
        )}
      </div>
      <p class="soft">
        {t.of(props.number, props.all)}. {t.anonymous}
      </p>
    </Page>
  );
}

/** The end: thanks, the guide, and the people behind it. */
export function ThanksPage(
  props: AnswerFrame & {
    readonly answered: boolean;
    readonly service: string | null;
    readonly place: {
      readonly name: string;
      readonly address: string;
      readonly phone: string;
      readonly open: OpenState;
    } | null;
  },
) {
  const { language, base, place, service } = props;
  const t = texts(language).answer;
  return (
    <Page {...frame(props)} title={t.title} styles={['worth']} noIndex>
      <h1>{t.thanks}</h1>
      {props.answered ? <p class="lead">{t.done}</p> : null}
      <h2>{t.agreedHeading}</h2>
      <ul class="plain-list">
        {service === null ? null : (
          <li>
            <a href={pathIn(language, base, `/${service}`)}>{t.guide}</a>
          </li>
        )}
        <li>
          <a href={pathIn(language, base)}>{t.front}</a>
        </li>
        <li>
          <a href={pathIn(language, base, '/hjaelp')}>{t.again}</a>
        </li>
      </ul>
      {place === null ? null : (
        <>
          <h2>{t.wayHeading}</h2>
          <FactList
            items={[
              { label: t.phone, value: <a href={`tel:${place.phone.replace(/\s/g, '')}`}>{place.phone}</a> },
              { label: t.address, value: `${place.name}, ${place.address}` },
              { label: t.hours, value: hours(language, place.open) },
            ]}
          />
        </>
      )}
    </Page>
  );
}

function hours(language: Language, open: OpenState): string {
  const t = texts(language).answer;
  if (open.open) return t.openNow(wallTimeText(open.closes, language));
  const opens: { readonly date: DateString; readonly time: WallTime } | null = open.opens;
  return opens ? t.opens(dayAndDate(opens.date, language), wallTimeText(opens.time, language)) : t.closed;
}

const frame = ({ language, municipality, base, alternates }: AnswerFrame) => ({
  language,
  municipality,
  base,
  alternates,
});
