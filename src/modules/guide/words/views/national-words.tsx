import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, type FieldError, SelectField } from '../../../../ui/index.ts';
import type { TermFields as Fields } from '../local-term.ts';
import { texts } from '../messages.ts';
import type { NationalConcept } from '../national-terms.ts';
import { TermFields } from './term-fields.tsx';
import { wordPaths } from './words-menu.tsx';

/** What a national editor does with the words that all municipalities share: adds one, or removes one. */
export function NationalWords({
  language,
  slug,
  national,
  values,
  errors,
}: {
  readonly language: Language;
  readonly slug: string;
  readonly national: NationalConcept;
  readonly values: Fields;
  readonly errors: readonly FieldError[];
}) {
  const t = texts(language);
  const path = `${wordPaths.words}/${slug}/faelles`;
  const terms = (national.concept?.terms ?? []).map(({ term }) => ({ value: term, label: term }));
  return (
    <>
      <p>{t.national.note}</p>
      <form method="post" action={pathIn(language, '', path)}>
        <input type="hidden" name="revision" value={String(national.revision)} />
        <TermFields language={language} values={values} errors={errors} asksTitle={false} common />
        <div class="actions">
          <Button>{t.national.add}</Button>
        </div>
      </form>
      {terms.length < 2 ? null : (
        <form method="post" action={pathIn(language, '', `${path}/fjern`)}>
          <input type="hidden" name="revision" value={String(national.revision)} />
          <SelectField id="remove" name="remove" label={t.national.remove} options={terms} />
          <Button variant="warning">{t.form.remove}</Button>
        </form>
      )}
    </>
  );
}
