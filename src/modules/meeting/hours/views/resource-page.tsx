import { type Language, pathIn } from '../../../../kernel/index.ts';
import type { FieldError } from '../../../../platform/index.ts';
import { Button, CheckboxField, ErrorSummary, Notice, SelectField, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { isoDays, type Place } from '../../../tenancy/index.ts';
import type { InTheWay } from '../change-hours.ts';
import { languageWords } from '../language-words.ts';
import { texts } from '../messages.ts';
import { type ResourceForm, usualLanguages } from '../resource-form.ts';
import { differing, fieldOf, HoursFields } from './hours-fields.tsx';
import { HoursFrame } from './hours-frame.tsx';
import { InTheWayNotice } from './in-the-way.tsx';

export const resourcesPath = '/administration/moeder/ressourcer';
export const ownHoursPath = '/skranke/moeder/mine-tider';
export const affectedPath = '/skranke/moeder/beroerte';

export type ResourcePageProps = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly title: string;
  readonly path: string;
  /** Null: her own hours, where hours are all that is asked for. */
  readonly all: {
    readonly places: readonly Place[];
    /** Of a new one: who has no calendar yet. Null where kind and person are decided. */
    readonly employees: readonly { readonly id: string; readonly name: string }[] | null;
    readonly named: boolean;
  } | null;
  readonly values: ResourceForm;
  readonly errors: readonly FieldError[];
  readonly now: Date;
  readonly way?: InTheWay;
  readonly saved?: boolean;
  /** How many meetings are to be moved, when something was saved. */
  readonly left?: number;
  /** What somebody else has saved meanwhile. */
  readonly stored?: ResourceForm;
  /** She has no calendar: then there is nothing to fill in. */
  readonly missing?: boolean;
};

/** One calendar: who or what it is, and when it can be booked. */
export function ResourcePage(props: ResourcePageProps) {
  const { language, staff, title, path, all, values, errors, now, way, stored } = props;
  const t = texts(language);
  const own = all === null;
  return (
    <HoursFrame
      language={language}
      staff={staff}
      title={title}
      path={path}
      area={own ? '/skranke' : '/administration'}
      back={own ? { path: '/skranke/moeder', words: t.own.back } : { path: resourcesPath, words: t.one.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      {stored === undefined ? null : <Differing language={language} typed={values} stored={stored} />}
      {way === undefined ? null : <InTheWayNotice language={language} way={way} now={now} />}
      {props.saved ? <Saved language={language} staff={staff} left={props.left ?? 0} /> : null}
      {props.missing ? (
        <Notice kind="info">
          <p>{t.own.none}</p>
        </Notice>
      ) : (
        <form method="post" action={pathIn(language, '', path)} novalidate>
          <input type="hidden" name="version" value={values.version ?? ''} />
          <input type="hidden" name="set" value={way?.seen ?? ''} />
          {all === null ? null : <WhoFields language={language} values={values} errors={errors} all={all} />}
          <HoursFields language={language} values={values} errors={errors} />
          {all === null ? null : (
            <CheckboxField
              id="active"
              name="active"
              label={t.one.active}
              hint={t.one.activeHint}
              checked={values.active === 'ja'}
            />
          )}
          <Button>{way === undefined ? t.one.save : t.one.saveAnyway}</Button>
        </form>
      )}
    </HoursFrame>
  );
}

/** It is saved, and where the meetings are that must be moved now. */
export function Saved({
  language,
  staff,
  left,
}: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly left: number;
}) {
  const t = texts(language);
  return (
    <Notice kind="success" live>
      <p>{t.one.saved}</p>
      {left === 0 ? null : <p>{t.affects.noted(left)}</p>}
      {left === 0 || !staff.roles.includes('employee') ? null : (
        <p>
          <a href={pathIn(language, '', affectedPath)}>{t.affects.link}</a>
        </p>
      )}
    </Notice>
  );
}

function Differing({
  language,
  typed,
  stored,
}: {
  readonly language: Language;
  readonly typed: ResourceForm;
  readonly stored: ResourceForm;
}) {
  const t = texts(language);
  const rows = differing(typed, stored);
  if (rows.length === 0) return null;
  return (
    <Notice kind="warning" heading={t.storedNow}>
      <ul>
        {rows.map(([name, text]) => (
          <li key={name}>{`${labelOf(name, language)}: ${text || t.notSet}`}</li>
        ))}
      </ul>
    </Notice>
  );
}

function labelOf(name: string, language: Language): string {
  const t = texts(language);
  const times = /^t(\d)(day(\d)|from|to|every|anchor)$/.exec(name);
  if (times) {
    const [, number, part, day] = times;
    const words = { from: t.hours.from, to: t.hours.to, every: t.hours.every, anchor: t.hours.anchor };
    const which = day === undefined ? words[part as 'from'] : t.days[isoDays.indexOf(day as '1')];
    return `${t.hours.another(Number(number))}, ${which}`;
  }
  if (name.startsWith('sprog-')) return languageWords(name.slice(6), language);
  if (name === 'exceptions') return t.hours.exceptions;
  const { one } = t;
  const labels: Readonly<Record<string, string>> = {
    name: one.name,
    place: one.place,
    skills: one.skills,
    languages: one.otherLanguages,
    active: one.active,
  };
  return labels[name] ?? name;
}

function WhoFields({
  language,
  values,
  errors,
  all,
}: Pick<ResourcePageProps, 'language' | 'values' | 'errors'> & {
  readonly all: NonNullable<ResourcePageProps['all']>;
}) {
  const t = texts(language).one;
  const { kinds } = texts(language);
  const field = fieldOf({ values, errors });
  const { employees, places, named } = all;
  return (
    <>
      <h2>{t.who}</h2>
      {employees === null ? null : (
        <>
          <SelectField
            {...field('kind')}
            label={t.kind}
            options={(['employee', 'room', 'kiosk', 'interpreter'] as const).map((kind) => ({
              value: kind,
              label: kinds[kind],
            }))}
          />
          <SelectField
            {...field('employee')}
            label={t.employee}
            hint={t.employeeHint}
            options={[
              { value: '', label: t.noEmployee },
              ...employees.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </>
      )}
      {named ? <TextField {...field('name')} label={t.name} hint={t.nameHint} maxlength={80} /> : null}
      <SelectField
        {...field('place')}
        label={t.place}
        options={[{ value: '', label: t.anyPlace }, ...places.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <TextField {...field('skills')} label={t.skills} hint={t.skillsHint} maxlength={900} />
      <fieldset>
        <legend class="form-legend">{t.languages}</legend>
        <p class="form-hint">{t.languagesHint}</p>
        {usualLanguages.map((code) => (
          <CheckboxField
            key={code}
            id={`sprog-${code}`}
            name={`sprog-${code}`}
            label={languageWords(code, language)}
            checked={values[`sprog-${code}`] === 'ja'}
          />
        ))}
        <TextField {...field('languages')} label={t.otherLanguages} hint={t.otherLanguagesHint} maxlength={200} />
      </fieldset>
    </>
  );
}
