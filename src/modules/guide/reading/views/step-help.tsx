import { pathIn } from '../../../../kernel/address.ts';
import { VisuallyHidden } from '../../../../ui/index.ts';
import type { ComposedService, ComposedStep } from '../../publication/compose-service.ts';
import type { ViewContext } from '../../views/view-context.ts';
import { texts } from '../messages.ts';
import { readAnswers } from '../questions.ts';
import { plainReading } from '../reading.ts';
import { KeptInForm } from './guide-questions.tsx';

/**
 * “Did this step help?”: one press, counted and forgotten. A form, so that it works without scripts; with them the answer is
 * sent without leaving the step (client/read.entry.ts). Who has pressed is thanked and not asked again on this page.
 */
export function StepHelp({
  context,
  service,
  step,
}: {
  readonly context: ViewContext;
  readonly service: ComposedService;
  readonly step: ComposedStep;
}) {
  const { language, base, reading = plainReading } = context;
  const t = texts(language);
  if (reading.thanked.includes(step.id))
    return (
      <p class="step-help no-print" role="status" data-unread>
        {t.thanks}
      </p>
    );
  return (
    <form
      class="step-help no-print"
      method="post"
      action={`${pathIn(language, base, `/${service.slug}/hjalp`)}`}
      aria-label={t.didItHelp}
      data-step-help
      data-yes={t.thanks}
      data-no={t.thanksNo}
      data-failed={t.notCounted}
      data-unread
    >
      <input type="hidden" name="trin" value={step.id} />
      <KeptInForm
        questions={service.questions}
        answers={readAnswers(service.questions, reading.answers)}
        helper={reading.helper}
        thanked={reading.thanked}
      />
      <span class="soft">{t.didItHelp}</span>
      <button class="button button-quiet" type="submit" name="hjalp" value="ja">
        {t.yes}
        <VisuallyHidden>{t.yesOf(step.number)}</VisuallyHidden>
      </button>
      <button class="button button-quiet" type="submit" name="hjalp" value="nej">
        {t.no}
        <VisuallyHidden>{t.noOf(step.number)}</VisuallyHidden>
      </button>
    </form>
  );
}
