import { currentMunicipality, db } from '../../db/index.ts';
import {
  isLanguage,
  type Language,
  newId,
  ok,
  type ParticipantId,
  type Result,
  type RoomId,
  refuse,
} from '../../kernel/index.ts';
import type { Bus, Keys } from '../../platform/index.ts';
import type { Role } from './protocol.ts';

/** A conversation exists while it lasts: when it is removed, no row tells that it was. */
export type RoomForm = 'text' | 'voice' | 'video';
export type EndedBy = 'citizen' | 'employee' | 'system';

export type RoomState = {
  readonly form: RoomForm;
  readonly language: Language;
  readonly admitted: boolean;
  readonly endedBy: EndedBy | null;
  readonly endedAt: Date | null;
  readonly participants: readonly {
    readonly id: ParticipantId;
    readonly role: Role;
    readonly displayName: string | null;
    /** A page of hers is connected now, as far as any process knows. */
    readonly connected: boolean;
  }[];
};

const longAgo = new Date(0);

async function addParticipant(roomId: RoomId, role: Role, displayName: string | null): Promise<ParticipantId> {
  const id = newId<'participant'>();
  const municipality_id = currentMunicipality();
  await db()
    .insertInto('call_participant')
    .values({
      id,
      municipality_id,
      room_id: roomId,
      role,
      display_name: displayName,
      session: null,
      connected_until: longAgo,
    })
    .execute();
  return id;
}

/** A private room with the citizen waiting in it, not admitted. Inside the caller's municipal transaction, as all of these. */
export async function openRoom(
  room: { readonly form: RoomForm; readonly language: Language; readonly displayName: string | null },
  now: Date,
): Promise<{ readonly roomId: RoomId; readonly participantId: ParticipantId }> {
  const id = newId<'room'>();
  await db()
    .insertInto('call_room')
    .values({
      id,
      municipality_id: currentMunicipality(),
      form: room.form,
      language: room.language,
      opened_at: now,
      ended_at: null,
      ended_by: null,
    })
    .execute();
  return { roomId: id, participantId: await addParticipant(id, 'citizen', room.displayName) };
}

/** The employee's place in the room. There is one: asked again, the same place is given, under the name given last. */
export async function addEmployee(
  bus: Bus,
  roomId: RoomId,
  employee: { readonly displayName: string },
): Promise<Result<{ readonly participantId: ParticipantId }, 'no room'>> {
  const room = await db().selectFrom('call_room').select('id').where('id', '=', roomId).forUpdate().executeTakeFirst();
  if (!room) return refuse('no room');
  const there = await db()
    .updateTable('call_participant')
    .set({ display_name: employee.displayName })
    .where('room_id', '=', roomId)
    .where('role', '=', 'employee')
    .returning('id')
    .executeTakeFirst();
  const participantId = there?.id ?? (await addParticipant(roomId, 'employee', employee.displayName));
  await bus.notify(`room:${roomId}`);
  return ok({ participantId });
}

/** From now on the two can see, hear and read each other; before it nothing goes between them. */
export async function admit(bus: Bus, roomId: RoomId): Promise<void> {
  await db().updateTable('call_participant').set({ admitted: true }).where('room_id', '=', roomId).execute();
  await bus.notify(`room:${roomId}`);
}

/** The employee was lost and does not come back: her place is gone, and the citizen waits again, seen and heard by nobody. */
export async function returnToWaiting(bus: Bus, roomId: RoomId): Promise<void> {
  // The room first, as a signal does, so that none is stored for a place that is going; the signals last, as a page that
  // comes does, so that the two never wait for each other.
  await db().selectFrom('call_room').select('id').where('id', '=', roomId).forUpdate().execute();
  await db().deleteFrom('call_participant').where('room_id', '=', roomId).where('role', '=', 'employee').execute();
  await db().updateTable('call_participant').set({ admitted: false }).where('room_id', '=', roomId).execute();
  await db().deleteFrom('call_signal').where('room_id', '=', roomId).execute();
  await bus.notify(`room:${roomId}`);
}

/** Ends it for both; who ended it first stands. */
export async function endRoom(bus: Bus, roomId: RoomId, by: EndedBy, now: Date): Promise<void> {
  await db()
    .updateTable('call_room')
    .set({ ended_at: now, ended_by: by })
    .where('id', '=', roomId)
    .where('ended_at', 'is', null)
    .execute();
  await db().deleteFrom('call_signal').where('room_id', '=', roomId).execute();
  await bus.notify(`room:${roomId}`);
}

/** Every row of it is gone. A page that is still there is told that it ended. */
export async function removeRoom(bus: Bus, roomId: RoomId): Promise<void> {
  await db().deleteFrom('call_room').where('id', '=', roomId).execute();
  await bus.notify(`room:${roomId}`);
}

/** Null: there is no such room in the current municipality. */
export async function roomState(roomId: RoomId, now: Date): Promise<RoomState | null> {
  const room = await db()
    .selectFrom('call_room')
    .select(['form', 'language', 'ended_by', 'ended_at'])
    .where('id', '=', roomId)
    .executeTakeFirst();
  if (!room) return null;
  const people = await db()
    .selectFrom('call_participant')
    .select(['id', 'role', 'display_name', 'admitted', 'connected_until'])
    .where('room_id', '=', roomId)
    .orderBy('role')
    .execute();
  return {
    form: room.form,
    language: isLanguage(room.language) ? room.language : 'da',
    admitted: people.length > 1 && people.every((one) => one.admitted),
    endedBy: room.ended_by as EndedBy | null,
    endedAt: room.ended_at,
    participants: people.map((one) => ({
      id: one.id,
      role: one.role,
      displayName: one.display_name,
      connected: one.connected_until > now,
    })),
  };
}

/** What a page shows to prove its place: made from the installation's secret, so that nothing of it is stored. */
export const participantToken = (keys: Keys, participant: ParticipantId): string =>
  keys.fingerprint('participant', participant);
