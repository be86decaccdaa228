import { CompiledQuery, type RawBuilder } from 'kysely';
import { db } from './database.ts';

/** Where a value comes in a statement that is built before its values are known. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
type Sent = string | number | boolean | Date | null;
/** A list is sent as text (`listOf`): the drivers differ about arrays. */
export type Values = Readonly<Record<string, Sent>>;
export type Slots<Given> = { readonly [Name in keyof Given]: RawBuilder<unknown> };

/**
 * A statement that is asked at every booking: its text is built once in a process instead of each time. `build` gets a slot
 * for each value, to be used as often as it is needed.
 */
export function prepared<Given extends Values, Row>(
  build: (slots: Slots<Given>) => RawBuilder<Row>,
): (values: Given) => Promise<readonly Row[]> {
  let text: string | null = null;
  let order: readonly (keyof Given)[] = [];
  return async (values) => {
    if (text === null) {
      const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as Slots<Given>;
      const compiled = build(slots).compile(db());
      order = compiled.parameters.map((one) => {
        if (!(one instanceof Slot)) throw new Error('A prepared statement takes its values by its slots.');
        return one.name;
      });
      text = compiled.sql;
    }
    const { rows } = await db().executeQuery<Row>(
      CompiledQuery.raw(
        text,
        order.map((name) => sent(values[name] ?? null)),
      ) as CompiledQuery<Row>,
    );
    return rows;
  };
}

const sent = (value: Sent): string | number | boolean | null => (value instanceof Date ? value.toISOString() : value);

/** A list as the database reads it, for `${…}::uuid[]` and its like. */
export function listOf(values: readonly (string | number | boolean | Date | null)[]): string {
  const one = (value: string | number | boolean | Date | null) => {
    if (value === null) return 'NULL';
    if (value instanceof Date) return `"${value.toISOString()}"`;
    return typeof value === 'string' ? `"${value.replace(/[\\"]/g, '\\$&')}"` : String(value);
  };
  return `{${values.map(one).join(',')}}`;
}
