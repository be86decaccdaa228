import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, ErrorSummary, type FieldError, SelectField, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { fewestTerms, mostTerms, type StudyFields } from '../study.ts';
import { studyTexts } from '../study-messages.ts';
import { studiesPath } from './study-frame.ts';
import type { ServiceName } from './suggestions-page.tsx';

type Shown = {
  readonly language: Language;
  readonly services: readonly ServiceName[];
  readonly values: StudyFields;
  readonly errors: readonly FieldError[];
};

const numbers = Array.from({ length: mostTerms }, (_, index) => index + 1);

/** A new study: its name, its end and three to twelve words. */
export function StudyFormPage({ staff, ...shown }: Shown & { readonly staff: StaffMember }) {
  const { language, values, errors } = shown;
  const t = studyTexts(language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const first = numbers.slice(0, fewestTerms);
  const rest = numbers.slice(fewestTerms);
  const used = rest.some(
    (number) => (values[`term-${number}`] ?? '') !== '' || errors.some(({ field }) => field.endsWith(`-${number}`)),
  );
  return (
    <EditorPage staff={staff} language={language} title={t.newTitle} room="studies" path={`${studiesPath}/ny`}>
      <ErrorSummary language={language} errors={errors} />
      <h1>{t.newTitle}</h1>
      <p>{t.newLead}</p>
      <form method="post" action={pathIn(language, '', `${studiesPath}/ny`)}>
        <TextField
          id="title"
          name="title"
          label={t.name}
          hint={t.nameHint}
          value={values.title}
          error={error('title')}
          maxlength={140}
        />
        <TextField
          id="closesOn"
          name="closesOn"
          type="date"
          label={t.closesOn}
          hint={t.closesHint}
          value={values.closesOn}
          error={error('closesOn')}
        />
        {first.map((number) => (
          <WordFields key={number} number={number} {...shown} />
        ))}
        <Details summary={t.moreWords} open={used}>
          {rest.map((number) => (
            <WordFields key={number} number={number} {...shown} />
          ))}
        </Details>
        <div class="actions">
          <Button>{t.save}</Button>
          <a class="way" href={pathIn(language, '', studiesPath)}>
            {t.back}
          </a>
        </div>
      </form>
    </EditorPage>
  );
}

function WordFields({ number, language, services, values, errors }: Shown & { readonly number: number }) {
  const t = studyTexts(language);
  const field = (name: string) => ({
    id: `${name}-${number}`,
    name: `${name}-${number}`,
    value: values[`${name}-${number}`] ?? '',
    error: errors.find((one) => one.field === `${name}-${number}`)?.message,
  });
  return (
    <fieldset>
      <legend class="form-legend">{t.word(number)}</legend>
      <div class="field-columns">
        <TextField {...field('term')} label={t.term} maxlength={120} />
        <TextField {...field('right')} label={t.right} maxlength={200} />
        <TextField {...field('wrong')} label={t.wrong} rows={3} maxlength={600} />
        <div>
          <TextField {...field('plain')} label={t.plain} hint={t.plainHint} maxlength={120} />
          <SelectField
            {...field('service')}
            label={t.service}
            options={[
              { value: '', label: t.choose },
              ...services.map(({ slug, title }) => ({ value: slug, label: title })),
            ]}
          />
        </div>
      </div>
    </fieldset>
  );
}
