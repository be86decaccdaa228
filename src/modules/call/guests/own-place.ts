import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { db } from '../../../db/index.ts';
import { type ParticipantId, parseId, type RoomId } from '../../../kernel/index.ts';
import type { Keys } from '../../../platform/index.ts';
import type { Identity, Role } from '../roles.ts';
import { participantToken } from '../rooms.ts';

/** What a page shows with everything it asks for: whose place it holds, and that it does (the same as on its socket). */
export const Claim = v.object({
  participant: v.pipe(v.string(), v.maxLength(40)),
  token: v.pipe(v.string(), v.maxLength(128)),
});
export type Claim = v.InferOutput<typeof Claim>;

export type OwnPlace = {
  readonly participantId: ParticipantId;
  readonly roomId: RoomId;
  readonly who: number;
  readonly role: Role;
  readonly state: 'lobby' | 'admitted' | 'held' | 'removed';
  readonly identity: Identity;
  readonly over: boolean;
};

/**
 * The place a page claims to hold, read under the lock of its room, so that what is decided by it is still true when it is
 * done. Null for a wrong proof and for a place that is gone. Inside the caller's municipal transaction.
 */
export async function ownPlace(keys: Keys, claim: Claim): Promise<OwnPlace | null> {
  const participantId = parseId<'participant'>(claim.participant);
  if (participantId === null || !sameText(claim.token, participantToken(keys, participantId))) return null;
  return placeOf(participantId);
}

/** A place by its id alone: for those whom another secret has let in. Locks the room. */
export async function placeOf(participantId: ParticipantId): Promise<OwnPlace | null> {
  const found = await db()
    .selectFrom('call_participant')
    .select('room_id')
    .where('id', '=', participantId)
    .executeTakeFirst();
  if (!found) return null;
  const room = await db()
    .selectFrom('call_room')
    .select(['id', 'ended_at'])
    .where('id', '=', found.room_id)
    .forUpdate()
    .executeTakeFirst();
  if (!room) return null;
  const row = await db()
    .selectFrom('call_participant')
    .select(['number', 'role', 'state', 'identity'])
    .where('id', '=', participantId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    participantId,
    roomId: room.id,
    who: row.number,
    role: row.role,
    state: row.state,
    identity: row.identity,
    over: room.ended_at !== null,
  };
}

/** Takes as long for every wrong text. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
