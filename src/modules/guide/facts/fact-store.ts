import { currentMunicipality, db, editNationally } from '../../../db/index.ts';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { Bus } from '../../../platform/index.ts';
import type { MunicipalFact, SharedFact } from './fact-records.ts';

export type Kept<Fact> = { readonly fact: Fact; readonly revision: number };
/** Somebody else has changed it since. */
export type Overtaken<Fact> = { readonly kind: 'overtaken'; readonly theirs: Kept<Fact> | null };

export async function sharedFacts(): Promise<readonly Kept<SharedFact>[]> {
  const rows = await db().selectFrom('guide_fact').select(['body', 'revision']).orderBy('id').execute();
  return rows.map(({ body, revision }) => ({ fact: body as SharedFact, revision }));
}

/**
 * Writes a fact that several texts embed; every page, script and print says it from then on.
 *
 * @param seen the revision that the editor saw; 0 for a new one.
 */
export async function saveSharedFact(
  bus: Bus,
  fact: SharedFact,
  seen: number,
  entry: { readonly by: string; readonly note: string; readonly now: Date },
): Promise<Result<number, Overtaken<SharedFact>>> {
  await editNationally();
  const row = await db()
    .selectFrom('guide_fact')
    .select(['body', 'revision'])
    .where('id', '=', fact.id)
    .forUpdate()
    .executeTakeFirst();
  if ((row?.revision ?? 0) !== seen)
    return refuse({
      kind: 'overtaken',
      theirs: row ? { fact: row.body as SharedFact, revision: row.revision } : null,
    });
  const body = JSON.stringify(fact);
  const revision = seen + 1;
  await db()
    .insertInto('guide_fact')
    .values({ id: fact.id, body, revision, origin: 'edited' })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ body, revision, origin: 'edited' }))
    .execute();
  await db()
    .insertInto('guide_fact_revision')
    .values({ fact: fact.id, revision, body, published_at: entry.now, author: entry.by, note: entry.note })
    .execute();
  await bus.notify('guide:national');
  return ok(revision);
}

export async function municipalFacts(): Promise<readonly Kept<MunicipalFact>[]> {
  const rows = await db()
    .selectFrom('municipal_fact')
    .select(['body', 'revision'])
    .where('municipality_id', '=', currentMunicipality())
    .orderBy('id')
    .execute();
  return rows.map(({ body, revision }) => ({ fact: body as MunicipalFact, revision }));
}

/** Writes one of the municipality's own facts. `seen` as above. */
export async function saveMunicipalFact(
  bus: Bus,
  fact: MunicipalFact,
  seen: number,
  now: Date,
): Promise<Result<number, Overtaken<MunicipalFact>>> {
  const row = await db()
    .selectFrom('municipal_fact')
    .select(['body', 'revision'])
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', fact.id)
    .forUpdate()
    .executeTakeFirst();
  if ((row?.revision ?? 0) !== seen)
    return refuse({
      kind: 'overtaken',
      theirs: row ? { fact: row.body as MunicipalFact, revision: row.revision } : null,
    });
  const body = JSON.stringify(fact);
  const revision = seen + 1;
  await db()
    .insertInto('municipal_fact')
    .values({ municipality_id: currentMunicipality(), id: fact.id, body, revision, updated_at: now })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'id']).doUpdateSet({ body, revision, updated_at: now }),
    )
    .execute();
  await bus.notify(`guide:${currentMunicipality()}`);
  return ok(revision);
}

/** Only one that no text embeds; who asks has looked (fact-use.ts). */
export async function removeMunicipalFact(bus: Bus, id: string): Promise<void> {
  await db()
    .deleteFrom('municipal_fact')
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .execute();
  await bus.notify(`guide:${currentMunicipality()}`);
}
