import { pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import { Button, Details, Notice } from '../../../ui/index.ts';
import type { SeatRow } from '../agreeing/groups.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { opensMinutesBefore } from '../booking/meeting-door.ts';
import { coursesPath, type Framed, whenWords } from './course-pages.tsx';
import { MeetingFrame } from './frame.tsx';
import { LinkMade, type MadeLink } from './link-made.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';

type Props = Framed & {
  readonly meeting: Meeting & { readonly startsAt: Date };
  readonly seats: readonly SeatRow[];
  readonly opened: boolean;
  /** How many can take part by video here. */
  readonly videoMost: number;
  /** Somebody must not be found on the net, and nothing here can hide her. */
  readonly onlyText: boolean;
  readonly link: MadeLink | null;
};

/** One group: who comes, and who has come. */
export function CoursePage(props: Props) {
  const { language, staff, meeting, seats, opened, link } = props;
  const t = texts(language);
  const path = `${coursesPath}/${meeting.id}`;
  const here = seats.filter(({ state }) => state !== 'cancelled');
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={meeting.type.title[language]}
      path={path}
      back={{ path: coursesPath, words: t.courses.title }}
    >
      {opened ? (
        <Notice kind="success" live>
          <p>{t.courses.opened}</p>
        </Notice>
      ) : null}
      {link ? <LinkMade language={language} link={link} /> : null}
      <p>
        {whenWords(meeting.startsAt, language)}
        <br />
        {t.forms[meeting.form]}
        {meeting.state === 'booked' ? null : (
          <>
            <br />
            <strong>{t.states[meeting.state]}</strong>
          </>
        )}
      </p>
      {meeting.form === 'video' && meeting.state === 'booked' ? <ByVideo {...props} /> : null}
      <h2>{t.courses.people}</h2>
      {here.length === 0 ? <p>{t.courses.nobody}</p> : null}
      {here.length > 0 && here.every(({ name }) => name === null) ? <p>{t.courses.hidden}</p> : null}
      <ul class="meeting-lines">
        {here.map((seat, at) => (
          <Seat key={seat.personId} {...props} seat={seat} number={at + 1} />
        ))}
      </ul>
      <p>
        <a href={pathIn(language, '', `${minePath}/${meeting.id}`)}>{t.one.open}</a>
      </p>
    </MeetingFrame>
  );
}

/** How they come in, and what stands in the way of it. */
function ByVideo({ language, meeting, videoMost, onlyText }: Props) {
  const t = texts(language).courses;
  const opens = new Date(meeting.startsAt.getTime() - opensMinutesBefore * 60_000);
  const clock = wallTimeText(wallClock(opens).time, language);
  return (
    <>
      {meeting.seats > videoMost ? (
        <Notice kind="warning">
          <p>{t.noRoom(meeting.seats, videoMost)}</p>
        </Notice>
      ) : null}
      {onlyText ? (
        <Notice kind="warning">
          <p>{t.onlyText}</p>
        </Notice>
      ) : null}
      <p>
        {t.video(language === 'da' ? `kl. ${clock}` : clock)} {t.videoBegin}{' '}
        <a href={pathIn(language, '', '/skranke')}>{texts(language).one.toDesk}</a>
      </p>
    </>
  );
}

function Seat({ language, meeting, seat, number }: Props & { readonly seat: SeatRow; readonly number: number }) {
  const { courses: t, one } = texts(language);
  const { name, state, interpreter } = seat;
  const stands = meeting.state === 'booked';
  const words =
    state !== 'booked' ? t.states[state] : meeting.state === 'done' ? t.missed : stands ? t.states.booked : '';
  const act = (what: string, label: string, variant: 'secondary' | 'quiet', fields = <></>) => (
    <form method="post" action={pathIn(language, '', `${coursesPath}/${meeting.id}/${what}`)}>
      <input type="hidden" name="person" value={seat.personId} />
      {fields}
      <Button type="submit" variant={variant}>
        {label}
      </Button>
    </form>
  );
  return (
    <li>
      <strong>{name ?? `${number}.`}</strong> <span class="soft">{words}</span>
      {interpreter === null ? null : <p>{one.needsInterpreter(interpreter === 'sgn' ? one.sign : interpreter)}</p>}
      {name === null || !stands ? null : (
        <>
          {state === 'booked' ? act('kommet', t.checkIn(name), 'secondary') : null}
          <Details summary={t.more(name)}>
            {state === 'checked-in'
              ? act('kommet', t.checkOut(name), 'quiet', <input type="hidden" name="kom" value="nej" />)
              : null}
            {meeting.type.rules.anonymous ? null : act('link', t.link(name), 'quiet')}
            {act('afmeld', t.giveUp(name), 'quiet')}
          </Details>
        </>
      )}
    </li>
  );
}
