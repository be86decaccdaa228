import { db, editNationally } from '../../../db/index.ts';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { Bus } from '../../../platform/index.ts';
import type { LanguageRecord } from './language-record.ts';

export type KeptLanguage = { readonly record: LanguageRecord; readonly revision: number };

/** The languages that there are, by their code. */
export async function readLanguages(): Promise<readonly KeptLanguage[]> {
  const rows = await db().selectFrom('guide_language').select(['body', 'revision']).orderBy('code').execute();
  return rows.map(({ body, revision }) => ({ record: body as LanguageRecord, revision }));
}

/**
 * Writes a language; every page that is read in it has its words from then on.
 *
 * @param seen the revision that the editor saw; 0 for a new one. Refused, with what stands there, when it is another by now.
 */
export async function saveLanguage(
  bus: Bus,
  record: LanguageRecord,
  seen: number,
): Promise<Result<number, { readonly kind: 'overtaken'; readonly theirs: KeptLanguage | null }>> {
  await editNationally();
  const row = await db()
    .selectFrom('guide_language')
    .select(['body', 'revision'])
    .where('code', '=', record.code)
    .forUpdate()
    .executeTakeFirst();
  if ((row?.revision ?? 0) !== seen)
    return refuse({
      kind: 'overtaken',
      theirs: row ? { record: row.body as LanguageRecord, revision: row.revision } : null,
    });
  const body = JSON.stringify(record);
  const revision = seen + 1;
  await db()
    .insertInto('guide_language')
    .values({ code: record.code, body, revision, origin: 'edited' })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ body, revision, origin: 'edited' }))
    .execute();
  await bus.notify('guide:national');
  return ok(revision);
}
