/**
 * Facts that stand outside the texts: a national one that several services embed, and a municipality's own (its phone, its
 * hours). A text names them, so that one edit changes every page, script and print.
 */
import * as v from 'valibot';
import { type Fact, FactKind, LocalisedText, Owner, overlapping, StaffText } from '../service-text.ts';

const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters a-z, digits and hyphens'));
const isoDate = v.pipe(v.string(), v.isoDate('use a date as 2026-11-21'));
const words = v.pipe(v.string(), v.trim(), v.minLength(2));
const httpsUrl = v.pipe(v.string(), v.url(), v.startsWith('https://'));

export const FactVersion = v.strictObject({
  value: LocalisedText,
  validFrom: isoDate,
  /** The last day on which it is true. */
  validTo: v.optional(isoDate),
  source: v.strictObject({ title: words, url: httpsUrl }),
  checked: isoDate,
});

/** `{fact:id}` in any service, unless the service has one of that name itself. */
export const SharedFact = v.pipe(
  v.strictObject({
    id,
    kind: FactKind,
    label: StaffText,
    owner: v.optional(Owner),
    versions: v.pipe(v.array(FactVersion), v.minLength(1, 'a fact has at least one dated value')),
  }),
  v.check(
    ({ id, versions }) => overlapping(versions.map((version) => ({ ...version, id }))).length === 0,
    'has two values on the same day',
  ),
);

/** `{our:id}` in what a municipality writes itself. */
export const MunicipalFact = v.strictObject({
  id,
  kind: FactKind,
  label: StaffText,
  value: LocalisedText,
  validFrom: v.optional(isoDate),
  validTo: v.optional(isoDate),
  /** Where it is known from: an address or a few words. */
  source: v.optional(words),
  checked: isoDate,
  owner: v.optional(Owner),
});

export type FactVersion = v.InferOutput<typeof FactVersion>;
export type SharedFact = v.InferOutput<typeof SharedFact>;
export type MunicipalFact = v.InferOutput<typeof MunicipalFact>;

/** A dated value is true from its first day to its last. */
export const validOn = (
  dated: { readonly validFrom?: string | undefined; readonly validTo?: string | undefined },
  date: string,
): boolean =>
  (dated.validFrom === undefined || dated.validFrom <= date) && (dated.validTo === undefined || date <= dated.validTo);

/** The value that is true on the date; else the one that was last, or comes first, which must not be shown as true. */
export function onDate<Dated extends Pick<Fact, 'validFrom' | 'validTo'>>(
  versions: readonly Dated[],
  date: string,
): Dated | undefined {
  const inOrder = [...versions].sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  return (
    inOrder.find((version) => validOn(version, date)) ??
    inOrder.filter((version) => version.validFrom <= date).at(-1) ??
    inOrder[0]
  );
}
