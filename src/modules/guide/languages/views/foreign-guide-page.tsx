import type { ComponentChildren } from 'preact';
import { direction } from '../../../../kernel/language.ts';
import { Button, Details, Notice, VisuallyHidden } from '../../../../ui/index.ts';
import type { ComposedService, ComposedSource, ComposedStep, ComposedText } from '../../publication/compose-service.ts';
import { helpAddress } from '../../views/help-address.ts';
import type { ViewContext } from '../../views/view-context.ts';
import { dateIn, type Frame, frameOf } from '../frame.ts';
import type { LabelKey } from '../labels.ts';
import type { LanguageRecord } from '../language-record.ts';
import { ForeignProse } from './foreign-prose.tsx';
import { ReadIn } from './read-in.tsx';

type Props = {
  readonly context: ViewContext;
  /** Composed in the language. */
  readonly service: ComposedService;
  readonly record: LanguageRecord;
};

/** What every part draws with: a text of the guide, and a word of the page. */
type Drawing = {
  readonly prose: (text: ComposedText, plain?: boolean) => ComponentChildren;
  readonly word: (key: LabelKey, set?: Parameters<Frame>[1], plain?: boolean) => ComponentChildren;
  readonly date: (date: string) => string;
};

/**
 * A guide in a further language: what the Danish page tells, in its order, with the words around it in the language too. Ticks
 * are the same as on the other pages of the guide. The personal guide, reading aloud and the sheet are Danish and English.
 */
export function ForeignGuidePage({ context, service, record }: Props) {
  const { code } = record;
  const frame = frameOf(record);
  const draw: Drawing = {
    prose: (text, plain) => <ForeignProse text={text} code={code} plain={plain ?? false} />,
    word: (key, set, plain) => <ForeignProse text={frame(key, set)} code={code} plain={plain ?? true} />,
    date: (date) => dateIn(code, date),
  };
  const { prose, word } = draw;
  const { atAGlance, checked, entry } = service;
  const entryInStep = service.steps.some((step) => step.leadsToEntry);
  return (
    <article
      lang={code}
      dir={direction(code)}
      class="foreign"
      data-guide={service.slug}
      data-municipality={context.municipality.slug}
    >
      <h1>{prose(service.plainTitle, true)}</h1>
      {service.title.text === service.plainTitle.text ? null : (
        <p class="official soft">
          {word('officialName')} {prose(service.title, true)}
        </p>
      )}
      <ReadIn context={context} service={service} now={code} label={word('readIn')} />
      <p class="lead">{prose(service.summary)}</p>
      {isPartlyDanish(service) ? (
        <Notice kind="info">
          <p>{word('partlyDanish')}</p>
        </Notice>
      ) : null}
      <p class="soft">
        {word('translated')} {word('aroundInDanish')}
      </p>
      <dl class="fact-list">
        {(['digital', 'price', 'time'] as const).map((key) => (
          <div key={key}>
            <dt>{word(key)}</dt>
            <dd>{prose(atAGlance[key])}</dd>
          </div>
        ))}
      </dl>
      <p class="example">{word('example')}</p>
      {service.ready.length === 0 ? null : (
        <Section id="klar" heading={word('ready')}>
          <ul>
            {service.ready.map((one) => (
              <li key={one.id}>{prose(one.text)}</li>
            ))}
          </ul>
        </Section>
      )}
      {entryInStep ? (
        <p class="no-print">
          {word('knowTheWay')}{' '}
          <a href={entry.url} rel="noreferrer">
            {prose(entry.label, true)}
          </a>
          {'. '}
          {word('leaves', { host: entry.host })}
        </p>
      ) : (
        <Entry service={service} draw={draw} />
      )}
      <Steps context={context} service={service} draw={draw} />
      <section class="help-box no-print" aria-labelledby="hjaelp">
        <h2 id="hjaelp">{word('helpHeading')}</h2>
        <p>
          {word('helpText')} {word('interpreter')}
        </p>
        <Button href={helpAddress(context, service.slug)} variant="secondary" class="stuck">
          {word('getHelp')}
        </Button>
      </section>
      <Section id="anden-vej" heading={word('nonDigital')}>
        <p>{prose(service.nonDigital)}</p>
      </Section>
      <Section id="hvem" heading={word('authority')}>
        <p>{prose(service.authority.name)}</p>
      </Section>
      <Records service={service} draw={draw} />
      <p class="soft">
        {checked.by === 'ikke tildelt'
          ? word('checkedNobody', { date: draw.date(checked.date) })
          : word('checkedBy', { date: draw.date(checked.date), who: checked.by })}
      </p>
      <p class="soft no-print">{word('print')}</p>
    </article>
  );
}

/** Anything a citizen reads here that is still Danish. */
export const isPartlyDanish = (service: ComposedService): boolean =>
  [
    service.plainTitle,
    service.summary,
    service.nonDigital,
    ...Object.values(service.atAGlance),
    ...service.ready.map((one) => one.text),
    ...service.steps.flatMap((step) => [step.title, step.text, ...(step.ifWrong ? [step.ifWrong] : [])]),
    ...service.law.map((law) => law.statement),
  ].some((text) => text.language !== service.language);

