/**
 * No figure below its floor leaves the program, nor by subtraction (docs/architecture.md, invariant 8). Pure; the reasons
 * stand in docs/decisions/2026-11-21-figures-move-in-steps-of-five.md.
 *
 * A shown figure is its count rounded down to a whole number of steps, and the step is the floor. So what is shown is
 * nothing or at least the floor, moves by at least the floor, and so does every difference between shown figures.
 * What rounding leaves open is whether the roundings of one table together pin a count down. That is decided here, and a
 * look that would reveal something is not shown: the one before it stays until more have come.
 */
export type Floors = { readonly cell: number; readonly crossing: number };

/**
 * Floors in code (docs/evidence.md, "Figures and disclosure"). A configuration may raise them to whole multiples and
 * never lower them: two looks rounded to 5 and to 10 tell no more than the one to 5, while 5 and 7 together can tell the count itself.
 */
export const floors: Floors = { cell: 5, crossing: 10 };

/** The part of a count that may be shown; 0 means hidden. */
export const roundedDown = (count: number, step: number): number => Math.floor(count / step) * step;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/**
 * Do the cells of a table with a known total keep their whole uncertainty? Each shown figure says that its count lies in
 * [shown, shown + step - 1]; the total narrows that unless the other cells have room for what this one might lack. With
 * room for all, every hidden cell might as well be nothing. A table that rounding did not touch tells only its steps.
 */
export function keepsUncertainty(cells: readonly number[], step: number): boolean {
  const remainder = sum(cells.map((count) => count % step));
  return remainder === 0 || remainder <= (cells.length - 1) * (step - 1);
}

/**
 * May two looks at one table follow each other? Of a cell that grew a step it is known that at least one came; if that
 * explains all who came, it is known that exactly one did. `grown` is what the total moved by.
 */
export function growthStaysOpen(
  before: readonly number[],
  after: readonly number[],
  grown: number,
  step: number,
): boolean {
  const known = after.map((shown, index) => Math.max(0, shown - (before[index] ?? 0) - (step - 1)));
  return after.length < 2 || sum(known) < grown || known.filter((least) => least > 0).length < 2;
}

/**
 * The hidden cells of a crossing whose count follows from what is shown: rounded cells, rounded margins and, to be on the
 * safe side, the exact total. Exact, not a bound: a cell is safe when there is another table that looks the same in which
 * its count differs. Such a table differs by a closed walk of additions and removals that every rounding allows, so the
 * walk is searched for. `counts[row][column]` must hold every row and column that a reader could think of.
 */
export function pinnedCells(
  counts: readonly (readonly number[])[],
  steps: Floors = floors,
): readonly (readonly [number, number])[] {
  const rows = counts.map(sum);
  const columns = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const rowHub = rows.length + columns.length;
  const columnHub = rowHub + 1;
  const room = (count: number, step: number) => ({ up: count % step < step - 1, down: count % step > 0 });

  /** Nodes reached by one change from a node: rows add to cells, columns take from them; hubs move the margins. */
  const next = (node: number): number[] => {
    if (node === rowHub) return rows.flatMap((count, row) => (room(count, steps.cell).up ? [row] : []));
    if (node === columnHub)
      return columns.flatMap((count, column) => (room(count, steps.cell).down ? [rows.length + column] : []));
    const reached: number[] = [];
    if (node < rows.length) {
      columns.forEach((_, column) => {
        if (room(counts[node]?.[column] ?? 0, steps.crossing).up) reached.push(rows.length + column);
      });
      if (room(rows[node] ?? 0, steps.cell).down) reached.push(rowHub);
    } else {
      const column = node - rows.length;
      rows.forEach((_, row) => {
        if (room(counts[row]?.[column] ?? 0, steps.crossing).down) reached.push(row);
      });
      if (room(columns[column] ?? 0, steps.cell).up) reached.push(columnHub);
    }
    return reached;
  };
  /** Is there a way back that does not just undo the first change? */
  const returns = (from: number, to: number): boolean => {
    const seen = new Set([from]);
    const open = [from];
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (const reached of next(node)) {
        if (node === from && reached === to) continue;
        if (reached === to) return true;
        if (!seen.has(reached)) {
          seen.add(reached);
          open.push(reached);
        }
      }
    return false;
  };

  const pinned: [number, number][] = [];
  counts.forEach((row, rowIndex) => {
    row.forEach((count, column) => {
      if (count === 0 || count >= steps.crossing) return;
      const columnNode = rows.length + column;
      const more = room(count, steps.crossing).up && returns(columnNode, rowIndex);
      if (!more && !returns(rowIndex, columnNode)) pinned.push([rowIndex, column]);
    });
  });
  return pinned;
}
