import { randomInt } from 'node:crypto';
import { newId, ok, type ParticipantId, type Result, type RoomId, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { addPerson, setPlace } from '../rooms.ts';
import { newGuestToken } from './guest-token.ts';
import { hashOf, note } from './guests.ts';
import { dropLinkOf, insertGuest, insertLink, placeOfHolder, placesByHolder } from './store.ts';

/** Those who have a seat in a group meeting are guests with a place of their own, one each, however often they come. */

/** As long as a group meeting can last: whoever takes her time over her name still has the way in. */
export const seatLinkHours = 12;

/**
 * The way in for whoever has a seat in a group meeting, by her own link to it: she waits in the lobby like every guest. Whoever
 * was put out stays out (`removed`), by whichever link or browser. `known`: the seat is booked under a name and a way to reach
 * her. In the caller's municipal transaction.
 */
export async function linkForSeat(
  house: House,
  roomId: RoomId,
  holder: { readonly id: string; readonly known: boolean; readonly signs: boolean },
): Promise<Result<{ readonly token: string; readonly participantId: ParticipantId | null }, 'removed'>> {
  const place = await placeOfHolder(roomId, holder.id);
  if (place?.state === 'removed') return refuse('removed');
  await dropLinkOf(roomId, holder.id);
  const token = newGuestToken((below) => randomInt(below));
  const expiresAt = new Date(house.clock.now().getTime() + seatLinkHours * 3_600_000);
  const { signs } = holder;
  const link = { id: newId<'guest-link'>(), roomId, role: 'participant', language: null, signs, expiresAt } as const;
  await insertLink({ ...link, holder: holder.id, tokenHash: hashOf(house, token, holder.known ? 'host' : 'citizen') });
  const who = { actor: 'guest', role: 'participant' };
  await note(house, who, { action: 'guest.link', subject: link.id, outcome: 'done', why: 'has a seat' });
  return ok({ token, participantId: place?.participantId ?? null });
}

/** Whose seats were used here: `removed` were put out, and stay so where the meeting goes on in another room. */
export const holdersIn = async (
  roomId: RoomId,
): Promise<readonly { readonly holder: string; readonly removed: boolean }[]> =>
  (await placesByHolder(roomId)).map(({ holder, state }) => ({ holder, removed: state === 'removed' }));

/** Whoever has given up her seat, or lost it, is in nobody's place. */
export async function onlyHolders(house: House, roomId: RoomId, holders: readonly string[]): Promise<void> {
  for (const { holder, participantId, state } of await placesByHolder(roomId))
    if (state !== 'removed' && !holders.includes(holder)) await setPlace(house.bus, roomId, participantId, 'removed');
}

/** Whoever was put out of the room before is put out of this one. */
export async function keepOut(house: House, roomId: RoomId, holders: readonly string[]): Promise<void> {
  for (const holder of holders) {
    const added = await addPerson(house.bus, roomId, { role: 'participant', displayName: null, identity: 'none' });
    if (!added.ok) return;
    await insertGuest(added.value.participantId, roomId, { dutyConfirmedAt: null, holder });
    await setPlace(house.bus, roomId, added.value.participantId, 'removed');
  }
}
