import { currentMunicipality, db, type MessageChannel } from '../../../db/index.ts';
import { type EmployeeId, newId, redactCpr } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';

const purpose = 'message reply';

export type NewReply = {
  /** The meeting it answers, where that is known. */
  readonly about: string | null;
  readonly channel: MessageChannel;
  readonly text: string;
  readonly receivedAt: Date;
  /** The carrier's own id: the same answer read twice is one. */
  readonly externalId: string;
};
export type Reply = {
  readonly id: string;
  readonly about: string | null;
  readonly channel: MessageChannel;
  readonly receivedAt: Date;
  /** Null: sealed with another secret. */
  readonly text: string | null;
};

/** Keeps an answer until somebody has dealt with it. In the caller's municipal transaction. False: it was known. */
export async function storeReply(house: House, reply: NewReply): Promise<boolean> {
  const id = newId();
  const kept = await db()
    .insertInto('message_reply')
    .values({
      id,
      municipality_id: currentMunicipality(),
      about: reply.about,
      channel: reply.channel,
      sealed: house.keys.seal(purpose, id, redactCpr(reply.text)),
      received_at: reply.receivedAt,
      external_id: reply.externalId,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'channel', 'external_id']).doNothing())
    .returning('id')
    .execute();
  if (kept.length > 0) await house.bus.notify(`meetings:${currentMunicipality()}`);
  return kept.length > 0;
}

/** Answers that nobody has dealt with, without their words: reading one is audited. */
export async function openReplies(): Promise<readonly Omit<Reply, 'text'>[]> {
  const rows = await db()
    .selectFrom('message_reply')
    .select(['id', 'about', 'channel', 'received_at'])
    .where('handled_at', 'is', null)
    .orderBy('received_at')
    .execute();
  return rows.map((row) => ({ id: row.id, about: row.about, channel: row.channel, receivedAt: row.received_at }));
}

/** One answer with its words; the caller audits. */
export async function readReply(house: House, id: string): Promise<Reply | null> {
  const row = await db().selectFrom('message_reply').selectAll().where('id', '=', id).executeTakeFirst();
  return row
    ? {
        id,
        about: row.about,
        channel: row.channel,
        receivedAt: row.received_at,
        text: house.keys.open(purpose, id, row.sealed),
      }
    : null;
}

/** False: somebody had already. */
export async function handleReply(id: string, employee: EmployeeId, now: Date): Promise<boolean> {
  const handled = await db()
    .updateTable('message_reply')
    .set({ handled_at: now, handled_by: employee })
    .where('id', '=', id)
    .where('handled_at', 'is', null)
    .returning('id')
    .execute();
  return handled.length > 0;
}
