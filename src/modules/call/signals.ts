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

type NewSignal = { readonly n: number; readonly who: number; readonly to: number; readonly body: string };
type House = { readonly bus: Bus; readonly keys: Keys };

/** One of them alone. */
export const storeSignal = async (house: House, from: Seat, signal: NewSignal): Promise<SignalOutcome> =>
  (await storeSignals(house, from, [signal]))[0] ?? 'gone';

/** In the order in which they are given; what came of each. A page that meets many others sends them by the dozen. */
export async function storeSignals(
  house: House,
  from: Seat,
  signals: readonly NewSignal[],
): Promise<readonly SignalOutcome[]> {
  // Taking the numbers locks the room, so that two signals of a room are numbered in the order they are committed.
  const room = await db()
    .updateTable('call_room')
    .set({ signal_seq: sql`signal_seq + ${signals.length}::int` })
    .where('id', '=', from.roomId)
    .where('ended_at', 'is', null)
    .returning('signal_seq')
    .executeTakeFirst();
  const all = (outcome: SignalOutcome) => signals.map(() => outcome);
  if (!room) return all('gone');
  const people = await db()
    .selectFrom('call_participant')
    .select(['id', 'number', 'seat', 'state', 'sent_signal'])
    .where('room_id', '=', from.roomId)
    .execute();
  const me = people.find((one) => one.id === from.participantId);
  if (!me || me.seat !== from.seat) return all('gone');
  const unread = await db()
    .selectFrom('call_signal')
    .select(({ fn }) => ['recipient', fn.countAll<string>().as('lying')])
    .where('room_id', '=', from.roomId)
    .groupBy('recipient')
    .execute();
  const lying = new Map(unread.map((one) => [one.recipient, Number(one.lying)]));
  let sent = me.sent_signal;
  const stored: { readonly signal: NewSignal; readonly to: (typeof people)[number]; readonly seq: number }[] = [];
  const outcomes = signals.map((signal, at): SignalOutcome => {
    const other = people.find((one) => one.number === signal.who && one.id !== me.id);
    if (signal.n <= sent) return 'repeated';
    if (me.state !== 'admitted' || other?.state !== 'admitted') return 'before admission';
    const already = lying.get(other.id) ?? 0;
    if (already >= unreadSignals) return 'too many';
    sent = signal.n;
    if (other.seat !== signal.to) return 'gone';
    lying.set(other.id, already + 1);
    stored.push({ signal, to: other, seq: room.signal_seq - signals.length + 1 + at });
    return 'stored';
  });
  if (sent > me.sent_signal)
    await db().updateTable('call_participant').set({ sent_signal: sent }).where('id', '=', me.id).execute();
  if (stored.length === 0) return outcomes;
  await db()
    .insertInto('call_signal')
    .values(
      stored.map(({ signal, to, seq }) => ({
        municipality_id: currentMunicipality(),
        room_id: from.roomId,
        seq,
        recipient: to.id,
        from_number: me.number,
        from_seat: from.seat,
        to_seat: signal.to,
        body: house.keys.seal('signal', `${from.roomId} ${seq}`, signal.body),
      })),
    )
    .execute();
  for (const recipient of new Set(stored.map(({ to }) => to.id))) await house.bus.notify(`room:${recipient}`);
  return outcomes;
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
