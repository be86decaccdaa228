import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { byDanishOrder, type DateString } from '../../../kernel/index.ts';
import type { VisitKind } from './visit-rule.ts';

export type NamedEntrance = { readonly key: string; readonly name: string };
export type CountedVisits = {
  readonly period: string;
  readonly entrance: string;
  readonly kind: VisitKind;
  readonly count: number;
};

/** The entrances that this municipality's editors have named. */
export async function namedEntrances(): Promise<readonly NamedEntrance[]> {
  const rows = await db().selectFrom('visit_entrance').select(['key', 'name']).execute();
  return rows.sort(byDanishOrder((row) => row.name));
}

/** False when the key is taken. */
export async function nameEntrance(entrance: NamedEntrance, createdOn: DateString): Promise<boolean> {
  const named = await db()
    .insertInto('visit_entrance')
    .values({ municipality_id: currentMunicipality(), ...entrance, created_on: createdOn })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  return named !== undefined;
}

/** From now on its visits count as web; what it has counted stays. */
export async function dropEntrance(key: string): Promise<void> {
  await db().deleteFrom('visit_entrance').where('key', '=', key).execute();
}

export async function addVisits(visits: readonly CountedVisits[]): Promise<void> {
  if (visits.length === 0) return;
  const municipality_id = currentMunicipality();
  await db()
    .insertInto('visit_count')
    // One order for all processes, so that two that write at the same moment do not wait for each other in a circle.
    .values(
      [...visits].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).map((visit) => ({ municipality_id, ...visit })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'period', 'entrance', 'kind'])
        .doUpdateSet({ count: sql<number>`visit_count.count + excluded.count` }),
    )
    .execute();
}

const nameOf = ({ period, entrance, kind }: CountedVisits) => `${period} ${entrance} ${kind}`;

/** Everything counted, the two kinds together. Only visit-figures.ts reads it, which rounds it. */
export async function countedByWeek(): Promise<readonly Omit<CountedVisits, 'kind'>[]> {
  const rows = await db()
    .selectFrom('visit_count')
    .select(['period', 'entrance'])
    .select((e) => e.fn.sum<number>('count').as('count'))
    .groupBy(['period', 'entrance'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
