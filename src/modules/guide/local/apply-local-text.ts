import type { ServiceText, Step } from '../service-text.ts';
import { readField, writeField } from './field-paths.ts';
import { fieldPolicy } from './field-policy.ts';
import type { LocalText } from './local-text.ts';

/**
 * The national text as this municipality tells it. A change of a field that is locked, or that the national text no longer
 * has, is left out; the editors' list tells of it (field-states.ts). Pure.
 */
export function applyLocalText(national: ServiceText, local: LocalText): ServiceText {
  if (local.own) return local.own;
  let service = national;
  for (const { path, text } of local.changes)
    if (fieldPolicy(national, path) === 'override' && readField(national, path) !== undefined)
      service = writeField(service, path, text);
    // A step's way out of trouble may be missing nationally and known here.
    else if (/^steps\.[^.]+\.ifWrong$/.test(path) && readField(national, path.replace('ifWrong', 'text')))
      service = writeField(service, path, text);
  const { additions } = local;
  if (additions)
    service = {
      ...service,
      ready: [...service.ready, ...additions.ready],
      steps: withSteps(service.steps, additions.steps),
      stopRules: [...service.stopRules, ...additions.stopRules],
    };
  return local.codes ? { ...service, codes: { ...service.codes, ...local.codes } } : service;
}

/** Each after the step it names; where that is gone, last. Two after the same step keep their order. */
function withSteps(steps: readonly Step[], added: NonNullable<LocalText['additions']>['steps']): Step[] {
  const known = new Set(steps.map((step) => step.id));
  const following = (after: string | null) => added.filter((step) => step.after === after).map(asStep);
  return [
    ...following(null),
    ...steps.flatMap((step) => [step, ...following(step.id)]),
    ...added.filter((step) => step.after !== null && !known.has(step.after)).map(asStep),
  ];
}

function asStep({ after: _, ...step }: NonNullable<LocalText['additions']>['steps'][number]): Step {
  return step;
}
