import type { Language } from '../../../../kernel/index.ts';
import { CheckboxField, Details, type FieldError, SelectField, TextField } from '../../../../ui/index.ts';
import { type TermFields as Fields, termRelations, termSources } from '../local-term.ts';
import { texts } from '../messages.ts';

/** Before the ids of a common word's fields, where both forms stand on one page. */
export const commonPrefix = 'common-';

/** Fields that stand folded away: opened when one of them is refused. */
const folded = ['strength', 'lang', 'region', 'source', 'note', 'sensitive'];

/** All that is written about a word. `asksTitle`: the word is another service's name, and she must mean it. */
export function TermFields({
  language,
  values,
  errors,
  asksTitle,
  common = false,
}: {
  readonly language: Language;
  readonly values: Fields;
  readonly errors: readonly FieldError[];
  readonly asksTitle: boolean;
  /** A word that all municipalities share: it has no place, no note and no evidence of ours. */
  readonly common?: boolean;
}) {
  const t = texts(language);
  const prefix = common ? commonPrefix : '';
  const field = (name: string) => ({
    id: `${prefix}${name}`,
    name,
    value: values[name] ?? '',
    error: errors.find((one) => one.field === `${prefix}${name}`)?.message,
  });
  const options = (names: Readonly<Record<string, string>>, order: readonly string[]) =>
    order.map((value) => ({ value, label: names[value] ?? value }));
  return (
    <>
      <TextField {...field('term')} label={t.form.term} hint={t.form.termHint} maxlength={200} />
      {asksTitle ? <CheckboxField id="confirmed" name="confirmed" label={t.form.confirm} /> : null}
      <SelectField
        {...field('relation')}
        label={t.form.relation}
        options={options(t.relations, termRelations)}
        value={values.relation ?? 'synonym'}
      />
      <TextField {...field('sayInstead')} label={t.form.sayInstead} hint={t.form.sayInsteadHint} maxlength={200} />
      <Details
        summary={t.form.more}
        open={errors.some((one) => folded.some((name) => one.field === `${prefix}${name}`))}
      >
        <div class="field-columns">
          <SelectField
            {...field('strength')}
            label={t.form.strength}
            options={options(t.strengths, ['3', '2', '1'])}
            value={values.strength ?? '2'}
          />
          <SelectField {...field('lang')} label={t.form.lang} options={options(t.langs, ['da', 'en'])} />
          {common ? null : (
            <>
              <SelectField
                {...field('source')}
                label={t.form.source}
                options={options(t.sources, termSources)}
                value={values.source ?? 'counter'}
              />
              <TextField {...field('region')} label={t.form.region} hint={t.form.regionHint} maxlength={100} />
            </>
          )}
        </div>
        {common ? null : (
          <>
            <TextField {...field('note')} label={t.form.note} hint={t.form.noteHint} maxlength={240} />
            <CheckboxField
              id="sensitive"
              name="sensitive"
              label={t.form.sensitive}
              hint={t.form.sensitiveHint}
              checked={values.sensitive === 'ja'}
            />
          </>
        )}
      </Details>
    </>
  );
}
