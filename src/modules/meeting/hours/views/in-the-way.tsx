import type { Language } from '../../../../kernel/index.ts';
import { Notice } from '../../../../ui/index.ts';
import { keyOf } from '../affected.ts';
import type { InTheWay } from '../change-hours.ts';
import { texts } from '../messages.ts';
import { whenWords } from '../when.ts';

const mostShown = 20;

/** Before anything is saved: how many meetings would stand in the way, and when. Never whose they are. */
export function InTheWayNotice({
  language,
  way,
  now,
}: {
  readonly language: Language;
  readonly way: InTheWay;
  readonly now: Date;
}) {
  const t = texts(language).affects;
  const more = way.meetings.length - mostShown;
  return (
    <Notice kind="warning" heading={t.heading(way.meetings.length)} live>
      <p>{t.intro}</p>
      <ul>
        {way.meetings.slice(0, mostShown).map((one) => (
          <li key={keyOf(one)}>
            {one.option === null
              ? whenWords(one.startsAt, now, language)
              : t.proposed(whenWords(one.startsAt, now, language))}
          </li>
        ))}
        {more > 0 ? <li>{t.more(more)}</li> : null}
      </ul>
    </Notice>
  );
}
