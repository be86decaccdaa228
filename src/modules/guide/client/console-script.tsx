import { Fragment } from 'preact';
import { type Language, longDate } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import type { ComposedLaw, ComposedLine, ComposedService, ComposedStep, ComposedStop } from '../index.ts';
import { branchActions, type KeyBindings, keyLabel } from './key-bindings.ts';

/** Null: keys are switched off, and none is shown. */
type Keys = KeyBindings | null;

/** What the citizen may say at a step, in the order of its keys. */
export const branchesOf = (step: ComposedStep): readonly { readonly says: string; readonly goTo: string }[] =>
  step.lines.flatMap((line) => line.ifCitizenSays.map(({ says, goTo }) => ({ says: says.text, goTo })));

/** One step of the script: what to say, large, and what to do; one of the two where they stand apart. */
export const StepLines = (props: {
  readonly step: ComposedStep;
  readonly part: 'say' | 'do' | 'both';
  readonly language: Language;
}) => (
  <>
    {props.step.lines.map((line) => (
      <Line key={`${line.stage} ${line.say.text}`} line={line} part={props.part} language={props.language} />
    ))}
  </>
);

/** Where to go when the citizen says something else. */
export function Branches(props: {
  readonly service: ComposedService;
  readonly step: ComposedStep;
  readonly language: Language;
  readonly keys: Keys;
  readonly onBranch: (goTo: string) => void;
}) {
  const { service, step, language, keys, onBranch } = props;
  const t = deskTexts(language);
  const branches = branchesOf(step);
  if (branches.length === 0) return null;
  return (
    <div class="script-branches">
      <p class="script-verb">{t.ifSays}</p>
      <ul>
        {branches.map(({ says, goTo }, index) => {
          const action = branchActions[index];
          return (
            <li key={says}>
              <button type="button" class="script-branch" onClick={() => onBranch(goTo)}>
                {keys && action ? <kbd>{keyLabel(keys[action])}</kbd> : null}
                <span>“{says}”</span>
                <em>→ {t.goTo(placeOf(service, goTo, language))}</em>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What the citizen has in front of her at the step. */
export function CitizenReads({ step, language }: { readonly step: ComposedStep; readonly language: Language }) {
  const t = deskTexts(language);
  return (
    <p class="script-citizen">
      <span class="script-verb">{t.citizenReads}:</span> {step.text.text}
      {step.ifWrong === null ? null : (
        <>
          {' '}
          <span class="script-verb">{t.ifWrong}:</span> {step.ifWrong.text}
        </>
      )}
    </p>
  );
}

function placeOf(service: ComposedService, goTo: string, language: Language): string {
  const t = deskTexts(language);
  const [kind, id] = goTo.split(':');
  const step = kind === 'step' ? service.steps.find((one) => one.id === id) : undefined;
  return step ? t.stepPlace(step.number) : t.stopPlace;
}

function Line(props: {
  readonly line: ComposedLine;
  readonly part: 'say' | 'do' | 'both';
  readonly language: Language;
}) {
  const { line, part, language } = props;
  const t = deskTexts(language);
  return (
    <>
      {part === 'do' ? null : <Say words={line.say.text} stage={t.stage[line.stage]} language={language} />}
      {part === 'say' || line.do === null ? null : (
        <p class="script-do">
          <span class="script-verb">{t.do}</span> {line.do.text}
        </p>
      )}
    </>
  );
}

/** A whole sentence, to be read aloud as it stands. */
export function Say(props: { readonly words: string; readonly stage?: string; readonly language: Language }) {
  return (
    <p class="script-say" data-say>
      <span class="script-verb">
        {props.stage === undefined ? '' : `${props.stage} · `}
        {deskTexts(props.language).say}
      </span>{' '}
      “{props.words}”
    </p>
  );
}

/** When to stop, as weighty as what to say: own colour, own words, and the law it leans on. */
export function StopRules(props: {
  readonly stops: readonly ComposedStop[];
  readonly language: Language;
  /** The one that the citizen's words lead to. */
  readonly marked: string | null;
  /** Where there is little room the rule stands alone, and what to offer is one press away. */
  readonly brief: boolean;
}) {
  const { stops, language, marked, brief } = props;
  const t = deskTexts(language);
  if (stops.length === 0) return <p class="script-no-stops">{t.noStops}</p>;
  return (
    <section class="desk-stop" aria-label={t.stop}>
      <h3>{t.stop}</h3>
      <ul>
        {stops.map((stop) => (
          <li key={stop.id} id={`stop-${stop.id}`} tabIndex={-1} class={stop.id === marked ? 'is-marked' : undefined}>
            {brief ? (
              <details open={stop.id === marked}>
                <summary>{stop.when.text}</summary>
                <Offer stop={stop} language={language} />
              </details>
            ) : (
              <>
                <strong>{stop.when.text}</strong>
                <Offer stop={stop} language={language} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is known of them before the whole text is here. */
export function StopsToCome({ stops, language }: { readonly stops: readonly string[]; readonly language: Language }) {
  const t = deskTexts(language);
  return (
    <section class="desk-stop" aria-label={t.stop}>
      <h3>{t.stop}</h3>
      <ul>
        {stops.map((when) => (
          <li key={when}>
            <strong>{when}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where one goes who cannot or may not do it digitally. */
export function OtherWay({ words, language }: { readonly words: string; readonly language: Language }) {
  return (
    <section class="console-other-way">
      <h3>{deskTexts(language).nonDigital}</h3>
      <p>{words}</p>
    </section>
  );
}

function Offer({ stop, language }: { readonly stop: ComposedStop; readonly language: Language }) {
  return (
    <p>
      <span class="script-verb">{deskTexts(language).stopOffer}</span> {stop.offer.text}{' '}
      {stop.law === null ? null : <LawNote law={stop.law} language={language} />}
    </p>
  );
}

/** `21.11.2026`: it stands in a narrow column. */
const shortDate = (date: string, language: Language): string =>
  language === 'da' ? date.split('-').reverse().join('.') : date;

/** The law with its source, and when somebody last looked. */
export function LawNote({ law, language }: { readonly law: ComposedLaw; readonly language: Language }) {
  const t = deskTexts(language);
  return (
    <small>
      {law.source === null ? (
        law.law
      ) : (
        <a href={law.source.url} title={law.source.title} target="_blank" rel="noreferrer">
          {law.law}
        </a>
      )}
      , {t.seen(shortDate(law.source?.checked ?? law.checked, language))}
    </small>
  );
}

/** What is looked up once in a while: rules, amounts, what to have ready, and the other way whole. */
export function MoreOf({ service, language }: { readonly service: ComposedService; readonly language: Language }) {
  const t = deskTexts(language);
  const facts = service.facts.filter((fact) => fact.sentence !== null || fact.value !== null);
  return (
    <>
      {service.ready.length === 0 ? null : (
        <>
          <h4>{t.ready}</h4>
          <ul>
            {service.ready.map((one) => (
              <li key={one.id}>{one.text.text}</li>
            ))}
          </ul>
        </>
      )}
      {facts.length === 0 ? null : (
        <>
          <h4>{t.facts}</h4>
          <ul>
            {facts.map((fact) => (
              <li key={fact.id}>
                {fact.sentence?.text ?? fact.value?.text}{' '}
                <small>
                  {fact.source === null ? '' : t.source(fact.source.title, longDate(fact.checked, language))}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {service.law.length === 0 ? null : (
        <>
          <h4>{t.law}</h4>
          <ul>
            {service.law.map((law) => (
              <li key={law.id}>
                {law.statement.text} <LawNote law={law} language={language} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={service.entry.url} target="_blank" rel="noreferrer">
          {t.entry(service.entry.host)}
        </a>{' '}
        <small>{t.checked(longDate(service.checked.date, language))}</small>
      </p>
    </>
  );
}

/** Attendance and digital duty as the law's records have them; what is not recorded is said to be unknown. */
export function Duties(props: {
  readonly duties: {
    readonly digital: ComposedLaw['applies'] | null;
    readonly attendance: ComposedLaw['applies'] | null;
  };
  readonly language: Language;
}) {
  const t = deskTexts(props.language);
  const { digital, attendance } = props.duties;
  return (
    <ul class="script-duties">
      <li class={`duty duty-${attendance ?? 'unknown'}`}>{t.attendance[attendance ?? 'unknown']}</li>
      <li class={`duty duty-${digital ?? 'unknown'}`}>{t.digital[digital ?? 'unknown']}</li>
    </ul>
  );
}

/** Never hidden, whatever else is shown. */
export const RightToAnotherWay = ({ language }: { readonly language: Language }) => (
  <p class="script-right">{deskTexts(language).right}</p>
);

/** The steps as a row of numbers: where one stands, and one press to any other. */
export function StepRow(props: {
  readonly service: ComposedService;
  readonly at: number;
  /** Where the citizen stands, and what she has ticked; in a call. */
  readonly here: string | null;
  readonly done: readonly string[];
  readonly language: Language;
  readonly onStep: (index: number) => void;
}) {
  const { service, at, here, done, language, onStep } = props;
  const t = deskTexts(language);
  return (
    <nav class="script-steps" aria-label={t.steps}>
      <ol>
        {service.steps.map((step, index) => (
          <li key={step.id}>
            <button
              type="button"
              class={step.id === here ? 'is-here' : undefined}
              aria-current={index === at ? 'step' : undefined}
              title={step.title.text}
              onClick={() => onStep(index)}
            >
              {step.number}
              <span class="sr-only">
                : {step.title.text}
                {step.id === here ? `. ${t.citizenHere}` : ''}
              </span>
              {done.includes(step.id) ? (
                <Fragment>
                  <span aria-hidden="true"> ✓</span>
                  <span class="sr-only"> {t.done}</span>
                </Fragment>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
