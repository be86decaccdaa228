import type { ComponentChildren } from 'preact';
import { type Language, pathIn } from '../../../kernel/index.ts';
import { alternates, type FieldError } from '../../../platform/index.ts';
import { Button, CheckboxField, ErrorSummary, Notice, SelectField, StaffPage, TextField } from '../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../identity/index.ts';
import { type MeetingType, meetingForms } from '../meeting-rules.ts';
import { texts as staffTexts } from '../staff/messages.ts';
import { texts } from './messages.ts';
import { type ChoiceField, choiceFields, numberFields, type TypeForm, tickFields } from './type-form.ts';

export const typesPath = '/administration/moedetyper';

type Framed = { readonly language: Language; readonly staff: StaffMember };

function Frame(
  props: Framed & {
    readonly title: string;
    readonly path: string;
    readonly back: readonly [string, string];
    readonly children: ComponentChildren;
  },
) {
  const { language, staff, title, path, back, children } = props;
  return (
    <StaffPage
      title={title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="/administration"
      areas={menuAreas(staff.roles)}
      alternates={alternates('', path)}
      styles={['meeting-staff']}
    >
      <p>
        <a href={pathIn(language, '', back[0])}>{back[1]}</a>
      </p>
      <h1>{title}</h1>
      {children}
    </StaffPage>
  );
}

/** The kinds of meetings that a municipality holds. */
export function TypesPage({ language, staff, types }: Framed & { readonly types: readonly MeetingType[] }) {
  const t = texts(language);
  return (
    <Frame language={language} staff={staff} title={t.title} path={typesPath} back={['/administration', t.back]}>
      <p>{t.intro}</p>
      {types.length === 0 ? <p>{t.none}</p> : null}
      <ul class="meeting-lines">
        {types.map((type) => (
          <li key={type.id}>
            <a href={pathIn(language, '', `${typesPath}/${type.slug}`)}>{type.title[language]}</a>{' '}
            <span class="soft">
              {type.forms.map(({ form }) => staffTexts(language).forms[form]).join(', ')}
              {type.active ? '' : ` · ${t.inactive}`}
            </span>
          </li>
        ))}
      </ul>
      <Button href={pathIn(language, '', `${typesPath}/ny`)}>{t.make}</Button>
    </Frame>
  );
}

type FormProps = Framed & {
  readonly title: string;
  /** The slug in the address, or `ny`. */
  readonly at: string;
  readonly values: TypeForm;
  readonly errors: readonly FieldError[];
  readonly saved?: boolean;
};

/** One kind, whole: every rule is a field with its own words, and the law stands beside its form. */
export function TypePage(props: FormProps) {
  const { language, staff, title, at, errors, saved } = props;
  const t = texts(language);
  const path = `${typesPath}/${at}`;
  return (
    <Frame language={language} staff={staff} title={title} path={path} back={[typesPath, t.backToList]}>
      <ErrorSummary language={language} errors={errors} />
      {saved ? (
        <Notice kind="success" live>
          <p>{t.saved}</p>
        </Notice>
      ) : null}
      <form method="post" action={pathIn(language, '', path)} novalidate>
        <input type="hidden" name="version" value={props.values.version ?? '0'} />
        <Section title={t.sections.what}>
          <Text {...props} name="titleDa" />
          <Text {...props} name="titleEn" />
          <Text {...props} name="slug" />
          <Text {...props} name="descriptionDa" rows={3} />
          <Text {...props} name="descriptionEn" rows={3} />
          <Text {...props} name="bring" rows={3} />
          <Text {...props} name="position" />
          <Tick {...props} name="active" />
        </Section>
        <Section title={t.sections.forms} hint={t.sections.formsHint}>
          {meetingForms.map((form) => {
            const words = staffTexts(language).forms[form];
            const error = errors.find((one) => one.field === `form-${form}`)?.message;
            return (
              <div key={form}>
                {error === undefined ? null : <p class="form-error">{error}</p>}
                <CheckboxField
                  id={`form-${form}`}
                  name={`form-${form}`}
                  label={words}
                  checked={props.values[`form-${form}`] === 'ja'}
                />
                <TextField
                  id={`law-${form}`}
                  name={`law-${form}`}
                  label={t.law(words)}
                  value={props.values[`law-${form}`] ?? ''}
                  error={errors.find((one) => one.field === `law-${form}`)?.message}
                />
              </div>
            );
          })}
        </Section>
        <Section title={t.sections.who}>
          <Choice {...props} name="formChosenBy" />
          <Choice {...props} name="bookedBy" />
          <Choice {...props} name="identity" />
          <Text {...props} name="mostAhead" />
        </Section>
        <Section title={t.sections.time}>
          <Text {...props} name="lengthMinutes" />
          <Choice {...props} name="gridMinutes" />
          {(
            [
              'bufferBeforeMinutes',
              'bufferAfterMinutes',
              'noticeMinutes',
              'horizonDays',
              'changeNoticeMinutes',
              'freedDelayMinutes',
            ] as const
          ).map((name) => (
            <Text key={name} {...props} name={name} />
          ))}
          <Text {...props} name="remind" />
        </Section>
        <Section title={t.sections.people}>
          <Text {...props} name="needs" rows={3} />
          <Text {...props} name="seats" />
          {tickFields
            .filter((name) => name !== 'noteDuty')
            .map((name) => (
              <Tick key={name} {...props} name={name} />
            ))}
        </Section>
        <Section title={t.sections.after}>
          <Tick {...props} name="noteDuty" />
          <Text {...props} name="noteMail" />
          <Text {...props} name="noteEvery" />
          <Text {...props} name="retentionDays" />
          <Choice {...props} name="evaluation" />
          <Text {...props} name="screening" />
        </Section>
        <Button type="submit">{t.save}</Button>
      </form>
    </Frame>
  );
}

function Section(props: { readonly title: string; readonly hint?: string; readonly children: ComponentChildren }) {
  return (
    <fieldset>
      <legend class="form-legend">
        <h2>{props.title}</h2>
      </legend>
      {props.hint === undefined ? null : <p class="form-hint">{props.hint}</p>}
      {props.children}
    </fieldset>
  );
}

type FieldName = keyof ReturnType<typeof texts>['fields'];

const hintOf = (language: Language, name: string): string | undefined =>
  (texts(language).hints as Readonly<Record<string, string>>)[name];

function Text({
  language,
  values,
  errors,
  name,
  rows,
}: FormProps & { readonly name: FieldName; readonly rows?: number }) {
  const isNumber = name === 'position' || numberFields.some(([field]) => field === name);
  return (
    <TextField
      id={name}
      name={name}
      label={texts(language).fields[name]}
      hint={hintOf(language, name)}
      value={values[name] ?? ''}
      error={errors.find((one) => one.field === name)?.message}
      rows={rows}
      {...(isNumber ? { inputmode: 'numeric' as const } : {})}
    />
  );
}

function Tick({ language, values, errors, name }: FormProps & { readonly name: FieldName }) {
  const error = errors.find((one) => one.field === name)?.message;
  return (
    <>
      {error === undefined ? null : <p class="form-error">{error}</p>}
      <CheckboxField
        id={name}
        name={name}
        label={texts(language).fields[name]}
        hint={hintOf(language, name)}
        checked={values[name] === 'ja'}
      />
    </>
  );
}

function Choice({ language, values, name }: FormProps & { readonly name: ChoiceField }) {
  const t = texts(language);
  const words = (value: string): string => {
    if (name === 'gridMinutes') return t.choices.minutes(value);
    if (value === '') return t.choices.noEvaluation;
    return (t.choices as unknown as Readonly<Record<string, string>>)[value] ?? value;
  };
  return (
    <SelectField
      id={name}
      name={name}
      label={t.fields[name]}
      value={values[name] ?? ''}
      options={choiceFields[name].map((value) => ({ value, label: words(value) }))}
    />
  );
}
