import { sql } from 'kysely';
import * as v from 'valibot';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import type { Keys } from '../../../platform/index.ts';
import type { Busy, BusyFault } from './busy-intervals.ts';
import type { GraphFault } from './graph.ts';

/** Where a calendar of hers lies, and what opens it. Sealed at rest: each of these is a secret. */
const sourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('ics'), url: v.string() }),
  v.object({ kind: v.literal('caldav'), url: v.string(), user: v.string(), password: v.string() }),
  v.object({ kind: v.literal('graph'), mailbox: v.string() }),
]);
export type Source = v.InferOutput<typeof sourceSchema>;
export type SourceFault = BusyFault | GraphFault | 'sealed' | 'not-set-up';

type Sealing = { readonly keys: Keys };
const purpose = 'calendar source';

/** A calendar as its owner sees it: where it lies, without path or password. */
export type SourceState = {
  readonly id: string;
  readonly kind: Source['kind'];
  readonly where: string;
  readonly lastGoodAt: Date | null;
  readonly fault: SourceFault | null;
};

/** The resource by which an employee is booked; null where she has none. In the caller's municipal transaction, as all here. */
export async function resourceOf(employee: EmployeeId): Promise<string | null> {
  const row = await db()
    .selectFrom('meeting_resource')
    .select('id')
    .where('employee_id', '=', employee)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function sourcesOf(house: Sealing, resource: string): Promise<readonly SourceState[]> {
  const rows = await db()
    .selectFrom('calendar_source')
    .select(['id', 'kind', 'sealed', 'last_good_at', 'fault'])
    .where('resource_id', '=', resource)
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const source = unsealed(house, row.id, row.sealed);
    return {
      id: row.id,
      kind: row.kind,
      where: source === null ? '' : source.kind === 'graph' ? source.mailbox : new URL(source.url).hostname,
      lastGoodAt: row.last_good_at,
      fault: row.fault as SourceFault | null,
    };
  });
}

/** Is this calendar hers here already, by whatever password? */
export async function hasSource(house: Sealing, resource: string, source: Source): Promise<boolean> {
  const rows = await db()
    .selectFrom('calendar_source')
    .select(['id', 'sealed'])
    .where('resource_id', '=', resource)
    .execute();
  const place = (one: Source) => (one.kind === 'graph' ? one.mailbox.toLowerCase() : new URL(one.url).href);
  return rows.some((row) => {
    const known = unsealed(house, row.id, row.sealed);
    return known !== null && place(known) === place(source);
  });
}

export async function addSource(house: Sealing, resource: string, source: Source): Promise<string> {
  const id = newId();
  await db()
    .insertInto('calendar_source')
    .values({
      id,
      municipality_id: currentMunicipality(),
      resource_id: resource,
      kind: source.kind,
      sealed: house.keys.seal(purpose, id, JSON.stringify(source)),
      tag: null,
      last_tried_at: null,
      last_good_at: null,
      fault: null,
    })
    .execute();
  return id;
}

/** With all that was read of it. False: it is not hers, or gone already. */
export async function removeSource(resource: string, id: string): Promise<boolean> {
  const gone = await db()
    .deleteFrom('calendar_source')
    .where('id', '=', id)
    .where('resource_id', '=', resource)
    .returning('id')
    .execute();
  return gone.length > 0;
}

export type DueSource = {
  readonly id: string;
  readonly resource: string;
  readonly source: Source | null;
  readonly tag: string | null;
  /** UIDs of our own meetings in it: they are taken already, and must not stand in their own way when they move. */
  readonly own: ReadonlySet<string>;
};

/** A good calendar is read each quarter of an hour; one that fails twice as rarely each time, up to a day. */
const everySeconds = 15 * 60;

/** Takes what is due, so that no other process does. What is taken counts as tried, whatever becomes of it. */
export async function claimSources(house: Sealing, most: number, now: Date): Promise<readonly DueSource[]> {
  const { rows } = await sql<{ id: string; resource_id: string; sealed: string; tag: string | null }>`
    update calendar_source set last_tried_at = ${now} where id in (
      select s.id from calendar_source s
      where s.last_tried_at is null or s.last_tried_at + make_interval(secs =>
        least(86400, ${everySeconds}::int * power(2, least(s.failures, 7)))) <= ${now}
      order by s.last_tried_at nulls first, s.id limit ${most} for update skip locked)
    returning id, resource_id, sealed, tag`.execute(db());
  const due: DueSource[] = [];
  for (const row of rows) {
    const uids = await db()
      .selectFrom('meeting')
      .innerJoin('meeting_occupancy', 'meeting_occupancy.meeting_id', 'meeting.id')
      .select('meeting.uid')
      .where('meeting_occupancy.resource_id', '=', row.resource_id)
      .execute();
    due.push({
      id: row.id,
      resource: row.resource_id,
      source: unsealed(house, row.id, row.sealed),
      tag: row.tag,
      own: new Set(uids.map(({ uid }) => uid)),
    });
  }
  return due;
}

/** What was read instead of what was read before; nothing, where the source was removed meanwhile. */
export async function writeBusy(
  due: Pick<DueSource, 'id' | 'resource'>,
  /** Null: nothing has changed since the last good read. */
  busy: readonly Busy[] | null,
  tag: string | null,
  now: Date,
): Promise<void> {
  const kept = await db()
    .updateTable('calendar_source')
    .set({ last_good_at: now, fault: null, failures: 0, tag })
    .where('id', '=', due.id)
    .returning('id')
    .executeTakeFirst();
  if (!kept || busy === null) return;
  await db().deleteFrom('calendar_busy').where('source_id', '=', due.id).execute();
  // One statement with one value: the embedded database holds up everybody while it reads a thousand rows' parameters.
  await sql`insert into calendar_busy (municipality_id, source_id, resource_id, starts_at, ends_at)
    select ${currentMunicipality()}::uuid, ${due.id}::uuid, ${due.resource}::uuid,
      timestamptz 'epoch' + (span->>0)::bigint * interval '1 millisecond',
      timestamptz 'epoch' + (span->>1)::bigint * interval '1 millisecond'
    from jsonb_array_elements(${JSON.stringify(busy.map(({ from, to }) => [from, to]))}::jsonb) as span`.execute(db());
}

/** The times of the last good read stay: a calendar that is away is not an empty one. */
export async function writeFault(id: string, fault: SourceFault): Promise<void> {
  await db()
    .updateTable('calendar_source')
    .set((one) => ({ fault, failures: one('failures', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

function unsealed({ keys }: Sealing, id: string, sealed: string): Source | null {
  const text = keys.open(purpose, id, sealed);
  if (text === null) return null;
  const read = v.safeParse(sourceSchema, JSON.parse(text));
  return read.success ? read.output : null;
}
