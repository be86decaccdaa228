import { sql } from 'kysely';
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
import { hasPlaceFor, placesOf } from './places-left.ts';
import type { Identity, Role } from './roles.ts';

/** A conversation exists while it lasts: when it is removed, no row tells that it was. */
export type RoomForm = 'text' | 'voice' | 'video';
export type EndedBy = 'citizen' | 'employee' | 'system';

export type RoomState = {
  readonly form: RoomForm;
  readonly language: Language;
  /** The citizen has been let in to the employee. */
  readonly admitted: boolean;
  readonly endedBy: EndedBy | null;
  readonly endedAt: Date | null;
  readonly participants: readonly {
    readonly id: ParticipantId;
    readonly who: number;
    readonly role: Role;
    readonly displayName: string | null;
    readonly identity: Identity;
    readonly state: PlaceState;
    /** A page of hers is connected now, as far as any process knows. */
    readonly connected: boolean;
  }[];
};

export type PlaceState = 'lobby' | 'admitted' | 'held' | 'removed';

/** As a person comes: what she is shown as, and how she was identified so far. */
export type NewPerson = {
  readonly role: Role;
  readonly displayName: string | null;
  readonly identity: Identity;
  readonly language?: string | null;
  readonly signs?: boolean;
};

const longAgo = new Date(0);

/** Takes the room's row, so that places are given one at a time. */
const lockRoom = (roomId: RoomId) =>
  db().selectFrom('call_room').selectAll().where('id', '=', roomId).forUpdate().executeTakeFirst();

async function insertPerson(roomId: RoomId, person: NewPerson): Promise<{ participantId: ParticipantId; who: number }> {
  const id = newId<'participant'>();
  const { places } = await db()
    .updateTable('call_room')
    .set({ places: sql`places + 1` })
    .where('id', '=', roomId)
    .returning('places')
    .executeTakeFirstOrThrow();
  await db()
    .insertInto('call_participant')
    .values({
      id,
      municipality_id: currentMunicipality(),
      room_id: roomId,
      number: places,
      role: person.role,
      display_name: person.displayName,
      identity: person.identity,
      language: person.language ?? null,
      signs: person.signs ?? false,
      session: null,
      connected_until: longAgo,
    })
    .execute();
  return { participantId: id, who: places };
}

type NewRoom = {
  readonly form: RoomForm;
  readonly language: Language;
  readonly transport?: 'direct' | 'livekit';
  readonly relayOnly?: boolean;
};

async function insertRoom(room: NewRoom, kept: number, now: Date): Promise<RoomId> {
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
      transport: room.transport ?? 'direct',
      relay_only: room.relayOnly ?? false,
      kept,
    })
    .execute();
  return id;
}

/** A room with nobody in it yet, for all who have one of so many seats; their places are given to nobody else. */
export const openGroupRoom = (room: NewRoom, seats: number, now: Date): Promise<RoomId> =>
  insertRoom(room, seats + 1, now);

/** A private room with the citizen waiting in it, not admitted. Inside the caller's municipal transaction, as all of these. */
export async function openRoom(
  room: NewRoom & { readonly displayName: string | null; readonly signs?: boolean },
  now: Date,
): Promise<{ readonly roomId: RoomId; readonly participantId: ParticipantId }> {
  const id = await insertRoom(room, 0, now);
  const identity = room.displayName === null ? 'none' : 'told';
  const { participantId } = await insertPerson(id, {
    role: 'citizen',
    displayName: room.displayName,
    identity,
    signs: room.signs ?? false,
  });
  return { roomId: id, participantId };
}

/**
 * One more place, in the lobby. Refused where nobody can hold a conversation with so many: `full` counts those who are removed
 * no more.
 */
export async function addPerson(
  bus: Bus,
  roomId: RoomId,
  person: NewPerson,
): Promise<Result<{ readonly participantId: ParticipantId; readonly who: number }, 'no room' | 'full'>> {
  const room = await lockRoom(roomId);
  if (!room || room.ended_at !== null) return refuse('no room');
  const here = await db()
    .selectFrom('call_participant')
    .select('role')
    .where('room_id', '=', roomId)
    .where('state', '!=', 'removed')
    .execute();
  const roles = here.map(({ role }) => role);
  if (!hasPlaceFor(person.role, roles, room.kept, placesOf(room.transport))) return refuse('full');
  const added = await insertPerson(roomId, person);
  await bus.notify(`room:${roomId}`);
  return ok(added);
}

/** The employee's place in the room. There is one: asked again, the same place is given, under the name given last. */
export async function addEmployee(
  bus: Bus,
  roomId: RoomId,
  employee: { readonly displayName: string },
): Promise<Result<{ readonly participantId: ParticipantId }, 'no room'>> {
  if (!(await lockRoom(roomId))) return refuse('no room');
  const there = await db()
    .updateTable('call_participant')
    .set({ display_name: employee.displayName })
    .where('room_id', '=', roomId)
    .where('role', '=', 'employee')
    .returning('id')
    .executeTakeFirst();
  const participantId =
    there?.id ??
    (await insertPerson(roomId, { role: 'employee', displayName: employee.displayName, identity: 'staff' }))
      .participantId;
  await bus.notify(`room:${roomId}`);
  return ok({ participantId });
}

