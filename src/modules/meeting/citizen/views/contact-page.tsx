import { pathIn } from '../../../../kernel/address.ts';
import {
  Button,
  CheckboxField,
  ChoiceTiles,
  Details,
  ErrorSummary,
  type FieldError,
  Notice,
  TextField,
} from '../../../../ui/index.ts';
import type { OfferedTime } from '../../availability/time-wish.ts';
import type { MeetingType } from '../../meeting-rules.ts';
import type { Choices } from '../choices.ts';
import { type ContactFaults, type ContactForm, whatIsAsked } from '../contact-form.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import { capital, timeOf, whenOf } from '../when.ts';
import { Frame, Hidden, OtherWays } from './frame.tsx';
import { Unbroken } from './unbroken.tsx';

/** What the page says besides asking. */
export type ContactState = {
  /** Until when the time is kept; null where nothing is, as for a seat in a group. */
  readonly until: Date | null;
  /** The time is gone: these are close to it. */
  readonly near: readonly OfferedTime[] | null;
  readonly clash: boolean;
  /** As many as one may have; `untold` where it is not proven that they are hers. */
  readonly tooMany: number | 'untold' | null;
  /** Her login or invitation has run out while she filled in. */
  readonly refused: 'identify' | 'not-invited' | null;
};

/** A sentence for each field that could not be read. */
export function contactErrors(faults: ContactFaults, language: MeetingPage['language']): readonly FieldError[] {
  const t = texts(language).contact;
  const words: Readonly<Record<string, string>> = {
    'navn missing': t.nameMissing,
    'kontakt missing': t.contactMissing,
    'kontakt unreadable': t.contactBad,
    'telefon missing': t.callMissing,
    'telefon unreadable': t.callBad,
    'vej missing': t.streetMissing,
    'by missing': t.townMissing,
    'cpr missing': t.cprMissing,
    'cpr unreadable': t.cprBad,
    'kaldenavn missing': t.aliasMissing,
    'kaldenavn number-in-name': t.aliasNumber,
    'ord unreadable': t.wordsBad,
  };
  return faults.map(({ field, fault }) => ({ field, message: words[`${field} ${fault}`] ?? field }));
}

/** Who she is and how she is reached: no more than the kind of meeting asks for. */
export function ContactPage(props: {
  readonly page: MeetingPage;
  readonly type: MeetingType;
  readonly choices: Pick<Choices, 'form'>;
  readonly startsAt: Date;
  /** Where the form goes, and back to the times. */
  readonly action: string;
  readonly other: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly form: ContactForm;
  readonly errors: readonly FieldError[];
  readonly state: ContactState;
  readonly canHide: boolean;
  readonly button: string;
}) {
  const { page, type, choices, startsAt, form, errors, state, canHide } = props;
  const { language, base, now } = page;
  const t = texts(language).contact;
  const wants = whatIsAsked({ rules: type.rules, form: choices.form });
  const title = wants.alias ? t.titleAnonymous : t.title;
  const when = whenOf(startsAt, now, language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const onScreen = choices.form === 'video' || choices.form === 'kiosk';
  // Of many in one talk none alone decides that all of them write instead.
  const canProtect = canHide || !onScreen || type.rules.seats === 1;
  const protects = [t.hideHint, ...(onScreen ? [canHide ? t.hideOnline : t.hideWritten] : [])].join(' ');
  const text = (
    field: Exclude<keyof ContactForm, 'skjul'>,
    label: string,
    more: Partial<Parameters<typeof TextField>[0]> = {},
  ) => (
    <TextField
      id={field}
      name={field}
      label={label}
      value={form[field]}
      error={error(field)}
      maxlength={100}
      {...more}
    />
  );
  return (
    <Frame page={page} title={title}>
      <h1>{title}</h1>
      <ErrorSummary language={language} errors={errors} />
      {state.tooMany === null ? null : state.tooMany === 'untold' ? (
        <Notice kind="warning" heading={t.noMore} live>
          <OtherWays page={page} heading={false} />
        </Notice>
      ) : (
        <Notice kind="warning" heading={texts(language).times.tooMany(state.tooMany)} live>
          <a class="way" href={pathIn(language, base, '/moede/kode')}>
            {texts(language).list.haveCode}
          </a>
        </Notice>
      )}
      {state.clash ? (
        <Notice kind="warning" heading={t.clash} live>
          <p>{t.clashDo}</p>
        </Notice>
      ) : null}
      {state.refused === null ? null : (
        <p id="adgang" tabindex={-1}>
          {state.refused === 'identify' ? (
            <a
              class="way"
              href={pathIn(language, base, `/moede/mitid?til=${type.slug}`)}
              target="_blank"
              rel="noopener"
            >
              {t.logInAgain}
            </a>
          ) : (
            <a class="way" href={pathIn(language, base, '/moede/kode')} target="_blank" rel="noopener">
              {t.invitedAgain}
            </a>
          )}
        </p>
      )}
      <p class="held-time">
        <strong>
          <Unbroken>{state.until === null ? capital(when) : t.hold(when, timeOf(state.until, language))}</Unbroken>
        </strong>
        <br />
        <a class="way" href={props.other}>
          {t.other}
        </a>
      </p>
      {wants.alias ? <p>{t.anonymous}</p> : null}
      <form method="post" action={props.action}>
        <Hidden fields={props.fields} />
        {state.clash ? <Hidden fields={[['alligevel', 'ja']]} /> : null}
        {state.near === null ? null : (
          <ChoiceTiles
            legend={t.newTime}
            name="tid"
            hint={state.near.length === 0 ? t.goneNone : t.gone}
            error={error('tid')}
            options={state.near.map((time) => ({
              value: time.startsAt.toISOString(),
              label: capital(whenOf(time.startsAt, now, language)),
            }))}
          />
        )}
        {wants.alias ? (
          <>
            {text('kaldenavn', t.alias, { hint: t.aliasHint, maxlength: 40 })}
            <Details summary={t.words} open={form.ord !== ''}>
              {text('ord', t.wordsHint, { maxlength: 200 })}
            </Details>
          </>
        ) : (
          <>
            {text('navn', t.name, { autocomplete: 'name' })}
            {wants.call
              ? text('telefon', t.call, { hint: t.callHint, type: 'tel', autocomplete: 'tel', inputmode: 'tel' })
              : null}
            {wants.cpr ? text('cpr', t.cpr, { hint: t.cprHint, inputmode: 'numeric', maxlength: 14 }) : null}
            {text('kontakt', wants.call ? t.contactOptional : t.contact, {
              hint: t.contactHint,
              autocomplete: 'email',
            })}
            {wants.call ? null : (
              <Details summary={t.letter} open={form.vej !== '' || form.by !== ''}>
                <p>{t.letterHint}</p>
                {text('vej', t.street, { autocomplete: 'street-address' })}
                {text('by', t.town, { autocomplete: 'address-level2' })}
              </Details>
            )}
            {wants.companion ? (
              <Details summary={t.companion} open={form.ledsager !== ''}>
                {text('ledsager', t.companionName, { hint: t.companionHint })}
              </Details>
            ) : null}
            {canProtect ? (
              <Details summary={t.hidden} open={form.skjul}>
                <CheckboxField id="skjul" name="skjul" label={t.hide} hint={protects} checked={form.skjul} />
              </Details>
            ) : null}
            <p class="soft">{t.privacy(type.rules.retentionDays)}</p>
          </>
        )}
        <Button>{state.clash ? t.bookAnyway : props.button}</Button>
      </form>
    </Frame>
  );
}
