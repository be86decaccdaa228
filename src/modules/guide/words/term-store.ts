import { currentMunicipality, db } from '../../../db/index.ts';
import { type DateString, newId } from '../../../kernel/index.ts';
import type { Concept } from '../vocabulary.ts';
import { type LocalTerm, samenessOf, type TermDraft, type TermRelation, type TermSource } from './local-term.ts';

const own = () => db().selectFrom('local_term').selectAll().where('municipality_id', '=', currentMunicipality());
type Row = Awaited<ReturnType<ReturnType<typeof own>['execute']>>[number];

const asTerm = (row: Row): LocalTerm => ({
  id: row.id,
  service: row.service,
  term: row.term,
  relation: row.relation as TermRelation,
  strength: row.strength as LocalTerm['strength'],
  lang: row.lang,
  region: row.region,
  sayInstead: row.say_instead,
  sensitive: row.sensitive,
  evidence: {
    source: row.source as TermSource,
    note: row.source_note,
    seen: row.seen,
    date: row.noted_on,
    study: row.study_id,
  },
  version: row.version,
});

/** The current municipality's own words, in the order they were written. */
export async function readLocalTerms(): Promise<readonly LocalTerm[]> {
  const rows = await own().orderBy('noted_on').orderBy('plain').execute();
  return rows.map(asTerm);
}

export async function localTermsOf(service: string): Promise<readonly LocalTerm[]> {
  const rows = await own().where('service', '=', service).orderBy('plain').execute();
  return rows.map(asTerm);
}

/** What all municipalities share for this service. */
export async function nationalConcept(service: string): Promise<Concept | undefined> {
  const row = await db()
    .selectFrom('vocabulary_concept')
    .select('body')
    .where('service', '=', service)
    .executeTakeFirst();
  return row?.body as Concept | undefined;
}

export async function nationalConcepts(): Promise<ReadonlyMap<string, Concept>> {
  const rows = await db().selectFrom('vocabulary_concept').select(['service', 'body']).execute();
  return new Map(rows.map(({ service, body }) => [service, body as Concept]));
}

const columnsOf = (draft: TermDraft) => ({
  service: draft.service,
  term: draft.term,
  plain: samenessOf(draft.term),
  relation: draft.relation,
  strength: draft.strength,
  lang: draft.lang,
  region: draft.region,
  say_instead: draft.sayInstead,
  sensitive: draft.sensitive,
  source: draft.evidence.source,
  source_note: draft.evidence.note,
  study_id: draft.evidence.study,
  seen: draft.evidence.seen,
});

/** False when somebody wrote the same word a moment before. */
export async function addLocalTerm(draft: TermDraft, today: DateString): Promise<boolean> {
  const added = await db()
    .insertInto('local_term')
    .values({ municipality_id: currentMunicipality(), id: newId(), noted_on: today, ...columnsOf(draft) })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'service', 'plain']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** False when it has been changed or removed since `version` was read. */
export async function changeLocalTerm(id: string, version: number, draft: TermDraft): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('local_term')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** False when it has been changed or removed since `version` was read. */
export async function removeLocalTerm(id: string, version: number): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('local_term')
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