/** From now on citizen and employee can see, hear and read each other; before it nothing goes between them. */
export async function admit(bus: Bus, roomId: RoomId): Promise<void> {
  await db()
    .updateTable('call_participant')
    .set({ state: 'admitted' })
    .where('room_id', '=', roomId)
    .where('role', 'in', ['citizen', 'employee'])
    .where('state', '!=', 'removed')
    .execute();
  await bus.notify(`room:${roomId}`);
}

/**
 * Lets one in, sends her out for a while (`held`), or ends it for her (`removed`, which cannot be taken back). What was on its
 * way between her and the others is dropped. `no place`: not in this room, or removed before.
 */
export async function setPlace(
  bus: Bus,
  roomId: RoomId,
  participantId: ParticipantId,
  state: PlaceState,
): Promise<Result<null, 'no place'>> {
  await lockRoom(roomId);
  const { numUpdatedRows } = await db()
    .updateTable('call_participant')
    .set({ state })
    .where('id', '=', participantId)
    .where('room_id', '=', roomId)
    .where('state', '!=', 'removed')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return refuse('no place');
  if (state !== 'admitted') await dropSignalsOf(roomId, participantId);
  await bus.notify(`room:${roomId}`);
  return ok(null);
}

/** She has been identified further, or shown under another name. Everybody who is admitted sees it. */
export async function setPerson(
  bus: Bus,
  roomId: RoomId,
  participantId: ParticipantId,
  person: Partial<Pick<NewPerson, 'displayName' | 'identity' | 'role'>>,
): Promise<void> {
  await db()
    .updateTable('call_participant')
    .set({
      ...(person.displayName === undefined ? {} : { display_name: person.displayName }),
      ...(person.identity === undefined ? {} : { identity: person.identity }),
      ...(person.role === undefined ? {} : { role: person.role }),
    })
    .where('id', '=', participantId)
    .where('room_id', '=', roomId)
    .execute();
  await bus.notify(`room:${roomId}`);
}

/** She is not in the room any more, and her place is given to nobody. */
export async function removePerson(bus: Bus, roomId: RoomId, participantId: ParticipantId): Promise<void> {
  await lockRoom(roomId);
  await db().deleteFrom('call_participant').where('id', '=', participantId).where('room_id', '=', roomId).execute();
  await dropSignalsOf(roomId, participantId);
  await bus.notify(`room:${roomId}`);
}

async function dropSignalsOf(roomId: RoomId, participantId: ParticipantId): Promise<void> {
  await db()
    .deleteFrom('call_signal')
    .where('room_id', '=', roomId)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('recipient', '=', participantId),
        eb('from_number', 'in', selectFrom('call_participant').select('number').where('id', '=', participantId)),
      ]),
    )
    .execute();
}

/**
 * The employee was lost and does not come back: her place is gone, and those who were admitted wait again, seen and heard by
 * nobody.
 */
export async function returnToWaiting(bus: Bus, roomId: RoomId): Promise<void> {
  // The room first, as a signal does, so that none is stored for a place that is going; the signals last, as a page that
  // comes does, so that the two never wait for each other.
  await lockRoom(roomId);
  await db()
    .deleteFrom('call_participant')
    .where('room_id', '=', roomId)
    .where('role', 'in', ['employee', 'colleague'])
    .execute();
  await db()
    .updateTable('call_participant')
    .set({ state: 'lobby' })
    .where('room_id', '=', roomId)
    .where('state', '!=', 'removed')
    .execute();
  await db().deleteFrom('call_signal').where('room_id', '=', roomId).execute();
  await bus.notify(`room:${roomId}`);
}

/**
 * From now on nothing goes straight between the browsers; pages that have a way already begin anew by the relay's. What they
 * have said to each other of their addresses and is not read yet is dropped.
 */
export async function hideAddresses(bus: Bus, roomId: RoomId): Promise<void> {
  const hidden = await db()
    .updateTable('call_room')
    .set({ relay_only: true })
    .where('id', '=', roomId)
    .where('relay_only', '=', false)
    .returning('transport')
    .executeTakeFirst();
  if (!hidden) return;
  // Where a server forwards, signals hold keys and no addresses.
  if (hidden.transport === 'direct') await db().deleteFrom('call_signal').where('room_id', '=', roomId).execute();
  await bus.notify(`room:${roomId}`);
}

/** Ends it for all; who ended it first stands. */
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
    .select(['id', 'number', 'role', 'display_name', 'identity', 'state', 'connected_until'])
    .where('room_id', '=', roomId)
    .orderBy('number')
    .execute();
  const admitted = (role: Role) => people.some((one) => one.role === role && one.state === 'admitted');
  return {
    form: room.form,
    language: isLanguage(room.language) ? room.language : 'da',
    admitted: admitted('citizen') && admitted('employee'),
    endedBy: room.ended_by as EndedBy | null,
    endedAt: room.ended_at,
    participants: people.map((one) => ({
      id: one.id,
      who: one.number,
      role: one.role,
      displayName: one.display_name,
      identity: one.identity,
      state: one.state,
      connected: one.connected_until > now,
    })),
  };
}

/** What a page shows to prove its place: made from the installation's secret, so that nothing of it is stored. */
export const participantToken = (keys: Keys, participant: ParticipantId): string =>
  keys.fingerprint('participant', participant);
