import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

/** Uses of the guide, counted by week and entrance. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run(`create table visit_entrance (
    municipality_id uuid not null references municipality, key text not null, name text not null, created_on text not null,
    primary key (municipality_id, key))`);
  await declareMunicipal(kysely, 'visit_entrance', {
    grants: 'select, insert, delete',
    why: 'entrances to the guide that editors have named',
  });
  await run(`create table visit_count (
    municipality_id uuid not null references municipality, period text not null, entrance text not null,
    kind text not null check (kind in ('guide', 'search')), count integer not null default 0,
    primary key (municipality_id, period, entrance, kind))`);
  await declareMunicipal(kysely, 'visit_count', {
    grants: 'select, insert, update',
    why: 'counted uses of the guide; never a row about a visit',
  });
}
