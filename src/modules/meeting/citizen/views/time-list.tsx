import { wallClock } from '../../../../kernel/copenhagen.ts';
import { Button, Details, Notice } from '../../../../ui/index.ts';
import type { OfferedTime } from '../../availability/time-wish.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { WeekOfTimes } from '../times.ts';
import { capital, dayOf, timeOf, weekName, weekNumber, whenOf } from '../when.ts';

/** Times as buttons that say the whole day and time to whoever hears them, and the time alone to whoever sees its day above. */
export function TimeButtons({
  page,
  times,
  whole = false,
}: {
  readonly page: MeetingPage;
  readonly times: readonly OfferedTime[];
  /** Shows the day on the button too. */
  readonly whole?: boolean;
}) {
  const { language, now } = page;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets
    <ul class={whole ? 'times times-whole' : 'times'} role="list">
      {times.map(({ startsAt }) => {
        const when = whenOf(startsAt, now, language);
        const time = timeOf(startsAt, language);
        return (
          <li key={startsAt.getTime()}>
            <Button variant="secondary" name="tid" value={startsAt.toISOString()} aria-label={whole ? undefined : when}>
              {whole ? capital(when) : texts(language).at('', time)}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** More than these are a wall of buttons: they stand under the parts of the day. */
const manyTimes = 12;
const partOf = (startsAt: Date): number => {
  const { time } = wallClock(startsAt);
  return time < '12:00' ? 0 : time < '17:00' ? 1 : 2;
};

function PartsOfDay({ page, times }: { readonly page: MeetingPage; readonly times: readonly OfferedTime[] }) {
  return (
    <>
      {texts(page.language).times.parts.map((name, part) => {
        const found = times.filter(({ startsAt }) => partOf(startsAt) === part);
        return found.length === 0 ? null : (
          <div key={name}>
            <h3>{name}</h3>
            <TimeButtons page={page} times={found} />
          </div>
        );
      })}
    </>
  );
}

/**
 * A week of times inside a form whose submit is the time: a day opens and closes, the first is open. `href` is the same page
 * at another week, null the earliest.
 */
export function TimeList({
  page,
  week,
  href,
}: {
  readonly page: MeetingPage;
  readonly week: WeekOfTimes;
  readonly href: (monday: string | null) => string;
}) {
  const { language, now } = page;
  const t = texts(language).times;
  const link = (to: string, words: string) => (
    <li>
      <a class="way" href={to}>
        {words}
      </a>
    </li>
  );
  return (
    <section aria-labelledby="uge">
      <h2 id="uge">{weekName(week.monday, language)}</h2>
      {week.days.length === 0 ? (
        <Notice kind="info">
          <p>{t.emptyWeek}</p>
          {week.nearest === null ? null : (
            <a class="way" href={href(week.nearest)}>
              {t.nearest(dayOf(week.nearest, now, language))}
            </a>
          )}
        </Notice>
      ) : (
        week.days.map(({ date, times }, at) => (
          <Details key={date} open={at === 0} summary={t.day(capital(dayOf(date, now, language)), times.length)}>
            {times.length > manyTimes ? (
              <PartsOfDay page={page} times={times} />
            ) : (
              <TimeButtons page={page} times={times} />
            )}
          </Details>
        ))
      )}
      <nav aria-label={t.leaf}>
        <ul class="weeks">
          {week.later === null ? null : link(href(week.later), t.later(weekNumber(week.later)))}
          {week.earlier === null ? null : link(href(week.earlier), t.earlier(weekNumber(week.earlier)))}
          {week.earlier === null ? null : link(href(null), t.earliest)}
        </ul>
      </nav>
    </section>
  );
}
