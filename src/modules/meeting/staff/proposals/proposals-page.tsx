import { dayAndDate, type Language, pathIn, wallClock, wallTimeText } from '../../../../kernel/index.ts';
import type { FieldError } from '../../../../platform/index.ts';
import { Button, ErrorSummary, Notice, SelectField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import type { OpenProposal, UnansweredProposal } from '../../agreeing/proposal-rules.ts';
import { MeetingFrame } from '../frame.tsx';
import { texts as around } from '../messages.ts';
import { minePath } from '../my-meetings-page.tsx';
import { texts } from './messages.ts';

export const proposalsPath = `${minePath}/forslag`;
/** What the form says for a citizen whom none of the times fits. */
export const noneFits = 'ingen';

/** The meeting's kind, and with whom. */
export type Named<One> = One & { readonly title: string; readonly who: string };

const whenOf = (at: Date, language: Language): string => {
  const { date, time } = wallClock(at);
  return texts(language).at(dayAndDate(date, language), wallTimeText(time, language));
};

/** Times that wait for an answer, which an employee may give for the citizen, and meetings that nobody has a time for. */
export function ProposalsPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly waiting: readonly Named<OpenProposal>[];
  readonly left: readonly Named<UnansweredProposal>[];
  readonly saved: 'saved' | 'freed' | null;
  readonly errors: readonly FieldError[];
}) {
  const { language, staff, waiting, left, saved, errors } = props;
  const t = texts(language);
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={t.title}
      path={proposalsPath}
      back={{ path: minePath, words: around(language).one.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      {saved === null ? null : (
        <Notice kind="success" live>
          <p>{t[saved]}</p>
        </Notice>
      )}
      <h2>{t.waiting}</h2>
      {waiting.length === 0 ? <p>{t.noneWaiting}</p> : null}
      {waiting.map((one) => (
        <Waiting key={one.meetingId} language={language} one={one} errors={errors} />
      ))}
      <h2>{t.left}</h2>
      {left.length === 0 ? <p>{t.noneLeft}</p> : null}
      <ul class="meeting-lines">
        {left.map((one) => (
          <li key={one.meetingId}>
            <a href={pathIn(language, '', `${minePath}/${one.meetingId}`)}>{t.line(one.title, one.who)}</a>{' '}
            <span class="soft">{t.why[one.why]}</span>{' '}
            <a href={pathIn(language, '', `${minePath}/${one.meetingId}/flyt`)}>{t.again}</a>
          </li>
        ))}
      </ul>
    </MeetingFrame>
  );
}

function Waiting(props: {
  readonly language: Language;
  readonly one: Named<OpenProposal>;
  readonly errors: readonly FieldError[];
}) {
  const { language, one, errors } = props;
  const t = texts(language);
  const path = `${proposalsPath}/${one.meetingId}`;
  const field = `svar-${one.meetingId}`;
  return (
    <section aria-labelledby={`forslag-${one.meetingId}`}>
      <h3 id={`forslag-${one.meetingId}`}>{t.line(one.title, one.who)}</h3>
      <p>{t.answerBy(whenOf(one.answerBy, language))}</p>
      {one.stands ? <p>{t.stands(whenOf(one.stands, language))}</p> : null}
      <div class="meeting-doing">
        <form method="post" action={pathIn(language, '', `${path}/svar`)} novalidate>
          <SelectField
            id={field}
            name="svar"
            label={t.times}
            value=""
            error={errors.find((error) => error.field === field)?.message}
            options={[
              { value: '', label: t.choose },
              ...one.times.map((time) => ({ value: time.optionId, label: whenOf(time.startsAt, language) })),
              { value: noneFits, label: t.none },
            ]}
          />
          <Button type="submit">{t.answer}</Button>
        </form>
        <form method="post" action={pathIn(language, '', `${path}/tilbage`)}>
          <Button type="submit" variant="secondary">
            {t.takeBack}
          </Button>
        </form>
        <a href={pathIn(language, '', `${minePath}/${one.meetingId}`)}>{t.open}</a>
      </div>
    </section>
  );
}