function Section({
  id,
  heading,
  children,
}: {
  readonly id: string;
  readonly heading: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}

function Entry({ service: { entry }, draw }: { readonly service: ComposedService; readonly draw: Drawing }) {
  return (
    <p class="entry">
      <a class="button button-primary print-address" href={entry.url} rel="noreferrer">
        {draw.prose(entry.label, true)}
      </a>{' '}
      <span class="soft">{draw.word('leaves', { host: entry.host })}</span>
    </p>
  );
}

function Steps({
  context,
  service,
  draw,
}: {
  readonly context: ViewContext;
  readonly service: ComposedService;
  readonly draw: Drawing;
}) {
  const { word } = draw;
  if (service.steps.length === 0) return null;
  const entryStep = service.steps.find((step) => step.leadsToEntry)?.id;
  return (
    <Section id="trin" heading={word('steps')}>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without numbers of its own */}
      <ol class="steps" role="list">
        {service.steps.map((step) => (
          <StepItem
            key={step.id}
            context={context}
            service={service}
            step={step}
            withEntry={step.id === entryStep}
            draw={draw}
          />
        ))}
      </ol>
      <p class="soft no-print" data-ticks hidden>
        {word('ticksHere')}{' '}
        <button class="button button-quiet" type="button" data-ticks-clear hidden>
          {word('ticksClear')}
        </button>
      </p>
    </Section>
  );
}

function StepItem({
  context,
  service,
  step,
  withEntry,
  draw,
}: {
  readonly context: ViewContext;
  readonly service: ComposedService;
  readonly step: ComposedStep;
  readonly withEntry: boolean;
  readonly draw: Drawing;
}) {
  const { prose, word } = draw;
  const which = (
    <VisuallyHidden>
      {': '}
      {word('step')} {step.number}
    </VisuallyHidden>
  );
  return (
    <li class="step" id={`trin-${step.id}`} data-step={step.id}>
      <h3>
        <span class="step-number">
          <VisuallyHidden>{word('step')} </VisuallyHidden>
          {step.number}
          <VisuallyHidden>: </VisuallyHidden>
        </span>
        {prose(step.title, true)}
      </h3>
      <p>{prose(step.text)}</p>
      {step.needs.length === 0 ? null : (
        <div class="soft">
          {word('stepNeeds')}
          <ul>
            {step.needs.map((need) => (
              <li key={need.id}>{prose(need.text, true)}</li>
            ))}
          </ul>
        </div>
      )}
      {withEntry ? <Entry service={service} draw={draw} /> : null}
      {step.ifWrong === null ? null : (
        <p class="step-wrong">
          <strong>{word('stepWrong')}</strong> {prose(step.ifWrong)}
        </p>
      )}
      <div class="step-foot no-print">
        <label class="step-tick">
          <input type="checkbox" autocomplete="off" data-tick={step.id} checked={context.ticked?.includes(step.id)} />
          <span>
            {word('stepDone')}
            {which}
          </span>
        </label>
        <a class="stuck" href={helpAddress(context, service.slug, step.id)}>
          {word('stuckHere')}
          {which}
        </a>
      </div>
    </li>
  );
}

function Records({ service, draw }: { readonly service: ComposedService; readonly draw: Drawing }) {
  const { prose, word, date } = draw;
  const source = (one: ComposedSource | null) =>
    one === null ? null : (
      <a href={one.url} rel="noreferrer" lang="da" dir="ltr">
        {one.title}
      </a>
    );
  const from = (one: { readonly validFrom: string | null; readonly checked: string }) =>
    one.validFrom === null || one.validFrom === one.checked ? null : word('lawFrom', { date: date(one.validFrom) });
  return (
    <div class="records">
      {service.facts.length === 0 ? null : (
        <Details summary={word('facts')}>
          <ul>
            {service.facts.map((fact) => (
              <li key={fact.id}>
                <strong>{word(fact.kind)}: </strong>
                {fact.value === null ? word('beingChecked') : prose(fact.sentence ?? fact.value)}
                <br />
                <span class="soft">
                  {from(fact)} {word('checkedOn', { date: date(fact.checked) })} {source(fact.source)}
                </span>
              </li>
            ))}
          </ul>
        </Details>
      )}
      {service.law.length === 0 ? null : (
        <Details summary={word('law')}>
          <ul>
            {service.law.map((law) => (
              <li key={law.id}>
                {prose(law.statement)}
                <br />
                <span class="soft">
                  <span lang="da" dir="ltr">
                    {law.law}
                  </span>
                  {'. '}
                  {from(law)} {word('checkedOn', { date: date(law.checked) })} {source(law.source)}
                </span>
              </li>
            ))}
          </ul>
        </Details>
      )}
      {service.sources.length === 0 ? null : (
        <Details summary={word('sources')}>
          <ul>
            {service.sources.map((one) => (
              <li key={one.id}>
                {source(one)} <span class="soft">{word('checkedOn', { date: date(one.checked) })}</span>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </div>
  );
}
