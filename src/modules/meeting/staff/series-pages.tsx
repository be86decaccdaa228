import type { ComponentChildren } from 'preact';
import { dayAndDate, type Language, pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { Button, CheckboxField, Details, ErrorSummary, Notice, SelectField, TextField } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import type { PlannedDate, Series, SeriesMeeting, SeriesPattern } from '../agreeing/series-types.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { MeetingFrame } from './frame.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';
import type { Colleague } from './new-meeting.ts';
import { isoWeekdays, type SeriesForm } from './series-form.ts';
import { WayFields } from './way-fields.tsx';

export const seriesPath = `${minePath}/serier`;

type Framed = { readonly language: Language; readonly staff: StaffMember };

/** `Hver onsdag kl. 10.30`. */
export function rhythmWords(pattern: SeriesPattern, language: Language): string {
  const t = texts(language).series;
  const days = pattern.weekdays.map((day) => t.weekdays[day - 1] ?? '').join(language === 'da' ? ' og ' : ' and ');
  return t.line(days, wallTimeText(pattern.time, language), pattern.everyWeeks);
}

const whenWords = (at: Date, language: Language): string => {
  const { date, time } = wallClock(at);
  return `${dayAndDate(date, language)} ${language === 'da' ? 'kl.' : 'at'} ${wallTimeText(time, language)}`;
};

/** An employee's own agreements. */
export function SeriesListPage(
  props: Framed & {
    readonly series: readonly { readonly series: Series; readonly title: string; readonly who: string }[];
  },
) {
  const { language, staff, series } = props;
  const t = texts(language);
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={t.series.title}
      path={seriesPath}
      back={{ path: minePath, words: t.one.back }}
    >
      {series.length === 0 ? <p>{t.series.none}</p> : null}
      <ul class="meeting-lines">
        {series.map(({ series: one, title, who }) => (
          <li key={one.id}>
            <a href={pathIn(language, '', `${seriesPath}/${one.id}`)}>
              {title}
              {who === '' ? '' : `, ${who}`}
            </a>{' '}
            <span class="soft">{rhythmWords(one.pattern, language)}</span>
          </li>
        ))}
      </ul>
      <Button href={pathIn(language, '', `${seriesPath}/nyt`)}>{t.series.make}</Button>
    </MeetingFrame>
  );
}

type FormProps = Framed & {
  readonly types: readonly MeetingType[];
  readonly people: readonly Colleague[];
  readonly teams: readonly string[];
  readonly form: SeriesForm;
  readonly errors: readonly FieldError[];
  /** What would be made; null before it was asked for. */
  readonly plan: readonly PlannedDate[] | null;
  /** Whether the municipality sends Digital Post. */
  readonly digitalPost: boolean;
};

const wordOf = (form: SeriesForm, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : '';
};

