import { db, type MessageChannel } from '../../db/index.ts';
import type { House } from '../house.ts';
import { openMessage } from './enqueue.ts';
import type { MessageBody, MessageFailure } from './message.ts';

/**
 * How long a process may take over handing a message on; a carrier gives up well before. After it another process sends it
 * again, with the same key, as a possible double.
 */
export const claimMs = 120_000;

/** A person's number or mail box gets no more of one kind in 24 hours; an institution's mail box stands for many. */
export const mostADay: Readonly<Record<MessageChannel, number>> = { sms: 6, mail: 25, 'digital-post': 25, letter: 25 };
const dayMs = 24 * 3_600_000;

/** What a claimed message is about, for whoever knows whether it still holds. */
export type Claimable = {
  readonly id: string;
  readonly about: string;
  readonly person: string | null;
  readonly kind: string;
};
/** The ids of those that are still to be sent: the meeting stands, the person takes part. In the claim's transaction. */
export type StillHolds = (messages: readonly Claimable[]) => Promise<ReadonlySet<string>>;

export type Claimed = {
  readonly id: string;
  readonly body: MessageBody;
  readonly latestUseful: Date;
  readonly attempts: number;
  /** How often it was handed over after an outcome that is not known, this time included. */
  readonly maybeDouble: number;
  readonly claimedUntil: Date;
};

/**
 * Takes messages that are due for this process, at most so many, in the caller's municipal transaction: once it has committed
 * they are `sending` and no other process takes them. What is too late, no longer holds, or is too much for one person is
 * settled here and not returned; `looked` counts it. `channels`: those that are handed over by a program at all.
 */
export async function claimDue(
  house: House,
  {
    now,
    most,
    channels,
    stillHolds,
  }: { now: Date; most: number; channels: readonly MessageChannel[]; stillHolds: StillHolds },
): Promise<{ readonly claimed: readonly Claimed[]; readonly looked: number }> {
  const due = () => db().selectFrom('message_outbox').selectAll().where('channel', 'in', channels);
  // Left by a process that died between handing over and writing it down.
  const left = await due()
    .where('state', '=', 'sending')
    .where('claimed_until', '<=', now)
    .orderBy('claimed_until')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute();
  const fresh =
    left.length >= most
      ? []
      : await due()
          .where('state', '=', 'due')
          .where('next_at', '<=', now)
          .orderBy('next_at')
          .limit(most - left.length)
          .forUpdate()
          .skipLocked()
          .execute();
  const rows = [...left, ...fresh];
  if (rows.length === 0) return { claimed: [], looked: 0 };
  const ids = rows.map(({ id }) => id);
  const records = new Map(
    (
      await db()
        .selectFrom('message_record')
        .select(['id', 'about', 'person', 'kind', 'failure', 'maybe_double'])
        .where('id', 'in', ids)
        .execute()
    ).map((one) => [one.id, one]),
  );
  const holding = await stillHolds([...records.values()]);
  const spent = await sentToday([...new Set(rows.map(({ recipient_key }) => recipient_key))], now);

  const tooLate: string[] = [];
  const gone: string[] = [];
  const dead = new Map<string, MessageFailure>();
  const doubled: string[] = [];
  const claimed: Claimed[] = [];
  const claimedUntil = new Date(now.getTime() + claimMs);
  for (const row of rows) {
    const record = records.get(row.id);
    const opened = openMessage(house, row.id, row.sealed);
    const share = `${row.recipient_key} ${row.kind}`;
    if (!record || !holding.has(row.id)) gone.push(row.id);
    else if (row.latest_useful <= now) tooLate.push(row.id);
    else if (opened === null) dead.set(row.id, 'invalid');
    else if ((spent.get(share) ?? 0) >= mostADay[row.channel]) dead.set(row.id, 'many');
    else {
      spent.set(share, (spent.get(share) ?? 0) + 1);
      const again = row.state === 'sending' || record.failure === 'unknown';
      if (again) doubled.push(row.id);
      claimed.push({
        id: row.id,
        body: opened,
        latestUseful: row.latest_useful,
        attempts: row.attempts + 1,
        maybeDouble: record.maybe_double + (again ? 1 : 0),
        claimedUntil,
      });
    }
  }
  await drop(gone, 'cancelled', now);
  await drop(tooLate, 'too-late', now);
  for (const [id, failure] of dead) await bury(id, failure, now);
  if (doubled.length > 0)
    await db()
      .updateTable('message_record')
      .set((is) => ({ maybe_double: is('maybe_double', '+', 1), failure: 'unknown' }))
      .where('id', 'in', doubled)
      .execute();
  if (claimed.length > 0)
    await db()
      .updateTable('message_outbox')
      .set((is) => ({ state: 'sending', claimed_until: claimedUntil, attempts: is('attempts', '+', 1) }))
      .where(
        'id',
        'in',
        claimed.map(({ id }) => id),
      )
      .execute();
  return { claimed, looked: rows.length };
}

/** Is anything due here? One look by an index, for municipalities in which mostly nothing is. */
export async function hasDue(now: Date, channels: readonly MessageChannel[]): Promise<boolean> {
  const found = await db()
    .selectFrom('message_outbox')
    .select('id')
    .where('channel', 'in', channels)
    .where((is) =>
      is.or([
        is.and([is('state', '=', 'due'), is('next_at', '<=', now)]),
        is.and([is('state', '=', 'sending'), is('claimed_until', '<=', now)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function sentToday(recipients: readonly string[], now: Date): Promise<Map<string, number>> {
  const rows = await db()
    .selectFrom('message_outbox')
    .select((is) => ['recipient_key', 'kind', is.fn.countAll<number>().as('sent')])
    .where('recipient_key', 'in', recipients)
    .where((is) =>
      is.or([
        is.and([is('state', '=', 'sent'), is('sent_at', '>', new Date(now.getTime() - dayMs))]),
        is.and([is('state', '=', 'sending'), is('claimed_until', '>', now)]),
      ]),
    )
    .groupBy(['recipient_key', 'kind'])
    .execute();
  return new Map(rows.map((one) => [`${one.recipient_key} ${one.kind}`, Number(one.sent)]));
}

/** Not to be sent any more: out of the outbox, and recorded. */
export async function drop(ids: readonly string[], state: 'cancelled' | 'too-late', now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db().deleteFrom('message_outbox').where('id', 'in', ids).execute();
  await db().updateTable('message_record').set({ state, state_at: now }).where('id', 'in', ids).execute();
}

/** A dead letter: kept whole, so that an employee who has mended the cause can send it again. */
export async function bury(id: string, failure: MessageFailure, now: Date): Promise<void> {
  await db().updateTable('message_outbox').set({ state: 'dead', claimed_until: null }).where('id', '=', id).execute();
  await db()
    .updateTable('message_record')
    .set({ state: 'failed', state_at: now, failure, seen_at: null })
    .where('id', '=', id)
    .execute();
}
