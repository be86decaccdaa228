import { sql } from 'kysely';
import { currentMunicipality, db } from '../../db/index.ts';
import type { ContactChannel, ContactKind, ContactOutcome } from './dimensions.ts';
import type { BlockId, Week } from './periods.ts';
import type { Shown } from './plan-release.ts';

/**
 * The counters' only SQL. A test reads the source and fails for any other file of the program that names these tables:
 * what leaves goes through `publishFigures`.
 */
export type CountedCell = {
  readonly period: Week;
  readonly channel: ContactChannel;
  readonly task: string;
  readonly kind: ContactKind;
  readonly outcome: ContactOutcome;
  readonly count: number;
};
export type CountedBucket = {
  readonly period: Week;
  readonly measure: 'wait' | 'handling' | 'answer';
  /** For answers the question; for minutes the form. */
  readonly series: string;
  readonly bucket: string;
  readonly count: number;
};

/**
 * Holds the municipality's counters until the transaction ends: what is shown is decided from all of them, and two who add
 * at once must see each other. Take it last, after the rows of the ticket and the audit: one order for all, or two wait in a ring.
 */
export async function lockFigures(): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`figures ${currentMunicipality()}`}, 0))`.execute(db());
}

/** Cells must differ from each other: one statement adds to each row once. */
export async function addToCells(cells: readonly CountedCell[]): Promise<void> {
  if (cells.length === 0) return;
  const municipality_id = currentMunicipality();
  await db()
    .insertInto('contact_count')
    .values(cells.map((cell) => ({ municipality_id, ...cell })))
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'period', 'channel', 'task', 'kind', 'outcome'])
        .doUpdateSet({ count: sql<number>`contact_count.count + excluded.count` }),
    )
    .execute();
}

export async function addToBuckets(buckets: readonly CountedBucket[]): Promise<void> {
  if (buckets.length === 0) return;
  const municipality_id = currentMunicipality();
  await db()
    .insertInto('contact_histogram')
    .values(buckets.map((bucket) => ({ municipality_id, ...bucket })))
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'period', 'measure', 'series', 'bucket'])
        .doUpdateSet({ count: sql<number>`contact_histogram.count + excluded.count` }),
    )
    .execute();
}

export async function contactTotal(weeks: readonly Week[]): Promise<number> {
  const row = await db()
    .selectFrom('contact_count')
    .select((e) => e.fn.sum<number>('count').as('total'))
    .where('period', 'in', weeks)
    .executeTakeFirst();
  return Number(row?.total ?? 0);
}

/** Counted contacts of some weeks, the weeks added together. */
export async function cellsOf(weeks: readonly Week[]): Promise<readonly Omit<CountedCell, 'period'>[]> {
  const rows = await db()
    .selectFrom('contact_count')
    .select(['channel', 'task', 'kind', 'outcome'])
    .select((e) => e.fn.sum<number>('count').as('count'))
    .where('period', 'in', weeks)
    .groupBy(['channel', 'task', 'kind', 'outcome'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }) as Omit<CountedCell, 'period'>);
}

/** A histogram of some weeks by bucket; of one series, or of all together. */
export async function bucketsOf(
  weeks: readonly Week[],
  measure: CountedBucket['measure'],
  series?: string,
): Promise<ReadonlyMap<string, number>> {
  let query = db()
    .selectFrom('contact_histogram')
    .select('bucket')
    .select((e) => e.fn.sum<number>('count').as('count'))
    .where('period', 'in', weeks)
    .where('measure', '=', measure)
    .groupBy('bucket');
  if (series !== undefined) query = query.where('series', '=', series);
  const rows = await query.execute();
  return new Map(rows.map((row) => [row.bucket, Number(row.count)]));
}

export async function anythingCounted(): Promise<boolean> {
  return (await db().selectFrom('contact_count').select('period').limit(1).executeTakeFirst()) !== undefined;
}

/** What a report shows for a period. */
export async function shownFigures(report: string, period: BlockId): Promise<Shown> {
  const rows = await db()
    .selectFrom('released_figure')
    .select(['cell', 'shown'])
    .where('report', '=', report)
    .where('period', '=', period)
    .execute();
  return new Map(rows.map((row) => [row.cell, row.shown]));
}

/** Periods in which a report shows anything, newest first. */
export async function shownPeriods(report: string): Promise<readonly BlockId[]> {
  const rows = await db()
    .selectFrom('released_figure')
    .select('period')
    .where('report', '=', report)
    .where('cell', '=', 'total')
    .orderBy('period', 'desc')
    .execute();
  return rows.map((row) => row.period as BlockId);
}

/** Counters only grow, so a cell once shown is in every later look too, at the same figure or a larger. */
export async function showFigures(report: string, period: BlockId, next: Shown): Promise<void> {
  const municipality_id = currentMunicipality();
  await db()
    .insertInto('released_figure')
    .values([...next].map(([cell, shown]) => ({ municipality_id, report, period, cell, shown })))
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'report', 'period', 'cell'])
        .doUpdateSet({ shown: sql<number>`greatest(released_figure.shown, excluded.shown)` }),
    )
    .execute();
}

/** False when the token has been spent: of many at once one gets through. */
export async function spendToken(tokenHash: string, expiresOn: string): Promise<boolean> {
  const spent = await db()
    .insertInto('spent_token')
    .values({ municipality_id: currentMunicipality(), token_hash: tokenHash, expires_on: expiresOn })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'token_hash']).doNothing())
    .returning('token_hash')
    .executeTakeFirst();
  return spent !== undefined;
}

export async function spentAmong(tokenHashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db()
    .selectFrom('spent_token')
    .select('token_hash')
    .where('token_hash', 'in', tokenHashes)
    .execute();
  return new Set(rows.map((row) => row.token_hash));
}

export async function dropTokensExpiredBefore(date: string): Promise<void> {
  await db().deleteFrom('spent_token').where('expires_on', '<', date).execute();
}
