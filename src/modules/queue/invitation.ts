import { randomInt } from 'node:crypto';
import {
  type EmployeeId,
  hashToken,
  type Language,
  newId,
  newToken,
  ok,
  type Result,
  refuse,
  type TicketId,
} from '../../kernel/index.ts';
import type { House } from '../../platform/index.ts';
import { hideAddresses, openRoom, roomState } from '../call/index.ts';
import type { StaffMember } from '../identity/index.ts';
import type { Municipality } from '../tenancy/index.ts';
import { nameShown } from './company/names.ts';
import { companyOf } from './company/store.ts';
import { takeTicket } from './desk.ts';
import { isAtDesk } from './desk-presence-store.ts';
import type { HelpWish } from './help.ts';
import {
  dropInvitationsExpiredBefore,
  insertInvitation,
  invitationBy,
  invitationOf,
  spendInvitation,
} from './invitation-store.ts';
import { seenUntil } from './presence.ts';
import {
  insertTicket,
  lockDesk,
  markSeen,
  reserve,
  reservedFor,
  type Ticket,
  ticketByToken,
  ticketOfEmployee,
} from './store.ts';

/** Long enough to spell out on the telephone, short enough that a slip of paper is worth nothing the next day. */
export const invitationMinutes = 30;

/** Letters and digits that are not taken for one another, read aloud or on paper. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 30^8 is 39 bits: with half an hour and a limit on how often one may try, nobody meets one by chance. */
const signs = 8;

const newCode = (): string => Array.from({ length: signs }, () => alphabet[randomInt(alphabet.length)] ?? '').join('');

/** `ABCD-EFGH`, as it is read aloud. */
export const spokenCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** A code as somebody typed it; null for what cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  return code.length === signs && [...code].every((sign) => alphabet.includes(sign)) ? code : null;
}

/** What travels along, as in a help request. */
export type InvitationWish = Pick<HelpWish, 'form' | 'language' | 'service' | 'step'>;

/** Keyed: a code is short, and its plain hash could be found by trying them all. */
const hashOf = (house: Pick<House, 'keys'>, code: string): string => house.keys.fingerprint('invitation', code);

/** Makes a code that leads one citizen to this employee. The code is told once and stored nowhere. */
export async function makeInvitation(
  house: House,
  staff: StaffMember,
  wish: InvitationWish,
  group: string | null = null,
): Promise<{ readonly id: string; readonly code: string }> {
  const id = newId<'invitation'>();
  const code = newCode();
  const expiresAt = new Date(house.clock.now().getTime() + invitationMinutes * 60_000);
  await house.database.inMunicipality(staff.municipality.id, async () =>
    insertInvitation({
      id,
      codeHash: hashOf(house, code),
      employeeId: staff.employeeId,
      employeeName: await nameShown(staff, group),
      wish,
      expiresAt,
    }),
  );
  return { id, code };
}

export type OpenInvitation = InvitationWish & { readonly employeeId: EmployeeId; readonly employeeName: string };

/** What a code leads to, without using it: links are opened by mail programs too. In the caller's municipal transaction. */
export const readInvitation = (house: House, code: string): Promise<OpenInvitation | null> =>
  invitationBy(hashOf(house, code), house.clock.now());

/**
 * She comes: the invitation is used up and she has a place that is this employee's alone; at once with her, when the
 * employee is at the desk with nobody. One who stands in line already keeps her place and her secret: two would be one
 * citizen twice. Of two browsers with the same link one gets in.
 */
export async function acceptInvitation(
  house: House,
  municipality: Municipality,
  code: string,
  chosen: Pick<HelpWish, 'hideAddress'> & { readonly form: HelpWish['form'] | null; readonly language: Language },
  heldToken: string | undefined,
): Promise<
  Result<{ readonly token: string; readonly fresh: boolean; readonly wish: InvitationWish }, 'gone' | 'in-call'>
> {
  const now = house.clock.now();
  return house.database.inMunicipality(municipality.id, async () => {
    const held = heldToken ? await ticketByToken(hashToken(heldToken)) : null;
    const over = held !== null && (await roomState(held.roomId, now))?.endedBy;
    if (held?.state === 'taken' && !over) return refuse('in-call');
    const invited = await spendInvitation(hashOf(house, code), now);
    if (!invited) return refuse('gone');
    const { language, hideAddress = false } = chosen;
    const wish = { ...invited.wish, language, form: chosen.form ?? invited.wish.form };
    let ticketId: TicketId;
    let token: string;
    if (held && heldToken && !over) {
      token = heldToken;
      ticketId = held.id;
      // Somebody took her from the line in this very moment: she has what she came for.
      if (!(await reserve(ticketId, invited.employeeId, wish))) return refuse('in-call');
      await markSeen(ticketId, seenUntil(now));
      if (hideAddress) await hideAddresses(house.bus, held.roomId);
    } else {
      token = newToken();
      ticketId = newId<'ticket'>();
      const { roomId } = await openRoom(
        {
          form: wish.form,
          language,
          displayName: null,
          transport: house.config.livekit ? 'livekit' : 'direct',
          relayOnly: hideAddress,
        },
        now,
      );
      await insertTicket({
        ...wish,
        id: ticketId,
        tokenHash: hashToken(token),
        stepsDone: [],
        name: null,
        queuedAt: now,
        seenUntil: seenUntil(now),
        roomId,
        reservedFor: invited.employeeId,
      });
    }
    await takeAtOnce(house, invited, ticketId, now);
    await house.bus.notify(`line:${municipality.id}`);
    return ok({ token, fresh: held === null || Boolean(over), wish });
  });
}

/** She asked for this citizen and has nobody: no key needs to be pressed. */
async function takeAtOnce(
  house: House,
  { employeeId, employeeName }: { readonly employeeId: EmployeeId; readonly employeeName: string },
  ticketId: TicketId,
  now: Date,
): Promise<void> {
  await lockDesk(employeeId);
  if (!(await isAtDesk(employeeId, now)) || (await ticketOfEmployee(employeeId)) || (await companyOf(employeeId)))
    return;
  const mine = (await reservedFor(employeeId)).find((ticket: Ticket) => ticket.id === ticketId);
  if (mine) await takeTicket(house, mine, employeeId, employeeName, now);
}

/** How it stands with an invitation, for the employee who made it. `gone`: unused, and its time is over. */
export type InvitationState = 'open' | 'waiting' | 'taken' | 'gone';

export async function invitationState(house: House, staff: StaffMember, id: string): Promise<InvitationState> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    const open = await invitationOf(id, staff.employeeId);
    if (open) return open.expiresAt > now ? 'open' : 'gone';
    // It is used: whoever it brought waits for her, or is with her.
    if ((await reservedFor(staff.employeeId)).length > 0) return 'waiting';
    return (await ticketOfEmployee(staff.employeeId)) ? 'taken' : 'gone';
  });
}

/** Unused invitations do not outlive their half hour. In the caller's municipal transaction. */
export const forgetInvitations = (now: Date): Promise<void> => dropInvitationsExpiredBefore(now);
