/** What differs between two texts, field by field and word by word. Pure. */
import { diffWordsWithSpace } from 'diff';
import { fieldPaths, readField } from '../local/field-paths.ts';
import type { LocalText } from '../local/local-text.ts';
import type { LocalisedText, ServiceText } from '../service-text.ts';

/** A piece of text that both have, that went, or that came. */
export type Piece = { readonly text: string; readonly kind: 'same' | 'gone' | 'come' };
export type FieldDifference = { readonly path: string; readonly language: string; readonly pieces: readonly Piece[] };

export const comparePieces = (before: string, after: string): readonly Piece[] =>
  diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'come' : removed ? 'gone' : 'same',
  }));

/** Every field of either text whose words differ, in the order of the page. */
export function compareServices(before: ServiceText, after: ServiceText): readonly FieldDifference[] {
  const paths = [...new Set([...fieldPaths(before), ...fieldPaths(after)])];
  const records = (service: ServiceText): [string, LocalisedText][] => [
    ...service.facts.map((fact): [string, LocalisedText] => [
      `facts.${fact.id} ${fact.validFrom}–${fact.validTo ?? ''}`,
      fact.value,
    ]),
    ['owner', { da: service.owner?.role ?? '' }],
    ['checked', { da: `${service.checked.date} ${service.checked.by}` }],
  ];
  return [
    ...paths.flatMap((path) => compareTexts(path, readField(before, path), readField(after, path))),
    ...compareNamed(records(before), records(after)),
  ];
}

/** The same of what a municipality says itself. */
export function compareLocal(before: LocalText, after: LocalText): readonly FieldDifference[] {
  if (before.own && after.own) return compareServices(before.own, after.own);
  const named = (text: LocalText): [string, LocalisedText][] => [
    ['offered', { da: text.offered ? 'ja' : 'nej' }],
    ['referral', { ...text.referral?.text, da: text.referral?.text.da ?? '' }],
    ['referral.url', { da: text.referral?.url ?? '' }],
    ...Object.entries(text.local).map(([id, value]): [string, LocalisedText] => [`local.${id}`, value]),
    ...text.changes.map(({ path, text: words }): [string, LocalisedText] => [path, words]),
    ...(text.additions?.ready ?? []).map((one): [string, LocalisedText] => [`ready.${one.id}.text`, one.text]),
    ...(text.additions?.steps ?? []).flatMap((step): [string, LocalisedText][] => [
      [`steps.${step.id}.title`, step.title],
      [`steps.${step.id}.text`, step.text],
    ]),
    ...(text.own ? [['own', { da: text.own.plainTitle.da }] as [string, LocalisedText]] : []),
    ['codes', { da: [text.codes?.kle, text.codes?.form].filter(Boolean).join(' ') }],
  ];
  return compareNamed(named(before), named(after));
}

function compareNamed(
  before: readonly (readonly [string, LocalisedText])[],
  after: readonly (readonly [string, LocalisedText])[],
): readonly FieldDifference[] {
  const [old, now] = [new Map(before), new Map(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) =>
    compareTexts(path, old.get(path), now.get(path)),
  );
}

function compareTexts(
  path: string,
  before: LocalisedText | undefined,
  after: LocalisedText | undefined,
): readonly FieldDifference[] {
  const languages = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return languages.flatMap((language) => {
    const [old = '', now = ''] = [before?.[language], after?.[language]];
    return old === now ? [] : [{ path, language, pieces: comparePieces(old, now) }];
  });
}
