import type { VNode } from 'preact';

export type TableProps = {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | VNode)[])[];
  /** Columns of figures, counted from 0: set to the right. */
  readonly numeric?: readonly number[] | undefined;
};

/** Rows and columns; the first cell of a row names it. Scrolls by itself on a narrow screen, also by keyboard. */
export function Table({ caption, head, rows, numeric = [] }: TableProps) {
  const looks = (column: number) => (numeric.includes(column) ? 'numeric' : undefined);
  return (
    <section class="table-scroll" tabindex={0} aria-label={caption}>
      <table class="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((text, column) => (
              <th key={text} scope="col" class={looks(column)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={head[column]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={head[column]} class={looks(column)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
