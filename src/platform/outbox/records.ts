import { type DeliveryState, db, type MessageChannel } from '../../db/index.ts';
import type { House } from '../house.ts';
import { openMessage } from './enqueue.ts';
import type { MessageBody, MessageFailure } from './message.ts';
import { advance } from './settle.ts';

/** One message as pages show it: never to whom, never what. */
export type MessageRecord = {
  readonly id: string;
  readonly about: string;
  readonly person: string | null;
  readonly kind: string;
  readonly channel: MessageChannel;
  readonly state: DeliveryState;
  /** When it was written, and since when its state holds. */
  readonly at: Date;
  readonly stateAt: Date;
  readonly maybeDouble: number;
  readonly failure: MessageFailure | null;
};

type Row = {
  id: string;
  about: string;
  person: string | null;
  kind: string;
  channel: MessageChannel;
  state: DeliveryState;
  at: Date;
  state_at: Date;
  maybe_double: number;
  failure: string | null;
};
const recordOf = (row: Row): MessageRecord => ({
  id: row.id,
  about: row.about,
  person: row.person,
  kind: row.kind,
  channel: row.channel,
  state: row.state,
  at: row.at,
  stateAt: row.state_at,
  maybeDouble: row.maybe_double,
  failure: row.failure as MessageFailure | null,
});

/** Every message about a meeting or series, the oldest first. In the caller's municipal transaction. */
export async function recordsAbout(about: string): Promise<readonly MessageRecord[]> {
  const rows = await db()
    .selectFrom('message_record')
    .selectAll()
    .where('about', '=', about)
    .orderBy('at')
    .orderBy('kind')
    .execute();
  return rows.map(recordOf);
}

/** What was said of one is said of the other: the meeting became it. In the caller's municipal transaction. */
export async function carryMessages(from: string, to: string): Promise<void> {
  await db().updateTable('message_record').set({ about: to }).where('about', '=', from).execute();
}

export type Unsettled = MessageRecord & {
  /** Its letter is whole still: it can be sent again. */
  readonly canBeSentAgain: boolean;
};

/** What no employee has dealt with: messages that failed, and those nobody has confirmed since `unconfirmedBefore`. */
export async function unsettledMessages(
  now: Date,
  { unconfirmedBefore, confirming }: { unconfirmedBefore: Date; confirming: readonly MessageChannel[] },
): Promise<{ readonly failed: readonly Unsettled[]; readonly unconfirmed: readonly MessageRecord[] }> {
  const failed = await db()
    .selectFrom('message_record')
    .leftJoin('message_outbox', 'message_outbox.id', 'message_record.id')
    .selectAll('message_record')
    .select(['message_outbox.state as letter', 'message_outbox.latest_useful as useful'])
    .where('message_record.state', '=', 'failed')
    .where('message_record.seen_at', 'is', null)
    .orderBy('message_record.state_at')
    .execute();
  const unconfirmed =
    confirming.length === 0
      ? []
      : await db()
          .selectFrom('message_record')
          .selectAll()
          .where('state', 'in', ['accepted', 'received'])
          .where('state_at', '<', unconfirmedBefore)
          .where('channel', 'in', confirming)
          .where('seen_at', 'is', null)
          .orderBy('state_at')
          .execute();
  return {
    failed: failed.map((row) => ({
      ...recordOf(row),
      canBeSentAgain: row.letter === 'dead' && row.useful !== null && row.useful > now,
    })),
    unconfirmed: unconfirmed.map(recordOf),
  };
}

/** How many wait, and since when the one that is longest overdue has been due: more than minutes means a carrier is away. */
export async function backlog(now: Date): Promise<{ readonly due: number; readonly since: Date | null }> {
  const row = await db()
    .selectFrom('message_outbox')
    .select((is) => [is.fn.countAll<number>().as('due'), is.fn.min('created_at').as('since')])
    .where('state', 'in', ['due', 'sending'])
    .where('channel', '<>', 'letter')
    .where((is) => is.or([is.and([is('next_at', '<=', now), is('attempts', '=', 0)]), is('attempts', '>', 0)]))
    .executeTakeFirst();
  return { due: Number(row?.due ?? 0), since: row?.since ?? null };
}

