import { currentMunicipality, db } from '../../../db/index.ts';
import type { ParticipantId, RoomId } from '../../../kernel/index.ts';
import { type GuestRole, guestRoles } from '../roles.ts';
import type { Standing } from './decide-place.ts';

/** Whom a link is for. */
export type GuestWish = { readonly role: GuestRole; readonly language: string | null; readonly signs: boolean };
export type GuestLink = GuestWish & {
  readonly id: string;
  readonly roomId: RoomId;
  readonly expiresAt: Date;
  /** Whose seat in a group meeting it is for. */
  readonly holder: string | null;
  /** Of its room: nothing may go straight between browsers. */
  readonly relayOnly: boolean;
};
/** Whose wish a link is: the municipality's, or the citizen's own. */
export type GuestOf = 'host' | 'citizen';

export async function insertLink(link: Omit<GuestLink, 'relayOnly'> & { readonly tokenHash: string }): Promise<void> {
  await db()
    .insertInto('call_guest_link')
    .values({
      id: link.id,
      municipality_id: currentMunicipality(),
      room_id: link.roomId,
      token_hash: link.tokenHash,
      role: link.role,
      language: link.language,
      signs: link.signs,
      expires_at: link.expiresAt,
      holder: link.holder,
    })
    .execute();
}

const openLinks = (now: Date) =>
  db()
    .selectFrom('call_guest_link')
    .innerJoin('call_room', 'call_room.id', 'call_guest_link.room_id')
    .select([
      'call_guest_link.id',
      'call_guest_link.room_id',
      'call_guest_link.role',
      'call_guest_link.language',
      'call_guest_link.signs',
      'call_guest_link.expires_at',
      'call_guest_link.holder',
      'call_room.relay_only',
    ])
    .where('call_room.ended_at', 'is', null)
    .where('call_guest_link.expires_at', '>', now);

const asLink = (row: Awaited<ReturnType<ReturnType<typeof openLinks>['execute']>>[number]): GuestLink => ({
  id: row.id,
  roomId: row.room_id,
  role: row.role,
  language: row.language,
  signs: row.signs,
  expiresAt: row.expires_at,
  holder: row.holder,
  relayOnly: row.relay_only,
});

/** The link of this token, while it can be used; looking uses nothing. */
export async function linkBy(tokenHash: string, now: Date): Promise<GuestLink | null> {
  const row = await openLinks(now).where('token_hash', '=', tokenHash).executeTakeFirst();
  return row ? asLink(row) : null;
}

/** Links of a room that nobody has used yet, the newest first; not the way in of those who have a seat. */
export async function linksOf(roomId: RoomId, now: Date): Promise<readonly GuestLink[]> {
  const rows = await openLinks(now)
    .where('call_guest_link.room_id', '=', roomId)
    .where('holder', 'is', null)
    .orderBy('call_guest_link.expires_at', 'desc')
    .execute();
  return rows.map(asLink);
}

/** True for the one caller that took it away. */
export async function dropLink(id: string, roomId: RoomId): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('call_guest_link')
    .where('id', '=', id)
    .where('room_id', '=', roomId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Places in a room are given, and links used, one at a time. */
export async function lockRoomOf(roomId: RoomId): Promise<void> {
  await db().selectFrom('call_room').select('id').where('id', '=', roomId).forUpdate().execute();
}

/** Whoever opens the door anew has one way in, the last. */
export async function dropLinkOf(roomId: RoomId, holder: string): Promise<void> {
  await db().deleteFrom('call_guest_link').where('room_id', '=', roomId).where('holder', '=', holder).execute();
}

export type HolderPlace = {
  readonly participantId: ParticipantId;
  readonly state: Standing['state'];
  readonly holder: string;
};

/** Everybody who has come by a seat, with whose it is. */
export async function placesByHolder(roomId: RoomId): Promise<readonly HolderPlace[]> {
  const rows = await db()
    .selectFrom('call_guest')
    .innerJoin('call_participant', 'call_participant.id', 'call_guest.participant_id')
    .select(['call_participant.id', 'state', 'holder'])
    .where('call_guest.room_id', '=', roomId)
    .execute();
  return rows.flatMap(({ id, state, holder }) => (holder === null ? [] : [{ participantId: id, state, holder }]));
}

/** The place in this room of whoever has that seat, however she stands; null where she has not come. */
export const placeOfHolder = async (roomId: RoomId, holder: string): Promise<HolderPlace | null> =>
  (await placesByHolder(roomId)).find((one) => one.holder === holder) ?? null;

export async function insertGuest(
  participantId: ParticipantId,
  roomId: RoomId,
  { dutyConfirmedAt, holder }: { readonly dutyConfirmedAt: Date | null; readonly holder: string | null },
) {
  await db()
    .insertInto('call_guest')
    .values({
      participant_id: participantId,
      municipality_id: currentMunicipality(),
      room_id: roomId,
      duty_confirmed_at: dutyConfirmedAt,
      holder,
    })
    .execute();
}

/** A place by its number, as the others name it. */
export async function standingOf(
  roomId: RoomId,
  who: number,
): Promise<(Standing & { readonly participantId: ParticipantId; readonly dutyConfirmed: boolean }) | null> {
  const row = await db()
    .selectFrom('call_participant')
    .leftJoin('call_guest', 'call_guest.participant_id', 'call_participant.id')
    .select(['call_participant.id', 'number', 'role', 'state', 'duty_confirmed_at'])
    .where('call_participant.room_id', '=', roomId)
    .where('number', '=', who)
    .executeTakeFirst();
  return row
    ? {
        participantId: row.id,
        who: row.number,
        role: row.role,
        state: row.state,
        dutyConfirmed: row.duty_confirmed_at !== null,
      }
    : null;
}

/** What a guest came as; null where she is none. */
export async function guestOf(
  participantId: ParticipantId,
): Promise<{ readonly role: GuestRole; readonly signs: boolean } | null> {
  const row = await db()
    .selectFrom('call_participant')
    .select(['role', 'signs'])
    .where('id', '=', participantId)
    .executeTakeFirst();
  const role = guestRoles.find((one) => one === row?.role);
  return row && role ? { role, signs: row.signs } : null;
}
