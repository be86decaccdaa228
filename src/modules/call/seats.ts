import { db } from '../../db/index.ts';
import type { ParticipantId, RoomId } from '../../kernel/index.ts';
import type { Bus } from '../../platform/index.ts';
import type { PersonView, RoomView } from './protocol.ts';
import { isStaff, may, type Role } from './roles.ts';
import { type EndedBy, hideAddresses } from './rooms.ts';

/**
 * A place in a room is held by one page at a time. Longer than two renewals (realtime renews every 20 s), so that one slow
 * write takes nobody's place; a process killed without a word frees it after this long.
 */
export const holdSeconds = 60;

/** `seat` counts the pages that have held the place, `connection` their sockets. */
export type Seat = {
  readonly roomId: RoomId;
  readonly participantId: ParticipantId;
  readonly who: number;
  readonly role: Role;
  readonly seat: number;
  readonly connection: number;
};
export type Entered =
  | { readonly kind: 'seated'; readonly seat: Seat; readonly sent: number }
  /** Another page of the same participant is connected. */
  | { readonly kind: 'elsewhere'; readonly roomId: RoomId }
  | { readonly kind: 'unknown' };

const until = (now: Date): Date => new Date(now.getTime() + holdSeconds * 1000);

/**
 * A page says that it is the participant's. The page that held the place keeps it (`session` is the same); an empty place is
 * taken; a place that another page holds is taken only when `takeOver`.
 */
export async function enter(
  bus: Bus,
  participantId: ParticipantId,
  page: {
    readonly session: string;
    readonly takeOver: boolean;
    /** From outside the municipality's nets, where an employee's own address would reach the citizen (relay.ts). */
    readonly outside?: boolean;
  },
  now: Date,
): Promise<Entered> {
  const row = await db()
    .selectFrom('call_participant')
    .selectAll()
    .where('id', '=', participantId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { kind: 'unknown' };
  const same = row.session === page.session;
  if (!same && row.connected_until > now && !page.takeOver) return { kind: 'elsewhere', roomId: row.room_id };
  const seat = same ? row.seat : row.seat + 1;
  const connection = row.connection + 1;
  await db()
    .updateTable('call_participant')
    .set({
      seat,
      connection,
      session: page.session,
      sent_signal: same ? row.sent_signal : 0,
      connected_until: until(now),
    })
    .where('id', '=', participantId)
    .execute();
  // What was meant for the page before is of no use to this one.
  if (!same) await db().deleteFrom('call_signal').where('recipient', '=', participantId).execute();
  // Before anybody sees the seat, so that no page has begun in another way.
  if (page.outside && isStaff(row.role)) await hideAddresses(bus, row.room_id);
  await bus.notify(`room:${row.room_id}`);
  return {
    kind: 'seated',
    seat: { roomId: row.room_id, participantId, who: row.number, role: row.role, seat, connection },
    sent: same ? row.sent_signal : 0,
  };
}

/** The socket is gone. Nothing happens when the page has a newer one, or another page has the seat. */
export async function leave(bus: Bus, seat: Seat, now: Date): Promise<void> {
  if (await setConnected(seat, now)) await bus.notify(`room:${seat.roomId}`);
}

/** The socket is still there. */
export async function keepSeat(seat: Seat, now: Date): Promise<void> {
  await setConnected(seat, until(now));
}

async function setConnected({ participantId, connection }: Seat, connectedUntil: Date): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('call_participant')
    .set({ connected_until: connectedUntil })
    .where('id', '=', participantId)
    .where('connection', '=', connection)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export type SeatView =
  /** `ids`: whom a text for a place number goes to. */
  | { readonly kind: 'here'; readonly room: RoomView; readonly ids: ReadonlyMap<number, ParticipantId> }
  | { readonly kind: 'elsewhere' }
  /** The same page has a newer socket. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'gone' };

/** The room as the page on this seat may see it: before admission nothing of the others. */
export async function viewFrom({ roomId, participantId, seat, connection }: Seat, now: Date): Promise<SeatView> {
  const rows = await db()
    .selectFrom('call_participant')
    .innerJoin('call_room', 'call_room.id', 'call_participant.room_id')
    .select([
      'call_participant.id',
      'number',
      'role',
      'display_name',
      'identity',
      'call_participant.language',
      'signs',
      'state',
      'seat',
      'connection',
      'connected_until',
      'ended_by',
      'transport',
      'relay_only',
    ])
    .where('call_room.id', '=', roomId)
    .orderBy('number')
    .execute();
  const me = rows.find((row) => row.id === participantId);
  if (!me) return { kind: 'gone' };
  if (me.seat !== seat) return { kind: 'elsewhere' };
  if (me.connection !== connection) return { kind: 'replaced' };
  const person = (row: (typeof rows)[number]): PersonView => ({
    who: row.number,
    role: row.role,
    name: row.display_name,
    identity: row.identity,
    language: row.language,
    signs: row.signs,
    connected: row.connected_until > now,
    seat: row.seat,
  });
  const others = rows.filter((row) => row.id !== participantId);
  const admitted = me.state === 'admitted' ? others.filter((row) => row.state === 'admitted') : [];
  const hosts = me.state === 'admitted' && may(me.role, 'admit');
  const isBeforeDoor = (row: (typeof rows)[number]) =>
    (row.state === 'lobby' && row.role !== 'citizen' && row.role !== 'employee') || row.state === 'held';
  return {
    kind: 'here',
    ids: new Map(admitted.map((row) => [row.number, row.id])),
    room: {
      you: { who: me.number, role: me.role, identity: me.identity, state: me.state },
      endedBy: me.ended_by as EndedBy | null,
      transport: me.transport,
      relayOnly: me.relay_only,
      people: admitted.map(person),
      guests: hosts
        ? others.filter(isBeforeDoor).map((row) => {
            const { seat: _, ...shown } = person(row);
            return { ...shown, id: row.id, state: row.state === 'held' ? ('held' as const) : ('lobby' as const) };
          })
        : [],
    },
  };
}
