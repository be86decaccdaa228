/**
 * What citizens call a service: one concept per service, one file per life event under
 * content/vocabulary/. Search stands on it: in our comparison (docs/evidence.md, "Danish search") the
 * usable engines gained 17 to 21 points from such a vocabulary, and lay 11 apart without it.
 *
 * Inflections do not belong here, the analyser joins them (flytter, flyttede, flytning).
 */
import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters a-z, digits and hyphens'));
const words = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(120));

/**
 * How a term stands to the service. `situation` is what the citizen tells instead of naming
 * anything ("min mor kan ikke klare sig selv"); `obsolete` are names that live on in speech.
 */
export const TermRelation = v.picklist([
  'synonym',
  'narrower',
  'related',
  'misspelling',
  'obsolete',
  'foreign',
  'situation',
]);

/** 3: names the service by itself. 2 (the default): points to it. 1: only hints at it. */
export const TermStrength = v.picklist([1, 2, 3]);

export const Term = v.strictObject({
  term: words,
  relation: TermRelation,
  lang: v.optional(v.picklist(['da', 'en'])),
  strength: v.optional(TermStrength),
  /** What officials should say instead of this word. */
  sayInstead: v.optional(words),
});

export const Concept = v.strictObject({
  /** Slug of the service. */
  service: id,
  preferred: v.strictObject({ da: words, en: v.optional(words) }),
  terms: v.pipe(v.array(Term), v.minLength(1, 'a concept needs at least one term')),
});

export const Vocabulary = v.strictObject({
  lifeEvent: id,
  concepts: v.pipe(v.array(Concept), v.minLength(1)),
});

export type Term = v.InferOutput<typeof Term>;
export type TermRelation = v.InferOutput<typeof TermRelation>;
export type Concept = v.InferOutput<typeof Concept>;
export type Vocabulary = v.InferOutput<typeof Vocabulary>;

/** One thing wrong with a vocabulary file, named so that an editor can find it. */
export type VocabularyProblem = { readonly path: string; readonly problem: string };

/** Checks one parsed file: its shape, then that no service and no term stands twice. */
export function checkVocabulary(
  input: unknown,
): { ok: true; vocabulary: Vocabulary } | { ok: false; problems: readonly VocabularyProblem[] } {
  const parsed = v.safeParse(Vocabulary, input);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', problem: issue.message })),
    };
  }
  const problems = repetitionProblems(parsed.output);
  return problems.length === 0 ? { ok: true, vocabulary: parsed.output } : { ok: false, problems };
}

/** Checks all files together against the services of the guide: each has exactly one concept. */
export function vocabularyGaps(
  vocabularies: readonly Vocabulary[],
  services: ReadonlySet<string>,
): readonly VocabularyProblem[] {
  const problems: VocabularyProblem[] = [];
  const covered = new Set<string>();
  for (const { lifeEvent, concepts } of vocabularies) {
    for (const { service } of concepts) {
      const path = `${lifeEvent}.${service}`;
      if (covered.has(service)) problems.push({ path, problem: 'has a concept in more than one place' });
      if (!services.has(service)) problems.push({ path, problem: 'is not a service of the guide' });
      covered.add(service);
    }
  }
  for (const service of services)
    if (!covered.has(service)) problems.push({ path: service, problem: 'has no concept' });
  return problems;
}

function repetitionProblems(vocabulary: Vocabulary): VocabularyProblem[] {
  const problems: VocabularyProblem[] = [];
  const services = new Set<string>();
  for (const [index, concept] of vocabulary.concepts.entries()) {
    if (services.has(concept.service))
      problems.push({ path: `concepts.${index}`, problem: `describes “${concept.service}” twice` });
    services.add(concept.service);
    const seen = new Set<string>();
    for (const [termIndex, { term }] of concept.terms.entries()) {
      const plain = term.normalize('NFC').toLowerCase();
      if (seen.has(plain))
        problems.push({ path: `concepts.${index}.terms.${termIndex}`, problem: `lists “${term}” twice` });
      seen.add(plain);
    }
  }
  return problems;
}
