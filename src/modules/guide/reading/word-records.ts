import * as v from 'valibot';
import { LocalisedText } from '../service-text.ts';

const written = v.pipe(v.string(), v.trim(), v.minLength(2));

/** An official word and what it means. */
export const GuideWord = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters a-z, digits and hyphens')),
  word: LocalisedText,
  /** By language: inflections, and other words, that the stemmer does not bring together with the word. */
  forms: v.optional(v.record(v.string(), v.array(written))),
  plain: LocalisedText,
});
export type GuideWord = v.InferOutput<typeof GuideWord>;

/** content/words.yaml. */
export const GuideWords = v.pipe(
  v.array(GuideWord),
  v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'an id is used twice'),
);
