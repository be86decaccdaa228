import { currentMunicipality, db } from '../../../db/index.ts';
import { type EmployeeId, hashToken, type Language, newId, redactCpr } from '../../../kernel/index.ts';
import { audit, cancelMessages, forgetMessages, type House } from '../../../platform/index.ts';
import { codeKeyOf, firstProof, readCode } from '../booking/links.ts';
import type { MeetingType } from '../meeting-rules.ts';
import type { MeetingPerson, PersonDetails } from '../person-details.ts';
import { typeById } from '../types/store.ts';
import { channelOf, reachedAt, readWays, type WayFault, type Ways, type WaysWritten } from '../way-to-reach.ts';
import { opensByInvitation } from './of-meeting.ts';
import { invitationPurpose, openInvitation } from './sealed-invitation.ts';

/** Long enough to find a quiet moment; after it she is invited anew. */
export const invitationDays = 21;

/** Somebody may agree on a meeting of a kind that nobody else may. */
export type Invitation = {
  readonly id: string;
  readonly type: MeetingType;
  readonly details: PersonDetails;
  readonly channel: MeetingPerson['channel'];
  readonly language: Language;
  readonly expiresAt: Date;
  /** What she agreed on by it; null while it is open. */
  readonly meetingId: string | null;
};
export type NewInvitation = {
  readonly type: MeetingType;
  readonly details: PersonDetails;
  readonly language: Language;
};
/** What opens an invitation: made of its id and the installation's key, the database keeps hashes. */
export type Invited = {
  readonly id: string;
  readonly token: string;
  readonly code: string;
  readonly expiresAt: Date;
  readonly channel: Invitation['channel'];
};
/** How long the employee who made it may see again what she has to pass on. */
export const shownMinutes = 30;

/** Who is invited, of what an employee wrote: a name, and a way to reach her if there is one. Pure. */
export function readInvited(
  name: string,
  written: WaysWritten,
):
  | { readonly ok: true; readonly value: Pick<PersonDetails, 'name'> & Ways }
  | {
      readonly ok: false;
      readonly faults: readonly (WayFault | { readonly field: 'navn'; readonly fault: 'name' })[];
    } {
  const cleaned = redactCpr(name.replace(/[\p{C}\s]+/gu, ' ').trim()).slice(0, 100);
  const { ways, faults } = readWays(cleaned, written);
  if (cleaned === '') return { ok: false, faults: [{ field: 'navn', fault: 'name' }, ...faults] };
  return faults.length === 0 ? { ok: true, value: { name: cleaned, ...ways } } : { ok: false, faults };
}

/**
 * Writes an invitation; the caller sends it unless it was there `already`: the same form sent twice. Throws for a kind that none
 * opens, as an anonymous one. In the caller's municipal transaction, as all here.
 */
