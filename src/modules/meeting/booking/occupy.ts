import { type RawBuilder, sql } from 'kysely';
import { currentMunicipality, db, listOf, prepared, type Slots } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import type { MeetingRules } from '../meeting-rules.ts';

/**
 * Who decides about a time takes locks first and leans on the constraint last (docs/evidence.md, "Booking"): without the
 * locks, 64 on one time wait for each other in a circle. The order is the same for all, so that two never do: hours, then
 * the citizen, then every resource of the whole transaction in one call, then the meeting's own row.
 */
export const keyOf = (resource: string): string => `resource ${resource}`;

/** A hold stands a little longer than its holder is told: whoever confirms in time never finds half of it gone. */
const graceMs = 30_000;
export const expiryOfHold = (until: Date): Date => new Date(until.getTime() + graceMs);

/**
 * Until the transaction is over, nobody else decides about these resources. All of them at once and once a transaction.
 */
export async function lockResources(ids: readonly string[]): Promise<void> {
  const keys = [...new Set(ids)].sort().map(keyOf);
  if (keys.length === 0) return;
  const locks = keys.map((key) => sql`pg_advisory_xact_lock(hashtextextended(${key}, 0))::text`);
  await sql`select ${sql.join(locks)}`.execute(db());
}

/** The locks of each set, as one list for each of its places; a set that is shorter than others ends with nothing. */
function lockLists(sets: readonly (readonly string[])[]): readonly string[] {
  const widest = Math.max(...sets.map((set) => set.length));
  const sorted = sets.map((set) => [...set].sort().map(keyOf));
  return Array.from({ length: widest }, (_, column) => listOf(sorted.map((keys) => keys[column] ?? null)));
}

/**
 * A statement with the index `i` of the first of these sets that can be locked without waiting, or no row. What was locked of
 * a set on the way is kept until the transaction is over, so whoever gets no row of sets with more than one must not wait for
 * a lock in this transaction.
 */
function firstLockable(lists: readonly RawBuilder<unknown>[]): RawBuilder<{ i: number }> {
  const columns = lists.map((_, column) => sql.ref(`k${column}`));
  // Nested, since the sides of `and` may change places.
  const locked = columns.reduceRight(
    (rest, column) =>
      sql`case when ${column} is null or pg_try_advisory_xact_lock(hashtextextended(${column}, 0)) then ${rest} else false end`,
    sql`true`,
  );
  const keys = lists.map((list) => sql`${list}::text[]`);
  return sql<{
    i: number;
  }>`select (n - 1)::int as i from unnest(${sql.join(keys)}) with ordinality v(${sql.join([...columns, sql.ref('n')])})
    where ${locked} limit 1`;
}

type Keys = Readonly<Record<`keys${number}`, string>>;
/** The slots of so many lists. */
const listsIn = (at: Slots<Keys>, width: number): readonly RawBuilder<unknown>[] =>
  Array.from({ length: width }, (_, column) => at[`keys${column}`] as RawBuilder<unknown>);
const keysOf = (lists: readonly string[]): Keys =>
  Object.fromEntries(lists.map((list, column) => [`keys${column}`, list]));
/** One text for each width. */
const lockings = new Map<number, (values: Keys) => Promise<readonly { readonly i: number }[]>>();

/** The first of these sets that could be locked without waiting, or null. */
export async function tryLockOneOf(sets: readonly (readonly string[])[]): Promise<number | null> {
  if (sets.length === 0) return null;
  const lists = lockLists(sets);
  const known = lockings.get(lists.length);
  const locking = known ?? prepared<Keys, { i: number }>((at) => firstLockable(listsIn(at, lists.length)));
  if (!known) lockings.set(lists.length, locking);
  return (await locking(keysOf(lists)))[0]?.i ?? null;
}

/**
 * Hours, closings and types stay as they are until every booking that reads them is over. Before any other lock; bookings
 * hold it together, whoever changes hours holds it alone and lists the meetings in the way afterwards.
 */
