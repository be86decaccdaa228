import { VisuallyHidden } from '../../../../ui/index.ts';
import type { ViewContext } from '../../views/view-context.ts';
import { texts } from '../messages.ts';

/**
 * Reading aloud and the size of the text: both need scripts, so they are there where scripts run (ui/early.entry.ts).
 * Elsewhere the browser's own way to larger text is told.
 */
export function ReadTools({ context }: { readonly context: ViewContext }) {
  const t = texts(context.language);
  return (
    <div class="no-print" data-unread>
      <section class="read-tools with-scripts" aria-label={t.tools} data-read-tools>
        <button class="button button-secondary" type="button" data-read="">
          {t.readPage}
        </button>
        <fieldset class="read-sizes">
          <legend>{t.sizes}</legend>
          {(['1', '2', '3'] as const).map((size) => (
            <button key={size} class="button button-quiet" type="button" data-size={size} aria-pressed={size === '1'}>
              {t.sizeNames[size]}
            </button>
          ))}
        </fieldset>
        <p class="soft small" data-sizes-kept hidden>
          {t.sizesKept}
        </p>
        <p
          role="status"
          data-read-status
          data-none={t.noVoice}
          data-only-remote={t.onlyRemoteVoice}
          data-unable={t.noReading}
        />
      </section>
      <p class="soft without-scripts">{t.sizesWithoutScripts}</p>
    </div>
  );
}

/** What steers the voice while it reads, at the lower edge of the screen. Last in the guide. */
export function ReadBar({ context }: { readonly context: ViewContext }) {
  const t = texts(context.language);
  return (
    <section class="read-bar no-print" aria-label={t.player} data-read-bar data-unread hidden>
      <button class="button button-secondary" type="button" data-read-pause data-resume={t.resume}>
        {t.pause}
      </button>
      <button class="button button-secondary" type="button" data-read-slow aria-pressed="false">
        {t.slow}
      </button>
      <button class="button button-secondary" type="button" data-read-stop>
        {t.stop}
      </button>
    </section>
  );
}

/** Reads one step aloud. */
export function ReadStep({ context, number }: { readonly context: ViewContext; readonly number: number }) {
  const t = texts(context.language);
  return (
    <button class="button button-quiet with-scripts" type="button" data-read="step">
      {t.readStep}
      <VisuallyHidden>{t.readStepOf(number)}</VisuallyHidden>
    </button>
  );
}
