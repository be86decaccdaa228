/**
 * What differs between two readings of one service, most often the few sentences that a fact stands in. Pure.
 * A change names its place by the way to it, `steps/2/text`, and what stands there then.
 */
type Json = unknown;
export type TextChange = { readonly at: string; readonly to: Json };

const isObject = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object';

/** As few and small changes as the shape allows: where it is another, the whole of that place is told. */
export function changesBetween(before: Json, after: Json, at = ''): readonly TextChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ at, to: after }];
  const names = Object.keys(before);
  if (names.length !== Object.keys(after).length || names.some((name) => !(name in after))) return [{ at, to: after }];
  return names.flatMap((name) => changesBetween(before[name], after[name], at === '' ? name : `${at}/${name}`));
}

export function withChanges(value: Json, changes: readonly TextChange[]): Json {
  let result = structuredClone(value);
  for (const { at, to } of changes) {
    if (at === '') {
      result = to;
      continue;
    }
    const way = at.split('/');
    const last = way.pop() ?? '';
    let place = result;
    for (const name of way) place = isObject(place) ? place[name] : undefined;
    if (isObject(place)) place[last] = to;
  }
  return result;
}
