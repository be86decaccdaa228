/**
 * What a municipality says differently from the national text: only the differences are stored, each with the national
 * revision it was made against, so that an editor is told when the ground moved under it.
 */
import * as v from 'valibot';
import { Codes, LocalisedText, ServiceText, StaffText, Step, StopRule } from '../service-text.ts';

const httpsUrl = v.pipe(v.string(), v.url(), v.startsWith('https://', 'use an address that begins with https://'));
/** Begins so, that a national addition of the same name never meets it. */
const localId = v.pipe(v.string(), v.regex(/^lokal-[a-z0-9]+(-[a-z0-9]+)*$/, 'begin with lokal- and use a-z, 0-9, -'));

export const LocalValues = v.record(v.string(), LocalisedText);

/** One field said differently. `path` as in field-paths.ts; `base` is the national revision it was written against. */
export const LocalChange = v.strictObject({
  path: v.string(),
  text: LocalisedText,
  base: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export const LocalStep = v.strictObject({
  ...Step.entries,
  id: localId,
  /** The municipality is its own source. */
  sources: v.optional(v.array(v.string()), []),
  lines: v.optional(Step.entries.lines, [{ stage: 'show', say: { da: 'Det næste gælder kun her i kommunen.' } }]),
  /** The national step that it follows; null for first. */
  after: v.nullable(v.string()),
});

export const LocalText = v.strictObject({
  offered: v.optional(v.boolean(), true),
  /** Where to go instead, when it is not offered here. */
  referral: v.optional(v.strictObject({ text: LocalisedText, url: v.optional(httpsUrl) })),
  /** Values of the fields that the national text requires. */
  local: v.optional(LocalValues, {}),
  changes: v.optional(v.array(LocalChange), []),
  additions: v.optional(
    v.strictObject({
      ready: v.optional(v.array(v.strictObject({ id: localId, text: LocalisedText })), []),
      steps: v.optional(v.array(LocalStep), []),
      stopRules: v.optional(
        v.array(v.strictObject({ ...StopRule.entries, id: localId, when: StaffText, offer: StaffText })),
        [],
      ),
    }),
  ),
  /** The whole text, for a service that only this municipality has. */
  own: v.optional(ServiceText),
  codes: v.optional(Codes),
});

export type LocalValues = v.InferOutput<typeof LocalValues>;
export type LocalChange = v.InferOutput<typeof LocalChange>;
export type LocalStep = v.InferOutput<typeof LocalStep>;
export type LocalText = v.InferOutput<typeof LocalText>;

/** A municipality that says nothing of its own. */
export const nothingLocal: LocalText = v.parse(LocalText, {});
