/**
 * A value of JSON by columns: all texts of one field stand together, which compresses a tenth to a sixth better than by
 * service and needs no field names. Pure, the same on the server and in the browser.
 *
 * Each field has its kinds (a plain value, a list, an object and which fields it has), its values and the lengths of its
 * lists, in the order in which they are met.
 */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type Packed = {
  /** Field names of the objects met, most often very few. */
  readonly shapes: readonly (readonly string[])[];
  readonly fields: Readonly<Record<string, { readonly k: number[]; readonly v: (string | number | boolean | null)[] }>>;
};

const plain = 0;
const list = 1;
/** Kinds from here on are shapes. */
const firstShape = 2;

/** What JSON would leave out (`undefined`) is left out here too. */
export function pack(value: unknown): Packed {
  const shapes: string[][] = [];
  const known = new Map<string, number>();
  const fields: Record<string, { k: number[]; v: (string | number | boolean | null)[] }> = {};
  const walk = (one: Json, path: string): void => {
    fields[path] ??= { k: [], v: [] };
    const field = fields[path];
    if (one === null || typeof one !== 'object') {
      field.k.push(plain);
      field.v.push(one);
    } else if (Array.isArray(one)) {
      field.k.push(list);
      field.v.push(one.length);
      for (const each of one) walk(each, `${path}/`);
    } else {
      const object = one as { readonly [name: string]: Json };
      const names = Object.keys(object).filter((name) => object[name] !== undefined);
      const key = JSON.stringify(names);
      let shape = known.get(key);
      if (shape === undefined) {
        shape = shapes.push(names) - 1;
        known.set(key, shape);
      }
      field.k.push(firstShape + shape);
      for (const name of names) walk(object[name] as Json, `${path}.${name}`);
    }
  };
  walk(value as Json, '');
  // A field that is always of one kind says so once.
  for (const field of Object.values(fields)) if (field.k.every((kind) => kind === field.k[0])) field.k.length = 1;
  return { shapes, fields };
}

/** What `pack` was given. */
export function unpack({ shapes, fields }: Packed): unknown {
  const kindAt = new Map<string, number>();
  const valueAt = new Map<string, number>();
  const next = (counter: Map<string, number>, path: string): number => {
    const at = counter.get(path) ?? 0;
    counter.set(path, at + 1);
    return at;
  };
  const read = (path: string): Json => {
    const field = fields[path];
    if (!field) throw new Error(`packed guide: no field ${path}`);
    const at = next(kindAt, path);
    const kind = field.k.length === 1 ? field.k[0] : field.k[at];
    if (kind === plain) return field.v[next(valueAt, path)] ?? null;
    if (kind === list) {
      const length = Number(field.v[next(valueAt, path)]);
      return Array.from({ length }, () => read(`${path}/`));
    }
    const names = shapes[(kind ?? 0) - firstShape];
    if (!names) throw new Error(`packed guide: no shape at ${path}`);
    return Object.fromEntries(names.map((name) => [name, read(`${path}.${name}`)]));
  };
  return read('');
}
