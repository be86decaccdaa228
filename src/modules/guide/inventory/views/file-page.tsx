import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, ErrorSummary, Notice, Table } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { CsvFault } from '../inventory-csv.ts';
import { texts } from '../messages.ts';
import type { ImportPlan } from '../plan-import.ts';
import { inventoryPath } from './inventory-page.tsx';

type Fault = Omit<CsvFault, 'kind'> & { readonly kind: CsvFault['kind'] | 'no-file' };

type Props = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly faults: readonly Fault[];
  /** What the file would do; null before it was looked at. */
  readonly plan: ImportPlan | null;
  readonly text: string;
  readonly done: { readonly add: number; readonly change: number } | null;
};

export function FilePage({ staff, language, faults, plan, text, done }: Props) {
  const t = texts(language);
  const path = `${inventoryPath}/fil`;
  const action = pathIn(language, '', path);
  const messages: Readonly<Record<string, string>> = { ...stringsOf(t.faults), ...stringsOf(t.file.faults) };
  return (
    <EditorPage staff={staff} language={language} title={t.file.title} room="inventory" path={path}>
      <p>
        <a href={pathIn(language, '', inventoryPath)}>{t.edit.back}</a>
      </p>
      <ErrorSummary
        language={language}
        errors={faults.length === 0 ? [] : [{ field: 'file', message: t.file.refused }]}
      />
      <h1>{t.file.title}</h1>
      {done ? (
        <Notice kind="success" heading={t.inventory.saved} live>
          <p>{t.file.done(done.add, done.change)}</p>
        </Notice>
      ) : null}
      {faults.length === 0 ? null : (
        <Table
          caption={t.file.refused}
          head={[t.file.columns.row, t.file.columns.fault]}
          rows={faults.map((one) => [t.file.row(one.row, one.column), messages[one.kind] ?? one.kind])}
        />
      )}
      {plan ? <Plan plan={plan} text={text} language={language} action={action} /> : null}
      <p>{t.file.lead}</p>
      <p>
        <Button href={pathIn(language, '', `${inventoryPath}/indgange.csv`)} variant="secondary">
          {t.file.download}
        </Button>
      </p>
      <h2>{t.file.uploadHeading}</h2>
      <p>{t.file.uploadText}</p>
      <form method="post" action={action} enctype="multipart/form-data">
        <div class="form-group">
          <label class="form-label" for="file">
            {t.file.file}
          </label>
          <p class="form-hint" id="file-hint">
            {t.file.fileHint}
          </p>
          <input
            class="form-input"
            type="file"
            id="file"
            name="file"
            accept=".csv,text/csv"
            aria-describedby="file-hint"
          />
        </div>
        <Button variant={plan ? 'secondary' : 'primary'}>{t.file.look}</Button>
      </form>
    </EditorPage>
  );
}

/** Nothing is stored between the look and the word for it: the file goes to the page and comes back. */
function Plan({
  plan,
  text,
  language,
  action,
}: {
  plan: ImportPlan;
  text: string;
  language: Language;
  action: string;
}) {
  const t = texts(language);
  const { add, change, same } = plan;
  if (add.length + change.length === 0)
    return (
      <Notice kind="info" heading={t.file.planHeading} live>
        <p>{t.file.nothing}</p>
      </Notice>
    );
  return (
    <>
      <h2>{t.file.planHeading}</h2>
      <p>{t.file.plan(add.length, change.length, same)}</p>
      <Table
        caption={t.file.planHeading}
        head={[t.file.columns.name, t.file.columns.change]}
        rows={[
          ...add.map((one) => [one.name, t.file.added]),
          ...change.map(({ before, fields }) => [before.name, fields.map((field) => t.fields[field]).join(', ')]),
        ]}
      />
      <form method="post" action={action} enctype="multipart/form-data">
        <input type="hidden" name="confirmed" value="ja" />
        <textarea name="text" hidden value={text} />
        <Button>{t.file.confirm}</Button>
      </form>
    </>
  );
}

const stringsOf = (messages: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(messages).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
