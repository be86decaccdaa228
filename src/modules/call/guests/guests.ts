import { randomInt } from 'node:crypto';
import { newId, ok, type ParticipantId, type Result, type RoomId, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { may } from '../roles.ts';
import { addPerson, setPerson, setPlace } from '../rooms.ts';
import { decidePlace, type PlaceAct } from './decide-place.ts';
import { cleanName } from './guest-name.ts';
import { newGuestToken } from './guest-token.ts';
import type { OwnPlace } from './own-place.ts';
import {
  dropLink,
  type GuestLink,
  type GuestOf,
  type GuestWish,
  insertGuest,
  insertLink,
  linkBy,
  linksOf,
  lockRoomOf,
  placeOfHolder,
  standingOf,
} from './store.ts';

/** Long enough for a phone to be found and a form to be filled in; a forwarded one is worth nothing the next day. */
export const linkMinutes = 30;
/** Nobody brings more companions than a room holds; a page that has gone wrong makes no thousand rows. */
export const linksAtOnce = 12;

/** Of these the citizen's own take up no more, so that the host can always make another. */
export const citizenLinksAtOnce = 4;
/** Whom a citizen asks herself: an interpreter is the municipality's to find and to pay. */
export const askedByCitizen = ['companion', 'representative'] as const;

/** Whose link it is lies in its fingerprint, so nobody can pass the one off for the other. */
export const hashOf = (house: Pick<House, 'keys'>, token: string, by: GuestOf): string =>
  house.keys.fingerprint(by === 'host' ? 'guest link' : 'guest link of the citizen', token);

/** Who does it, for the audit: an employee by id, anybody else by what she is. */
export type Actor = { readonly actor: string; readonly role: string };
type Noted = {
  readonly action: string;
  readonly subject: string;
  readonly outcome: 'done' | 'refused';
  readonly why?: string;
};
export const note = (house: House, who: Actor, { action, subject, outcome, why }: Noted) =>
  audit({ ...who, action, subject, outcome, purpose: why ?? 'guests' }, house.clock.now());

const isInside = (place: OwnPlace): boolean => place.state === 'admitted' && !place.over;
const isHost = (place: OwnPlace): boolean => isInside(place) && may(place.role, 'admit');

/** As whom somebody makes a link for such a guest; null where she may not. */
function makerOf(place: OwnPlace, role: GuestWish['role']): GuestOf | null {
  if (isHost(place)) return 'host';
  const asks = isInside(place) && may(place.role, 'ask-guest') && askedByCitizen.some((one) => one === role);
  return asks ? 'citizen' : null;
}

/** A link for one person. Its token is told once and stored nowhere. In the caller's municipal transaction, as all of these. */
export async function makeGuestLink(
  house: House,
  who: Actor,
  host: OwnPlace,
  wish: GuestWish,
): Promise<Result<{ readonly link: Omit<GuestLink, 'relayOnly'>; readonly token: string }, 'not-yours' | 'too-many'>> {
  const by = makerOf(host, wish.role);
  if (by === null) {
    await note(house, who, { action: 'guest.link', subject: host.roomId, outcome: 'refused' });
    return refuse('not-yours');
  }
  const now = house.clock.now();
  const open = (await linksOf(host.roomId, now)).length;
  if (open >= (by === 'host' ? linksAtOnce : citizenLinksAtOnce)) return refuse('too-many');
  const token = newGuestToken((below) => randomInt(below));
  const expiresAt = new Date(now.getTime() + linkMinutes * 60_000);
  // Only an interpreter has a language of her own in the room.
  const { role, language, signs } = wish.role === 'interpreter' ? wish : { ...wish, language: null, signs: false };
  const link = { id: newId<'guest-link'>(), roomId: host.roomId, role, language, signs, expiresAt, holder: null };
  await insertLink({ ...link, tokenHash: hashOf(house, token, by) });
  await note(house, who, { action: 'guest.link', subject: link.id, outcome: 'done', why: role });
  return ok({ link, token });
}

/**
 * A link for somebody whose coming was agreed on before the talk: the parties named her when they agreed on the meeting. She
 * waits in the lobby like every guest. Null where as many links are open as a room bears. In the caller's municipal transaction.
 */
export async function guestLinkAsAgreed(
  house: House,
  roomId: RoomId,
  role: 'companion' | 'representative',
): Promise<string | null> {
  const now = house.clock.now();
  if ((await linksOf(roomId, now)).length >= linksAtOnce) return null;
  const token = newGuestToken((below) => randomInt(below));
  const expiresAt = new Date(now.getTime() + linkMinutes * 60_000);
  const link = { id: newId<'guest-link'>(), roomId, role, language: null, signs: false, expiresAt, holder: null };
  await insertLink({ ...link, tokenHash: hashOf(house, token, 'citizen') });
  await note(
    house,
    { actor: 'guest', role },
    { action: 'guest.link', subject: link.id, outcome: 'done', why: 'agreed' },
  );
  return token;
}

/** What a token leads to; looking uses nothing, because mail programs look too. */
export const readGuestLink = (house: House, token: string): Promise<GuestLink | null> =>
  findLink(house, token).then((found) => found?.link ?? null);

async function findLink(
  house: House,
  token: string,
): Promise<{ readonly link: GuestLink; readonly by: GuestOf } | null> {
  for (const by of ['host', 'citizen'] as const) {
    const link = await linkBy(hashOf(house, token, by), house.clock.now());
    if (link) return { link, by };
  }
  return null;
}

export const openGuestLinks = async (house: House, host: OwnPlace): Promise<readonly GuestLink[]> =>
  isHost(host) ? linksOf(host.roomId, house.clock.now()) : [];

/** Taken back before anybody used it. False: it was used, or gone, before. */
export async function revokeGuestLink(house: House, who: Actor, host: OwnPlace, id: string): Promise<boolean> {
  const dropped = isHost(host) && (await dropLink(id, host.roomId));
  await note(house, who, { action: 'guest.revoke', subject: id, outcome: dropped ? 'done' : 'refused' });
  return dropped;
}

export type Entering = {
  readonly name: string;
  /** An interpreter keeps what she hears to herself. */
  readonly confidential: boolean;
  /** An interpreter is 18 or over (act no. 469 of 14 May 2025). */
  readonly adult: boolean;
};

/**
 * She comes: the link is used up and she has a place in the lobby, under the name that she gives herself. Of several browsers
 * with the same link one gets in; a link that leads nowhere because the room is full, or because she has not confirmed what
 * an interpreter must, is not used up.
 */
export async function enterAsGuest(
  house: House,
  token: string,
  entering: Entering,
): Promise<
  Result<
    { readonly participantId: ParticipantId; readonly roomId: RoomId },
    'gone' | 'full' | 'not-confirmed' | 'removed'
  >
> {
  const now = house.clock.now();
  const seen = (await findLink(house, token))?.link;
  if (!seen) return refuse('gone');
  const who = { actor: 'guest', role: seen.role };
  if (seen.role === 'interpreter' && !(entering.confidential && entering.adult)) {
    await note(house, who, { action: 'guest.enter', subject: seen.id, outcome: 'refused', why: 'not confirmed' });
    return refuse('not-confirmed');
  }
  await lockRoomOf(seen.roomId);
  // Whoever waited for the lock finds the link gone.
  const found = await findLink(house, token);
  if (!found) return refuse('gone');
  const { link, by } = found;
  const displayName = cleanName(entering.name);
  const mine = link.holder === null ? null : await placeOfHolder(link.roomId, link.holder);
  if (mine?.state === 'removed') return refuse('removed');
  if (mine) {
    // From another browser: the same place, and the former page is told.
    await setPerson(house.bus, link.roomId, mine.participantId, { displayName });
    await dropLink(link.id, link.roomId);
    return ok({ participantId: mine.participantId, roomId: link.roomId });
  }
  const added = await addPerson(house.bus, link.roomId, {
    role: link.role,
    displayName,
    // What the citizen passes on proves nothing to the municipality: she is who she says she is.
    identity: by === 'host' ? 'link' : displayName === null ? 'none' : 'told',
    language: link.language,
    signs: link.signs,
  });
  if (!added.ok) return refuse(added.reason === 'full' ? 'full' : 'gone');
  const { participantId } = added.value;
  await dropLink(link.id, link.roomId);
  const dutyConfirmedAt = link.role === 'interpreter' ? now : null;
  await insertGuest(participantId, link.roomId, { dutyConfirmedAt, holder: link.holder });
  await note(house, who, { action: 'guest.enter', subject: participantId, outcome: 'done' });
  return ok({ participantId, roomId: link.roomId });
}

/** Lets a guest in, puts her on hold, brings her back, or ends it for her. `guest` is the number of her place. */
export async function actOnPlace(
  house: House,
  who: Actor,
  host: OwnPlace,
  guest: number,
  act: PlaceAct,
): Promise<Result<null, 'not-yours' | 'not-a-guest' | 'not-confirmed' | 'changed' | 'gone'>> {
  const target = host.over ? null : await standingOf(host.roomId, guest);
  const decided = target === null ? refuse('gone') : decidePlace(host, target, act);
  const subject = target?.participantId ?? host.roomId;
  if (!decided.ok || target === null) {
    const why = decided.ok ? 'gone' : decided.reason;
    await note(house, who, { action: `guest.${act}`, subject, outcome: 'refused', why });
    return refuse(why);
  }
  if (decided.value === target.state) return ok(null);
  const set = await setPlace(house.bus, host.roomId, target.participantId, decided.value);
  if (!set.ok) return refuse('gone');
  await note(house, who, { action: `guest.${act}`, subject, outcome: 'done' });
  return ok(null);
}
