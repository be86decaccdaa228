/**
 * A municipality's text as a form and back. A field left empty is inherited; one that is filled is an override made against
 * the national revision that the editor saw. Pure.
 */
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { FieldStanding } from '../local/field-states.ts';
import type { LocalChange, LocalText } from '../local/local-text.ts';
import type { LocalisedText, ServiceText } from '../service-text.ts';
import { cleanPasted } from './clean-pasted.ts';

export type Fields = Readonly<Record<string, string>>;
export type FieldFault = {
  readonly field: string;
  readonly fault: 'danish-first' | 'url' | 'code';
};

/** Languages that the form has a box for; others stay as they were. */
export const formLanguages = ['da', 'en'] as const;

/** Names of boxes, also their ids: dots would need quoting in a style sheet and stay out of it. */
export const fieldName = (path: string, language: string): string => `f.${path}.${language}`;
const localName = (id: string, language: string): string => `l.${id}.${language}`;

const textFields = (text: LocalisedText | undefined, name: (language: string) => string): Record<string, string> =>
  Object.fromEntries(formLanguages.map((language) => [name(language), text?.[language] ?? '']));

/** How many empty lines a form has for what is added. */
const spare = 2;

/** The form's values for a text. */
export function localFields(text: LocalText, national: ServiceText): Record<string, string> {
  const fields: Record<string, string> = {
    offered: text.offered ? 'ja' : 'nej',
    ...textFields(text.referral?.text, (language) => `referral.${language}`),
    'referral.url': text.referral?.url ?? '',
    kle: text.codes?.kle ?? '',
    form: text.codes?.form ?? '',
  };
  for (const field of national.localFields)
    Object.assign(
      fields,
      textFields(text.local[field.id], (language) => localName(field.id, language)),
    );
  for (const change of text.changes)
    Object.assign(
      fields,
      textFields(change.text, (language) => fieldName(change.path, language)),
    );
  for (const [at, one] of (text.additions?.ready ?? []).entries())
    Object.assign(
      fields,
      textFields(one.text, (language) => `ready.${at}.${language}`),
    );
  for (const [at, step] of (text.additions?.steps ?? []).entries())
    Object.assign(fields, {
      ...textFields(step.title, (language) => `step.${at}.title.${language}`),
      ...textFields(step.text, (language) => `step.${at}.text.${language}`),
      [`step.${at}.after`]: step.after ?? '',
    });
  return fields;
}

export const readyLines = (text: LocalText): number => (text.additions?.ready.length ?? 0) + spare;
export const stepBlocks = (text: LocalText): number => (text.additions?.steps.length ?? 0) + 1;

