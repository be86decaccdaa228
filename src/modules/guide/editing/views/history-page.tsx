import { type Language, pathIn } from '../../../../kernel/index.ts';
import { Button, SelectField, Table } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import type { ServiceText } from '../../service-text.ts';
import type { FieldDifference } from '../compare-texts.ts';
import type { Done } from '../done.ts';
import type { Scope } from '../draft.ts';
import { editingTexts } from '../messages.ts';
import type { Revision } from '../published-store.ts';
import { Differences } from './differences.tsx';
import { timeText } from './review-box.tsx';
import { TextFrame } from './text-frame.tsx';

export type HistoryPageProps = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly slug: string;
  readonly title: string;
  readonly service: ServiceText | null;
  readonly scopes: readonly {
    readonly scope: Scope;
    readonly revisions: readonly Revision[];
    /** May this editor begin a draft from an old one? */
    readonly mayRestore: boolean;
  }[];
  readonly names: ReadonlyMap<string, string>;
  readonly whole: 'national' | 'own' | null;
  /** What the reader has chosen to lay beside each other. */
  readonly compared: {
    readonly scope: Scope;
    readonly from: number;
    readonly to: number;
    readonly differences: readonly FieldDifference[];
  } | null;
  readonly message: Done | null;
};

/** All that a text has been, what changed between two of them, and the way back to one. */
export function HistoryPage(props: HistoryPageProps) {
  const { staff, language, slug, title, scopes, names, compared } = props;
  const t = editingTexts(language);
  const address = pathIn(language, '', `/redaktion/tekst/${slug}`);
  return (
    <TextFrame
      staff={staff}
      language={language}
      slug={slug}
      title={t.historyOf(title)}
      path="/historik"
      whole={props.whole}
      message={props.message}
    >
      {scopes.map(({ scope, revisions, mayRestore }) => (
        <section key={scope} aria-labelledby={`h-${scope}`}>
          <h2 id={`h-${scope}`}>{t.historyScope[scope]}</h2>
          {revisions.length === 0 ? (
            <p>{t.historyNone}</p>
          ) : (
            <div class="edit-table">
              <Table
                caption={t.historyScope[scope]}
                head={[t.historyColumns.revision, t.historyColumns.when, t.historyColumns.who, t.historyColumns.note]}
                rows={revisions.map(({ revision, publishedAt, author, note }) => [
                  String(revision),
                  timeText(publishedAt, language),
                  author === null ? t.shippedAuthor : (names.get(author) ?? t.somebody),
                  note,
                ])}
              />
            </div>
          )}
          {revisions.length < 2 ? null : (
            <form method="get" action={`${address}/historik`}>
              <input type="hidden" name="omfang" value={scope} />
              <div class="field-columns">
                <Which
                  id={`fra-${scope}`}
                  name="fra"
                  label={t.compareFrom}
                  revisions={revisions}
                  language={language}
                  value={(compared?.scope === scope ? compared.from : null) ?? revisions[1]?.revision}
                />
                <Which
                  id={`til-${scope}`}
                  name="til"
                  label={t.compareTo}
                  revisions={revisions}
                  language={language}
                  value={(compared?.scope === scope ? compared.to : null) ?? revisions[0]?.revision}
                />
              </div>
              <Button variant="secondary">{t.compare}</Button>
            </form>
          )}
          {compared?.scope === scope ? (
            <section aria-labelledby="forskel">
              <h3 id="forskel">{t.comparedFromTo(compared.from, compared.to)}</h3>
              {compared.differences.length === 0 ? (
                <p>{t.compareNone}</p>
              ) : (
                <Differences language={language} differences={compared.differences} service={props.service} />
              )}
              {mayRestore ? (
                <form method="post" action={`${address}/gendan`}>
                  <input type="hidden" name="omfang" value={scope} />
                  <Button name="udgave" value={String(compared.from)} variant="secondary">
                    {t.restore(compared.from)}
                  </Button>
                </form>
              ) : null}
            </section>
          ) : null}
        </section>
      ))}
    </TextFrame>
  );
}

function Which({
  id,
  name,
  label,
  revisions,
  language,
  value,
}: {
  readonly language: Language;
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly revisions: readonly Revision[];
  readonly value: number | undefined;
}) {
  return (
    <SelectField
      id={id}
      name={name}
      label={label}
      options={revisions.map(({ revision, publishedAt }) => ({
        value: String(revision),
        label: `${revision} (${timeText(publishedAt, language)})`,
      }))}
      value={value === undefined ? undefined : String(value)}
    />
  );
}
