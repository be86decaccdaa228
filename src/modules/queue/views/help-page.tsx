import { Button, Notice, Page } from '../../../ui/index.ts';
import type { CounterState } from '../counter-state.ts';
import { lineTestTexts } from '../line-test/messages.ts';
import { texts } from '../messages.ts';
import { topicQuery } from '../topic.ts';
import { type HelpForm, pathIn } from '../view-types.ts';
import { opensWhen, waitWords } from '../wording.ts';
import type { CitizenPage } from './citizen-page.ts';
import { OtherWays } from './other-ways.tsx';
import { TopicLine } from './topic-line.tsx';

const forms: readonly HelpForm[] = ['text', 'voice', 'video'];

/** Three equal, large choices when somebody can come; else what is true, and another way. Never a ticket for nobody. */
export function HelpPage({
  page,
  state,
  alreadyWaiting,
}: {
  readonly page: CitizenPage;
  readonly state: CounterState;
  readonly alreadyWaiting: boolean;
}) {
  const { language, municipality, base, topic, place, now } = page;
  const t = texts(language);
  return (
    <Page
      title={t.help.title}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      styles={['queue']}
    >
      <h1>{t.help.title}</h1>
      {alreadyWaiting ? (
        <Notice kind="info" heading={t.help.alreadyWaiting}>
          <Button href={pathIn(language, base, '/hjaelp/vent')}>{t.help.backToWaiting}</Button>
        </Notice>
      ) : null}
      <TopicLine topic={topic} language={language} />
      {state.open ? (
        <>
          <p>{t.help.intro}</p>
          <p>
            <strong>{t.counter.open}</strong> {t.counter.staffed} {waitWords(state.estimate, language)}
          </p>
          <h2>{t.help.how}</h2>
          <ul class="help-forms">
            {forms.map((form) => (
              <li key={form}>
                <a class="help-form" href={pathIn(language, base, `/hjaelp/klar?form=${form}&${topicQuery(topic)}`)}>
                  <strong>{t.form[form]}</strong>
                  <span>{t.formHint[form]}</span>
                </a>
              </li>
            ))}
          </ul>
          <p>
            <a class="way" href={pathIn(language, base, '/hjaelp/proev')}>
              {lineTestTexts(language).link}
            </a>
          </p>
          <h2>{t.help.otherWays}</h2>
        </>
      ) : (
        <Notice kind="info" heading={state.reason === 'outside-hours' ? t.counter.outsideHours : t.counter.nobody}>
          {state.opens === null ? null : <p>{t.counter.opens(opensWhen(state.opens, now, language))}</p>}
          <p>{state.reason === 'outside-hours' ? t.counter.noTicket : t.counter.tryAgain}</p>
        </Notice>
      )}
      <OtherWays
        place={place}
        now={now}
        language={language}
        book={pathIn(language, base, `/moede?${topicQuery({ ...topic, stepsDone: [] })}`)}
      />
      {state.open || topic.service === null ? null : (
        <p>
          <a class="way" href={pathIn(language, base, `/${topic.service}`)}>
            {t.help.readGuide}
          </a>
        </p>
      )}
    </Page>
  );
}