/** @param standings how the fields stood on the page that was sent. */
export function readLocalForm(
  fields: Fields,
  before: LocalText,
  national: ServiceText,
  nationalRevision: number,
  standings: readonly FieldStanding[],
): Result<LocalText, readonly FieldFault[]> {
  const faults: FieldFault[] = [];
  const box = (name: string): string => cleanPasted(fields[name] ?? '');
  /** Null where every box is empty; other languages than the form's stay. */
  const text = (name: (language: string) => string, old: LocalisedText | undefined): LocalisedText | null => {
    const written = Object.fromEntries(formLanguages.map((language) => [language, box(name(language))]));
    if (Object.values(written).every((one) => one === '')) return null;
    if (written.da === '') faults.push({ field: name('da'), fault: 'danish-first' });
    const others = Object.entries(old ?? {}).filter(([tag]) => !(formLanguages as readonly string[]).includes(tag));
    const kept = Object.entries(written).filter(([, one]) => one !== '');
    return Object.fromEntries([...kept, ...others]) as LocalisedText;
  };

  const changes: LocalChange[] = [];
  for (const standing of standings) {
    const { path } = standing;
    const old = before.changes.find((change) => change.path === path);
    // A field that the form cannot show (gone, locked) stays until somebody drops it.
    if (standing.state === 'gone' || standing.state === 'locked') {
      if (old && fields[`drop.${path}`] !== 'ja') changes.push(old);
      continue;
    }
    if (standing.policy === 'locked' || fields[`use.${path}`] === 'national') continue;
    const ours = text((language) => fieldName(path, language), old?.text);
    if (ours === null || (!old && sameWords(ours, standing.now))) continue;
    const settled = standing.state !== 'moved' || fields[`use.${path}`] === 'ours';
    const untouched = old !== undefined && sameWords(ours, old.text);
    changes.push({
      path,
      text: ours,
      base: old && (!settled || untouched) && fields[`use.${path}`] !== 'ours' ? old.base : nationalRevision,
    });
  }

  const local: Record<string, LocalisedText> = {};
  for (const { id } of national.localFields) {
    const value = text((language) => localName(id, language), before.local[id]);
    if (value !== null) local[id] = value;
  }
  const ready = [...Array(readyLines(before)).keys()].flatMap((at) => {
    const old = before.additions?.ready[at];
    const value = text((language) => `ready.${at}.${language}`, old?.text);
    return value === null ? [] : [{ id: old?.id ?? freshId('lokal-klar', before.additions?.ready), text: value }];
  });
  const steps = [...Array(stepBlocks(before)).keys()].flatMap((at) => {
    const old = before.additions?.steps[at];
    const title = text((language) => `step.${at}.title.${language}`, old?.title);
    const words = text((language) => `step.${at}.text.${language}`, old?.text);
    if (title === null && words === null) return [];
    if (title === null) faults.push({ field: `step.${at}.title.da`, fault: 'danish-first' });
    if (words === null) faults.push({ field: `step.${at}.text.da`, fault: 'danish-first' });
    const after = box(`step.${at}.after`);
    return [
      {
        ...(old ?? newStep(freshId('lokal-trin', before.additions?.steps))),
        title: title ?? { da: '' },
        text: words ?? { da: '' },
        after: after === '' ? null : after,
      },
    ];
  });

  const offered = fields.offered !== 'nej';
  const referralText = text((language) => `referral.${language}`, before.referral?.text);
  const url = box('referral.url');
  if (url !== '' && !/^https:\/\/\S+\.\S+$/.test(url)) faults.push({ field: 'referral.url', fault: 'url' });
  if (url !== '' && referralText === null) faults.push({ field: 'referral.da', fault: 'danish-first' });
  const codes = { ...(box('kle') ? { kle: box('kle') } : {}), ...(box('form') ? { form: box('form') } : {}) };
  if (codes.kle && !/^\d{2}(\.\d{2}(\.\d{2})?)?$/.test(codes.kle)) faults.push({ field: 'kle', fault: 'code' });
  if (codes.form && !/^\d{2}(\.\d{2}){0,3}$/.test(codes.form)) faults.push({ field: 'form', fault: 'code' });
  if (faults.length > 0) return refuse(faults);
  const stopRules = before.additions?.stopRules ?? [];
  return ok({
    offered,
    local,
    changes,
    ...(referralText === null ? {} : { referral: { text: referralText, ...(url === '' ? {} : { url }) } }),
    ...(ready.length + steps.length + stopRules.length === 0 ? {} : { additions: { ready, steps, stopRules } }),
    ...(Object.keys(codes).length === 0 ? {} : { codes }),
  });
}

const sameWords = (ours: LocalisedText, other: LocalisedText | null | undefined): boolean =>
  other !== null && other !== undefined && formLanguages.every((tag) => (ours[tag] ?? '') === (other[tag] ?? ''));

const newStep = (id: string) => ({
  id,
  kind: 'do' as const,
  actor: 'citizen' as const,
  sources: [],
  lines: [{ stage: 'show' as const, say: { da: 'Det næste gælder kun her i kommunen.' } }],
});

/** A name that nothing here has. */
function freshId(stem: string, taken: readonly { readonly id: string }[] = []): string {
  let number = 1;
  while (taken.some(({ id }) => id === `${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
