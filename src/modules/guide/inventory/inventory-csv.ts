/**
 * The inventory as a file that a spreadsheet opens: semicolons, UTF-8 with its mark, Danish words. Reading what was written
 * gives the same entrances. Pure: a whole-content import uses it too.
 */
import { parse } from 'csv-parse/sync';
import { type EntranceId, ok, parseId, type Result, refuse } from '../../../kernel/index.ts';
import type { Checked, DataClass, Entrance, EntranceKind, EntranceStatus, Purpose } from './entrance.ts';
import { readEntranceText, type TextFault, type TextField } from './entrance-text.ts';

/** The file's words; they do not follow the language of the page, so that any file can be read back. */
const columns = [
  'id',
  'version',
  'navn',
  'art',
  'status',
  'formål',
  'adresse',
  'ydelser',
  'ejer',
  'stedfortræder',
  'enhed',
  'data',
  'kle',
  'cyklus',
  'bemærkning',
  'kontrolleret',
  'kontrolleret af',
  'kontrolleret hvordan',
  'afløst af',
] as const;
export type CsvColumn = (typeof columns)[number];

const columnOf: Readonly<Record<TextField, CsvColumn>> = {
  name: 'navn',
  kind: 'art',
  status: 'status',
  purpose: 'formål',
  address: 'adresse',
  services: 'ydelser',
  ownerRole: 'ejer',
  backupRole: 'stedfortræder',
  unit: 'enhed',
  dataClass: 'data',
  kle: 'kle',
  cycleMonths: 'cyklus',
  note: 'bemærkning',
};

const kindWords: Readonly<Record<EntranceKind, string>> = {
  'self-service': 'selvbetjening',
  'web-form': 'webformular',
  'paper-form': 'papirblanket',
  mailbox: 'postkasse',
  'digital-post': 'digital post',
  phone: 'telefon',
  video: 'video',
  counter: 'skranke',
  kiosk: 'skærmbetjening',
  letter: 'brev',
  'social-media': 'sociale medier',
  volunteer: 'frivillig',
};
const statusWords: Readonly<Record<EntranceStatus, string>> = {
  planned: 'planlagt',
  'in-use': 'i brug',
  paused: 'på pause',
  retired: 'nedlagt',
};
const purposeWords: Readonly<Record<Purpose, string>> = {
  apply: 'søge',
  report: 'anmelde',
  book: 'bestille tid',
  ask: 'spørge',
  document: 'sende papirer',
  pay: 'betale',
  complain: 'klage',
  other: 'andet',
};
const dataWords: Readonly<Record<DataClass, string>> = {
  none: 'ingen',
  ordinary: 'almindelige',
  cpr: 'cpr',
  sensitive: 'følsomme',
  'not-judged': 'ikke vurderet',
};

/** A row as it stands in a file. `version` 0 and no id: a new one. */
export type CsvEntrance = Omit<Entrance, 'id'> & { readonly id: EntranceId | null; readonly row: number };

export type CsvFault = {
  /** As the spreadsheet counts: the headings are row 1. 0 where it is about the whole file. */
  readonly row: number;
  readonly column: string;
  readonly kind:
    | TextFault['kind']
    | 'unreadable'
    | 'not-utf8'
    | 'too-large'
    | 'empty'
    | 'heading-missing'
    | 'heading-unknown'
    | 'cells'
    | 'id'
    | 'twice'
    | 'version'
    | 'date'
    | 'unknown-id'
    | 'changed-since'
    | 'read-only'
    | 'retired';
};

const longestFile = 200 * 1024;
const mostRows = 2000;
const mostFaults = 50;

