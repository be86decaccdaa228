import { type Language, localise, longDate, pathIn } from '../../../../kernel/index.ts';
import { Button, Table, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { LocalisedText } from '../../service-text.ts';
import type { DatedChange } from '../changes-on.ts';
import { factTexts } from '../messages.ts';

/** What changes in a period, day by day. */
export function ChangesPage({
  staff,
  language,
  from,
  to,
  changes,
  publishing,
  titleOf,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly from: string;
  readonly to: string;
  readonly changes: readonly DatedChange[];
  /** Texts that are approved for a day in the period. */
  readonly publishing: readonly { readonly service: string; readonly date: string }[];
  readonly titleOf: (slug: string) => string;
}) {
  const t = factTexts(language);
  const words = (text: LocalisedText | null, none: string) => (text === null ? none : localise(text, language).text);
  const services = (slugs: readonly string[]) =>
    slugs.map((slug, index) => (
      <span key={slug}>
        {index === 0 ? '' : ', '}
        <a href={pathIn(language, '', `/redaktion/tekst/${slug}`)}>{titleOf(slug)}</a>
      </span>
    ));
  return (
    <EditorPage
      staff={staff}
      language={language}
      title={t.changes}
      room="facts"
      path="/redaktion/oplysninger/aendringer"
    >
      <h1>{t.changes}</h1>
      <p>{t.changesLead}</p>
      <form method="get">
        <div class="field-columns">
          <TextField id="fra" name="fra" type="date" label={t.changesFrom} value={from} />
          <TextField id="til" name="til" type="date" label={t.changesTo} value={to} />
        </div>
        <Button variant="secondary">{t.changesShow}</Button>
      </form>
      {changes.length + publishing.length === 0 ? <p>{t.changesNone}</p> : null}
      {changes.length === 0 ? null : (
        <Table
          caption={t.changes}
          head={[
            t.changesColumns.date,
            t.changesColumns.what,
            t.changesColumns.before,
            t.changesColumns.after,
            t.changesColumns.where,
          ]}
          rows={changes.map((change) => [
            longDate(change.date, language),
            `${t.kindsOfChange[change.kind]}: ${change.id}`,
            words(change.before, t.begins),
            words(change.after, t.ends),
            <span key="where">{services(change.services)}</span>,
          ])}
        />
      )}
      {publishing.length === 0 ? null : (
        <Table
          caption={t.publishing}
          head={[t.changesColumns.date, t.changesColumns.where]}
          rows={publishing.map(({ service, date }) => [
            longDate(date, language),
            <span key="w">{services([service])}</span>,
          ])}
        />
      )}
    </EditorPage>
  );
}
