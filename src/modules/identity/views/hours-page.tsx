import type { Language } from '../../../kernel/index.ts';
import { type FieldError, pathIn } from '../../../platform/index.ts';
import { Button, CheckboxField, ErrorSummary, Notice, TextField } from '../../../ui/index.ts';
import { isoDays, type Place, type PlaceForm } from '../../tenancy/index.ts';
import { texts } from '../messages.ts';
import type { StaffMember } from '../staff.ts';
import { AdministrationFrame } from './administration-page.tsx';

type Props = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly places: readonly Place[];
  /** The one whose form is shown; null where the municipality has none. */
  readonly place: Place | null;
  /** What stands in the fields: as it is, or as it was just typed. */
  readonly values: PlaceForm;
  readonly errors: readonly FieldError[];
  readonly saved?: boolean;
  /** What somebody else has saved meanwhile. */
  readonly stored?: PlaceForm;
};

/** When a place is open, when help on screen is staffed, and how one gets there. */
export function HoursPage({ language, staff, places, place, values, errors, saved = false, stored }: Props) {
  const t = texts(language).administration.hours;
  const path = '/administration/aabningstider';
  const here = pathIn(language, '', path);
  const others = places.filter((one) => one.id !== place?.id);
  return (
    <AdministrationFrame language={language} staff={staff} title={t.title} path={path}>
      <p>
        <a href={pathIn(language, '', '/administration')}>{t.back}</a>
      </p>
      <h1>{place === null ? t.title : `${t.title}: ${place.name}`}</h1>
      <ErrorSummary language={language} errors={errors} />
      {stored === undefined ? null : <Differing language={language} typed={values} stored={stored} />}
      {saved ? (
        <Notice kind="success" live>
          <p>{t.saved}</p>
        </Notice>
      ) : null}
      {others.length === 0 ? null : (
        <nav aria-label={t.otherPlaces}>
          <p>{t.otherPlaces}:</p>
          <ul>
            {others.map((one) => (
              <li key={one.id}>
                <a href={`${here}?sted=${one.id}`}>{one.name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {place === null ? (
        <p>{t.noPlace}</p>
      ) : (
        <HoursForm language={language} action={here} place={place} values={values} errors={errors} />
      )}
    </AdministrationFrame>
  );
}

/** What stands otherwise now than in the form, field by field. */
function Differing({ language, typed, stored }: { language: Language; typed: PlaceForm; stored: PlaceForm }) {
  const t = texts(language).administration.hours;
  const { errors } = t;
  const names: readonly (readonly [string, string])[] = [
    ...isoDays.map((day, at) => [`hours${day}`, errors.place(t.days[at] ?? '')] as const),
    ...isoDays.map((day, at) => [`help${day}`, errors.help(t.days[at] ?? '')] as const),
    ['exceptions', t.exceptionsLegend],
    ['openOnHolidays', t.openOnHolidays],
    ['helpOpenOnHolidays', t.helpOpenOnHolidays],
    ['address', t.address],
    ['phone', t.phone],
  ];
  const same = (text = '') => text.replaceAll('\r\n', '\n').trim();
  const differing = names.filter(([name]) => same(typed[name]) !== same(stored[name]));
  if (differing.length === 0) return null;
  return (
    <Notice kind="warning" heading={t.storedNow}>
      <ul>
        {differing.map(([name, label]) => (
          <li key={name}>{`${label}: ${stored[name] || t.notSet}`}</li>
        ))}
      </ul>
    </Notice>
  );
}

function HoursForm({
  language,
  action,
  place,
  values,
  errors,
}: Pick<Props, 'language' | 'values' | 'errors'> & { readonly action: string; readonly place: Place }) {
  const t = texts(language).administration.hours;
  const field = (name: string) => ({
    id: name,
    name,
    value: values[name] ?? '',
    error: errors.find((one) => one.field === name)?.message,
  });
  const week = (name: string) =>
    isoDays.map((day, at) => <TextField key={day} {...field(`${name}${day}`)} label={t.days[at]} maxlength={100} />);
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" name="place" value={place.id} />
      <input type="hidden" name="seen" value={values.seen ?? ''} />
      <p>{t.intro}</p>
      <p>{t.howTo}</p>
      <div class="field-columns">
        <fieldset>
          <legend class="form-legend">{t.atPlace}</legend>
          {week('hours')}
        </fieldset>
        <fieldset>
          <legend class="form-legend">{t.onScreen}</legend>
          {week('help')}
          <p class="form-hint">{t.onScreenHint}</p>
        </fieldset>
      </div>
      <fieldset>
        <legend class="form-legend">{t.exceptionsLegend}</legend>
        <TextField {...field('exceptions')} label={t.exceptions} hint={t.exceptionsHint} rows={6} />
      </fieldset>
      <fieldset>
        <legend class="form-legend">{t.holidays}</legend>
        <p class="form-hint">{t.holidaysHint}</p>
        <CheckboxField
          id="openOnHolidays"
          name="openOnHolidays"
          label={t.openOnHolidays}
          checked={values.openOnHolidays === 'ja'}
        />
        <CheckboxField
          id="helpOpenOnHolidays"
          name="helpOpenOnHolidays"
          label={t.helpOpenOnHolidays}
          checked={values.helpOpenOnHolidays === 'ja'}
        />
      </fieldset>
      <fieldset>
        <legend class="form-legend">{t.contact}</legend>
        <TextField {...field('address')} label={t.address} maxlength={200} />
        <TextField {...field('phone')} label={t.phone} hint={t.phoneHint} type="tel" maxlength={25} />
      </fieldset>
      <Button>{t.save}</Button>
    </form>
  );
}
