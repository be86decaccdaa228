import { type DateString, dayAndDate, type Language, pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { Button, CheckboxField, Details, ErrorSummary, Notice, SelectField, TextField } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import type { WhyNotResource } from '../availability/time-wish.ts';
import { interpreterLanguages } from '../citizen/choices.ts';
import { texts as citizenTexts } from '../citizen/messages.ts';
import type { WeekOfTimes } from '../citizen/times.ts';
import { capital, languageWords } from '../citizen/when.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { MeetingFrame } from './frame.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';
import type { Colleague, NewChoices, NewPersonForm } from './new-meeting.ts';
import { WayFields } from './way-fields.tsx';

export type NewPageProps = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly types: readonly MeetingType[];
  readonly people: readonly Colleague[];
  readonly teams: readonly string[];
  readonly languages: readonly string[];
  readonly choices: NewChoices | null;
  readonly week: WeekOfTimes | null;
  /** Times that were ticked, as instants. */
  readonly ticked: readonly string[];
  readonly typed: { readonly dato: string; readonly kl: string };
  readonly whyNot: readonly WhyNotResource[] | null;
  readonly person: NewPersonForm;
  readonly answerBy: DateString;
  /** The meeting that this one follows, or the invitation that it is by: it says with whom, on every page of it. */
  readonly kept: Readonly<Record<string, string>>;
  readonly requestKey: string;
  /** Whether the municipality sends Digital Post. */
  readonly digitalPost: boolean;
  readonly errors: readonly FieldError[];
  /** A meeting that stands and is to have another time: nobody is asked for. */
  readonly moves: { readonly id: string; readonly version: number; readonly seats: number } | null;
};

