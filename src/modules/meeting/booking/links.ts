import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { currentMunicipality, db } from '../../../db/index.ts';
import { hashToken, newToken } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { FreshLink } from '../messages/tell-parties.ts';
import type { PersonDetails } from '../person-details.ts';
import { reachedAt } from '../way-to-reach.ts';
import { openDetails } from './sealed-details.ts';

/** Letters and digits that are not taken for one another, read aloud or on paper: 30^8 is 39 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const signs = 8;

const codeFrom = (pick: () => number): string => Array.from({ length: signs }, () => alphabet[pick()] ?? '').join('');

/** A short code by chance. */
export const newCode = (): string => codeFrom(() => randomInt(alphabet.length));

/** As it was written, to how it is stored: hyphens, spaces and small letters do not matter. Null when it is none. */
export function readCode(written: string): string | null {
  const bare = written.toUpperCase().replace(/[\s\-–.]/g, '');
  return bare.length === signs && [...bare].every((sign) => alphabet.includes(sign)) ? bare : null;
}

export type Proof = { readonly token: string; readonly code: string };

/**
 * The first link of a person is made of her id and the installation's key, so that a wish that was sent twice, or whose
 * answer was lost, is answered with the same link. 192 bits; the database keeps hashes.
 */
export function firstProof(
  house: Pick<House, 'keys'>,
  personId: string,
  of: 'meeting' | 'meeting invitation' = 'meeting',
): Proof {
  const bytes = Buffer.from(house.keys.fingerprint(`${of} link`, personId), 'hex');
  let rest = BigInt(`0x${house.keys.fingerprint(`${of} first code`, personId)}`);
  const code = codeFrom(() => {
    const sign = Number(rest % BigInt(alphabet.length));
    rest /= BigInt(alphabet.length);
    return sign;
  });
  return { token: bytes.subarray(0, 24).toString('base64url'), code };
}

export const codeKeyOf = (house: Pick<House, 'keys'>, code: string): string =>
  house.keys.fingerprint('meeting code', code);

export const phraseKeyOf = (house: Pick<House, 'keys'>, phrase: string): string =>
  house.keys.fingerprint('meeting phrase', phrase.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' '));

/** What `TimeWish.contactKey` and `meeting_person.contact_key` hold: the same person is recognised, and cannot be read. */
export function contactKeyOf(
  house: Pick<House, 'keys'>,
  { phone, mail, cpr }: Pick<PersonDetails, 'phone' | 'mail' | 'cpr'>,
): string | null {
  const value = phone ?? mail?.trim().toLowerCase() ?? cpr?.replace(/\D/g, '') ?? null;
  return value === null || value === '' ? null : house.keys.fingerprint('meeting contact', value);
}

export type PersonFound = {
  readonly meetingId: string | null;
  readonly seriesId: string | null;
  readonly personId: string;
};

/** 192 random bits as they stand in a link; no other text is looked up as one. */
export const isToken = (text: string): boolean => /^[\w-]{32}$/.test(text);

const passSchema = v.object({ person: v.pipe(v.string(), v.uuid()), link: v.string() });

/**
 * What a browser keeps instead of the token once a code or phrase was right: nobody here can read the token, and a new one
 * would make what she has on paper worth nothing. It is worth nothing itself from when she is given a new link.
 */
export async function passOf(house: Pick<House, 'keys'>, personId: string): Promise<string | null> {
  const row = await db()
    .selectFrom('meeting_person')
    .select('token_hash')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!row?.token_hash) return null;
  const pass: v.InferOutput<typeof passSchema> = { person: personId, link: row.token_hash };
  return house.keys.seal('meeting pass', currentMunicipality(), JSON.stringify(pass));
}

function readPass(house: Pick<House, 'keys'>, sealed: string): v.InferOutput<typeof passSchema> | null {
  const opened = house.keys.open('meeting pass', currentMunicipality(), sealed);
  return opened === null ? null : v.parse(passSchema, JSON.parse(opened));
}

/** Whose link or pass it is, and of what; null for one that nobody has. Looking uses nothing up. */
export async function meetingOfToken(house: Pick<House, 'keys'>, token: string): Promise<PersonFound | null> {
  const pass = isToken(token) ? null : readPass(house, token);
  if (pass === null && !isToken(token)) return null;
  const row = await db()
    .selectFrom('meeting_person')
    .select(['id', 'meeting_id', 'series_id'])
    .where('token_hash', '=', pass?.link ?? hashToken(token))
    .$if(pass !== null, (found) => found.where('id', '=', pass?.person ?? ''))
    .executeTakeFirst();
  return row ? { meetingId: row.meeting_id, seriesId: row.series_id, personId: row.id } : null;
}

/**
 * By the short code and the phone number or address that is hers. Both must be right, and which of them was wrong is not
 * told. The caller limits how often one may try.
 */
export async function meetingOfCode(house: House, code: string, phoneOrMail: string): Promise<PersonFound | null> {
  const read = readCode(code);
  const isHers = reachedAt(phoneOrMail);
  if (read === null || isHers === null) return null;
  const rows = await db()
    .selectFrom('meeting_person')
    .select(['id', 'meeting_id', 'series_id', 'sealed'])
    .where('code_key', '=', codeKeyOf(house, read))
    .execute();
  const hers = rows.find(({ id, sealed }) => isHers(openDetails(house, id, sealed)));
  return hers ? { meetingId: hers.meeting_id, seriesId: hers.series_id, personId: hers.id } : null;
}

/** An anonymous person's meetings by her phrase, the newest first. The caller limits how often one may try. */
export async function meetingsOfPhrase(
  house: House,
  phrase: string,
): Promise<readonly { readonly meetingId: string; readonly personId: string }[]> {
  const rows = await db()
    .selectFrom('meeting_person')
    .select(['id', 'meeting_id'])
    .where('phrase_key', '=', phraseKeyOf(house, phrase))
    .orderBy('joined_at', 'desc')
    .execute();
  return rows.flatMap(({ id, meeting_id }) => (meeting_id === null ? [] : [{ meetingId: meeting_id, personId: id }]));
}

/** A new link and code for somebody; the old ones are worth nothing from now on. */
export async function newLink(house: House, personId: string): Promise<FreshLink> {
  const proof = { token: newToken(), code: newCode() };
  await db()
    .updateTable('meeting_person')
    .set({ token_hash: hashToken(proof.token), code_key: codeKeyOf(house, proof.code) })
    .where('id', '=', personId)
    .execute();
  return { personId, ...proof };
}

/** The link that she has: the first one, or a new one where it was replaced. */
export async function linkOf(house: House, personId: string): Promise<FreshLink> {
  const proof = firstProof(house, personId);
  const found = await meetingOfToken(house, proof.token);
  return found ? { personId, ...proof } : newLink(house, personId);
}
