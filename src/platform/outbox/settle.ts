import { sql } from 'kysely';
import { type DeliveryState, db, listOf, prepared } from '../../db/index.ts';
import { afterHandover } from './back-off.ts';
import { bury, type Claimed, drop } from './claim.ts';
import type { CarrierOutcome } from './message.ts';

/** How far a message has come. A carrier's word never takes it back a step; `delivered` is the last there is. */
const rank: Readonly<Record<DeliveryState, number>> = {
  waiting: 0,
  cancelled: 0,
  'too-late': 0,
  accepted: 1,
  received: 2,
  failed: 3,
  delivered: 4,
};

const beforeAcceptance = (Object.keys(rank) as DeliveryState[]).filter((state) => rank[state] === 0);

/** Records what came of handing a claimed message over, in the caller's municipal transaction. */
export async function settle(claimed: Claimed, outcome: CarrierOutcome, now: Date, random: number): Promise<void> {
  const { id, attempts, maybeDouble } = claimed;
  const next = afterHandover(outcome, { attempts, unknownBefore: maybeDouble }, now, random);
  if (next.kind === 'accepted') {
    // Also of a message that was taken back, or taken over by another process, meanwhile: it is out, and that is recorded.
    await settleAccepted([{ id, externalId: next.externalId }], now);
    return;
  }
  const row = await db()
    .selectFrom('message_outbox')
    .select(['state', 'claimed_until', 'latest_useful'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const mine = row?.state === 'sending' && row.claimed_until?.getTime() === claimed.claimedUntil.getTime();
  if (!row || !mine) return;
  if (next.kind === 'dead') return bury(id, next.failure, now);
  if (row.latest_useful <= next.at && row.latest_useful <= now) return drop([id], 'too-late', now);
  await db()
    .updateTable('message_outbox')
    .set({ state: 'due', next_at: next.at, claimed_until: null })
    .where('id', '=', id)
    .execute();
  await db().updateTable('message_record').set({ failure: next.failure }).where('id', '=', id).execute();
}

/** A message that a carrier has taken, and under which number. */
export type Accepted = { readonly id: string; readonly externalId: string | null };

/** Records what carriers have taken as `settle` does, of many in one statement. In the caller's municipal transaction. */
export async function settleAccepted(accepted: readonly Accepted[], now: Date): Promise<void> {
  const inOrder = [...accepted].sort((a, b) => (a.id < b.id ? -1 : 1));
  await writeAccepted({
    ids: listOf(inOrder.map(({ id }) => id)),
    externals: listOf(inOrder.map(({ externalId }) => externalId)),
    before: listOf(beforeAcceptance),
    now,
  });
}

const writeAccepted = prepared<{ ids: string; externals: string; before: string; now: Date }, never>(
  (at) => sql`
  with sent as (update message_outbox set state = 'sent', sent_at = ${at.now}::timestamptz, claimed_until = null, sealed = '' where id = any(${at.ids}::uuid[]))
  update message_record r set
    state = case when r.state = any(${at.before}::text[]) then 'accepted' else r.state end,
    state_at = case when r.state = any(${at.before}::text[]) then ${at.now}::timestamptz else r.state_at end,
    failure = case when r.state = any(${at.before}::text[]) then null else r.failure end,
    external_id = coalesce(r.external_id, a.external)
  from unnest(${at.ids}::uuid[], ${at.externals}::text[]) a(id, external) where r.id = a.id`,
);

/** Moves a record on to a state, and never back: receipts come late, twice and in any order. False: it stands further on. */
export async function advance(
  id: string,
  state: 'accepted' | 'received' | 'delivered' | 'failed',
  at: Date,
): Promise<boolean> {
  const record = await db()
    .selectFrom('message_record')
    .select('state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!record) return false;
  if (rank[state] <= rank[record.state]) return false;
  await db()
    .updateTable('message_record')
    .set({ state, state_at: at, failure: state === 'failed' ? ('undelivered' as const) : null })
    .where('id', '=', id)
    .execute();
  return true;
}
