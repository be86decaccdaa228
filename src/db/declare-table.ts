import { type Kysely, sql } from 'kysely';

export const appRole = 'medbetjening_app';

/** What the running program may do with a table; migrations and content loading run as the owner. */
type Grants = { readonly grants: string; readonly why: string };

async function comment(kysely: Kysely<unknown>, table: string, text: string): Promise<void> {
  await sql`comment on table ${sql.table(table)} is ${sql.lit(text)}`.execute(kysely);
}

async function grant(kysely: Kysely<unknown>, table: string, grants: string): Promise<void> {
  await sql`grant ${sql.raw(grants)} on ${sql.table(table)} to ${sql.ref(appRole)}`.execute(kysely);
}

/**
 * Declares a table of one municipality: `municipality_id uuid` is the tenant, the policy is forced, and with no
 * municipality set no row is seen. `=` on uuid is leakproof, so indexes are used before the policy is checked
 * (docs/evidence.md, "Database under row-level security").
 */
export async function declareMunicipal(kysely: Kysely<unknown>, table: string, { grants, why }: Grants): Promise<void> {
  await comment(kysely, table, `municipal: ${why}`);
  await sql`alter table ${sql.table(table)} enable row level security`.execute(kysely);
  await sql`alter table ${sql.table(table)} force row level security`.execute(kysely);
  await sql`create policy one_municipality on ${sql.table(table)}
    using (municipality_id = nullif(current_setting('app.municipality', true), '')::uuid)
    with check (municipality_id = nullif(current_setting('app.municipality', true), '')::uuid)`.execute(kysely);
  await grant(kysely, table, grants);
}

/** Declares a table that is the same for every municipality: the program reads it, only the owner writes it. */
export async function declareNational(kysely: Kysely<unknown>, table: string, why: string): Promise<void> {
  await comment(kysely, table, `national: ${why}`);
  await grant(kysely, table, 'select');
}

/**
 * Makes a national table writable for the program inside a transaction that has said so (`db/editNationally`), and for
 * nobody else: a query that forgets, or is tricked, changes no text of 98 municipalities. Everybody reads it.
 */
export async function declareNationallyEdited(
  kysely: Kysely<unknown>,
  table: string,
  { grants, why }: Grants,
): Promise<void> {
  await comment(kysely, table, `national: ${why}`);
  const editing = sql`current_setting('app.national', true) = 'edit'`;
  await sql`alter table ${sql.table(table)} enable row level security`.execute(kysely);
  await sql`create policy everybody_reads on ${sql.table(table)} for select using (true)`.execute(kysely);
  await sql`create policy national_editing on ${sql.table(table)} using (${editing}) with check (${editing})`.execute(
    kysely,
  );
  await grant(kysely, table, `select, ${grants}`);
}

/** Declares a table that is needed before anybody's municipality is known, or that no municipality owns. */
export async function declareShared(kysely: Kysely<unknown>, table: string, { grants, why }: Grants): Promise<void> {
  await comment(kysely, table, `shared: ${why}`);
  if (grants !== '') await grant(kysely, table, grants);
}
