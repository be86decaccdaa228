import type { ComponentChildren } from 'preact';
import type { Language } from '../../../kernel/language.ts';
import { dutiesOf } from '../desk/console-outline.ts';
import { deskTexts } from '../desk/messages.ts';
import { Duties, MoreOf, RightToAnotherWay, Say, StepRow, StepScript, StopRules } from './console-script.tsx';
import { type KeyBindings, keyLabel } from './key-bindings.ts';
import type { ConsoleState } from './use-console.ts';

/** Where the citizen stands in a call. */
export type CitizenPlace = {
  readonly service: string | null;
  readonly step: string | null;
  readonly done: readonly string[];
};

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
  /** The panels for passing the step on. */
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
  return (
    <>
      <div class="console-head">
        <div class="console-title">
          <h2 id="ydelsen" tabIndex={-1}>
            {outline.title}
          </h2>
          <button type="button" class="console-small" aria-pressed={kept} onClick={props.onFavourite}>
            {keys ? <kbd>{keyLabel(keys.favourite)}</kbd> : null} {kept ? t.unfavourite : t.favourite}
          </button>
        </div>
        {outline.published ? (
          <Duties duties={service ? dutiesOf(service) : outline.duties} language={language} />
        ) : outline.referral ? (
          <p class="desk-warning">
            {outline.referral.text}{' '}
            {outline.referral.url === null ? null : <a href={outline.referral.url}>{outline.referral.url}</a>}
          </p>
        ) : (
          <p class="desk-warning">{t.notPublished}</p>
        )}
        <RightToAnotherWay language={language} />
      </div>
      {outline.published ? (
        <div class="console-stops">
          {service ? (
            <StopRules stops={service.stopRules} language={language} marked={state.stop} brief={brief} />
          ) : (
            <section class="desk-stop" aria-label={t.stop}>
              <h3>{t.stop}</h3>
              <ul>
                {outline.stops.map((when) => (
                  <li key={when}>
                    <strong>{when}</strong>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {service === null ? null : (
            <section class="console-other-way">
              <h3>{t.nonDigital}</h3>
              <p>{service.nonDigital.text}</p>
            </section>
          )}
        </div>
      ) : null}
      <article class="console-script">
        {service && service.steps.length > 0 ? (
          <StepRow
            service={service}
            at={step}
            here={here}
            done={citizen?.done ?? []}
            language={language}
            onStep={onStep}
          />
        ) : null}
        {service && now ? (
          <>
            <h3 id="trinnet" tabIndex={-1}>
              {now.number}. {now.title.text}
              {now.id === here ? <strong class="desk-here"> {t.citizenHere}</strong> : null}
            </h3>
            <StepScript service={service} step={now} language={language} keys={keys} onBranch={props.onBranch} />
            <p class="console-turn">
              <button
                type="button"
                class="button button-secondary"
                disabled={step === 0}
                onClick={() => onStep(step - 1)}
              >
                {keys ? <kbd>{keyLabel(keys.previous)}</kbd> : null} {t.previous}
              </button>
              <button
                type="button"
                class="button button-secondary"
                disabled={step === service.steps.length - 1}
                onClick={() => onStep(step + 1)}
              >
                {keys ? <kbd>{keyLabel(keys.next)}</kbd> : null} {t.next}
              </button>
            </p>
          </>
        ) : outline.first === '' ? null : (
          <Say words={outline.first} language={language} />
        )}
        {outline.published ? props.children : null}
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
