import { type Language, pathIn, wallClock } from '../../../../kernel/index.ts';
import type { FieldError } from '../../../../platform/index.ts';
import { Button, CheckboxField, ErrorSummary, Notice, TextField, VisuallyHidden } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import type { AffectedMeeting, ProposalInTheWay } from '../affected.ts';
import { texts } from '../messages.ts';
import type { NewTimes } from '../new-times.ts';
import { dayWords, whenWords } from '../when.ts';
import { HoursFrame } from './hours-frame.tsx';
import { affectedPath } from './resource-page.tsx';

/** A meeting of the list; `citizen` only where it is the reader's own meeting. */
export type AffectedLine = {
  readonly meeting: AffectedMeeting;
  readonly citizen: string | null;
  readonly own: boolean;
};

/** Meetings that stand where nobody can be booked any more, until none is left. */
export function AffectedPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly lines: readonly AffectedLine[];
  readonly proposals: readonly ProposalInTheWay[];
  readonly now: Date;
  readonly proposed: boolean;
}) {
  const { language, staff, lines, proposals, now } = props;
  const t = texts(language).affected;
  return (
    <HoursFrame
      language={language}
      staff={staff}
      title={t.title}
      path={affectedPath}
      area="/skranke"
      back={{ path: '/skranke/moeder', words: t.back }}
    >
      {props.proposed ? (
        <Notice kind="success" live>
          <p>{t.done}</p>
        </Notice>
      ) : null}
      {lines.length === 0 ? (
        proposals.length === 0 ? (
          <p>{t.none}</p>
        ) : null
      ) : (
        <>
          <p>{t.intro}</p>
          <p>{t.left(lines.length)}</p>
        </>
      )}
      {lines.map((line) => (
        <Line key={line.meeting.id} language={language} line={line} now={now} />
      ))}
      {proposals.map((one) => (
        <Proposal key={one.id} language={language} proposal={one} now={now} />
      ))}
    </HoursFrame>
  );
}

function Line({
  language,
  line,
  now,
}: {
  readonly language: Language;
  readonly line: AffectedLine;
  readonly now: Date;
}) {
  const t = texts(language).affected;
  const { meeting, citizen, own } = line;
  const when = whenWords(meeting.startsAt, now, language);
  const at = (path: string) => pathIn(language, '', path);
  const until =
    meeting.answerBy === null ? '' : `, ${t.until(dayWords(wallClock(meeting.answerBy).date, now, language))}`;
  return (
    <section>
      <h2>{`${when}: ${meeting.title[language]}`}</h2>
      <ul>
        <li>{t.with(meeting.with.map(({ name }) => name).join(', '))}</li>
        {citizen === null ? null : <li>{t.citizen(citizen)}</li>}
        <li>{t.reasons[meeting.reason]}</li>
        <li>{`${t.states[meeting.state === 'settled' ? 'open' : meeting.state]}${meeting.state === 'proposed' ? until : ''}`}</li>
      </ul>
      {meeting.state === 'proposed' ? null : (
        <p>
          <Button variant="secondary" href={at(`${affectedPath}/${meeting.id}`)}>
            <span aria-hidden="true">{meeting.seats > 1 ? t.move : t.propose}</span>
            <VisuallyHidden>{meeting.seats > 1 ? t.moveWhich(when) : t.proposeWhich(when)}</VisuallyHidden>
          </Button>
        </p>
      )}
      {own ? (
        <p>
          <a href={at(`/skranke/moeder/${meeting.id}`)}>{t.open}</a>
        </p>
      ) : null}
    </section>
  );
}

/** Times that she may still say yes to, and that nobody can hold. */
function Proposal({
  language,
  proposal,
  now,
}: {
  readonly language: Language;
  readonly proposal: ProposalInTheWay;
  readonly now: Date;
}) {
  const t = texts(language).affected;
  return (
    <section>
      <h2>{t.proposal(proposal.title[language])}</h2>
      <ul>
        {proposal.times.map(({ startsAt, reason }) => (
          <li key={startsAt.getTime()}>{`${whenWords(startsAt, now, language)}. ${t.reasons[reason]}`}</li>
        ))}
      </ul>
      <form method="post" action={pathIn(language, '', `${affectedPath}/${proposal.id}/forslag`)}>
        <p class="form-hint">{t.withdrawHint}</p>
        <Button variant="secondary">{t.withdraw}</Button>
      </form>
    </section>
  );
}

/** Times to choose from for one of them; three are chosen already. */
export function NewTimesPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly meeting: AffectedMeeting;
  readonly found: NewTimes;
  readonly chosen: readonly string[];
  readonly answerBy: string;
  readonly errors: readonly FieldError[];
  readonly now: Date;
}) {
  const { language, staff, meeting, found, chosen, answerBy, errors, now } = props;
  const t = texts(language).propose;
  const path = `${affectedPath}/${meeting.id}`;
  const error = errors.find(({ field }) => field === 'tid')?.message;
  return (
    <HoursFrame
      language={language}
      staff={staff}
      title={t.title}
      path={path}
      area="/skranke"
      back={{ path: affectedPath, words: t.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      <p>{t.stands(whenWords(meeting.startsAt, now, language))}</p>
      {found.times.length < 2 ? (
        <p>{t.noTimes}</p>
      ) : (
        <form method="post" action={pathIn(language, '', path)} novalidate>
          {found.otherEmployee ? <p>{t.otherEmployee}</p> : null}
          <fieldset id="tid" tabindex={-1} aria-describedby="tid-hint">
            <legend class="form-legend">{t.times}</legend>
            <p class="form-hint" id="tid-hint">
              {t.timesHint}
            </p>
            {error === undefined ? null : <p class="form-error-message">{error}</p>}
            {found.times.map(({ startsAt }) => (
              <CheckboxField
                key={startsAt.getTime()}
                id={`tid-${startsAt.getTime()}`}
                name="tid"
                value={startsAt.toISOString()}
                label={whenWords(startsAt, now, language)}
                checked={chosen.includes(startsAt.toISOString())}
              />
            ))}
          </fieldset>
          <TextField
            id="svar"
            name="svar"
            label={t.answerBy}
            hint={t.answerByHint}
            type="date"
            value={answerBy}
            error={errors.find(({ field }) => field === 'svar')?.message}
          />
          <Button>{t.send}</Button>
        </form>
      )}
    </HoursFrame>
  );
}
