import { pathIn } from '../../../../kernel/address.ts';
import { Button, Notice } from '../../../../ui/index.ts';
import type { OfferedTime } from '../../availability/time-wish.ts';
import type { MeetingType } from '../../meeting-rules.ts';
import { type ChoiceOffer, type Choices, choiceFields, choiceQuery } from '../choices.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { WeekOfTimes } from '../times.ts';
import type { MeetingTopic } from '../topic.ts';
import { languageWords, whenOf } from '../when.ts';
import { Frame, Hidden, OtherWays } from './frame.tsx';
import { TimeButtons, TimeList } from './time-list.tsx';

/** What could not be had, with times close to it. */
export type Missed = { readonly why: 'taken' | 'not-free'; readonly near: readonly OfferedTime[] };

/** One question: when. Each time is a button that keeps it for her. */
export function TimesPage(props: {
  readonly page: MeetingPage;
  readonly type: MeetingType;
  readonly offer: ChoiceOffer;
  readonly choices: Choices;
  readonly topic: MeetingTopic;
  readonly week: WeekOfTimes;
  readonly held: Date | null;
  readonly missed: Missed | null;
  /** Nothing can hide where she is, and she must be hidden. */
  readonly byText: boolean;
  /** The same press sent twice holds one time. */
  readonly requestKey: string;
}) {
  const { page, type, offer, choices, topic, week, held, missed, byText, requestKey } = props;
  const { language, base, now } = page;
  const t = texts(language);
  const path = `/moede/${type.slug}`;
  const here = (more: Readonly<Record<string, string>>) =>
    pathIn(language, base, `${path}${choiceQuery(choices, topic, more)}`);
  const empty = week.days.length === 0 && week.nearest === null;
  const place = page.places.find(({ id }) => id === choices.place);
  const chosen = [
    byText ? t.formByText : t.form[choices.form],
    ...(place ? [place.name] : []),
    ...(offer.languages.length > 1 ? [t.times.language(languageWords(choices.language, language))] : []),
    ...(choices.interpreter === null ? [] : [t.times.interpreter(languageWords(choices.interpreter, language))]),
  ].join(' · ');
  const asks = offer.forms.length > 1 || offer.languages.length > 1 || offer.interpreters.length > 0;
  return (
    <Frame page={page} title={page.anonymous ? t.times.title : `${t.times.title}: ${type.title[language]}`}>
      <h1>{t.times.title}</h1>
      <p>
        <strong>{type.title[language]}</strong>
        <br />
        {`${chosen} · ${t.minutes(type.rules.lengthMinutes)}`}
        <br />
        {asks ? (
          <a class="way" href={here({ valg: 'ja' })}>
            {t.times.change}
          </a>
        ) : null}
      </p>
      {byText ? <Notice kind="info">{t.times.noHides}</Notice> : null}
      {empty ? (
        <Notice kind="info" heading={t.times.none}>
          <p>{choices.interpreter === null ? t.times.noneDo : t.times.noneInterpreter}</p>
        </Notice>
      ) : (
        <form method="post" action={pathIn(language, base, path)}>
          <Hidden fields={[...choiceFields(choices, topic), ['noegle', requestKey]]} />
          {missed === null ? (
            <p>{type.rules.anonymous ? t.times.leadAnonymous : t.times.lead}</p>
          ) : (
            <Notice kind="warning" heading={t.times[missed.why === 'taken' ? 'taken' : 'notFree']} live>
              {missed.near.length === 0 ? null : (
                <>
                  <p>{t.times.takenDo}</p>
                  <TimeButtons page={page} times={missed.near} whole />
                </>
              )}
            </Notice>
          )}
          {held === null ? null : (
            <Notice kind="success" heading={t.times.yours}>
              <Button name="tid" value={held.toISOString()}>
                {whenOf(held, now, language)}
              </Button>
            </Notice>
          )}
          <TimeList page={page} week={week} href={(monday) => here(monday === null ? {} : { uge: monday })} />
        </form>
      )}
      <OtherWays page={page} />
    </Frame>
  );
}
