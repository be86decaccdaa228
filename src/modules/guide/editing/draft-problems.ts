import * as v from 'valibot';
import { containsCpr } from '../../../kernel/index.ts';
import { checkLocalText } from '../local/check-local-text.ts';
import { missingFields } from '../local/field-states.ts';
import { LocalText } from '../local/local-text.ts';
import { reservedPaths } from '../reserved-paths.ts';
import { checkServiceText, type ServiceText, type TextProblem } from '../service-text.ts';
import { unwrittenProblems } from './empty-service.ts';

/** What stands between a local draft and being published. */
export function localProblems(
  slug: string,
  body: unknown,
  national: ServiceText | undefined,
  facts: ReadonlySet<string>,
): readonly TextProblem[] {
  const parsed = v.safeParse(LocalText, body);
  if (!parsed.success)
    return parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', problem: issue.message }));
  const text = parsed.output;
  const base = text.own ?? national;
  const missing = text.offered && base ? missingFields(base, text) : [];
  return [
    ...checkLocalText(slug, text, national, facts),
    ...(text.own ? unwrittenProblems(text.own) : []),
    ...unknownFacts(text, facts),
    ...cprProblems(text),
    ...missing.map((field) => ({ path: `local.${field.id}`, problem: `is empty: ${field.label.da}` })),
  ];
}

/** The same of a whole text, under the name that its page has. */
export function wholeProblems(slug: string, body: unknown, facts: ReadonlySet<string>): readonly TextProblem[] {
  const checked = checkServiceText(body, facts);
  if (!checked.ok) return checked.problems;
  return [
    ...nameProblems(slug, checked.service),
    ...unwrittenProblems(checked.service),
    ...cprProblems(checked.service),
  ];
}

/** Facts of the municipality that are named and not there: a page would have a hole where the number should stand. */
export function unknownFacts(text: LocalText, facts: ReadonlySet<string>): TextProblem[] {
  const parts: readonly (readonly [string, unknown])[] = [
    ...Object.entries(text.local).map(([id, value]) => [`local.${id}`, value] as const),
    ...text.changes.map(({ path, text: words }) => [path, words] as const),
    ['additions', text.additions ?? null],
    ['own', text.own ?? null],
  ];
  return parts.flatMap(([path, value]) =>
    [...JSON.stringify(value).matchAll(/\{our:([^}"]*)\}/g)].flatMap(([, id = '']) =>
      facts.has(`our:${id}`) ? [] : [{ path, problem: `names the our “${id}”, which is not among the facts` }],
    ),
  );
}

/** Texts are read by everybody. Addresses are left alone: a long number in one is seldom a person. */
export function cprProblems(value: unknown, path = ''): TextProblem[] {
  if (typeof value === 'string') return containsCpr(value) ? [{ path, problem: 'holds a CPR number' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === 'url' ? [] : cprProblems(inside, path === '' ? key : `${path}.${key}`),
  );
}

/** A name is changed on its own, never in the text. */
export function nameProblems(slug: string, service: ServiceText): TextProblem[] {
  if (service.slug !== slug) return [{ path: 'slug', problem: `is not “${slug}”` }];
  if (reservedPaths.has(slug)) return [{ path: 'slug', problem: 'is the name of one of our own pages' }];
  return [];
}
