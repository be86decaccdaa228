import { VisuallyHidden } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import type { ComposedService, ComposedStep } from '../publication/compose-service.ts';
import { ExplainedProse, explainedIn } from '../reading/views/explained-prose.tsx';
import { HelperNotes } from '../reading/views/helper-mode.tsx';
import { ReadStep } from '../reading/views/read-tools.tsx';
import { StepHelp } from '../reading/views/step-help.tsx';
import { Entry } from './entry.tsx';
import { bookAddress, helpAddress } from './help-address.ts';
import { Prose } from './prose.tsx';
import type { ViewContext } from './view-context.ts';

/** What to have ready is told whole at the top; here its first words remind, inside a sentence. */
function reminder(text: string): string {
  const first = text.split(/[.;](?:\s|$)/)[0] ?? text;
  const word = first.split(' ')[0] ?? '';
  // A word with a capital inside it is a name (MitID, NemKonto) or an abbreviation.
  return /\p{Lu}/u.test(word.slice(1)) ? first : first.slice(0, 1).toLowerCase() + first.slice(1);
}

/** The steps in order. What is ticked is kept by client/guide.entry.ts on the citizen's own device. */
export function GuideSteps({ context, service }: { readonly context: ViewContext; readonly service: ComposedService }) {
  const t = texts(context.language);
  if (service.steps.length === 0) return null;
  const entryStep = service.steps.find((step) => step.leadsToEntry)?.id;
  return (
    <section aria-labelledby="trin">
      <h2 id="trin">{t.steps}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without numbers of its own */}
      <ol class="steps" role="list">
        {service.steps.map((step) => (
          <StepItem key={step.id} context={context} service={service} step={step} withEntry={step.id === entryStep} />
        ))}
      </ol>
      <p class="soft no-print" data-ticks hidden>
        {t.ticksHere}{' '}
        <button class="button button-quiet" type="button" data-ticks-clear hidden>
          {t.ticksClear}
        </button>
      </p>
    </section>
  );
}

type StepProps = {
  readonly context: ViewContext;
  readonly service: ComposedService;
  readonly step: ComposedStep;
  readonly withEntry: boolean;
};

function StepItem({ context, service, step, withEntry }: StepProps) {
  const { language } = context;
  const t = texts(language);
  const explained = explainedIn(step.id);
  return (
    <li class="step" id={`trin-${step.id}`} data-step={step.id}>
      <h3>
        <span class="step-number">
          <VisuallyHidden>{`${t.step} `}</VisuallyHidden>
          {step.number}
          <VisuallyHidden>: </VisuallyHidden>
        </span>
        <Prose text={step.title} language={language} plain />
      </h3>
      <p>
        <ExplainedProse context={context} text={step.text} explained={explained} />
      </p>
      <HelperNotes context={context} step={step} />
      {step.needs.length === 0 ? null : (
        <p class="soft">
          {`${t.stepNeeds} `}
          {step.needs.map((need, index) => (
            <span key={need.id}>
              {index === 0 ? '' : '; '}
              <Prose text={{ ...need.text, text: reminder(need.text.text) }} language={language} plain />
            </span>
          ))}
          .
        </p>
      )}
      {withEntry ? <Entry context={context} service={service} /> : null}
      {step.ifWrong === null ? null : (
        <p class="step-wrong">
          <strong>{t.stepWrong}</strong> <ExplainedProse context={context} text={step.ifWrong} explained={explained} />
        </p>
      )}
      <div class="step-foot no-print">
        <label class="step-tick">
          <input type="checkbox" autocomplete="off" data-tick={step.id} checked={context.ticked?.includes(step.id)} />
          <span>
            {t.stepDone}
            <VisuallyHidden>{`: ${t.step.toLowerCase()} ${step.number}`}</VisuallyHidden>
          </span>
        </label>
        <a class="stuck" href={helpAddress(context, service.slug, step.id)}>
          {t.stuckHere}
          <VisuallyHidden>{`: ${t.step.toLowerCase()} ${step.number}`}</VisuallyHidden>
        </a>
        <a href={bookAddress(context, service.slug, step.id)}>
          {t.bookTime}
          <VisuallyHidden>{`: ${t.step.toLowerCase()} ${step.number}`}</VisuallyHidden>
        </a>
        <ReadStep context={context} number={step.number} />
      </div>
      <StepHelp context={context} service={service} step={step} />
    </li>
  );
}
