import { type DeliveryState, db } from '../../db/index.ts';
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
    await db()
      .updateTable('message_outbox')
      .set({ state: 'sent', sent_at: now, claimed_until: null, sealed: '' })
      .where('id', '=', id)
      .execute();
    await db()
      .updateTable('message_record')
      .set((is) => {
        const first = is('state', 'in', beforeAcceptance);
        return {
          state: is.case().when(first).then<DeliveryState>('accepted').else(is.ref('state')).end(),
          state_at: is.case().when(first).then(now).else(is.ref('state_at')).end(),
          failure: is.case().when(first).then(null).else(is.ref('failure')).end(),
          external_id: is.fn.coalesce('external_id', is.val(next.externalId)),
        };
      })
      .where('id', '=', id)
      .execute();
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
