/** How each field of a municipality's text stands to the national one; what an editor is shown. Pure. */
import type { LocalField, LocalisedText, ServiceText } from '../service-text.ts';
import { fieldPaths, readField } from './field-paths.ts';
import { type FieldPolicy, fieldPolicy } from './field-policy.ts';
import type { LocalText } from './local-text.ts';

/**
 * `moved`: the national text has changed since the local one was written. `gone`: the national text has no such field any
 * more, so that the local one is not shown. `locked`: it was opened once and is not now; not shown either.
 */
export type FieldState = 'inherited' | 'overridden' | 'moved' | 'gone' | 'locked';

export type FieldStanding = {
  readonly path: string;
  readonly policy: FieldPolicy;
  readonly state: FieldState;
  /** The national text when the local one was written; null when it is inherited or that revision is not known. */
  readonly before: LocalisedText | null;
  readonly now: LocalisedText | null;
  readonly ours: LocalisedText | null;
};

/** @param revision the national text as it was in a revision, or undefined when it is not known. */
export function fieldStandings(
  national: ServiceText,
  local: LocalText,
  revision: (number: number) => ServiceText | undefined,
): readonly FieldStanding[] {
  const changes = new Map(local.changes.map((change) => [change.path, change]));
  const paths = fieldPaths(national);
  const gone = local.changes.map((change) => change.path).filter((path) => !paths.includes(path));
  return [...paths, ...gone].map((path): FieldStanding => {
    const policy = fieldPolicy(national, path);
    const now = readField(national, path) ?? null;
    const change = changes.get(path);
    if (!change) return { path, policy, state: 'inherited', before: null, now, ours: null };
    const base = revision(change.base);
    const before = (base && readField(base, path)) ?? null;
    const state = stateOf(paths.includes(path), policy, before, now);
    return { path, policy, state, before, now, ours: change.text };
  });
}

function stateOf(
  exists: boolean,
  policy: FieldPolicy,
  before: LocalisedText | null,
  now: LocalisedText | null,
): FieldState {
  if (!exists) return 'gone';
  if (policy === 'locked') return 'locked';
  return sameText(before, now) ? 'overridden' : 'moved';
}

/** Equal in every language. */
export function sameText(one: LocalisedText | null, other: LocalisedText | null): boolean {
  const tags = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
  return [...tags].every((tag) => one?.[tag] === other?.[tag]);
}

/** Required fields that are still empty. */
export const missingFields = (national: ServiceText, local: LocalText): readonly LocalField[] =>
  (local.own ?? national).localFields.filter((field) => local.local[field.id] === undefined);