export async function invite(
  house: House,
  { type, details, language }: NewInvitation,
  employee: EmployeeId,
  now: Date,
  id: string = newId(),
): Promise<Invited & { readonly already: boolean }> {
  if (!opensByInvitation(type)) throw new Error('A kind that no invitation opens.');
  const made = firstProof(house, id, 'meeting invitation');
  const expiresAt = new Date(now.getTime() + invitationDays * 24 * 60 * 60_000);
  const written = await db()
    .insertInto('meeting_invitation')
    .values({
      id,
      municipality_id: currentMunicipality(),
      type_id: type.id,
      sealed: house.keys.seal(invitationPurpose, id, JSON.stringify(details)),
      channel: channelOf(details),
      language,
      token_hash: hashToken(made.token),
      code_key: codeKeyOf(house, made.code),
      invited_by: employee,
      created_at: now,
      expires_at: expiresAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  const invited = { id, ...made, expiresAt, channel: channelOf(details) };
  if (written.length === 0) return { ...invited, already: true };
  await audit(
    { actor: employee, role: 'employee', action: 'meeting.invite', subject: id, outcome: 'done', purpose: 'meeting' },
    now,
  );
  return { ...invited, already: false };
}

/** What the employee who made it passes on, for a while after; null for another's, and when that is over. */
export async function justInvited(house: House, id: string, employee: EmployeeId, now: Date): Promise<Invited | null> {
  const row = await db()
    .selectFrom('meeting_invitation')
    .select(['expires_at', 'channel', 'token_hash'])
    .where('id', '=', id)
    .where('invited_by', '=', employee)
    .where('created_at', '>', new Date(now.getTime() - shownMinutes * 60_000))
    .executeTakeFirst();
  const proof = firstProof(house, id, 'meeting invitation');
  if (row?.token_hash !== hashToken(proof.token)) return null;
  return { id, ...proof, expiresAt: row.expires_at, channel: row.channel };
}

type Row = {
  id: string;
  type_id: string;
  sealed: string;
  channel: Invitation['channel'];
  language: string;
  expires_at: Date;
  meeting_id: string | null;
};

async function invitationOf(house: Pick<House, 'keys'>, row: Row): Promise<Invitation | null> {
  const type = await typeById(row.type_id);
  const details = openInvitation(house, row);
  if (!type || details === null) return null;
  const { id, channel, expires_at, meeting_id } = row;
  const language = row.language === 'en' ? 'en' : 'da';
  return { id, type, details, channel, language, expiresAt: expires_at, meetingId: meeting_id };
}

const open = (now: Date) =>
  db()
    .selectFrom('meeting_invitation')
    .selectAll()
    .where('expires_at', '>', now)
    .where((e) =>
      e.or([
        e('meeting_id', 'is', null),
        // What she agreed on was cancelled: she may agree on another time.
        e('meeting_id', 'in', db().selectFrom('meeting').select('id').where('state', '=', 'cancelled')),
      ]),
    );

/** An invitation that still opens something, by its token; null for any other. Looking uses nothing up. */
export async function invitationByToken(
  house: Pick<House, 'keys'>,
  token: string,
  now: Date,
): Promise<Invitation | null> {
  const row = await open(now).where('token_hash', '=', hashToken(token)).executeTakeFirst();
  return row ? invitationOf(house, row) : null;
}

/** By the short code and the number or address that it was sent to; which of them was wrong is not told. */
export async function invitationByCode(
  house: Pick<House, 'keys'>,
  code: string,
  contact: string,
  now: Date,
): Promise<string | null> {
  const read = readCode(code);
  const isHers = reachedAt(contact);
  if (read === null || isHers === null) return null;
  const rows = await open(now).where('code_key', '=', codeKeyOf(house, read)).execute();
  for (const row of rows) {
    const found = await invitationOf(house, row);
    if (found && isHers(found.details)) return row.id;
  }
  return null;
}

/** By the short code alone, for an employee to whom it is read aloud on the telephone. */
export async function invitationOfCode(house: Pick<House, 'keys'>, code: string, now: Date): Promise<string | null> {
  const row = await open(now).where('code_key', '=', codeKeyOf(house, code)).executeTakeFirst();
  return row?.id ?? null;
}

/** By its id, as a browser keeps it sealed. */
export async function invitationById(house: Pick<House, 'keys'>, id: string, now: Date): Promise<Invitation | null> {
  const row = await open(now).where('id', '=', id).executeTakeFirst();
  return row ? invitationOf(house, row) : null;
}

/**
 * She has agreed on a meeting by it, in the transaction of the booking: of two at once one finds it open. False: it is used, or
 * over.
 */
export async function useInvitation(
  house: Pick<House, 'keys'>,
  id: string,
  meetingId: string,
  now: Date,
  isGroup = false,
): Promise<boolean> {
  const row = await db()
    .selectFrom('meeting_invitation')
    .select('meeting_id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  // The same form sent twice; of a group two may have come by it.
  if (row?.meeting_id === meetingId) return !isGroup;
  if (!(await invitationById(house, id, now))) return false;
  await db().updateTable('meeting_invitation').set({ meeting_id: meetingId }).where('id', '=', id).execute();
  await cancelMessages(id, now);
  return true;
}

/** What ran out goes, with what was sent of it. How many. */
export async function forgetInvitations(now: Date): Promise<number> {
  const gone = await db().deleteFrom('meeting_invitation').where('expires_at', '<=', now).returning('id').execute();
  await forgetMessages(gone.map(({ id }) => id));
  return gone.length;
}
