import { currentMunicipality, db } from '../../../db/index.ts';
import type { ParticipantId, RoomId } from '../../../kernel/index.ts';
import type { RaiseLevel, RaiseMethod, RaiseState, Standing, Step } from './decide-raise.ts';

export type Raise = Step & {
  readonly id: string;
  readonly roomId: RoomId;
  readonly participantId: ParticipantId;
  readonly who: number;
  readonly level: RaiseLevel;
  readonly method: RaiseMethod;
  readonly askedAt: Date;
};

export async function insertRaise(raise: Raise): Promise<void> {
  await db()
    .insertInto('call_identity_raise')
    .values({
      id: raise.id,
      municipality_id: currentMunicipality(),
      room_id: raise.roomId,
      participant_id: raise.participantId,
      number: raise.who,
      level: raise.level,
      method: raise.method,
      state: raise.state,
      token_hash: null,
      asked_at: raise.askedAt,
      expires_at: raise.expiresAt,
    })
    .execute();
}

const asRaise = (row: Awaited<ReturnType<ReturnType<typeof raises>['execute']>>[number]): Raise => ({
  id: row.id,
  roomId: row.room_id,
  participantId: row.participant_id,
  who: row.number,
  level: row.level,
  method: row.method as RaiseMethod,
  state: row.state,
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
});

const raises = () =>
  db()
    .selectFrom('call_identity_raise')
    .select(['id', 'room_id', 'participant_id', 'number', 'level', 'method', 'state', 'asked_at', 'expires_at']);

/** All of a room, in the order in which they were asked for. */
export async function raisesOf(roomId: RoomId): Promise<readonly Raise[]> {
  const rows = await raises().where('room_id', '=', roomId).orderBy('asked_at').orderBy('id').execute();
  return rows.map(asRaise);
}

export async function raiseById(id: string, participantId: ParticipantId): Promise<Raise | null> {
  const row = await raises().where('id', '=', id).where('participant_id', '=', participantId).executeTakeFirst();
  return row ? asRaise(row) : null;
}

export async function raiseByToken(tokenHash: string): Promise<Raise | null> {
  const row = await raises().where('token_hash', '=', tokenHash).executeTakeFirst();
  return row ? asRaise(row) : null;
}

export async function setRaise(id: string, state: RaiseState, tokenHash: string | null): Promise<void> {
  await db().updateTable('call_identity_raise').set({ state, token_hash: tokenHash }).where('id', '=', id).execute();
}

/** A place by its number, as others name it. */
export async function placeByNumber(
  roomId: RoomId,
  who: number,
): Promise<(Standing & { readonly participantId: ParticipantId; readonly name: string | null }) | null> {
  const row = await db()
    .selectFrom('call_participant')
    .select(['id', 'number', 'role', 'state', 'identity', 'display_name'])
    .where('room_id', '=', roomId)
    .where('number', '=', who)
    .executeTakeFirst();
  if (!row) return null;
  const { id, number, role, state, identity, display_name } = row;
  return { participantId: id, who: number, role, state, identity, name: display_name };
}
