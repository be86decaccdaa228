import { currentMunicipality, db } from '../../../db/index.ts';
import type { DateString, EmployeeId } from '../../../kernel/index.ts';
import { followKeys, nowNamed } from '../publication/follow-renames.ts';
import { namesOf, readRenames } from '../publication/renames-store.ts';
import type { TextVersion } from './unread.ts';

export type News = {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly service: string | null;
  readonly shownFrom: DateString;
  /** Its last day; null until somebody ends it. */
  readonly shownTo: DateString | null;
  /** Counts up with each change, so that what was changed is unread again. */
  readonly revision: number;
};

/** Everything that was ever written, newest first. In the caller's municipal transaction, as all of these. */
export async function allNews(): Promise<readonly News[]> {
  const rows = await db().selectFrom('staff_news').selectAll().orderBy('shown_from', 'desc').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    body: row.body,
    service: row.service,
    shownFrom: row.shown_from,
    shownTo: row.shown_to,
    revision: row.revision,
  }));
}

/** False when somebody has changed or removed it since `seen` was read (0: it is new); nothing is written then. */
export async function writeNews(news: Omit<News, 'revision'>, seen: number): Promise<boolean> {
  const values = {
    title: news.title,
    body: news.body,
    service: news.service,
    shown_from: news.shownFrom,
    shown_to: news.shownTo,
    revision: seen + 1,
  };
  if (seen === 0) {
    const made = await db()
      .insertInto('staff_news')
      .values({ id: news.id, municipality_id: currentMunicipality(), ...values })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return made !== undefined;
  }
  const { numUpdatedRows } = await db()
    .updateTable('staff_news')
    .set(values)
    .where('id', '=', news.id)
    .where('revision', '=', seen)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function removeNews(id: string): Promise<void> {
  await db().deleteFrom('staff_news').where('id', '=', id).execute();
}

export type Instruction = { readonly body: string; readonly updatedOn: DateString; readonly revision: number };

/** How this municipality does it, by the name that a service has now. */
export async function instructions(): Promise<ReadonlyMap<string, Instruction>> {
  const rows = await db().selectFrom('work_instruction').selectAll().execute();
  const stored = rows.map(
    (row) => [row.service, { body: row.body, updatedOn: row.updated_on, revision: row.revision }] as const,
  );
  return followKeys(new Map(stored), await readRenames());
}

/** False when somebody has changed it since `revision` was read; nothing is written then. */
export async function writeInstruction(
  service: string,
  body: string,
  updatedOn: DateString,
  revision: number,
): Promise<boolean> {
  const row = { body, updated_on: updatedOn, revision: revision + 1 };
  if (revision === 0) {
    const made = await db()
      .insertInto('work_instruction')
      .values({ municipality_id: currentMunicipality(), service, ...row })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'service']).doNothing())
      .returning('service')
      .executeTakeFirst();
    return made !== undefined;
  }
  // What was written under an old name is changed under the present one.
  const names = await namesOf(service);
  const written = await db().selectFrom('work_instruction').select('service').where('service', 'in', names).execute();
  const from = names.find((name) => written.some((one) => one.service === name)) ?? service;
  // An emptied instruction keeps its row: an employee who had read it is told that it is gone.
  const { numUpdatedRows } = await db()
    .updateTable('work_instruction')
    .set({ ...row, service })
    .where('service', '=', from)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function readMarks(employee: EmployeeId): Promise<ReadonlyMap<string, string>> {
  const rows = await db()
    .selectFrom('staff_read_mark')
    .select(['subject', 'mark'])
    .where('employee_id', '=', employee)
    .execute();
  return new Map(rows.map((row) => [row.subject, row.mark]));
}

export async function markRead(employee: EmployeeId, subject: string, mark: string): Promise<void> {
  await db()
    .insertInto('staff_read_mark')
    .values({ municipality_id: currentMunicipality(), employee_id: employee, subject, mark })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'employee_id', 'subject']).doUpdateSet({ mark }))
    .execute();
}

export async function favourites(employee: EmployeeId): Promise<readonly string[]> {
  const rows = await db().selectFrom('staff_favourite').select('service').where('employee_id', '=', employee).execute();
  const renames = await readRenames();
  return [...new Set(rows.map(({ service }) => nowNamed(renames, service)))];
}

export async function setFavourite(employee: EmployeeId, service: string, kept: boolean): Promise<void> {
  const row = { municipality_id: currentMunicipality(), employee_id: employee, service };
  if (kept)
    await db()
      .insertInto('staff_favourite')
      .values(row)
      .onConflict((conflict) => conflict.columns(['municipality_id', 'employee_id', 'service']).doNothing())
      .execute();
  else
    await db()
      .deleteFrom('staff_favourite')
      .where('employee_id', '=', employee)
      .where('service', 'in', await namesOf(service))
      .execute();
}

/** The texts as they stand, national and local, with when each was last published. */
export async function textVersions(): Promise<readonly TextVersion[]> {
  const national = await db()
    .selectFrom('guide_service_revision')
    .select(({ fn }) => ['service', fn.max('revision').as('revision'), fn.max('published_at').as('at')])
    .groupBy('service')
    .execute();
  const local = await db()
    .selectFrom('guide_variant_revision')
    .select(({ fn }) => ['service', fn.max('revision').as('revision'), fn.max('published_at').as('at')])
    .groupBy('service')
    .execute();
  const versions = new Map<string, TextVersion>();
  for (const row of national)
    versions.set(row.service, { service: row.service, national: Number(row.revision), local: 0, at: row.at });
  for (const row of local) {
    const found = versions.get(row.service);
    versions.set(row.service, {
      service: row.service,
      national: found?.national ?? 0,
      local: Number(row.revision),
      at: found && found.at > row.at ? found.at : row.at,
    });
  }
  return [...versions.values()];
}

export type PublishedText = { readonly revision: number; readonly body: unknown; readonly note: string };

/** A text's revisions from one on, oldest first; the first is what the employee had read. */
export async function revisionsFrom(
  scope: 'national' | 'local',
  service: string,
  from: number,
): Promise<readonly PublishedText[]> {
  const rows =
    scope === 'national'
      ? await db()
          .selectFrom('guide_service_revision')
          .select(['revision', 'body', 'note'])
          .where('service', '=', service)
          .where('revision', '>=', from)
          .orderBy('revision')
          .execute()
      : await db()
          .selectFrom('guide_variant_revision')
          .select(['revision', 'body', 'note'])
          .where('service', '=', service)
          .where('revision', '>=', from)
          .orderBy('revision')
          .execute();
  return rows;
}
