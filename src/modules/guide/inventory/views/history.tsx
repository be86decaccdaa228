import { type Language, longDate, wallClock } from '../../../../kernel/index.ts';
import { Table } from '../../../../ui/index.ts';
import type { LoggedChange } from '../change-log.ts';
import { texts } from '../messages.ts';

/** What was changed, when, in which role and why; no person. */
export function History({
  language,
  history,
}: {
  readonly language: Language;
  readonly history: readonly LoggedChange[];
}) {
  const t = texts(language);
  return (
    <>
      <h2>{t.edit.history}</h2>
      {history.length === 0 ? (
        <p>{t.edit.noHistory}</p>
      ) : (
        <Table
          caption={t.edit.history}
          head={Object.values(t.edit.historyColumns)}
          rows={history.map((one) => [
            longDate(wallClock(one.at).date, language),
            `${t.edit.actions[one.action]}${fieldList(one.fields, t.fields)}`,
            one.role,
            one.reason,
          ])}
        />
      )}
    </>
  );
}

const fieldList = (fields: readonly string[], names: Readonly<Record<string, string>>): string =>
  fields.length === 0 ? '' : `: ${fields.map((field) => (names[field] ?? field).toLowerCase()).join(', ')}`;
