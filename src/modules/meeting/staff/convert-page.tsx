import type { MeetingForm } from '../../../db/index.ts';
import { dayAndDate, type Language, pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { Button, ChoiceTiles, Details, ErrorSummary, TextField } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { MeetingFrame } from './frame.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';

/** Why a form cannot be chosen. `law` is what is written of it; empty where nobody ever opened the type for it. */
export type ClosedForm = { readonly form: MeetingForm; readonly why: 'law' | 'anonymous'; readonly law: string };

export type ConvertForm = {
  readonly form: string;
  readonly telefon: string;
  readonly dato: string;
  readonly kl: string;
};

/** One question: how the meeting is held instead. What the law does not allow is not offered, and says why. */
export function ConvertPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly meeting: Meeting;
  readonly open: readonly { readonly form: MeetingForm; readonly law: string }[];
  readonly closed: readonly ClosedForm[];
  /** It could be held by phone, and nobody knows where to ring. */
  readonly asksPhone: boolean;
  readonly values: ConvertForm;
  readonly errors: readonly FieldError[];
}) {
  const { language, staff, meeting, open, closed, values, errors } = props;
  const t = texts(language).convert;
  const { forms } = texts(language);
  const path = `${minePath}/${meeting.id}/form`;
  const fault = (field: string) => errors.find((one) => one.field === field)?.message;
  const { startsAt } = meeting;
  const when =
    startsAt === null
      ? ''
      : t.now(
          dayAndDate(wallClock(startsAt).date, language),
          wallTimeText(wallClock(startsAt).time, language),
          forms[meeting.form],
        );
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={t.title}
      path={path}
      back={{ path: `${minePath}/${meeting.id}`, words: t.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      <p>{when}</p>
      {open.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <form method="post" action={pathIn(language, '', path)} novalidate>
          <input type="hidden" name="version" value={meeting.version} />
          <ChoiceTiles
            legend={t.form}
            name="form"
            hint={meeting.type.rules.formChosenBy === 'citizen' ? t.hersToChoose : undefined}
            options={open.map(({ form, law }) => ({ value: form, label: forms[form], hint: law }))}
            value={values.form}
            error={fault('form')}
          />
          {props.asksPhone ? (
            <TextField
              id="telefon"
              name="telefon"
              type="tel"
              label={t.phone}
              hint={t.phoneHint}
              value={values.telefon}
              error={fault('telefon')}
            />
          ) : null}
          <Details summary={t.otherTime} open={values.dato !== '' || values.kl !== '' || fault('dato') !== undefined}>
            <p class="form-hint">{t.otherTimeHint}</p>
            <TextField
              id="dato"
              name="dato"
              type="date"
              label={texts(language).fresh.date}
              value={values.dato}
              error={fault('dato')}
            />
            <TextField
              id="kl"
              name="kl"
              label={texts(language).fresh.time}
              hint={texts(language).fresh.timeHint}
              value={values.kl}
            />
          </Details>
          <p>{t.told}</p>
          <Button type="submit">{t.save}</Button>
        </form>
      )}
      {closed.length === 0 ? null : (
        <>
          <h2>{t.closed}</h2>
          <ul>
            {closed.map(({ form, why, law }) => (
              <li key={form}>{t.why[why](forms[form], law)}</li>
            ))}
          </ul>
        </>
      )}
    </MeetingFrame>
  );
}
