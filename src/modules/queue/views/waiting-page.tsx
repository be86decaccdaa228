import { Button, DataIsland, Notice, Page } from '../../../ui/index.ts';
import type { ComposedService } from '../../guide/index.ts';
import type { GuideProps, HelpIslandProps, RoomProps, WaitingWords } from '../client/island-props.ts';
import type { WaitingState } from '../help.ts';
import { texts } from '../messages.ts';
import { waitingTexts } from '../room-messages.ts';
import { topicQuery } from '../topic.ts';
import { type HelpForm, pathIn } from '../view-types.ts';
import { type CitizenPage, guideProps } from './citizen-page.ts';
import { OtherWays, otherWaysProps } from './other-ways.tsx';

/** The private waiting room: her place, an honest range, the guide still in reach; it becomes the call on the spot. */
export function WaitingPage(props: {
  readonly page: CitizenPage;
  readonly form: HelpForm;
  readonly state: WaitingState;
  readonly words: WaitingWords;
  readonly room: RoomProps;
  readonly service: ComposedService | null;
  readonly stepsDone: readonly string[];
  /** What her line bore when it was tested. */
  readonly line: HelpForm | null;
}) {
  const { page, form, state, words, room, service, stepsDone, line } = props;
  const { language, municipality, base, place, now } = page;
  const t = texts(language);
  const meeting = state.kind === 'waiting' && state.meetsAt !== undefined;
  const waits = waitingTexts(language, meeting);
  const guide = guideProps(page, service, stepsDone);
  const island: HelpIslandProps = {
    stage: 'room',
    form,
    language,
    base,
    guide,
    otherWays: otherWaysProps(place, now, language),
    line,
    room: { ...room, state, words },
  };
  return (
    <Page
      title={meeting ? words.heading : state.kind === 'waiting' ? t.waiting.title : t.waiting.taken}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      scripts={['citizen-help']}
      styles={['help']}
      refreshWithoutScripts={10}
      noIndex
    >
      <div class="help-main">
        <DataIsland name="citizen-help" props={island}>
          {state.kind === 'waiting' ? (
            <>
              <h1>{words.heading}</h1>
              <p>{words.estimate}</p>
              <p class="soft">{waits.keep}</p>
              {guide === null ? null : <GuideToRead guide={guide} page={page} />}
            </>
          ) : (
            <>
              <h1>{t.waiting.taken}</h1>
              <noscript>
                <Notice kind="warning">{t.waiting.takenNoScript(place?.phone ?? '')}</Notice>
                <OtherWays place={place} now={now} language={language} />
              </noscript>
            </>
          )}
        </DataIsland>
        {state.kind === 'waiting' && !state.staffed ? (
          <div data-stage="unscripted">
            <Notice kind="warning" heading={t.waiting.unstaffed}>
              <p>{t.waiting.unstaffedWay}</p>
              <OtherWays place={place} now={now} language={language} />
            </Notice>
          </div>
        ) : null}
        {state.kind === 'waiting' && !meeting ? (
          <p data-stage="waiting">
            <a class="way" href={pathIn(language, base, `/moede?${topicQuery({ ...page.topic, stepsDone: [] })}`)}>
              {t.help.bookTime}
            </a>
          </p>
        ) : null}
        <form method="post" action={pathIn(language, base, '/hjaelp/forlad')} data-stage="unscripted">
          <Button type="submit" variant="quiet">
            {waits.leave}
          </Button>
        </form>
      </div>
    </Page>
  );
}

/** The steps to read on in, for a browser without scripts; the island shows its own. */
function GuideToRead({ guide, page }: { readonly guide: GuideProps; readonly page: CitizenPage }) {
  const t = texts(page.language).waiting;
  return (
    <section class="help-guide">
      <h2>{t.read}</h2>
      <h3>{guide.title}</h3>
      <ol class="waiting-steps">
        {guide.steps.map((step) => (
          <li key={step.id} class={step.id === guide.step ? 'is-here' : undefined}>
            <strong>
              {step.number}. {step.title}
            </strong>
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
      <p>
        <a href={guide.href}>{t.openGuide}</a>
      </p>
    </section>
  );
}

/** No such place any more: why, and the way back in. `meeting`: she holds the link to one that is open now. */
export function PlaceGonePage({ page, meeting }: { readonly page: CitizenPage; readonly meeting: boolean }) {
  const { language, municipality, base, place, now } = page;
  const t = waitingTexts(language, meeting);
  return (
    <Page
      title={t.gone}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      styles={['queue']}
      noIndex
    >
      <h1>{t.gone}</h1>
      <p>{t.goneWhy}</p>
      <Button href={pathIn(language, base, t.back)}>{t.startAgain}</Button>
      <OtherWays place={place} now={now} language={language} />
    </Page>
  );
}
