import { reservedPaths } from '../reserved-paths.ts';
import { checkServiceText, type ServiceText, type TextProblem } from '../service-text.ts';
import { applyLocalText } from './apply-local-text.ts';
import { readField } from './field-paths.ts';
import { fieldPolicy } from './field-policy.ts';
import type { LocalText } from './local-text.ts';

/**
 * Is a municipality's text one that can be applied? Names each field that is locked, unknown or points at nothing. Whether
 * all required fields are filled is a matter of publishing, and told elsewhere.
 *
 * @param national undefined for a service that only this municipality has, whose whole text then is `own`.
 */
export function checkLocalText(
  slug: string,
  text: LocalText,
  national: ServiceText | undefined,
  sharedFacts: ReadonlySet<string> = new Set(),
): readonly TextProblem[] {
  if (text.own) return ownProblems(slug, text.own, national, sharedFacts);
  if (!national) return [{ path: '', problem: `there is no service “${slug}”` }];
  const problems: TextProblem[] = [];
  const note = (path: string, problem: string) => problems.push({ path, problem });
  for (const id of Object.keys(text.local))
    if (!national.localFields.some((field) => field.id === id))
      note(`local.${id}`, 'is not a local field of this service');
  for (const { path, text: words } of text.changes) {
    if (fieldPolicy(national, path) === 'locked') note(path, 'is locked: it is the same in every municipality');
    else if (!exists(national, path)) note(path, 'is not a field of the national text');
    else if (path === 'entry.url' && !/^https:\/\/\S+$/.test(words.da))
      note(path, 'is not an address that begins with https://');
  }
  for (const step of text.additions?.steps ?? [])
    if (step.after !== null && !national.steps.some((one) => one.id === step.after))
      note(`additions.steps.${step.id}.after`, `names the step “${step.after}”, which the national text does not have`);
  if (!text.offered && !text.referral) note('referral', 'is missing: say where to go when it is not offered here');
  if (problems.length === 0) problems.push(...referenceProblems(applyLocalText(national, text), sharedFacts));
  return problems;
}

/** A step’s way out of trouble may be written where the national text has none. */
const exists = (national: ServiceText, path: string): boolean =>
  readField(national, path) !== undefined || readField(national, path.replace(/\.ifWrong$/, '.text')) !== undefined;

/** After the changes every `{fact:…}` and `{local:…}` must still point at something. */
function referenceProblems(applied: ServiceText, sharedFacts: ReadonlySet<string>): readonly TextProblem[] {
  const checked = checkServiceText(withoutUndefined(applied), sharedFacts);
  if (checked.ok) return [];
  return checked.problems.filter(({ problem }) => problem.startsWith('names the'));
}

function ownProblems(
  slug: string,
  own: ServiceText,
  national: ServiceText | undefined,
  sharedFacts: ReadonlySet<string>,
): readonly TextProblem[] {
  if (national) return [{ path: 'own', problem: 'there is a national text of this name: change its fields instead' }];
  const problems: TextProblem[] = [];
  if (own.slug !== slug) problems.push({ path: 'own.slug', problem: `is not “${slug}”` });
  if (reservedPaths.has(own.slug)) problems.push({ path: 'own.slug', problem: 'is the name of one of our own pages' });
  const checked = checkServiceText(own, sharedFacts);
  return checked.ok ? problems : [...problems, ...checked.problems];
}

const withoutUndefined = <Value>(value: Value): unknown => JSON.parse(JSON.stringify(value));