/** How many messages since then may have arrived more than once: handed over again because nobody said what became of them. */
export async function possibleDoubles(since: Date): Promise<number> {
  const row = await db()
    .selectFrom('message_record')
    .select((is) => is.fn.countAll<number>().as('many'))
    .where('maybe_double', '>', 0)
    .where('state', 'in', ['accepted', 'received', 'delivered'])
    .where('state_at', '>=', since)
    .executeTakeFirst();
  return Number(row?.many ?? 0);
}

/** An employee has dealt with it: rung her up, or seen that it does not matter. Its letter goes. */
export async function markSeen(id: string, now: Date): Promise<boolean> {
  const seen = await db()
    .updateTable('message_record')
    .set({ seen_at: now })
    .where('id', '=', id)
    .where('seen_at', 'is', null)
    .returning('id')
    .execute();
  await db().deleteFrom('message_outbox').where('id', '=', id).where('state', '=', 'dead').execute();
  return seen.length > 0;
}

/** Sends a dead letter again, under its old key. False where there is none, or it is too late. The caller wakes the sender. */
export async function sendAgain(id: string, now: Date): Promise<boolean> {
  const due = await db()
    .updateTable('message_outbox')
    .set({ state: 'due', attempts: 0, next_at: now })
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .where('latest_useful', '>', now)
    .returning('id')
    .execute();
  if (due.length === 0) return false;
  await db().updateTable('message_record').set({ state: 'waiting', state_at: now }).where('id', '=', id).execute();
  return true;
}

/** What a carrier tells afterwards, by the message's own id or the carrier's. */
export async function setDelivery(
  of: { readonly id: string } | { readonly channel: MessageChannel; readonly externalId: string },
  state: 'accepted' | 'received' | 'delivered' | 'failed',
  at: Date,
): Promise<boolean> {
  if ('id' in of) return advance(of.id, state, at);
  const record = await db()
    .selectFrom('message_record')
    .select('id')
    .where('external_id', '=', of.externalId)
    .where('channel', '=', of.channel)
    .executeTakeFirst();
  return record ? advance(record.id, state, at) : false;
}

/** Letters that wait to be printed, the oldest first. */
export async function waitingLetters(now: Date): Promise<readonly MessageRecord[]> {
  const rows = await db()
    .selectFrom('message_record')
    .innerJoin('message_outbox', 'message_outbox.id', 'message_record.id')
    .selectAll('message_record')
    .where('message_outbox.channel', '=', 'letter')
    .where('message_outbox.state', '=', 'due')
    .where('message_outbox.next_at', '<=', now)
    .where('message_outbox.latest_useful', '>', now)
    .orderBy('message_record.at')
    .execute();
  return rows.map(recordOf);
}

/** A letter that has not been sent, with its words; null for any other message. The caller audits. */
export async function readLetter(
  house: Pick<House, 'keys'>,
  id: string,
): Promise<{ readonly record: MessageRecord; readonly body: Extract<MessageBody, { channel: 'letter' }> } | null> {
  const row = await db()
    .selectFrom('message_record')
    .innerJoin('message_outbox', 'message_outbox.id', 'message_record.id')
    .selectAll('message_record')
    .select('message_outbox.sealed')
    .where('message_record.id', '=', id)
    .where('message_outbox.state', '=', 'due')
    .executeTakeFirst();
  const body = row ? openMessage(house, id, row.sealed) : null;
  return row && body?.channel === 'letter' ? { record: recordOf(row), body } : null;
}

/** An employee has posted it. False: somebody had already, or it was taken back. */
export async function letterPosted(id: string, now: Date): Promise<boolean> {
  const posted = await db()
    .updateTable('message_outbox')
    .set({ state: 'sent', sent_at: now, sealed: '' })
    .where('id', '=', id)
    .where('channel', '=', 'letter')
    .where('state', '=', 'due')
    .returning('id')
    .execute();
  if (posted.length > 0) await advance(id, 'accepted', now);
  return posted.length > 0;
}
