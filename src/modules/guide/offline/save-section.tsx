import { pathIn } from '../../../kernel/address.ts';
import type { Language } from '../../../kernel/language.ts';
import { Button } from '../../../ui/index.ts';
import { texts } from './messages.ts';

type SaveProps = { readonly language: Language; readonly base: string };

/** On the front page, below everything: that the guide can be had without a line, and her hand on it. */
export function SaveSection({ language, base }: SaveProps) {
  const t = texts(language);
  return (
    <section class="no-print" aria-labelledby="gem">
      <h2 id="gem" class="h2-small">
        {t.frontHeading}
      </h2>
      <p>{t.frontText}</p>
      <SaveControls language={language} />
      <p>
        <a class="way" href={pathIn(language, base, '/offline')}>
          {t.frontMore}
        </a>
      </p>
    </section>
  );
}

/** Shown by client/offline-keep.entry.ts where the browser can keep something; without scripts there is nothing to press. */
export function SaveControls({ language, manage }: { readonly language: Language; readonly manage?: boolean }) {
  const t = texts(language);
  return (
    <div
      data-keep=""
      data-saved={t.saved('{date}')}
      data-saving={t.saving}
      data-failed={t.saveFailed}
      data-removed={t.removed}
      hidden
    >
      <p role="status" data-keep-state="" tabindex={-1} />
      <p>
        <Button type="button" variant="secondary" data-keep-save="" hidden>
          {t.save}
        </Button>
        {manage ? (
          <>
            <Button type="button" variant="secondary" data-keep-newest="" hidden>
              {t.newest}
            </Button>
            <Button type="button" variant="quiet" data-keep-remove="" hidden>
              {t.remove}
            </Button>
          </>
        ) : null}
      </p>
    </div>
  );
}

/** How to have the guide on a phone, what that keeps, and how to be rid of it. */
export function SavePage({ language }: Pick<SaveProps, 'language'>) {
  const t = texts(language);
  return (
    <>
      <h1>{t.pageTitle}</h1>
      <p class="lead">{t.pageLead}</p>
      <section aria-labelledby="gem">
        <h2 id="gem">{t.keepHeading}</h2>
        <p>{t.keepText}</p>
        <SaveControls language={language} manage />
      </section>
      <Steps id="iphone" heading={t.iphoneHeading} steps={t.iphone} />
      <p class="soft">{t.iphoneNote}</p>
      <Steps id="android" heading={t.androidHeading} steps={t.android} />
      <section aria-labelledby="computer">
        <h2 id="computer">{t.otherHeading}</h2>
        <p>{t.other}</p>
      </section>
      <section aria-labelledby="hvad">
        <h2 id="hvad">{t.whatHeading}</h2>
        <ul>
          {t.what.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="ny">
        <h2 id="ny">{t.howHeading}</h2>
        <p>{t.how}</p>
      </section>
      <section aria-labelledby="fjern">
        <h2 id="fjern">{t.removeHeading}</h2>
        <p>{t.removeText}</p>
      </section>
    </>
  );
}

function Steps({
  id,
  heading,
  steps,
}: {
  readonly id: string;
  readonly heading: string;
  readonly steps: readonly string[];
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