/** What an employee books for: the kind, whose calendar, the time or times, and who it is with. One page, no script. */
export function NewMeetingPage(props: NewPageProps) {
  const { language, staff, choices, week, errors, moves } = props;
  const t = texts(language).fresh;
  const path = moves ? `${minePath}/${moves.id}/flyt` : `${minePath}/ny`;
  const back = moves ? `${minePath}/${moves.id}` : minePath;
  const title = moves ? t.moveTitle : t.title;
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={title}
      path={path}
      back={{ path: back, words: texts(language).one.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      <Looking {...props} action={pathIn(language, '', path)} />
      {choices && week ? (
        <Choosing {...props} choices={choices} week={week} action={pathIn(language, '', path)} />
      ) : null}
    </MeetingFrame>
  );
}

function Looking(props: NewPageProps & { readonly action: string }) {
  const { language, types, people, teams, languages, choices, action, moves } = props;
  const t = texts(language).fresh;
  const type = choices?.type;
  return (
    <form method="get" action={action} class="meeting-look">
      {Object.entries(props.kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {moves ? null : (
        <>
          <SelectField
            id="type"
            name="type"
            label={t.type}
            value={type?.slug}
            options={types.map((one) => ({ value: one.slug, label: one.title[language] }))}
          />
          <SelectField
            id="form"
            name="form"
            label={t.form}
            value={choices?.form}
            options={(
              type?.forms ?? [...new Map(types.flatMap((one) => one.forms).map((one) => [one.form, one])).values()]
            ).map(({ form }) => ({ value: form, label: texts(language).forms[form] }))}
          />
          <SelectField
            id="sprog"
            name="sprog"
            label={t.language}
            value={choices?.language}
            options={languages.map((code) => ({ value: code, label: languageWords(code, language) }))}
          />
          <SelectField
            id="tolk"
            name="tolk"
            label={t.interpreter}
            value={choices?.interpreter ?? ''}
            options={[
              { value: '', label: t.noInterpreter },
              ...interpreterLanguages.map((code) => ({ value: code, label: languageWords(code, language) })),
            ]}
          />
        </>
      )}
      <SelectField
        id="med"
        name="med"
        label={t.with}
        value={choices?.with}
        options={[
          { value: 'mig', label: t.me },
          { value: 'alle', label: t.anybody },
          ...teams.map((skill) => ({ value: `k:${skill}`, label: t.team(skill) })),
          ...people.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      {moves ? null : (
        <TextField
          id="minutter"
          name="minutter"
          label={t.minutes}
          inputmode="numeric"
          value={choices?.minutes === null || choices?.minutes === undefined ? '' : String(choices.minutes)}
          {...(type ? { hint: t.minutesHint(type.rules.lengthMinutes) } : {})}
        />
      )}
      <Button type="submit" variant={choices ? 'secondary' : 'primary'}>
        {t.look}
      </Button>
    </form>
  );
}

type Chosen = NewPageProps & { readonly choices: NewChoices; readonly week: WeekOfTimes; readonly action: string };

const queryOf = (choices: NewChoices, more: Readonly<Record<string, string>>): string =>
  `?${new URLSearchParams({ ...choicePairs(choices), ...more })}`;

export const choicePairs = (choices: NewChoices): Readonly<Record<string, string>> => ({
  type: choices.type.slug,
  form: choices.form,
  med: choices.with,
  sprog: choices.language,
  ...(choices.interpreter === null ? {} : { tolk: choices.interpreter }),
  ...(choices.minutes === null ? {} : { minutter: String(choices.minutes) }),
});

function Choosing(props: Chosen) {
  const { language, choices, week, action, errors, typed, whyNot, moves } = props;
  const t = texts(language).fresh;
  const fault = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <>
      <Weeks {...props} />
      <form method="post" action={action} novalidate>
        {Object.entries({ ...choicePairs(choices), ...props.kept }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="noegle" value={props.requestKey} />
        <input type="hidden" name="uge" value={week.monday} />
        {moves ? <input type="hidden" name="version" value={moves.version} /> : null}
        <Times {...props} />
        <Details summary={t.otherTime} open={typed.dato !== '' || whyNot !== null}>
          <p class="form-hint">{t.otherHint}</p>
          <TextField id="dato" name="dato" label={t.date} type="date" value={typed.dato} error={fault('dato')} />
          <TextField id="kl" name="kl" label={t.time} hint={t.timeHint} value={typed.kl} />
          <button class="button button-quiet" type="submit" name="goer" value="hvorfor">
            {t.whyNot}
          </button>
          {whyNot === null ? null : (
            <Notice kind="info" live>
              <ul>
                {whyNot.map((one) => (
                  <li key={`${one.resource} ${one.reason}`}>
                    {one.name}: {t.why[one.reason]}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
        </Details>
        {moves ? null : <Who {...props} />}
        <TextField
          id="svar"
          name="svar"
          label={t.answerBy}
          hint={t.answerByHint}
          type="date"
          value={props.answerBy}
          error={fault('svar')}
        />
        <p class="meeting-ways">
          <Button type="submit" name="goer" value="book">
            {t.book}
          </Button>
          {moves && moves.seats > 1 ? null : (
            <Button type="submit" name="goer" value="foreslaa" variant="secondary">
              {t.propose}
            </Button>
          )}
        </p>
      </form>
    </>
  );
}

function Weeks({ language, choices, week, action, kept }: Chosen) {
  const t = texts(language).fresh;
  const to = (monday: DateString) => `${action}${queryOf(choices, { uge: monday, ...kept })}`;
  return (
    <nav class="meeting-weeks" aria-label={t.times}>
      {week.earlier === null ? null : <a href={to(week.earlier)}>{t.earlierWeek}</a>}{' '}
      {week.later === null ? null : <a href={to(week.later)}>{t.laterWeek}</a>}
      {week.days.length > 0 ? null : week.nearest === null ? (
        <p>{t.nothing}</p>
      ) : (
        <p>
          {t.none} <a href={to(week.nearest)}>{t.nearest(dayAndDate(week.nearest, language))}</a>
        </p>
      )}
    </nav>
  );
}

function Times({ language, week, ticked, errors }: Chosen) {
  const t = texts(language).fresh;
  const error = errors.find((one) => one.field === 'tid')?.message;
  return (
    <fieldset id="tid" class="meeting-times" aria-describedby="tid-hint">
      <legend class="form-legend">{t.times}</legend>
      <p id="tid-hint" class="form-hint">
        {t.timesHint}
      </p>
      {error === undefined ? null : <p class="form-error">{error}</p>}
      {week.days.map((day, at) => {
        const name = capital(dayAndDate(day.date, language));
        const chosen = day.times.some(({ startsAt }) => ticked.includes(startsAt.toISOString()));
        return (
          <Details
            key={day.date}
            summary={citizenTexts(language).times.day(name, day.times.length)}
            open={at === 0 || chosen}
          >
            <fieldset>
              <legend class="sr-only">{name}</legend>
              <ul>
                {day.times.map(({ startsAt }) => {
                  const value = startsAt.toISOString();
                  return (
                    <li key={value}>
                      <label>
                        <input type="checkbox" name="tid" value={value} checked={ticked.includes(value)} />{' '}
                        {wallTimeText(wallClock(startsAt).time, language)}
                      </label>
                    </li>
                  );
                })}
              </ul>
            </fieldset>
          </Details>
        );
      })}
    </fieldset>
  );
}

function Who({ language, choices, person, errors, digitalPost }: Chosen) {
  const t = texts(language).fresh;
  const field = (name: keyof NewPersonForm) => ({
    id: name,
    name,
    value: person[name] ?? '',
    error: errors.find((one) => one.field === name)?.message,
  });
  if (choices.type.rules.anonymous)
    return (
      <fieldset>
        <legend class="form-legend">{t.person}</legend>
        <TextField {...field('kaldenavn')} label={t.alias} />
      </fieldset>
    );
  return (
    <fieldset>
      <legend class="form-legend">{t.person}</legend>
      <TextField {...field('navn')} label={t.name} />
      <TextField {...field('kontakt')} label={t.contact} hint={t.contactHint} />
      {choices.form === 'phone' ? <TextField {...field('telefon')} label={t.phone} type="tel" /> : null}
      {choices.type.rules.companions ? <TextField {...field('ledsager')} label={t.companion} /> : null}
      <WayFields
        language={language}
        written={person}
        fault={(name) => errors.find((one) => one.field === name)?.message}
        digitalPost={digitalPost}
      />
      <CheckboxField
        id="beskyttet"
        name="beskyttet"
        value="ja"
        label={t.protected}
        checked={person.beskyttet === 'ja'}
      />
    </fieldset>
  );
}