export async function lockHours(): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${hoursKey()}, 0))`.execute(db());
}
export const hoursKey = (): string => `hours ${currentMunicipality()}`;

/** Nothing that stands in a calendar is longer, buffers included. */
const longestMs = 24 * 3_600_000;

/** What takes somebody or something, and for what: a meeting, or a time that is only proposed or offered. */
export type Occupying = {
  readonly resources: readonly string[];
  readonly for: { readonly meeting: string } | { readonly option: string };
  readonly why: 'hold' | 'proposal' | 'meeting' | 'offer';
  /** As the citizen is told it; the type's buffers are added here. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly rules: Pick<MeetingRules, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;
  /** Null for a meeting, and for nothing else. */
  readonly expiresAt: Date | null;
};

/** The time that a meeting takes from a resource: with what is needed before and after. */
export const widened = (
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  rules: Pick<MeetingRules, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>,
): { readonly from: Date; readonly to: Date } => ({
  from: new Date(startsAt.getTime() - rules.bufferBeforeMinutes * 60_000),
  to: new Date(endsAt.getTime() + rules.bufferAfterMinutes * 60_000),
});

/** What overlaps a time that begins here has not begun before this. */
const earliest = (from: Date): Date => new Date(from.getTime() - longestMs);

/** Deletes what stands in the way on these resources and is over: an expired hold, proposal, offer or delay. */
export const deleteExpiredInTheWay = (
  resources: readonly string[],
  { from, to }: { readonly from: Date; readonly to: Date },
  now: Date,
) => sql`delete from meeting_occupancy where resource_id in (${sql.join(resources.map((id) => sql`${id}::uuid`))})
  and starts_at < ${to} and starts_at >= ${earliest(from)} and ends_at > ${from} and expires_at <= ${now} returning id`;

/**
 * Takes all of them or none. The caller has locked them; the constraint `nobody_twice` has the last word all the same.
 * The meeting or option has been written in this transaction before.
 */
export async function occupy(what: Occupying, now: Date): Promise<'ok' | 'taken'> {
  const municipality_id = currentMunicipality();
  const range = widened(what, what.rules);
  if (what.resources.length === 0) return 'ok';
  await deleteExpiredInTheWay(what.resources, range, now).execute(db());
  const rows = what.resources.map((resource_id) => ({
    id: newId(),
    municipality_id,
    resource_id,
    meeting_id: 'meeting' in what.for ? what.for.meeting : null,
    option_id: 'option' in what.for ? what.for.option : null,
    why: what.why,
    starts_at: range.from,
    ends_at: range.to,
    expires_at: what.expiresAt,
  }));
  const taken = await db()
    .insertInto('meeting_occupancy')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (taken.length === rows.length) return 'ok';
  if (taken.length > 0)
    await db()
      .deleteFrom('meeting_occupancy')
      .where(
        'id',
        'in',
        taken.map(({ id }) => id),
      )
      .execute();
  return 'taken';
}

/**
 * Gives back what a meeting or an option takes: at once, or closed to all for so many minutes more. What has already begun
 * is nobody's to wait for.
 */
export async function release(
  of: { readonly meeting: string } | { readonly option: string },
  freedDelayMinutes: number,
  now: Date,
): Promise<void> {
  const mine = 'meeting' in of ? sql`meeting_id = ${of.meeting}` : sql`option_id = ${of.option}`;
  if (freedDelayMinutes > 0) {
    const until = new Date(now.getTime() + freedDelayMinutes * 60_000);
    await sql`update meeting_occupancy set why = 'freed', expires_at = ${until}, meeting_id = null, option_id = null
      where ${mine} and why in ('meeting', 'hold') and starts_at > ${now}`.execute(db());
  }
  await sql`delete from meeting_occupancy where ${mine}`.execute(db());
}
