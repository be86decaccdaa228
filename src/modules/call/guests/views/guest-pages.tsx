import type { ComponentChildren } from 'preact';
import { pathIn } from '../../../../kernel/address.ts';
import type { Language } from '../../../../kernel/language.ts';
import {
  Button,
  CheckboxField,
  ChoiceTiles,
  CodeForm,
  DataIsland,
  ErrorSummary,
  type FieldError,
  Notice,
  Page,
  TextField,
} from '../../../../ui/index.ts';
import type { Municipality } from '../../../tenancy/index.ts';
import type { GuestIslandProps } from '../../client/guests/guest-props.ts';
import { languageName } from '../../language-name.ts';
import { texts } from '../messages.ts';
import type { GuestWish } from '../store.ts';

export const guestPath = '/samtale/gaest';
/** Where whoever has a seat reads about it (modules/meeting). */
const ownMeetingPath = '/moede/mit';

export type GuestPage = {
  readonly language: Language;
  readonly municipality: Municipality;
  readonly base: string;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
};

function Frame(props: {
  readonly page: GuestPage;
  readonly title: string;
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}) {
  const { page, title, scripts = ['guest-link'], children } = props;
  return (
    <Page {...page} title={title} scripts={scripts} styles={['help']} noIndex>
      {children}
    </Page>
  );
}

/** Before anything is known of a link: the script opens it out of the address; a code that was read aloud is typed. */
export function OpenLinkPage({
  page,
  written,
  wrong,
}: {
  readonly page: GuestPage;
  readonly written: string;
  readonly wrong: boolean;
}) {
  const t = texts(page.language).open;
  return (
    <Frame page={page} title={texts(page.language).title}>
      <h1>{t.heading}</h1>
      <ErrorSummary language={page.language} errors={wrong ? [{ field: 'kode', message: t.wrong }] : []} />
      <p data-guest-opening role="status" data-words={t.opening} />
      <noscript>
        <Notice kind="warning">{t.noScript}</Notice>
      </noscript>
      <p>{t.need}</p>
      <CodeForm
        action={pathIn(page.language, page.base, `${guestPath}/aabn`)}
        label={t.code}
        hint={t.codeHint}
        next={t.next}
        written={written}
        maxlength={60}
        error={wrong ? t.wrong : null}
        mark={{ 'data-guest-link': true }}
      />
    </Frame>
  );
}

export type Filled = {
  readonly name: string;
  readonly form: string;
  readonly confidential: boolean;
  readonly adult: boolean;
};

/** Who asks her to come and as what, and what happens when she presses. Nothing is used up by looking at it. */
export function ComePage({
  page,
  wish,
  filled,
  byText = false,
  errors,
}: {
  readonly page: GuestPage;
  readonly wish: GuestWish;
  readonly filled: Filled;
  /** Sound and picture would tell others where she is on the net. */
  readonly byText?: boolean;
  readonly errors: readonly FieldError[];
}) {
  const { language, municipality, base } = page;
  const t = texts(language).come;
  const forms = ['video', 'voice', 'text'] as const;
  const interpreter = wish.role === 'interpreter';
  const seated = wish.role === 'participant';
  return (
    <Frame page={page} title={texts(language).title}>
      <ErrorSummary language={language} errors={errors} />
      <h1>{seated ? t.headingSeated(municipality.fullName) : t.heading(municipality.fullName)}</h1>
      <p class="lead">
        {interpreter ? t.asInterpreter(languageName(wish.language, language), wish.signs) : t.as[wish.role]}{' '}
        {t.means[wish.role]}
      </p>
      <p>{t.door}</p>
      <noscript>
        <Notice kind="warning">{texts(language).open.noScript}</Notice>
      </noscript>
      <form method="post" action={pathIn(language, base, guestPath)} novalidate>
        <TextField
          id="navn"
          name="navn"
          label={seated ? t.nameSeated : t.name}
          hint={seated ? t.nameSeatedHint : t.nameHint}
          value={filled.name}
          maxlength={80}
        />
        {byText ? (
          <Notice kind="info">{t.byText}</Notice>
        ) : (
          <ChoiceTiles
            legend={t.how}
            name="form"
            value={filled.form}
            options={forms.map((value) => ({ value, label: t.form[value] }))}
          />
        )}
        {interpreter ? (
          <fieldset class="form-group">
            <legend class="form-label">{t.duty}</legend>
            <CheckboxField id="tavshed" name="tavshed" label={t.confidential} checked={filled.confidential} />
            <CheckboxField id="myndig" name="myndig" label={t.adult} checked={filled.adult} />
          </fieldset>
        ) : null}
        {seated ? null : <p class="soft">{t.once}</p>}
        <Button type="submit">{t.go}</Button>
      </form>
    </Frame>
  );
}

/** The lobby, which becomes the conversation on the spot. */
export function GuestRoomPage({ page, island }: { readonly page: GuestPage; readonly island: GuestIslandProps }) {
  const t = texts(page.language);
  return (
    <Frame page={page} title={t.room.lobby} scripts={['guest-link', 'guest']}>
      <div class="help-main">
        <DataIsland name="guest" props={island}>
          <h1>{t.room.lobby}</h1>
          <p>{t.room.lobbyWhy}</p>
          <noscript>
            <Notice kind="warning">{t.open.noScript}</Notice>
          </noscript>
        </DataIsland>
      </div>
      <form method="post" action={pathIn(page.language, page.base, `${guestPath}/aabn`)} data-guest-link hidden>
        <input type="hidden" name="kode" value="" />
      </form>
    </Frame>
  );
}

/** What is true, and the one thing to do about it. */
export function GuestSaysPage({
  page,
  says,
  seated = false,
}: {
  readonly page: GuestPage;
  readonly says: 'gone' | 'full' | 'removed' | 'ended' | 'left';
  /** She has a seat in a group meeting, and a page of her own about it. */
  readonly seated?: boolean;
}) {
  const t = texts(page.language);
  const told = {
    gone: { heading: t.gone.heading, text: [t.gone.why, t.gone.do] },
    full: { heading: t.full.heading, text: [t.full.why] },
    removed: { heading: t.room.removed, text: [seated ? t.room.removedSeated : t.room.removedWhy] },
    ended: { heading: t.room.ended, text: [t.room.endedWhy] },
    left: { heading: t.room.left, text: [seated ? t.room.leftSeated : t.room.leftWhy] },
  }[says];
  return (
    <Frame page={page} title={told.heading}>
      <h1>{told.heading}</h1>
      {told.text.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {says === 'full' ? (
        <Button href={pathIn(page.language, page.base, guestPath)}>{t.full.again}</Button>
      ) : (
        <p>
          <a class="way" href={pathIn(page.language, page.base, seated ? ownMeetingPath : '/')}>
            {seated ? t.room.toOwnMeeting : page.municipality.fullName}
          </a>
        </p>
      )}
      <form method="post" action={pathIn(page.language, page.base, `${guestPath}/aabn`)} data-guest-link hidden>
        <input type="hidden" name="kode" value="" />
      </form>
    </Frame>
  );
}
