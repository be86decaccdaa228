import { type Floors, floors, growthStaysOpen, keepsUncertainty, pinnedCells, roundedDown } from './disclosure.ts';

/** A cell's name within its report, as `task/pas`; `total` is the report's total. */
export type CellName = string;

/** What may be told about one set of people: its total, tables over all of them, and at most one crossing of two. */
export type Report = {
  readonly total: number;
  /** Every table adds up to the total, and holds every cell that a reader could think of, also those at nothing. */
  readonly tables: readonly ReadonlyMap<CellName, number>[];
  /** Named by row and column; a cell that is absent is nothing. Its margins are two of the tables. */
  readonly crossing?: {
    readonly rows: readonly string[];
    readonly columns: readonly string[];
    readonly count: (row: string, column: string) => number;
    readonly name: (row: string, column: string) => CellName;
  };
};

export type Shown = ReadonlyMap<CellName, number>;

/**
 * What a report shows next, or null while it keeps what it shows: fewer than a step have come, or the look would reveal
 * somebody. The whole report moves at once, so that what moved never tells of the one contact that moved it.
 */
export function planRelease(report: Report, shown: Shown, steps: Floors = floors): Shown | null {
  const total = roundedDown(report.total, steps.cell);
  const grown = total - (shown.get('total') ?? 0);
  if (grown < steps.cell) return null;
  for (const table of report.tables) {
    const counts = [...table.values()];
    if (!keepsUncertainty(counts, steps.cell)) return null;
    const before = [...table.keys()].map((name) => shown.get(name) ?? 0);
    const after = counts.map((count) => roundedDown(count, steps.cell));
    if (!growthStaysOpen(before, after, grown, steps.cell)) return null;
  }
  const { crossing } = report;
  if (crossing) {
    const counts = crossing.rows.map((row) => crossing.columns.map((column) => crossing.count(row, column)));
    if (pinnedCells(counts, steps).length > 0) return null;
  }
  const next = new Map<CellName, number>([['total', total]]);
  const show = (name: CellName, count: number, step: number) => {
    const value = roundedDown(count, step);
    if (value > 0) next.set(name, value);
  };
  for (const table of report.tables) for (const [name, count] of table) show(name, count, steps.cell);
  if (crossing)
    for (const row of crossing.rows)
      for (const column of crossing.columns)
        show(crossing.name(row, column), crossing.count(row, column), steps.crossing);
  return next;
}
