import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type DateString, newId, newToken } from '../../../kernel/index.ts';
import { type Addition, isOpen, type Party, type Study, type StudyDraft } from './study.ts';
import type { StudyCount } from './study-results.ts';

async function termsOf(id: string): Promise<Study['terms']> {
  const rows = await db()
    .selectFrom('word_study_term')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .where('study_id', '=', id)
    .orderBy('position')
    .execute();
  return rows.map(({ position, term, plain_word, service, choices }) => ({
    position,
    term,
    plainWord: plain_word,
    service,
    choices,
  }));
}

/** Without their words, those that can be answered first. */
export async function studies(): Promise<readonly Omit<Study, 'terms'>[]> {
  const rows = await db()
    .selectFrom('word_study')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .orderBy('closed')
    .orderBy('closes_on', 'desc')
    .orderBy('title')
    .execute();
  return rows.map(asStudy);
}

type Row = Awaited<ReturnType<typeof rowOf>>;
const rowOf = (column: 'id' | 'citizen_token' | 'employee_token', value: string) =>
  db()
    .selectFrom('word_study')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .where(column, '=', value)
    .executeTakeFirst();
const asStudy = (row: NonNullable<Row>): Omit<Study, 'terms'> => ({
  id: row.id,
  title: row.title,
  closesOn: row.closes_on,
  closed: row.closed,
  tokens: { citizen: row.citizen_token, employee: row.employee_token },
  version: row.version,
});

export async function study(id: string): Promise<Study | null> {
  const row = await rowOf('id', id);
  return row ? { ...asStudy(row), terms: await termsOf(row.id) } : null;
}

/** The study that a link leads to, and whom it asks. */
export async function studyByToken(token: string): Promise<{ readonly study: Study; readonly party: Party } | null> {
  for (const party of ['citizen', 'employee'] as const) {
    const row = await rowOf(`${party}_token`, token);
    if (row) return { study: { ...asStudy(row), terms: await termsOf(row.id) }, party };
  }
  return null;
}

/** A new study; its links are made here. */
export async function addStudy(draft: StudyDraft): Promise<string> {
  const id = newId();
  const tokens = { citizen: newToken(), employee: newToken() };
  await db()
    .insertInto('word_study')
    .values({
      municipality_id: currentMunicipality(),
      id,
      title: draft.title,
      closes_on: draft.closesOn,
      citizen_token: tokens.citizen,
      employee_token: tokens.employee,
    })
    .execute();
  await db()
    .insertInto('word_study_term')
    .values(
      draft.terms.map((term) => ({
        municipality_id: currentMunicipality(),
        study_id: id,
        position: term.position,
        term: term.term,
        plain_word: term.plainWord,
        service: term.service,
        choices: JSON.stringify(term.choices),
      })),
    )
    .execute();
  return id;
}

/** Adds answers; false when the study can not be answered any more. Each counter stands for itself. */
export async function countAnswers(
  id: string,
  party: Party,
  additions: readonly Addition[],
  today: DateString,
): Promise<boolean> {
  const row = await db()
    .selectFrom('word_study')
    .select(['closed', 'closes_on'])
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  if (!row || !isOpen({ closed: row.closed, closesOn: row.closes_on }, today)) return false;
  // In one order, so that two who answer at once never wait for each other.
  const inOrder = [...additions].sort((a, b) => a.position - b.position || (a.choice < b.choice ? -1 : 1));
  for (const { position, choice, count } of inOrder)
    await db()
      .insertInto('word_study_count')
      .values({ municipality_id: currentMunicipality(), study_id: id, position, party, choice, count })
      .onConflict((conflict) =>
        conflict
          .columns(['municipality_id', 'study_id', 'position', 'party', 'choice'])
          .doUpdateSet({ count: sql<number>`word_study_count.count + excluded.count` }),
      )
      .execute();
  return true;
}

/** Answers from paper. False when somebody has entered a pile since the page was opened: it may be the same pile. */
export async function countPaper(
  id: string,
  version: number,
  party: Party,
  additions: readonly Addition[],
  today: DateString,
): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('word_study')
    .set({ version: version + 1 })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n && countAnswers(id, party, additions, today);
}

export async function studyCounts(id: string): Promise<readonly StudyCount[]> {
  return db()
    .selectFrom('word_study_count')
    .select(['position', 'party', 'choice', 'count'])
    .where('municipality_id', '=', currentMunicipality())
    .where('study_id', '=', id)
    .execute();
}

/** With the answers that have come. Only one that is open: what a closed one showed may stand in the vocabulary. */
export async function removeOpenStudy(id: string): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('word_study')
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('closed', '=', false)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** For ever: results are told once. */
export async function closeStudy(id: string): Promise<void> {
  await db()
    .updateTable('word_study')
    .set({ closed: true })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .execute();
}

/** Those whose last day is over: a closed study stays closed, whatever a clock does. */
export async function closeDueStudies(today: DateString): Promise<void> {
  await db()
    .updateTable('word_study')
    .set({ closed: true })
    .where('municipality_id', '=', currentMunicipality())
    .where('closed', '=', false)
    .where('closes_on', '<', today)
    .execute();
}
