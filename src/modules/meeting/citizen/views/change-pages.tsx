import { pathIn } from '../../../../kernel/address.ts';
import { Button, Notice } from '../../../../ui/index.ts';
import type { Meeting } from '../../booking/booking-types.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { WeekOfTimes } from '../times.ts';
import { capital, whenOf } from '../when.ts';
import { Frame, Hidden, OtherWays } from './frame.tsx';
import { TimeButtons, TimeList } from './time-list.tsx';
import type { Missed } from './times-page.tsx';
import { Unbroken } from './unbroken.tsx';

/** Which meeting the page showed, and as what: a form that is sent twice, or late, changes no other. */
const shownMeeting = ({ id, version }: Meeting) =>
  [
    ['moede', id],
    ['udgave', String(version)],
  ] as const;

/** Another time for the same meeting. The one she has stands until she has pressed a new one. */
export function MovePage({
  page,
  meeting,
  week,
  missed,
}: {
  readonly page: MeetingPage;
  readonly meeting: Meeting;
  readonly week: WeekOfTimes;
  readonly missed: Missed | null;
}) {
  const { language, base, now } = page;
  const t = texts(language);
  const path = pathIn(language, base, '/moede/mit/flyt');
  const empty = week.days.length === 0 && week.nearest === null;
  return (
    <Frame page={page} title={t.move.title}>
      <h1>{t.move.title}</h1>
      {meeting.startsAt ? (
        <p>
          <strong>
            <Unbroken>{t.move.now(whenOf(meeting.startsAt, now, language))}</Unbroken>
          </strong>
          <br />
          {t.times.leadMove}
        </p>
      ) : null}
      <p>
        <a class="way" href={pathIn(language, base, '/moede/mit')}>
          {t.move.keep}
        </a>
      </p>
      {empty ? (
        <Notice kind="info" heading={t.times.none}>
          <p>{t.times.noneDo}</p>
        </Notice>
      ) : (
        <form method="post" action={path}>
          <Hidden fields={shownMeeting(meeting)} />
          {missed === null ? null : (
            <Notice kind="warning" heading={t.times[missed.why === 'taken' ? 'taken' : 'notFree']} live>
              {missed.near.length === 0 ? null : (
                <>
                  <p>{t.times.takenDo}</p>
                  <TimeButtons page={page} times={missed.near} whole />
                </>
              )}
            </Notice>
          )}
          <TimeList page={page} week={week} href={(monday) => (monday === null ? path : `${path}?uge=${monday}`)} />
        </form>
      )}
      <OtherWays page={page} />
    </Frame>
  );
}

/** The page between a press by mistake and a time that is gone. */
export function CancelPage({ page, meeting }: { readonly page: MeetingPage; readonly meeting: Meeting }) {
  const { language, base, now } = page;
  const t = texts(language).cancel;
  return (
    <Frame page={page} title={t.title}>
      <h1>{t.title}</h1>
      <p>
        <strong>{meeting.type.title[language]}</strong>
        {meeting.startsAt ? (
          <>
            <br />
            <Unbroken>{capital(whenOf(meeting.startsAt, now, language))}</Unbroken>
          </>
        ) : null}
      </p>
      <p>{t.text}</p>
      <form method="post" action={pathIn(language, base, '/moede/mit/afbud')}>
        <Hidden fields={shownMeeting(meeting)} />
        <div class="actions">
          <Button variant="warning">{t.yes}</Button>
          <Button variant="secondary" href={pathIn(language, base, '/moede/mit')}>
            {t.no}
          </Button>
        </div>
      </form>
    </Frame>
  );
}
