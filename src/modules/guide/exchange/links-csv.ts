/**
 * Links, codes and owners of all guides as a table that a spreadsheet opens, for changing many at once: a municipality that
 * has KLE and FORM numbers of its own fills them in here. Semicolons and UTF-8 with its mark, as Danish spreadsheets want.
 * Pure.
 */
import { parse } from 'csv-parse/sync';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { LocalText } from '../local/local-text.ts';
import type { ServiceText } from '../service-text.ts';

const columns = ['vejledning', 'titel', 'adresse', 'egen adresse', 'kle', 'form'] as const;
type Column = (typeof columns)[number];
export type LinkRow = { readonly service: string; readonly url: string; readonly kle: string; readonly form: string };
export type LinkFault = {
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly column: Column | '';
  readonly kind: 'shape' | 'unknown' | 'twice' | 'url' | 'code' | 'locked';
};

export type LinkText = { readonly service: ServiceText; readonly local: LocalText };

/** A cell that a spreadsheet would take for a formula is kept from it by a sign that is read away again. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
  return /[";\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const uncell = (text: string): string => text.trim().replace(/^'(?=[=+\-@\t\r'])/, '');

const ownUrl = ({ local }: LinkText): string => local.changes.find(({ path }) => path === 'entry.url')?.text.da ?? '';

export function writeLinksCsv(texts: readonly LinkText[]): string {
  const rows = texts.map((one) => [
    one.service.slug,
    one.service.title.da,
    one.service.entry.url,
    ownUrl(one),
    one.local.codes?.kle ?? '',
    one.local.codes?.form ?? '',
  ]);
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

const kleForm = /^(\d{2}(\.\d{2}(\.\d{2})?)?)?$/;
const formForm = /^(\d{2}(\.\d{2}){0,3})?$/;
const mostRows = 2000;

/** Every fault of the file by row and column; a guide that has no row stays as it is. */
export function readLinksCsv(
  text: string,
  known: ReadonlySet<string>,
): Result<readonly LinkRow[], readonly LinkFault[]> {
  let cells: string[][];
  try {
    cells = parse(text.replace(/^\ufeff/, ''), {
      delimiter: ';',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 20_000,
    });
  } catch {
    return refuse([{ row: 1, column: '', kind: 'shape' }]);
  }
  const [head = [], ...rows] = cells;
  const at = (name: Column) => head.findIndex((title) => title.trim().toLowerCase() === name);
  const missing = (['vejledning', 'egen adresse', 'kle', 'form'] as const).filter((name) => at(name) < 0);
  if (missing.length > 0 || rows.length > mostRows)
    return refuse(
      missing.length > 0
        ? missing.map((column) => ({ row: 1, column, kind: 'shape' }))
        : [{ row: mostRows, column: '', kind: 'shape' }],
    );
  const faults: LinkFault[] = [];
  const seen = new Set<string>();
  const read = rows.map((row, index): LinkRow => {
    const fault = (column: Column, kind: LinkFault['kind']) => void faults.push({ row: index + 2, column, kind });
    const value = (name: Column) => uncell(row[at(name)] ?? '');
    const one = { service: value('vejledning'), url: value('egen adresse'), kle: value('kle'), form: value('form') };
    if (!known.has(one.service)) fault('vejledning', 'unknown');
    else if (seen.has(one.service)) fault('vejledning', 'twice');
    seen.add(one.service);
    if (one.url !== '' && !/^https:\/\/[^\s"<>]+\.[^\s"<>]+$/.test(one.url)) fault('egen adresse', 'url');
    if (!kleForm.test(one.kle)) fault('kle', 'code');
    if (!formForm.test(one.form)) fault('form', 'code');
    return one;
  });
  return faults.length > 0 ? refuse(faults) : ok(read);
}

/** The municipality's text with what the row says; the same object where nothing differs. */
export function withLinks(text: LinkText, row: LinkRow, nationalRevision: number): LocalText {
  const { local } = text;
  if (ownUrl(text) === row.url && (local.codes?.kle ?? '') === row.kle && (local.codes?.form ?? '') === row.form)
    return local;
  const others = local.changes.filter(({ path }) => path !== 'entry.url');
  const own = row.url === '' || row.url === text.service.entry.url;
  const { codes: _, ...rest } = local;
  const codes = { ...(row.kle === '' ? {} : { kle: row.kle }), ...(row.form === '' ? {} : { form: row.form }) };
  return {
    ...rest,
    changes: own ? others : [...others, { path: 'entry.url', text: { da: row.url }, base: nationalRevision }],
    ...(Object.keys(codes).length === 0 ? {} : { codes }),
  };
}
