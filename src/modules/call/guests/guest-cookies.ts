import type { Context } from 'hono';
import * as v from 'valibot';
import type { ParticipantId } from '../../../kernel/index.ts';
import { dropSecretCookie, getSecretCookie, type House, setSecretCookie } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { participantToken } from '../rooms.ts';
import { isGuest } from './decide-place.ts';
import { readGuestToken } from './guest-token.ts';
import { type OwnPlace, ownPlace } from './own-place.ts';

/** What a guest's browser keeps: the link she looked at, and the place she holds. */

/** A link that was looked at, until its button is pressed: a page that is reloaded still has it. */
const linkCookie = 'mb_guest_link';
/** Her place: its id, what proves that it is hers, and how she takes part. */
const placeCookie = 'mb_guest';
const placeHours = 12;

export const guestForm = v.picklist(['video', 'voice', 'text']);
export type GuestForm = v.InferOutput<typeof guestForm>;

type C = Context<MunicipalEnv>;
const options = (house: House, c: C) => ({
  path: `/${c.var.municipality.slug}`,
  secure: house.baseUrl().startsWith('https:'),
});

export const heldLink = (house: House, c: C): string | null =>
  readGuestToken(getSecretCookie(c, linkCookie, options(house, c)) ?? '');

export const keepGuestLink = (house: House, c: C, token: string, minutes: number): void =>
  setSecretCookie(c, linkCookie, token, { ...options(house, c), maxAgeSeconds: minutes * 60 });

export const dropGuestLink = (house: House, c: C): void => dropSecretCookie(c, linkCookie, options(house, c));

/** The place this browser holds, with how she takes part; null for none, and for one that was never a guest's. */
export async function heldPlace(house: House, c: C): Promise<(OwnPlace & { readonly form: GuestForm }) | null> {
  const [participant = '', token = '', form] = (getSecretCookie(c, placeCookie, options(house, c)) ?? '').split('.');
  const read = v.safeParse(guestForm, form);
  const place = await ownPlace(house.keys, { participant, token });
  return place && isGuest(place.role) ? { ...place, form: read.success ? read.output : 'video' } : null;
}

export const hasPlaceCookie = (house: House, c: C): boolean =>
  getSecretCookie(c, placeCookie, options(house, c)) !== undefined;

export const keepPlace = (house: House, c: C, participant: ParticipantId, form: GuestForm): void =>
  setSecretCookie(c, placeCookie, [participant, participantToken(house.keys, participant), form].join('.'), {
    ...options(house, c),
    maxAgeSeconds: placeHours * 3600,
  });

export const dropPlace = (house: House, c: C): void => dropSecretCookie(c, placeCookie, options(house, c));
