import { db, editNationally } from '../../../db/index.ts';
import { containsCpr, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { Concept, Term } from '../vocabulary.ts';
import { samenessOf, type TermFault, type TermFields, termRelations } from './local-term.ts';

/** What all municipalities share for a service, and how often it has been changed. */
export type NationalConcept = { readonly concept: Concept | null; readonly revision: number };

const longestTerm = 120;

/** Reads a common word. A common word holds no note and no place: it is the same everywhere. */
export function readNationalTerm(fields: TermFields, concept: Concept | null): Result<Term, readonly TermFault[]> {
  const text = (name: string) => (fields[name] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  const faults: TermFault[] = [];
  const [term, sayInstead] = [text('term'), text('sayInstead')];
  for (const field of ['term', 'sayInstead'] as const) {
    if (containsCpr(text(field))) faults.push({ field, kind: 'cpr' });
    else if (text(field).length > longestTerm) faults.push({ field, kind: 'long' });
  }
  const plain = samenessOf(term);
  if (plain.length < 2) faults.push({ field: 'term', kind: 'missing' });
  else if (concept?.terms.some((one) => samenessOf(one.term) === plain))
    faults.push({ field: 'term', kind: 'national' });
  if (sayInstead !== '' && samenessOf(sayInstead) === plain) faults.push({ field: 'sayInstead', kind: 'same' });
  const relation = termRelations.find((one) => one === fields.relation);
  const strength = ([1, 2, 3] as const).find((one) => String(one) === (fields.strength ?? '2'));
  if (!relation) faults.push({ field: 'relation', kind: 'choose' });
  if (!strength) faults.push({ field: 'strength', kind: 'choose' });
  if (!relation || !strength || faults.length > 0) return refuse(faults);
  return ok({
    term,
    relation,
    strength,
    ...(fields.lang === 'en' ? { lang: 'en' as const } : {}),
    ...(sayInstead === '' ? {} : { sayInstead }),
  });
}

export async function nationalConceptWithRevision(service: string): Promise<NationalConcept> {
  const row = await db()
    .selectFrom('vocabulary_concept')
    .select(['body', 'revision'])
    .where('service', '=', service)
    .executeTakeFirst();
  return row ? { concept: row.body as Concept, revision: row.revision } : { concept: null, revision: 0 };
}

/**
 * Writes a service's common words, for every municipality. False when somebody has changed them since `revision`. Only after
 * the role has been checked. From here on a newer file of ours does not replace them.
 */
export async function writeNationalConcept(concept: Concept, revision: number): Promise<boolean> {
  await editNationally();
  const body = JSON.stringify(concept);
  if (revision === 0) {
    const added = await db()
      .insertInto('vocabulary_concept')
      .values({ service: concept.service, body, origin: 'edited' })
      .onConflict((conflict) => conflict.column('service').doNothing())
      .returning('service')
      .executeTakeFirst();
    return added !== undefined;
  }
  const { numUpdatedRows } = await db()
    .updateTable('vocabulary_concept')
    .set({ body, origin: 'edited', revision: revision + 1 })
    .where('service', '=', concept.service)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
