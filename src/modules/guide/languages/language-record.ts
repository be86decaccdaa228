/** A further language: its own name, and the words of the page around the text. content/languages/{code}.yaml. */
import * as v from 'valibot';
import type { TextProblem } from '../service-text.ts';
import { danishLabels, type LabelKey, labelKeys, placesIn } from './labels.ts';

const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300));
/** As in a text (service-text.ts): the tag that `lang=` wants. */
export const languageCode = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'use the tag of a language: ar, uk, fa'),
  v.check((code) => code !== 'da' && code !== 'en', 'Danish and English are there already'),
);

export const LanguageRecord = v.strictObject({
  code: languageCode,
  /** What it calls itself. */
  name: words,
  labels: v.optional(v.record(v.string(), words), {}),
});
export type LanguageRecord = v.InferOutput<typeof LanguageRecord>;

/** Labels that the page does not have, and those that forget what is set in. */
export const labelProblems = ({ labels }: LanguageRecord): readonly TextProblem[] =>
  Object.entries(labels).flatMap(([key, label]) => {
    const path = `labels.${key}`;
    if (!isLabel(key)) return [{ path, problem: 'is not a word of the page' }];
    const places = placesIn(danishLabels[key]);
    return placesIn(label).join() === places.join()
      ? []
      : [{ path, problem: `must hold ${places.join(' ') || 'no {…}'}` }];
  });

/** Words that the language has not said yet. */
export const missingLabels = ({ labels }: LanguageRecord): readonly LabelKey[] =>
  labelKeys.filter((key) => labels[key] === undefined);

const isLabel = (key: string): key is LabelKey => (labelKeys as readonly string[]).includes(key);
