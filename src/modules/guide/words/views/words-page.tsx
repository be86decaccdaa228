import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Notice, Table, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { texts } from '../messages.ts';
import { WordsMenu, wordPaths } from './words-menu.tsx';

export type WordsRow = {
  readonly slug: string;
  readonly title: string;
  readonly national: number;
  readonly own: number;
  /** The words that the search field's text was found in. */
  readonly hitBy: readonly string[];
};

/** Every service with how many words it has; the way to each. */
export function WordsPage({
  staff,
  language,
  query,
  rows,
  waiting,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly query: string;
  readonly rows: readonly WordsRow[];
  /** Searches without an answer. */
  readonly waiting: number;
}) {
  const t = texts(language);
  return (
    <EditorPage staff={staff} language={language} title={t.words.title} room="words" path={wordPaths.words}>
      <WordsMenu current="words" language={language} staff={staff} />
      <h1>{t.words.title}</h1>
      <p class="lead">{t.words.lead}</p>
      {waiting === 0 ? null : (
        <Notice kind="info">
          <p>
            {t.words.waiting(waiting)} <a href={pathIn(language, '', wordPaths.suggestions)}>{t.words.waitingLink}</a>
          </p>
        </Notice>
      )}
      <form method="get" action={pathIn(language, '', wordPaths.words)}>
        <TextField id="q" name="q" type="search" label={t.words.find} value={query} maxlength={120} />
        <div class="actions">
          <Button variant="secondary">{t.words.findButton}</Button>
          {query === '' ? null : <a href={pathIn(language, '', wordPaths.words)}>{t.words.all}</a>}
        </div>
      </form>
      {rows.length === 0 ? (
        <p>{t.words.nothing}</p>
      ) : (
        <Table
          caption={t.words.title}
          head={[t.words.service, t.words.own, t.words.national]}
          numeric={[1, 2]}
          rows={rows.map((row) => [
            <span key="service" lang="da">
              <a href={pathIn(language, '', `${wordPaths.words}/${row.slug}`)}>{row.title}</a>
              {row.hitBy.length === 0 ? null : <span class="soft"> {t.words.hitBy(row.hitBy.join(', '))}</span>}
            </span>,
            String(row.own),
            String(row.national),
          ])}
        />
      )}
    </EditorPage>
  );
}
