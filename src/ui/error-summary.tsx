import type { Language } from '../kernel/language.ts';
import { texts } from './messages.ts';

/** What a form refused: the field's id and what to write instead. */
export type FieldError = { readonly field: string; readonly message: string };

/**
 * All that a form refused, at its top, each a link to its field. Takes the focus when the page opens; `autofocus` does
 * that without a script. Nothing when there is no error.
 */
export function ErrorSummary({
  language,
  errors,
}: {
  readonly language: Language;
  readonly errors: readonly FieldError[];
}) {
  if (errors.length === 0) return null;
  return (
    <div class="alert alert-error error-summary" role="alert" tabindex={-1} autofocus aria-labelledby="error-summary">
      <h2 class="alert-heading" id="error-summary">
        {texts(language).errorHeading(errors.length)}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            {error.field === '' ? error.message : <a href={`#${error.field}`}>{error.message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
