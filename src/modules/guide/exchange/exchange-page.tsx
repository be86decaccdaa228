import { type Language, pathIn } from '../../../kernel/index.ts';
import { Button, ErrorSummary, type FieldError, Notice } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { EditorPage } from '../editor-page.tsx';
import type { ContentChange } from './content-store.ts';
import { exchangeTexts } from './messages.ts';

const mostShown = 100;

/** Content out as one file, and in again; links and codes by spreadsheet. */
export function ExchangePage({
  staff,
  language,
  errors,
  changes,
  done,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly errors: readonly FieldError[];
  /** What a file would change; null when none was looked at. */
  readonly changes: readonly ContentChange[] | null;
  readonly done: boolean;
}) {
  const t = exchangeTexts(language);
  const address = (end: string) => pathIn(language, '', `/redaktion/flyt/${end}`);
  const wrong = new Set(errors.map(({ field }) => field));
  const file = (id: string, accept: string) => (
    <div class={wrong.has(id) ? 'form-group form-error' : 'form-group'}>
      <label class="form-label" for={id}>
        {t.file}
      </label>
      <input class="form-input" type="file" id={id} name="fil" accept={accept} />
    </div>
  );
  return (
    <EditorPage
      staff={staff}
      language={language}
      title={t.title}
      room="exchange"
      path="/redaktion/flyt"
      styles={['editing']}
    >
      <ErrorSummary language={language} errors={errors} />
      {errors.length === 0 ? null : (
        <Notice kind="warning">
          <p>{t.refused}</p>
        </Notice>
      )}
      {done ? (
        <Notice kind="success" live>
          <p>{t.done}</p>
        </Notice>
      ) : null}
      {changes === null ? null : (
        <Notice kind="info" live>
          <p>{changes.length === 0 ? t.nothing : t.changes(changes.length)}</p>
          <ul>
            {changes.slice(0, mostShown).map(({ part, name, kind }) => (
              <li key={`${part} ${name}`}>{`${t.parts[part] ?? part} “${name}”: ${t.kinds[kind]}`}</li>
            ))}
            {changes.length > mostShown ? <li>{t.more(changes.length - mostShown)}</li> : null}
          </ul>
          {changes.length === 0 ? null : <p>{t.lookedAt}</p>}
        </Notice>
      )}
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <h2>{t.content}</h2>
      <p>{t.contentText}</p>
      <p>
        <Button href={address('indhold.json')} variant="secondary">
          {t.download}
        </Button>
      </p>
      <form method="post" action={address('indhold')} encType="multipart/form-data">
        {file('fil-indhold', '.json,application/json')}
        <p>{t.putText}</p>
        <p class="edit-buttons">
          <Button name="gang" value="se">
            {t.look}
          </Button>{' '}
          <Button name="gang" value="ind" variant="warning">
            {t.put}
          </Button>
        </p>
      </form>
      <h2>{t.links}</h2>
      <p>{t.linksText}</p>
      <p>
        <Button href={address('links.csv')} variant="secondary">
          {t.linksDownload}
        </Button>
      </p>
      <form method="post" action={address('links')} encType="multipart/form-data">
        {file('fil-links', '.csv,text/csv')}
        <Button variant="secondary">{t.linksPut}</Button>
      </form>
    </EditorPage>
  );
}
