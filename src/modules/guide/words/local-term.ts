/** The words of one municipality beside the national vocabulary: what may be written, and what search makes of it. Pure. */
import { containsCpr, type DateString, ok, type Result, redactCpr, refuse } from '../../../kernel/index.ts';
import type { Concept, Term } from '../vocabulary.ts';
import { plainText } from './storable-query.ts';

export const termRelations = [
  'synonym',
  'narrower',
  'related',
  'situation',
  'misspelling',
  'obsolete',
  'foreign',
] as const satisfies readonly Term['relation'][];
export type TermRelation = (typeof termRelations)[number];

/** Where a word was heard. */
export const termSources = ['counter', 'search', 'study', 'workshop', 'other'] as const;
export type TermSource = (typeof termSources)[number];

export type LocalTerm = {
  readonly id: string;
  readonly service: string;
  readonly term: string;
  readonly relation: TermRelation;
  readonly strength: 1 | 2 | 3;
  readonly lang: 'da' | 'en';
  /** Where it is said, if not everywhere; empty for everywhere. */
  readonly region: string;
  /** What officials should say instead; empty for nothing. */
  readonly sayInstead: string;
  /** A search with it is never counted. */
  readonly sensitive: boolean;
  readonly evidence: {
    readonly source: TermSource;
    readonly note: string;
    /** In whole steps of five; 0 where nobody counted. */
    readonly seen: number;
    readonly date: DateString;
    readonly study: string | null;
  };
  readonly version: number;
};
export type TermDraft = Omit<LocalTerm, 'id' | 'version' | 'evidence'> & {
  readonly evidence: Omit<LocalTerm['evidence'], 'date'>;
};

export type TermFields = Readonly<Record<string, string>>;
export type TermFault =
  | { readonly field: 'term'; readonly kind: 'missing' | 'long' | 'cpr' | 'own' | 'national' }
  | { readonly field: 'term'; readonly kind: 'title'; readonly of: string }
  | { readonly field: 'sayInstead' | 'region' | 'note'; readonly kind: 'long' | 'cpr' }
  | { readonly field: 'sayInstead'; readonly kind: 'same' }
  | { readonly field: 'relation' | 'strength' | 'source'; readonly kind: 'choose' };

const longest = { term: 120, sayInstead: 120, region: 60, note: 160 } as const;

/** What the vocabulary knows already, to hold a new word against. */
export type TermContext = {
  /** The municipality's words for this service. */
  readonly own: readonly Pick<LocalTerm, 'id' | 'term'>[];
  readonly national: Concept | undefined;
  /** Every service's names. */
  readonly titles: readonly { readonly slug: string; readonly names: readonly string[] }[];
};

/** How two words are the same word: "Rødt hæfte" and "roedt haefte". */
export const samenessOf = (term: string): string => plainText(term);

/** The fields without CPR numbers, for the page that shows them again. */
export const withoutCpr = (fields: TermFields): TermFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redactCpr(value, '').trim()]));

/** Reads the form; `editing` is the word that is changed. All faults at once. */
export function readTermForm(
  service: string,
  fields: TermFields,
  context: TermContext,
  editing: Pick<LocalTerm, 'id' | 'evidence'> | null = null,
): Result<TermDraft, readonly TermFault[]> {
  const text = (name: string) => (fields[name] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  const faults: TermFault[] = [];
  const term = text('term');
  const plain = samenessOf(term);
  for (const field of ['term', 'sayInstead', 'region', 'note'] as const) {
    if (containsCpr(text(field))) faults.push({ field, kind: 'cpr' });
    else if (text(field).length > longest[field]) faults.push({ field, kind: 'long' });
  }
  if (plain.length < 2) faults.push({ field: 'term', kind: 'missing' });
  else if (!faults.some(({ field }) => field === 'term'))
    faults.push(...knownAlready(plain, context, editing, fields, service));
  if (text('sayInstead') !== '' && samenessOf(text('sayInstead')) === plain)
    faults.push({ field: 'sayInstead', kind: 'same' });
  const relation = termRelations.find((one) => one === fields.relation);
  const strength = ([1, 2, 3] as const).find((one) => String(one) === (fields.strength ?? '2'));
  const source = termSources.find((one) => one === (fields.source ?? 'other'));
  if (!relation) faults.push({ field: 'relation', kind: 'choose' });
  if (!strength) faults.push({ field: 'strength', kind: 'choose' });
  if (!source) faults.push({ field: 'source', kind: 'choose' });
  if (!relation || !strength || !source || faults.length > 0) return refuse(faults);
  return ok({
    service,
    term,
    relation,
    strength,
    lang: fields.lang === 'en' ? 'en' : 'da',
    region: text('region'),
    sayInstead: text('sayInstead'),
    sensitive: fields.sensitive === 'ja',
    evidence: {
      source,
      note: text('note'),
      seen: editing?.evidence.seen ?? 0,
      study: editing?.evidence.study ?? null,
    },
  });
}

function knownAlready(
  plain: string,
  { own, national, titles }: TermContext,
  editing: Pick<LocalTerm, 'id'> | null,
  fields: TermFields,
  service: string,
): readonly TermFault[] {
  if (own.some((one) => one.id !== editing?.id && samenessOf(one.term) === plain))
    return [{ field: 'term', kind: 'own' }];
  if (national?.terms.some((one) => samenessOf(one.term) === plain)) return [{ field: 'term', kind: 'national' }];
  // A name of another service leads away from it; sometimes that is meant, so it is asked.
  const other = titles.find(({ slug, names }) => slug !== service && names.some((name) => samenessOf(name) === plain));
  if (other && fields.confirmed !== 'ja') return [{ field: 'term', kind: 'title', of: other.names[0] ?? other.slug }];
  return [];
}

/** As search reads it. */
export const searchTerm = (term: LocalTerm): Term => ({
  term: term.term,
  relation: term.relation,
  strength: term.strength,
  ...(term.lang === 'en' ? { lang: 'en' as const } : {}),
  ...(term.sayInstead === '' ? {} : { sayInstead: term.sayInstead }),
});

/** The municipality's words alone, one concept a service. */
export function localConcepts(terms: readonly LocalTerm[]): readonly Concept[] {
  const byService = new Map<string, LocalTerm[]>();
  for (const term of terms) byService.set(term.service, [...(byService.get(term.service) ?? []), term]);
  return [...byService].map(([service, own]) => ({
    service,
    preferred: { da: own[0]?.term ?? service },
    terms: own.map(searchTerm),
  }));
}

/** National and local words together; a concept without local words is the same object as before. */
export function withLocalTerms(concepts: readonly Concept[], terms: readonly LocalTerm[]): readonly Concept[] {
  const local = new Map(localConcepts(terms).map((concept) => [concept.service, concept]));
  const joined = concepts.map((concept) => {
    const own = local.get(concept.service);
    local.delete(concept.service);
    return own ? { ...concept, terms: [...concept.terms, ...own.terms] } : concept;
  });
  return [...joined, ...local.values()];
}
