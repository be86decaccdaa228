/**
 * A whole text (the national one, or one that only this municipality has) as a form and back: every sentence in its own box,
 * in every language it is written in, and the rest (facts, law, sources, order) as YAML for who knows it. Pure.
 */
import { parse, stringify } from 'yaml';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import { fieldPaths, readField, writeField } from '../local/field-paths.ts';
import type { LocalisedText, ServiceText } from '../service-text.ts';
import { cleanPasted } from './clean-pasted.ts';
import { toWrite } from './empty-service.ts';
import { type Fields, fieldName } from './local-form.ts';

/** Languages that the text's title is written in, Danish and English first. */
export const languagesOf = (service: ServiceText): readonly string[] => [
  ...new Set(['da', 'en', ...Object.keys(service.title)]),
];

/** Every box by its name. */
export function wholeFields(service: ServiceText): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const path of fieldPaths(service))
    for (const language of languagesOf(service))
      fields[fieldName(path, language)] = readField(service, path)?.[language] ?? '';
  return fields;
}

/** The text with what stands in the boxes. A box that is emptied takes the translation away; Danish cannot be. */
export function readWholeForm(
  fields: Fields,
  before: ServiceText,
): Result<ServiceText, readonly { readonly field: string; readonly fault: 'danish-first' }[]> {
  const faults: { field: string; fault: 'danish-first' }[] = [];
  let service = before;
  for (const path of fieldPaths(before)) {
    const old = readField(before, path);
    const written: Record<string, string> = {};
    for (const language of languagesOf(before)) {
      const sent = fields[fieldName(path, language)];
      // A box that the form did not have says nothing.
      const words = sent === undefined ? (old?.[language] ?? '') : cleanPasted(sent);
      if (words !== '') written[language] = words;
    }
    if (written.da === undefined) {
      if (old === undefined && Object.keys(written).length === 0) continue;
      // A step's way out of trouble may be taken away.
      if (path.endsWith('.ifWrong') && Object.keys(written).length === 0) {
        service = withoutIfWrong(service, path);
        continue;
      }
      faults.push({ field: fieldName(path, 'da'), fault: 'danish-first' });
      continue;
    }
    const text = path === 'entry.url' ? { da: written.da } : (written as LocalisedText);
    if (!sameText(text, old)) service = writeField(service, path, text);
  }
  return faults.length > 0 ? refuse(faults) : ok(service);
}

const sameText = (one: LocalisedText, other: LocalisedText | undefined): boolean =>
  other !== undefined &&
  Object.keys({ ...one, ...other }).every((language) => (one[language] ?? '') === (other[language] ?? ''));

function withoutIfWrong(service: ServiceText, path: string): ServiceText {
  const id = path.split('.')[1];
  return {
    ...service,
    steps: service.steps.map(({ ifWrong, ...step }) =>
      step.id === id || ifWrong === undefined ? step : { ...step, ifWrong },
    ),
  };
}

/** What an editor may do to the order of the steps with a button. */
export type StepMove =
  | { readonly kind: 'add'; readonly after: string }
  | { readonly kind: 'remove'; readonly step: string }
  | { readonly kind: 'up'; readonly step: string };

/** `add:find`, `remove:find`, `up:find`; null for anything else. */
export function readStepMove(value: string): StepMove | null {
  const [kind, id] = value.split(':');
  if (id === undefined) return null;
  if (kind === 'add') return { kind, after: id };
  return kind === 'remove' || kind === 'up' ? { kind, step: id } : null;
}

export function moveStep(service: ServiceText, move: StepMove): ServiceText {
  const { steps } = service;
  if (move.kind === 'remove') return { ...service, steps: steps.filter(({ id }) => id !== move.step) };
  if (move.kind === 'up') {
    const at = steps.findIndex(({ id }) => id === move.step);
    const [one, above] = [steps[at], steps[at - 1]];
    if (!one || !above) return service;
    return { ...service, steps: steps.with(at - 1, one).with(at, above) };
  }
  let number = steps.length + 1;
  while (steps.some(({ id }) => id === `trin-${number}`)) number += 1;
  const fresh = {
    id: `trin-${number}`,
    kind: 'do' as const,
    actor: 'citizen' as const,
    title: { da: toWrite.stepTitle },
    text: { da: toWrite.stepText },
    sources: service.sources.slice(0, 1).map(({ id }) => id),
    lines: [{ stage: 'show' as const, say: { da: toWrite.say } }],
  };
  const at = steps.findIndex(({ id }) => id === move.after);
  return { ...service, steps: steps.toSpliced(at + 1, 0, fresh) };
}

export const toYaml = (service: ServiceText): string => stringify(service, { lineWidth: 110 });

/** Far more than any guide; a text that expands itself is refused. */
const mostYaml = 200_000;

/** Parsed, not yet held to the schema: that names the field when the text is published or saved. */
export function fromYaml(text: string): Result<unknown, string> {
  if (text.length > mostYaml) return refuse('too long');
  try {
    const value: unknown = parse(text, { maxAliasCount: 20 });
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? ok(value) : refuse('no fields');
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}