/** A spreadsheet takes a cell that begins so for a formula; with an apostrophe before it, it is text. */
const wouldRun = /^[=+\-@\t\r\n|%']/;
const guarded = (cell: string): string => (wouldRun.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string =>
  cell.startsWith("'") && wouldRun.test(cell.slice(1)) ? cell.slice(1) : cell;
const quoted = (cell: string): string =>
  /[";\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;

export function writeInventoryCsv(entrances: readonly Entrance[]): string {
  const rows = entrances.map((one) => [
    one.id,
    String(one.version),
    one.name,
    kindWords[one.kind],
    statusWords[one.status],
    purposeWords[one.purpose],
    one.address,
    one.services.join(' '),
    one.ownerRole,
    one.backupRole,
    one.unit,
    dataWords[one.dataClass],
    one.kle,
    String(one.cycleMonths),
    one.note,
    one.checked?.on ?? '',
    one.checked?.role ?? '',
    one.checked?.how ?? '',
    one.replacedBy ?? '',
  ]);
  const lines = [columns as readonly string[], ...rows].map((row) =>
    row.map((cell) => quoted(guarded(cell))).join(';'),
  );
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

const whole = (kind: CsvFault['kind'], column = ''): { ok: false; reason: readonly CsvFault[] } =>
  refuse([{ row: 0, column, kind }]);

/** Bytes of a file as text, or why not. Spreadsheets still save in older alphabets; guessing would break æ, ø and å. */
export function decodeCsv(bytes: Uint8Array): Result<string, readonly CsvFault[]> {
  if (bytes.length > longestFile) return whole('too-large');
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return whole('not-utf8');
  }
}

/** Every row of the file, or everything that is wrong with it: then nothing of it may be used. */
export function readInventoryCsv(text: string): Result<readonly CsvEntrance[], readonly CsvFault[]> {
  if (text.length > longestFile) return whole('too-large');
  const body = text.replace(/^\ufeff/, '');
  const first = body.slice(0, body.search(/[\r\n]|$/));
  const delimiter = first.split(';').length >= first.split(',').length ? ';' : ',';
  let cells: string[][];
  try {
    cells = parse(body, { delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: 64 * 1024 });
  } catch {
    return whole('unreadable');
  }
  const [heading, ...rows] = cells;
  if (!heading) return whole('empty');
  const names = heading.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  const odd = names.filter((name, at) => !(columns as readonly string[]).includes(name) || names.indexOf(name) !== at);
  if (missing.length + odd.length > 0)
    return refuse([
      ...missing.map((column) => ({ row: 1, column, kind: 'heading-missing' as const })),
      ...odd.slice(0, 10).map((column) => ({ row: 1, column: column.slice(0, 40), kind: 'heading-unknown' as const })),
    ]);
  if (rows.length > mostRows) return whole('too-large');
  const faults: CsvFault[] = [];
  const read: CsvEntrance[] = [];
  const ids = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const number = at + 2;
    if (row.length !== names.length) {
      faults.push({ row: number, column: '', kind: 'cells' });
      continue;
    }
    const cell = (column: CsvColumn): string => unguarded(row[names.indexOf(column)] ?? '').trim();
    const outcome = readRow(cell, number);
    if (!outcome.ok) faults.push(...outcome.reason);
    else if (outcome.value.id !== null && ids.has(outcome.value.id))
      faults.push({ row: number, column: 'id', kind: 'twice' });
    else {
      if (outcome.value.id !== null) ids.add(outcome.value.id);
      read.push(outcome.value);
    }
    if (faults.length >= mostFaults) break;
  }
  return faults.length > 0 ? refuse(faults.slice(0, mostFaults)) : ok(read);
}

function readRow(cell: (column: CsvColumn) => string, row: number): Result<CsvEntrance, readonly CsvFault[]> {
  const faults: CsvFault[] = [];
  const status = codeOf(statusWords, cell('status'));
  const text = readEntranceText({
    name: cell('navn'),
    kind: codeOf(kindWords, cell('art')) ?? '',
    // A retired one is held to the same rules; that it is retired is put back below.
    status: (status === 'retired' ? 'in-use' : status) ?? '',
    purpose: codeOf(purposeWords, cell('formål')) ?? '',
    address: cell('adresse'),
    services: cell('ydelser')
      .split(/\s+/)
      .filter((slug) => slug !== ''),
    ownerRole: cell('ejer'),
    backupRole: cell('stedfortræder'),
    unit: cell('enhed'),
    dataClass: codeOf(dataWords, cell('data')) ?? '',
    kle: cell('kle'),
    cycleMonths: cell('cyklus'),
    note: cell('bemærkning'),
  });
  if (!text.ok) for (const { field, kind } of text.reason) faults.push({ row, column: columnOf[field], kind });
  const id = cell('id') === '' ? null : parseId<'entrance'>(cell('id'));
  if (id === null && cell('id') !== '') faults.push({ row, column: 'id', kind: 'id' });
  const replacedBy = cell('afløst af') === '' ? null : parseId<'entrance'>(cell('afløst af'));
  if (replacedBy === null && cell('afløst af') !== '') faults.push({ row, column: 'afløst af', kind: 'id' });
  const version = id === null ? 0 : Number(cell('version'));
  if (!Number.isSafeInteger(version) || version < (id === null ? 0 : 1) || version > 1_000_000_000)
    faults.push({ row, column: 'version', kind: 'version' });
  const on = cell('kontrolleret');
  if (on !== '' && !isDate(on)) faults.push({ row, column: 'kontrolleret', kind: 'date' });
  if (!text.ok || faults.length > 0 || status === null) return refuse(faults);
  const checked: Checked | null =
    on === '' ? null : { on, role: cell('kontrolleret af'), how: cell('kontrolleret hvordan') };
  return ok({ ...text.value, id, status, checked, replacedBy, version, row });
}

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** The code of a word of the file; small and capital letters are the same. */
function codeOf<Code extends string>(words: Readonly<Record<Code, string>>, written: string): Code | null {
  const found = (Object.entries(words) as [Code, string][]).find(([, word]) => word === written.toLowerCase());
  return found ? found[0] : null;
}
