/**
 * Which fields a municipality may say in its own words (the rules of PTV and SDG, docs/evidence.md). Law, authority and the
 * official name are the same everywhere: a local sentence about the law would be wrong in one of 98 places.
 */
import type { ServiceText } from '../service-text.ts';

export type FieldPolicy = 'locked' | 'override';
/** What can be added to, after the national entries. Required fields are the service's `localFields`. */
export const appendable = ['ready', 'steps', 'stopRules'] as const;

/** Never opened, whatever a service's own policies say. */
const alwaysLocked = [/^title$/, /^authority\./, /^law\./];
const lockedUnlessOpened = [/^atAGlance\.digital$/, /^stopRules\.[^.]+\.when$/];

export function fieldPolicy(service: Pick<ServiceText, 'policies'>, path: string): FieldPolicy {
  if (alwaysLocked.some((rule) => rule.test(path))) return 'locked';
  const own = service.policies?.[path];
  if (own) return own;
  return lockedUnlessOpened.some((rule) => rule.test(path)) ? 'locked' : 'override';
}
