import type { Language } from '../../../../kernel/index.ts';
import type { FieldError } from '../../../../platform/index.ts';
import { Details, SelectField, TextField } from '../../../../ui/index.ts';
import { isoDays } from '../../../tenancy/index.ts';
import { texts } from '../messages.ts';
import { mostPatterns, patternsIn, type ResourceForm } from '../resource-form.ts';

type Props = {
  readonly language: Language;
  readonly values: ResourceForm;
  readonly errors: readonly FieldError[];
};

export const fieldOf =
  ({ values, errors }: Pick<Props, 'values' | 'errors'>) =>
  (name: string) => ({
    id: name,
    name,
    value: values[name] ?? '',
    error: errors.find((one) => one.field === name)?.message,
  });

/** When somebody or something can be booked: what stands, one more that is empty, and days that differ. */
export function HoursFields({ language, values, errors }: Props) {
  const t = texts(language).hours;
  const count = patternsIn(values);
  const field = fieldOf({ values, errors });
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return (
    <>
      <h2>{t.title}</h2>
      <p>{t.intro}</p>
      {numbers.map((number) => (
        <PatternFields
          key={number}
          language={language}
          values={values}
          errors={errors}
          number={number}
          legend={count === 1 ? t.usual : t.another(number)}
        />
      ))}
      {count >= mostPatterns ? null : (
        <Details summary={t.add}>
          <p>{t.addHint}</p>
          <PatternFields
            language={language}
            values={values}
            errors={errors}
            number={count + 1}
            legend={t.another(count + 1)}
          />
        </Details>
      )}
      <fieldset>
        <legend class="form-legend">{t.exceptions}</legend>
        <TextField {...field('exceptions')} label={t.exceptionsLabel} hint={t.exceptionsHint} rows={5} />
      </fieldset>
    </>
  );
}

function PatternFields({
  language,
  values,
  errors,
  number,
  legend,
}: Props & { readonly number: number; readonly legend: string }) {
  const t = texts(language);
  const field = fieldOf({ values, errors });
  const name = (part: string) => `t${number}${part}`;
  return (
    <fieldset>
      <legend class="form-legend">{legend}</legend>
      <div class="field-columns">
        <div>
          {isoDays.map((day, at) => (
            <TextField key={day} {...field(name(`day${day}`))} label={t.days[at]} maxlength={200} />
          ))}
          {number === 1 ? null : <p class="form-hint">{t.hours.remove}</p>}
        </div>
        <div>
          <p class="form-hint">{t.hours.always}</p>
          <TextField {...field(name('from'))} label={t.hours.from} type="date" />
          <TextField {...field(name('to'))} label={t.hours.to} type="date" />
          <SelectField
            {...field(name('every'))}
            label={t.hours.every}
            options={t.hours.everyWeeks.map((label, at) => ({ value: String(at + 1), label }))}
          />
          <TextField {...field(name('anchor'))} label={t.hours.anchor} hint={t.hours.anchorHint} type="date" />
        </div>
      </div>
    </fieldset>
  );
}

/** What somebody else has saved meanwhile, field by field, where it is not what was just typed. */
export const differing = (typed: ResourceForm, stored: ResourceForm): readonly (readonly [string, string])[] => {
  const same = (text = '') => text.replaceAll('\r\n', '\n').trim();
  return [...new Set([...Object.keys(stored), ...Object.keys(typed)])].flatMap((name) =>
    name === 'version' || same(typed[name]) === same(stored[name]) ? [] : [[name, stored[name] ?? ''] as const],
  );
};
