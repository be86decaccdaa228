import * as v from 'valibot';
import { checkLocalText } from '../local/check-local-text.ts';
import { missingFields } from '../local/field-states.ts';
import { LocalText } from '../local/local-text.ts';
import { checkServiceText, type ServiceText, type TextProblem } from '../service-text.ts';

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
    ...missing.map((field) => ({ path: `local.${field.id}`, problem: `is empty: ${field.label.da}` })),
  ];
}

/** The same of a whole text. */
export function wholeProblems(body: unknown, facts: ReadonlySet<string>): readonly TextProblem[] {
  const checked = checkServiceText(body, facts);
  return checked.ok ? [] : checked.problems;
}
