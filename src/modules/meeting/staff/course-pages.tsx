import { dayAndDate, type Language, pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { Button, Details, ErrorSummary, SelectField, TextField } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import type { GroupAhead } from '../agreeing/groups.ts';
import { type MeetingType, meetingForms } from '../meeting-rules.ts';
import { MeetingFrame } from './frame.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';

export const coursesPath = `${minePath}/hold`;

export type Framed = { readonly language: Language; readonly staff: StaffMember };

export const whenWords = (at: Date, language: Language): string => {
  const { date, time } = wallClock(at);
  const clock = wallTimeText(time, language);
  return language === 'da' ? `${dayAndDate(date, language)} kl. ${clock}` : `${dayAndDate(date, language)} at ${clock}`;
};

/** Groups and courses ahead, and the form that starts one. */
export function CoursesPage(
  props: Framed & {
    readonly groups: readonly GroupAhead[];
    readonly types: readonly MeetingType[];
    readonly typed: Readonly<Record<string, string>>;
    readonly errors: readonly FieldError[];
  },
) {
  const { language, staff, groups, types, typed, errors } = props;
  const t = texts(language);
  const fault = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={t.courses.title}
      path={coursesPath}
      back={{ path: minePath, words: t.one.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      {groups.length === 0 ? <p>{t.courses.none}</p> : null}
      <ul class="meeting-lines">
        {groups.map((group) => (
          <li key={group.meetingId}>
            <a href={pathIn(language, '', `${coursesPath}/${group.meetingId}`)}>
              {types.find(({ id }) => id === group.typeId)?.title[language] ?? ''},{' '}
              {whenWords(group.startsAt, language)}
            </a>{' '}
            <span class="soft">{t.courses.seats(group.seats - group.free, group.seats, group.waiting)}</span>
          </li>
        ))}
      </ul>
      {types.length === 0 ? null : (
        <Details summary={t.courses.make} open={errors.length > 0}>
          <form method="post" action={pathIn(language, '', coursesPath)} novalidate>
            <SelectField
              id="type"
              name="type"
              label={t.courses.type}
              value={typed.type}
              options={types.map((type) => ({ value: type.slug, label: type.title[language] }))}
            />
            <SelectField
              id="form"
              name="form"
              label={t.courses.form}
              value={typed.form}
              options={meetingForms
                .filter((form) => types.some((type) => type.forms.some((one) => one.form === form)))
                .map((form) => ({ value: form, label: t.forms[form] }))}
              error={fault('form')}
            />
            <TextField
              id="pladser"
              name="pladser"
              label={t.courses.seatsField}
              hint={t.courses.seatsHint}
              value={typed.pladser ?? ''}
              inputmode="numeric"
              error={fault('pladser')}
            />
            <TextField
              id="dato"
              name="dato"
              type="date"
              label={t.fresh.date}
              value={typed.dato ?? ''}
              error={fault('dato')}
            />
            <TextField
              id="kl"
              name="kl"
              label={t.fresh.time}
              hint={t.fresh.timeHint}
              value={typed.kl ?? ''}
              error={fault('kl')}
            />
            <Button type="submit">{t.courses.open}</Button>
          </form>
        </Details>
      )}
    </MeetingFrame>
  );
}
