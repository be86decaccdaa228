import { type Language, longDate } from '../../../../kernel/index.ts';
import { type FieldError, pathIn } from '../../../../platform/index.ts';
import { Button, ErrorSummary, Notice, SelectField, Table, Tag, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { ServiceOutline } from '../../publication/publication.ts';
import { deskTexts } from '../messages.ts';
import type { NewsFields } from '../news-form.ts';
import type { News } from '../store.ts';
import { shownOn } from '../unread.ts';

type Frame = { readonly staff: StaffMember; readonly language: Language; readonly services: readonly ServiceOutline[] };

export function NewsListPage({
  staff,
  language,
  services,
  news,
  today,
}: Frame & { readonly news: readonly News[]; readonly today: string }) {
  const t = deskTexts(language).editor;
  const titleOf = (slug: string | null) => services.find((one) => one.slug === slug)?.title.text ?? t.newsNoService;
  const shown = (one: News) => shownDays(one, language);
  return (
    <EditorPage staff={staff} language={language} title={t.news} room="news" path="/redaktion/nyt">
      <h1>{t.news}</h1>
      <p>{t.newsLead}</p>
      <p>
        <Button href={pathIn(language, '', '/redaktion/nyt/ny')}>{t.newsNew}</Button>
      </p>
      {news.length === 0 ? (
        <p>{t.newsNone}</p>
      ) : (
        <Table
          caption={t.news}
          head={[t.columns.title, t.columns.shown, t.columns.service]}
          rows={news.map((one) => [
            <a key="title" href={pathIn(language, '', `/redaktion/nyt/${one.id}`)}>
              {one.title}
            </a>,
            <span key="shown">
              {shown(one)} {shownOn(one, today) ? <Tag kind="good">{t.showsNow}</Tag> : null}
            </span>,
            titleOf(one.service),
          ])}
        />
      )}
    </EditorPage>
  );
}

function shownDays({ shownFrom, shownTo }: News, language: Language): string {
  const t = deskTexts(language).editor;
  return shownTo === null
    ? t.shownSince(longDate(shownFrom, language))
    : t.shownUntil(longDate(shownFrom, language), longDate(shownTo, language));
}

export function NewsPage({
  staff,
  language,
  services,
  id,
  fields,
  revision,
  errors,
  theirs,
}: Frame & {
  /** Null for a new one. */
  readonly id: string | null;
  readonly fields: NewsFields;
  /** The one that a save replaces. */
  readonly revision: number;
  readonly errors: readonly FieldError[];
  /** What somebody else saved meanwhile. */
  readonly theirs: News | null;
}) {
  const t = deskTexts(language).editor;
  const path = `/redaktion/nyt/${id ?? 'ny'}`;
  const title = id === null ? t.newsNew : t.newsChange;
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <EditorPage staff={staff} language={language} title={title} room="news" path={path}>
      <h1>{title}</h1>
      <ErrorSummary language={language} errors={errors} />
      {theirs === null ? null : (
        <Notice kind="warning" heading={t.theirs}>
          <p>{t.newsConflict}</p>
          <p>
            <strong>{theirs.title}</strong>
          </p>
          <p class="instruction-theirs">{theirs.body}</p>
          <p>
            {services.find((one) => one.slug === theirs.service)?.title.text ?? t.newsNoService}.{' '}
            {shownDays(theirs, language)}
          </p>
        </Notice>
      )}
      <form method="post" action={pathIn(language, '', path)}>
        <input type="hidden" name="udgave" value={String(revision)} />
        <TextField
          id="titel"
          name="titel"
          label={t.newsTitle}
          value={fields.titel}
          maxlength={120}
          error={errorOf('titel')}
        />
        <TextField
          id="tekst"
          name="tekst"
          label={t.newsBody}
          hint={t.newsBodyHint}
          value={fields.tekst}
          rows={8}
          maxlength={2000}
          error={errorOf('tekst')}
        />
        <SelectField
          id="vejledning"
          name="vejledning"
          label={t.newsService}
          value={fields.vejledning}
          options={[
            { value: '', label: t.newsNoService },
            ...services.map((service) => ({ value: service.slug, label: service.title.text })),
          ]}
          error={errorOf('vejledning')}
        />
        <TextField id="fra" name="fra" type="date" label={t.newsFrom} value={fields.fra} error={errorOf('fra')} />
        <TextField
          id="til"
          name="til"
          type="date"
          label={t.newsTo}
          hint={t.newsToHint}
          value={fields.til}
          error={errorOf('til')}
        />
        <Button type="submit">{t.save}</Button>
      </form>
      {id === null ? null : (
        <form method="post" action={pathIn(language, '', `${path}/slet`)}>
          <Button type="submit" variant="warning">
            {t.remove}
          </Button>
        </form>
      )}
      <p>
        <a href={pathIn(language, '', '/redaktion/nyt')}>{t.back}</a>
      </p>
    </EditorPage>
  );
}
