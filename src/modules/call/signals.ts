import { sql } from 'kysely';
import { currentMunicipality, db } from '../../db/index.ts';
import type { Bus, Keys } from '../../platform/index.ts';
import type { Seat } from './seats.ts';

/** What one browser tells the other so that they find each other. A row until the other has received it, then nothing. */
export type Signal = {
  readonly seq: number;
  /** Place and seat it comes from, and the seat it is meant for. */
  readonly who: number;
  readonly from: number;
  readonly to: number;
  readonly body: string;
};

/**
 * `before admission`: nothing was stored. `gone`: the page it was meant for, or the room, is no more; it may be forgotten.
 * `too many`: the other page has not taken what lies for it; try again later.
 */
export type SignalOutcome = 'stored' | 'repeated' | 'before admission' | 'gone' | 'too many';

/** A negotiation is a dozen messages: who leaves more lying than this does not negotiate. */
export const unreadSignals = 256;

export async function storeSignal(
  house: { readonly bus: Bus; readonly keys: Keys },
  from: Seat,
  signal: { readonly n: number; readonly who: number; readonly to: number; readonly body: string },
): Promise<SignalOutcome> {
  // Taking the number locks the room, so that two signals of a room are numbered in the order they are committed.
  const room = await db()
    .updateTable('call_room')
    .set({ signal_seq: sql`signal_seq + 1` })
    .where('id', '=', from.roomId)
    .where('ended_at', 'is', null)
    .returning('signal_seq')
    .executeTakeFirst();
  if (!room) return 'gone';
  const people = await db()
    .selectFrom('call_participant')
    .select(['id', 'number', 'seat', 'state', 'sent_signal'])
    .where('room_id', '=', from.roomId)
    .execute();
  const me = people.find((one) => one.id === from.participantId);
  const other = people.find((one) => one.number === signal.who && one.id !== from.participantId);
  if (!me || me.seat !== from.seat) return 'gone';
  if (signal.n <= me.sent_signal) return 'repeated';
  if (me.state !== 'admitted' || other?.state !== 'admitted') return 'before admission';
  const { lying } = await db()
    .selectFrom('call_signal')
    .select(({ fn }) => fn.countAll<string>().as('lying'))
    .where('room_id', '=', from.roomId)
    .where('recipient', '=', other.id)
    .executeTakeFirstOrThrow();
  if (Number(lying) >= unreadSignals) return 'too many';
  await db().updateTable('call_participant').set({ sent_signal: signal.n }).where('id', '=', me.id).execute();
  if (other.seat !== signal.to) return 'gone';
  await db()
    .insertInto('call_signal')
    .values({
      municipality_id: currentMunicipality(),
      room_id: from.roomId,
      seq: room.signal_seq,
      recipient: other.id,
      from_number: me.number,
      from_seat: from.seat,
      to_seat: signal.to,
      body: house.keys.seal('signal', `${from.roomId} ${room.signal_seq}`, signal.body),
    })
    .execute();
  await house.bus.notify(`room:${other.id}`);
  return 'stored';
}

/** The signals for a seat after `seq`, in order. */
export async function signalsAfter(
  keys: Keys,
  { roomId, participantId, seat }: Seat,
  seq: number,
): Promise<readonly Signal[]> {
  const rows = await db()
    .selectFrom('call_signal')
    .select(['seq', 'from_number', 'from_seat', 'to_seat', 'body'])
    .where('room_id', '=', roomId)
    .where('recipient', '=', participantId)
    .where('to_seat', '=', seat)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute();
  return rows.flatMap((row) => {
    const body = keys.open('signal', `${roomId} ${row.seq}`, row.body);
    return body === null ? [] : [{ seq: row.seq, who: row.from_number, from: row.from_seat, to: row.to_seat, body }];
  });
}

/** The page has handled everything up to `seq`: the rows are no longer needed. */
export async function forgetSignals({ roomId, participantId }: Seat, upTo: number): Promise<void> {
  await db()
    .deleteFrom('call_signal')
    .where('room_id', '=', roomId)
    .where('recipient', '=', participantId)
    .where('seq', '<=', upTo)
    .execute();
}
