import type { ComponentChildren } from 'preact';
import type { Language } from '../../../kernel/language.ts';
import { type ConsoleOutline, dutiesOf } from '../desk/console-outline.ts';
import { deskTexts } from '../desk/messages.ts';
import { questionsToAsk, whomFor } from '../reading/branch-words.ts';
import type { WordToAvoid } from '../words/words-to-avoid.ts';
import {
  Branches,
  CitizenReads,
  Duties,
  MoreOf,
  OtherWay,
  RightToAnotherWay,
  Say,
  StepLines,
  StepRow,
  StopRules,
  StopsToCome,
} from './console-script.tsx';
import { SayInstead } from './console-words.tsx';
import { type KeyBindings, keyLabel } from './key-bindings.ts';
import type { ConsoleState } from './use-console.ts';

/** Where the citizen stands in a call. */
export type CitizenPlace = {
  readonly service: string | null;
  readonly step: string | null;
  readonly done: readonly string[];
};

/** For passing the step on, and for meeting the citizen at it. */
export type Panel = 'send' | 'invite' | null;

/** One service in the employee's voice: its duties, its stop rules and its script. First from what is known, then whole. */
export function ConsoleService(props: {
  readonly state: ConsoleState;
  readonly citizen: CitizenPlace | null;
  readonly language: Language;
  readonly keys: KeyBindings | null;
  readonly brief: boolean;
  readonly onBranch: (goTo: string) => void;
  readonly onStep: (index: number) => void;
  readonly onFavourite: () => void;
  /** What not to say of it. */
  readonly avoid: readonly WordToAvoid[];
  readonly panel: Panel;
  readonly onPanel: (which: Panel) => void;
  /** Shows the citizen in the call this step; null when none is there. */
  readonly onShow: (() => void) | null;
  /** The panel that is open. */
  readonly children: ComponentChildren;
}) {
  const { state, citizen, language, keys, brief, onStep } = props;
  const t = deskTexts(language);
  const { outline, shown, step } = state;
  if (outline === null) return null;
  const service = shown?.service ?? null;
  const now = service?.steps[step];
  const here = citizen !== null && citizen.service === outline.slug ? citizen.step : null;
  const kept = state.start?.favourites.includes(outline.slug) ?? false;
  const small = (action: 'favourite' | 'send' | 'invite', words: string, press: () => void, pressed: boolean) => (
    <button type="button" class="console-small" aria-pressed={pressed} onClick={press}>
      {keys ? <kbd>{keyLabel(keys[action])}</kbd> : null} {words}
    </button>
  );
  const actions = (
    <div class="console-buttons">
      {small('favourite', t.favourite, props.onFavourite, kept)}
      {outline.published ? (
        <button
          type="button"
          class="console-small"
          aria-pressed={props.panel === 'send'}
          onClick={() => props.onPanel('send')}
        >
          {keys && !props.onShow ? <kbd>{keyLabel(keys.send)}</kbd> : null} {t.send}
        </button>
      ) : null}
      {outline.published && citizen === null
        ? small('invite', t.invite, () => props.onPanel('invite'), props.panel === 'invite')
        : null}
    </div>
  );
  const turn = (action: 'previous' | 'next', to: number) => (
    <button type="button" class="console-small" disabled={service?.steps[to] === undefined} onClick={() => onStep(to)}>
      {keys ? <kbd>{keyLabel(keys[action])}</kbd> : null} {t[action]}
    </button>
  );
  return (
    <>
      <div class="console-head">
        <div class="console-title">
          <h2 id="ydelsen" tabIndex={-1}>
            {outline.title}
          </h2>
          {brief ? null : actions}
        </div>
        {outline.published ? (
          <Duties duties={service ? dutiesOf(service) : outline.duties} language={language} />
        ) : (
          <NotHere outline={outline} language={language} />
        )}
      </div>
      <div class="console-first">
        {now ? (
          <>
            <h3 id="trinnet" tabIndex={-1}>
              {now.number}. {now.title.text}
              {now.id === here ? <strong class="desk-here"> {t.citizenHere}</strong> : null}
            </h3>
            {service ? <Soft words={whomFor(service, now, language)} /> : null}
            {props.onShow && citizen ? (
              <Together
                same={citizen.service === outline.slug && citizen.step === now.id}
                elsewhere={citizen.service !== null && citizen.service !== outline.slug}
                keyName={keys ? keyLabel(keys.send) : null}
                language={language}
                onShow={props.onShow}
              />
            ) : null}
            <StepLines step={now} part={brief ? 'say' : 'both'} language={language} />
          </>
        ) : outline.first === '' ? null : (
          <Say words={outline.first} language={language} />
        )}
      </div>
      <div class="console-stops">
        <RightToAnotherWay language={language} />
        {service ? (
          <StopRules stops={service.stopRules} language={language} marked={state.stop} brief={brief} />
        ) : outline.stops.length > 0 ? (
          <StopsToCome stops={outline.stops} language={language} />
        ) : null}
        {service === null || brief ? null : <OtherWay words={service.nonDigital.text} language={language} />}
      </div>
      <article class="console-script">
        {service && now ? (
          <>
            {brief ? <StepLines step={now} part="do" language={language} /> : null}
            {now.number === 1 ? <Soft words={questionsToAsk(service, language)} /> : null}
            <Branches service={service} step={now} language={language} keys={keys} onBranch={props.onBranch} />
            <div class="console-steps">
              <StepRow
                service={service}
                at={step}
                here={here}
                done={citizen?.done ?? state.ticked}
                language={language}
                onStep={onStep}
              />
              <span class="console-buttons">
                {turn('previous', step - 1)}
                {turn('next', step + 1)}
              </span>
            </div>
          </>
        ) : null}
        {brief ? actions : null}
        {props.children}
        {now ? <CitizenReads step={now} language={language} /> : null}
        {shown?.instruction ? (
          <section class="console-instruction">
            <h3>{t.instruction(state.start?.municipality.name ?? '')}</h3>
            {shown.instruction.paragraphs.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <p>
              <small>{t.instructionDate(shown.instruction.date)}</small>
            </p>
          </section>
        ) : null}
        {service !== null && brief ? <OtherWay words={service.nonDigital.text} language={language} /> : null}
        <SayInstead words={props.avoid} language={language} />
        {service === null ? null : (
          <details class="console-more">
            <summary>{t.more}</summary>
            <MoreOf service={service} language={language} />
          </details>
        )}
      </article>
    </>
  );
}

/** What the citizen has before her, and the one press that makes it the same. */
function Together(props: {
  readonly same: boolean;
  readonly elsewhere: boolean;
  readonly keyName: string | null;
  readonly language: Language;
  readonly onShow: () => void;
}) {
  const t = deskTexts(props.language).together;
  return (
    <p class="console-together">
      {props.same ? t.same : props.elsewhere ? t.other : t.otherStep}{' '}
      {props.same ? null : (
        <button type="button" class="console-small" onClick={props.onShow}>
          {props.keyName ? <kbd>{props.keyName}</kbd> : null} {t.show}
        </button>
      )}
    </p>
  );
}

const Soft = ({ words }: { readonly words: readonly string[] }) => (
  <>
    {words.map((told) => (
      <p key={told} class="soft">
        {told}
      </p>
    ))}
  </>
);

/** Nothing to read from: it is not offered here, or not ready. */
function NotHere({ outline, language }: { readonly outline: ConsoleOutline; readonly language: Language }) {
  if (!outline.referral) return <p class="desk-warning">{deskTexts(language).notPublished}</p>;
  const { text, url } = outline.referral;
  return (
    <p class="desk-warning">
      {text} {url === null ? null : <a href={url}>{url}</a>}
    </p>
  );
}
