import { pathIn } from '../../../../kernel/address.ts';
import type { ComposedService, ComposedStep } from '../../publication/compose-service.ts';
import type { ViewContext } from '../../views/view-context.ts';
import { concernsHelpers, helperNotesFor } from '../helper-notes.ts';
import { texts } from '../messages.ts';
import { pageAddress } from '../page-address.ts';
import { readAnswers } from '../questions.ts';
import { plainReading, readingQuery } from '../reading.ts';

/** Above a guide: the way into reading it for somebody else, or that one is doing so. */
export function HelperMode({ context, service }: { readonly context: ViewContext; readonly service: ComposedService }) {
  const { language, base, reading = plainReading } = context;
  const t = texts(language);
  if (!reading.helper && !concernsHelpers(service)) return null;
  const answers = readAnswers(service.questions, reading.answers);
  const address = pathIn(language, base, `/${service.slug}`);
  if (!reading.helper)
    return (
      <p class="no-print" data-unread>
        <a class="way" href={`${address}${readingQuery(service.questions, { answers, helper: true })}`}>
          {t.helpsOther}
        </a>
      </p>
    );
  return (
    <aside class="helper no-print" aria-label={t.helperMode} data-unread>
      <p>
        <strong>{t.helperMode}.</strong> {t.helperModeText}
      </p>
      <p>
        <a class="way" href={pageAddress(context, '/hjaelper')}>
          {t.helperRules}
        </a>{' '}
        <a class="way" href={`${address}${readingQuery(service.questions, { answers })}`}>
          {t.helperOff}
        </a>
      </p>
    </aside>
  );
}

/** At a step where a helper must hold back: what he may do there. */
export function HelperNotes({ context, step }: { readonly context: ViewContext; readonly step: ComposedStep }) {
  const t = texts(context.language);
  if (!context.reading?.helper) return null;
  return (
    <>
      {helperNotesFor(step).map((note) => (
        <p key={note} class="helper">
          <strong>{t.helperNote}</strong> {t.helperNotes[note]}
        </p>
      ))}
    </>
  );
}
