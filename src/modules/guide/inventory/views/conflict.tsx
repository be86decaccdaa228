import type { Language } from '../../../../kernel/index.ts';
import { Notice, Table } from '../../../../ui/index.ts';
import type { Entrance } from '../entrance.ts';
import { type TextField as FieldName, type WrittenEntrance, writtenOf } from '../entrance-text.ts';
import { texts } from '../messages.ts';
import type { EntrancePageProps } from './entrance-page.tsx';

/** A stored or written value as a person reads it. */
function shownValue(field: FieldName, values: WrittenEntrance, language: Language): string {
  const t = texts(language);
  const lists: Partial<Record<FieldName, Readonly<Record<string, string>>>> = {
    kind: t.kinds,
    status: t.statuses,
    purpose: t.purposes,
    dataClass: t.dataClasses,
  };
  const value = field === 'services' ? values.services.join(', ') : values[field];
  if (field === 'cycleMonths') return t.months(Number(value));
  return (lists[field]?.[value] ?? value) || '–';
}

/** What stands there now beside what she wrote: nothing is overwritten before she has seen it. */
export function Conflict({
  entrance,
  values,
  conflict,
  language,
}: EntrancePageProps & { readonly entrance: Entrance }) {
  const t = texts(language);
  return (
    <>
      <Notice kind="warning" heading={t.edit.conflictHeading} live>
        <p>{t.edit.conflictText}</p>
      </Notice>
      <Table
        caption={t.edit.conflictHeading}
        head={Object.values(t.edit.conflictColumns)}
        rows={conflict.map((field) => [
          t.fields[field],
          shownValue(field, writtenOf(entrance), language),
          shownValue(field, values, language),
        ])}
      />
    </>
  );
}