/** A new agreement: who, when, how long; then each day that cannot be is decided. One form, no script. */
export function NewSeriesPage(props: FormProps) {
  const { language, staff, types, people, teams, form, errors, plan, digitalPost } = props;
  const t = texts(language);
  const s = t.series;
  const field = (name: string) => ({
    id: name,
    name,
    value: wordOf(form, name),
    error: errors.find((one) => one.field === name)?.message,
  });
  const choice = (name: string) => ({ id: name, name, value: wordOf(form, name) });
  const forms = [...new Map(types.flatMap((type) => type.forms).map((one) => [one.form, one])).keys()];
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={s.make}
      path={`${seriesPath}/nyt`}
      back={{ path: seriesPath, words: s.title }}
    >
      <ErrorSummary language={language} errors={errors} />
      <form method="post" action={pathIn(language, '', `${seriesPath}/nyt`)} novalidate>
        <div class="meeting-look">
          <SelectField
            {...choice('type')}
            label={t.fresh.type}
            options={types.map((one) => ({ value: one.slug, label: one.title[language] }))}
          />
          <SelectField
            {...choice('form')}
            label={t.fresh.form}
            options={forms.map((value) => ({ value, label: t.forms[value] }))}
          />
          <SelectField
            {...choice('med')}
            label={t.fresh.with}
            options={[
              { value: 'mig', label: t.fresh.me },
              ...people.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </div>
        <Rhythm {...props} />
        <Details summary={s.ring} open={wordOf(form, 'ringtid') !== ''}>
          <p class="form-hint">{s.ringHint}</p>
          <Weekdays {...props} name="ringdag" />
          <TextField {...field('ringtid')} label={s.ringTime} hint={s.ringTimeHint} />
          <SelectField
            {...choice('vagt')}
            label={s.team}
            options={[{ value: '', label: s.noTeam }, ...teams.map((skill) => ({ value: skill, label: skill }))]}
          />
        </Details>
        <fieldset>
          <legend class="form-legend">{t.fresh.person}</legend>
          <TextField {...field('navn')} label={t.fresh.name} />
          <TextField {...field('kontakt')} label={t.fresh.contact} hint={t.fresh.contactHint} />
          <TextField {...field('telefon')} label={t.fresh.phone} type="tel" />
          <WayFields
            language={language}
            written={{ cpr: wordOf(form, 'cpr'), vej: wordOf(form, 'vej'), by: wordOf(form, 'by') }}
            fault={(name) => errors.find((one) => one.field === name)?.message}
            digitalPost={digitalPost}
          />
          <CheckboxField id="beskyttet" name="beskyttet" label={t.fresh.protected} checked={form.beskyttet === 'ja'} />
        </fieldset>
        {plan === null ? null : <Plan plan={plan} language={language} form={form} />}
        <p class="meeting-ways">
          <Button type="submit" name="goer" value="vis" variant={plan === null ? 'primary' : 'secondary'}>
            {s.plan}
          </Button>
          {plan === null ? null : (
            <Button type="submit" name="goer" value="aftal">
              {s.start}
            </Button>
          )}
        </p>
      </form>
    </MeetingFrame>
  );
}

type Fields = Pick<FormProps, 'language' | 'form' | 'errors'>;

function Weekdays({ language, form, errors, name }: Fields & { readonly name: string }) {
  const t = texts(language).series;
  const chosen = [form[name] ?? []].flat();
  const error = errors.find((one) => one.field === name)?.message;
  return (
    <fieldset id={name} class="meeting-times">
      <legend class="form-legend">{t.legend}</legend>
      {error === undefined ? null : <p class="form-error">{error}</p>}
      <ul>
        {isoWeekdays.map((day) => (
          <li key={day}>
            <label>
              <input type="checkbox" name={name} value={day} checked={chosen.includes(String(day))} />{' '}
              {t.weekdays[day - 1]}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Rhythm(props: Fields) {
  const { language, form, errors } = props;
  const t = texts(language);
  const s = t.series;
  const field = (name: string) => ({
    id: name,
    name,
    value: wordOf(form, name),
    error: errors.find((one) => one.field === name)?.message,
  });
  return (
    <>
      <Weekdays {...props} name="ugedag" />
      <div class="meeting-look">
        <SelectField
          id="hver"
          name="hver"
          label={s.every}
          value={wordOf(form, 'hver') || '1'}
          options={[1, 2, 3, 4].map((weeks) => ({ value: String(weeks), label: s.everyWeeks(weeks) }))}
        />
        <TextField {...field('kl')} label={t.fresh.time} hint={t.fresh.timeHint} />
        <TextField {...field('minutter')} label={s.minutes} inputmode="numeric" />
        <TextField {...field('fra')} label={s.from} type="date" />
        <TextField {...field('til')} label={s.until} hint={s.untilHint} type="date" />
        <TextField {...field('antal')} label={s.count} inputmode="numeric" />
        <SelectField
          id="helligdag"
          name="helligdag"
          label={s.holiday}
          value={wordOf(form, 'helligdag')}
          options={[
            { value: '', label: s.skip },
            { value: 'flyt', label: s.move },
          ]}
        />
      </div>
    </>
  );
}

/** The days as they would be; what cannot be is decided for each. */
function Plan({
  plan,
  language,
  form,
}: {
  readonly plan: readonly PlannedDate[];
  readonly language: Language;
  readonly form: SeriesForm;
}) {
  const t = texts(language);
  const conflicts = plan.filter(({ conflict }) => conflict);
  const free = plan.filter(({ startsAt, conflict }) => startsAt !== null && !conflict);
  return (
    <section>
      <Notice kind={conflicts.length === 0 ? 'success' : 'warning'} live>
        <p>{t.series.planned(free.length)}</p>
        {conflicts.length === 0 ? null : <p>{t.series.conflicts}</p>}
      </Notice>
      {conflicts.map((one) => {
        const name = `dag-${one.day}`;
        const why = one.why === null || one.why === 'left-out' ? '' : `: ${t.fresh.why[one.why]}`;
        const chosen = wordOf(form, name);
        return (
          <fieldset key={one.day}>
            <legend class="form-legend">
              {dayAndDate(one.day, language)}
              {why}
            </legend>
            <label>
              <input type="radio" name={name} value="udelad" checked={chosen !== 'anden'} /> {t.series.leaveOut}
            </label>{' '}
            <label>
              <input type="radio" name={name} value="anden" checked={chosen === 'anden'} /> {t.series.another}
            </label>
            <TextField
              id={`dato-${one.day}`}
              name={`dato-${one.day}`}
              type="date"
              label={t.fresh.date}
              value={wordOf(form, `dato-${one.day}`)}
            />
            <TextField
              id={`tid-${one.day}`}
              name={`tid-${one.day}`}
              label={t.fresh.time}
              value={wordOf(form, `tid-${one.day}`)}
            />
          </fieldset>
        );
      })}
      <Details summary={t.series.ahead}>
        <ul>
          {free.map((one) => (
            <li key={one.day}>{one.startsAt ? whenWords(one.startsAt, language) : ''}</li>
          ))}
        </ul>
      </Details>
    </section>
  );
}

/** One agreement: what is ahead, what changes from a day on, and its end. */
export function SeriesPage(
  props: Framed & {
    readonly series: Series;
    readonly title: string;
    readonly who: string;
    readonly ahead: readonly SeriesMeeting[];
    readonly open: readonly PlannedDate[];
    readonly form: SeriesForm;
    readonly errors: readonly FieldError[];
    readonly plan: readonly PlannedDate[] | null;
    readonly notice: ComponentChildren;
    /** The form holds what she wrote and could not save. */
    readonly written: boolean;
  },
) {
  const { language, staff, series, title, who, ahead, open, form, errors, plan, notice } = props;
  const t = texts(language);
  const path = `${seriesPath}/${series.id}`;
  const at = (rest: string) => pathIn(language, '', `${path}${rest}`);
  const version = <input type="hidden" name="version" value={series.version} />;
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={who === '' ? title : `${title}, ${who}`}
      path={path}
      back={{ path: seriesPath, words: t.series.title }}
    >
      <ErrorSummary language={language} errors={errors} />
      {notice}
      <p>{rhythmWords(series.pattern, language)}</p>
      {series.state === 'ended' ? <p>{t.series.ended}</p> : null}
      <h2>{t.series.ahead}</h2>
      {ahead.length === 0 ? <p>{t.series.noneAhead}</p> : null}
      <ul class="meeting-lines">
        {ahead.map((one) => (
          <li key={one.meetingId}>
            <a href={pathIn(language, '', `${minePath}/${one.meetingId}`)}>{whenWords(one.startsAt, language)}</a>{' '}
            <span class="soft">
              {one.state === 'booked' ? '' : t.states[one.state]}
              {one.movedSingly ? t.series.movedSingly : ''}
            </span>
          </li>
        ))}
      </ul>
      {open.length === 0 ? null : (
        <section>
          <h2>{t.series.openDays}</h2>
          <ul class="meeting-lines">
            {open.map((one) => (
              <li key={one.day}>
                {dayAndDate(one.day, language)}
                <form method="post" action={at('/udelad')}>
                  {version}
                  <input type="hidden" name="dag" value={one.day} />
                  <Button type="submit" variant="secondary">
                    {t.series.leaveDay}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
      {series.state === 'ended' ? null : (
        <>
          <Details summary={t.series.change} open={plan !== null || errors.length > 0 || props.written}>
            <form method="post" action={at('/om')} novalidate>
              {version}
              <TextField id="dag" name="dag" type="date" label={t.series.changeFrom} value={wordOf(form, 'dag')} />
              <Rhythm language={language} form={form} errors={errors} />
              <CheckboxField id="ogsaa" name="ogsaa" label={t.series.alsoMoved} checked={form.ogsaa === 'ja'} />
              {plan === null ? null : <Plan plan={plan} language={language} form={form} />}
              <Button type="submit">{t.series.changeSave}</Button>
            </form>
          </Details>
          <Details summary={t.series.end}>
            <form method="post" action={at('/slut')}>
              {version}
              <TextField id="slutdag" name="dag" type="date" label={t.series.endFrom} />
              <Button type="submit" variant="warning">
                {t.series.endSave}
              </Button>
            </form>
          </Details>
        </>
      )}
    </MeetingFrame>
  );
}
