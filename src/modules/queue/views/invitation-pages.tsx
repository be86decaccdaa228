import {
  Button,
  CheckboxField,
  ChoiceTiles,
  CodeForm,
  Details,
  ErrorSummary,
  type FieldError,
  Notice,
  Page,
} from '../../../ui/index.ts';
import { deskTexts } from '../desk-messages.ts';
import { texts } from '../messages.ts';
import { type HelpForm, pathIn } from '../view-types.ts';
import type { CitizenPage } from './citizen-page.ts';
import { OtherWays } from './other-ways.tsx';

const forms: readonly HelpForm[] = ['video', 'voice', 'text'];

/** She was asked to come by one employee: who, about what, and what happens when she presses. */
export function InvitedPage({
  page,
  code,
  name,
  form,
  errors,
}: {
  readonly page: CitizenPage;
  readonly code: string;
  readonly name: string;
  readonly form: HelpForm;
  readonly errors: readonly FieldError[];
}) {
  const { language, municipality, base, topic } = page;
  const t = texts(language);
  const hide = errors.some((error) => error.field === 'skjul');
  return (
    <Page
      title={t.invited.title}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      styles={['queue']}
      noIndex
    >
      <ErrorSummary language={language} errors={errors} />
      <h1>{t.invited.heading(name)}</h1>
      {topic.serviceTitle === null ? null : (
        <p class="topic-line">
          {t.help.about(topic.serviceTitle)}
          {topic.stepNumber === null ? null : (
            <>
              <br />
              {deskTexts(language).step(topic.stepNumber, topic.stepTitle ?? '')}
            </>
          )}
        </p>
      )}
      <p>{t.invited.what}</p>
      <form method="post" action={pathIn(language, base, `/kom/${code}`)}>
        <ChoiceTiles
          legend={t.invited.how}
          name="form"
          value={form}
          options={forms.map((one) => ({ value: one, label: t.form[one], hint: t.formHint[one] }))}
        />
        <Details summary={t.invited.hidden} open={hide}>
          <CheckboxField id="skjul" name="skjul" label={t.check.hide} hint={t.check.hideHint} checked={hide} />
        </Details>
        <Button type="submit">{t.invited.come(name)}</Button>
      </form>
    </Page>
  );
}

/** For a code that was read aloud; also where a link that is used or too old ends. */
export function CodePage({
  page,
  written,
  wrong,
}: {
  readonly page: CitizenPage;
  readonly written: string;
  readonly wrong: boolean;
}) {
  const { language, municipality, base, place, now } = page;
  const t = texts(language).invited;
  const errors = wrong ? [{ field: 'kode', message: t.wrong }] : [];
  return (
    <Page
      title={t.title}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      styles={['queue']}
      noIndex
    >
      <h1>{t.codeHeading}</h1>
      <ErrorSummary language={language} errors={errors} />
      <CodeForm
        action={pathIn(language, base, '/kom')}
        label={t.code}
        hint={t.codeHint}
        next={t.next}
        written={written}
        maxlength={20}
        error={wrong ? t.wrong : null}
      />
      <OtherWays place={place} now={now} language={language} />
    </Page>
  );
}

export function AlreadyTalkingPage({ page }: { readonly page: CitizenPage }) {
  const { language, municipality, base } = page;
  const t = texts(language);
  return (
    <Page
      title={t.invited.title}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      styles={['queue']}
      noIndex
    >
      <h1>{t.invited.talking}</h1>
      <Notice kind="info">{t.invited.talkingWhy}</Notice>
      <Button href={pathIn(language, base, '/hjaelp/vent')}>{t.waiting.toCall}</Button>
    </Page>
  );
}
