/** What an import of links and owners would do. Pure. */
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { Entrance, EntranceText } from './entrance.ts';
import { changedFields, type TextField } from './entrance-text.ts';
import type { CsvEntrance, CsvFault } from './inventory-csv.ts';

export type ImportPlan = {
  readonly add: readonly EntranceText[];
  readonly change: readonly {
    readonly before: Entrance;
    readonly after: EntranceText;
    readonly fields: readonly TextField[];
  }[];
  readonly same: number;
};

const textOf = ({ status, ...row }: CsvEntrance): EntranceText => ({
  name: row.name,
  kind: row.kind,
  status: status === 'retired' ? 'in-use' : status,
  purpose: row.purpose,
  address: row.address,
  services: row.services,
  ownerRole: row.ownerRole,
  backupRole: row.backupRole,
  unit: row.unit,
  dataClass: row.dataClass,
  kle: row.kle,
  cycleMonths: row.cycleMonths,
  note: row.note,
});

/**
 * A row with an id changes that entrance, a row without one adds; an entrance that is not in the file stays. A row that was
 * exported before somebody else changed the entrance is refused, and so is what has a page of its own: checks and closing.
 */
export function planImport(
  rows: readonly CsvEntrance[],
  known: readonly Entrance[],
): Result<ImportPlan, readonly CsvFault[]> {
  const byId = new Map(known.map((one) => [one.id, one]));
  const faults: CsvFault[] = [];
  const add: EntranceText[] = [];
  const change: ImportPlan['change'][number][] = [];
  let same = 0;
  for (const row of rows) {
    const fault = (column: string, kind: CsvFault['kind']) => void faults.push({ row: row.row, column, kind });
    if (row.id === null) {
      if (row.status === 'retired') fault('status', 'retired');
      else if (row.checked !== null) fault('kontrolleret', 'read-only');
      else if (row.replacedBy !== null) fault('afløst af', 'read-only');
      else add.push(textOf(row));
      continue;
    }
    const before = byId.get(row.id);
    if (!before) {
      fault('id', 'unknown-id');
      continue;
    }
    if (row.version !== before.version) {
      fault('version', 'changed-since');
      continue;
    }
    if (row.replacedBy !== before.replacedBy) fault('afløst af', 'read-only');
    if (JSON.stringify(row.checked) !== JSON.stringify(before.checked)) fault('kontrolleret', 'read-only');
    if ((row.status === 'retired') !== (before.status === 'retired')) {
      fault('status', 'retired');
      continue;
    }
    const after = textOf(row);
    const stored: EntranceText = { ...before, status: before.status === 'retired' ? 'in-use' : before.status };
    const fields = changedFields(stored, after);
    if (fields.length === 0) same += 1;
    else if (before.status === 'retired') fault('status', 'retired');
    else change.push({ before, after, fields });
  }
  return faults.length > 0 ? refuse(faults) : ok({ add, change, same });
}
