import {
  addDays,
  type DateString,
  dayAndDate,
  type Language,
  pathIn,
  wallClock,
  wallTimeText,
} from '../../../kernel/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { capital } from '../citizen/when.ts';
import { MeetingFrame } from './frame.tsx';
import { texts } from './messages.ts';

export type MeetingLine = {
  readonly meeting: Meeting;
  readonly who: string;
  /** Its time has come, and she has not. */
  readonly late: boolean;
  /** The number to ring now. */
  readonly call: string | null;
};

export const minePath = '/skranke/moeder';

/** An employee's own week, a day at a time, with what she still must do. */
export function MyMeetingsPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly today: DateString;
  /** A Monday. */
  readonly week: DateString;
  readonly lines: readonly MeetingLine[];
  readonly notesDue: readonly { readonly id: string; readonly endedAt: Date }[];
}) {
  const { language, staff, today, week, lines, notesDue } = props;
  const t = texts(language).mine;
  const at = (path: string) => pathIn(language, '', `${minePath}${path}`);
  const days = Array.from({ length: 7 }, (_, day) => addDays(week, day));
  const dayOf = (meeting: Meeting) => (meeting.startsAt ? wallClock(meeting.startsAt).date : '');
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={t.title}
      path={minePath}
      back={{ path: '/skranke', words: t.back }}
    >
      {notesDue.length === 0 ? null : (
        <Notice kind="warning" heading={t.notesDue}>
          <ul>
            {notesDue.map((one) => (
              <li key={one.id}>
                <a href={`${at(`/${one.id}`)}#notat`}>{t.noteOf(dayAndDate(wallClock(one.endedAt).date, language))}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ul class="meeting-ways meeting-menu">
        <li>
          <a class="button button-primary" href={at('/ny')}>
            {t.make}
          </a>
        </li>
        {(
          [
            ['/forslag', t.proposals],
            ['/inviter', t.invite],
            ['/find', t.open],
            ['/serier', t.series],
            ['/hold', t.courses],
            ['/beskeder', t.messages],
            ['/beroerte', t.affected],
            ['/mine-tider', t.hours],
            ['/kalender', t.calendar],
          ] as const
        ).map(([path, words]) => (
          <li key={path}>
            <a href={at(path)}>{words}</a>
          </li>
        ))}
      </ul>
      <nav class="meeting-weeks" aria-label={t.title}>
        <a href={`${at('')}?uge=${addDays(week, -7)}`}>{t.earlier}</a> <a href={at('')}>{t.today}</a>{' '}
        <a href={`${at('')}?uge=${addDays(week, 7)}`}>{t.later}</a>
      </nav>
      <p>{t.week(dayAndDate(week, language), dayAndDate(addDays(week, 6), language))}</p>
      {lines.length === 0 ? <p>{t.noneThisWeek}</p> : null}
      {days
        // A week without meetings has said so once.
        .filter((day) => (day === today && lines.length > 0) || lines.some((line) => dayOf(line.meeting) === day))
        .map((day) => (
          <section key={day} class={day === today ? 'meeting-day is-today' : 'meeting-day'}>
            <h2>{day === today ? `${t.today}, ${dayAndDate(day, language)}` : capital(dayAndDate(day, language))}</h2>
            {lines.some((line) => dayOf(line.meeting) === day) ? (
              <ul class="meeting-lines">
                {lines
                  .filter((line) => dayOf(line.meeting) === day)
                  .map((line) => (
                    <li key={line.meeting.id}>
                      <MeetingRow line={line} language={language} />
                    </li>
                  ))}
              </ul>
            ) : (
              <p>{t.none}</p>
            )}
          </section>
        ))}
    </MeetingFrame>
  );
}

function MeetingRow({
  line: { meeting, who, late, call },
  language,
}: {
  readonly line: MeetingLine;
  readonly language: Language;
}) {
  const t = texts(language);
  const time = meeting.startsAt ? wallTimeText(wallClock(meeting.startsAt).time, language) : '';
  return (
    <>
      <a href={pathIn(language, '', `${minePath}/${meeting.id}`)}>
        {t.mine.line(time, meeting.type.title[language], who)}
      </a>{' '}
      <span class="soft">
        {t.forms[meeting.form]}
        {meeting.state === 'booked' ? '' : ` · ${t.states[meeting.state]}`}
      </span>
      {late ? <strong> {t.late.row}</strong> : null}
      {call === null ? null : (
        <>
          {' '}
          <a class="button button-secondary" href={`tel:${call}`}>
            {t.one.call(call)}
          </a>
        </>
      )}
    </>
  );
}
