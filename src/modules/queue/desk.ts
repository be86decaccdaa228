import { type EmployeeId, ok, type Result, refuse, type TicketId } from '../../kernel/index.ts';
import { audit, type House } from '../../platform/index.ts';
import { addEmployee, admit, removeRoom, returnToWaiting, roomState } from '../call/index.ts';
import { type ContactKind, countContact, type SaidOutcome } from '../contact/index.ts';
import type { StaffMember } from '../identity/index.ts';
import { finishMeeting, skillsOf, writeAgreed } from '../meeting/index.ts';
import { type GroupOf, nameShown, noGroups } from './company/names.ts';
import { companionsOf, companyOf, dropCompanyOf } from './company/store.ts';
import { handOver } from './company/transfer.ts';
import { closeDesk, isAtDesk, putAtDesk } from './desk-presence-store.ts';
import { dropUnserved } from './help.ts';
import { isArriving, seenUntil } from './presence.ts';
import {
  lockDesk,
  lockFirstPresent,
  lockTicket,
  lockTicketOfEmployee,
  markTaken,
  markWaiting,
  removeTicket,
  type Ticket,
  ticketOfEmployee,
  tryLockDesk,
} from './store.ts';

type Taking = Result<{ readonly ticket: Ticket }, 'nobody-waits' | 'has-one-already'>;

/**
 * The first who is there becomes this employee's, in one transaction with her admission and the note in the audit. Two
 * employees in the same millisecond get two citizens, or one gets none. Who is in a colleague's conversation has one already.
 */
export async function takeNext(house: House, staff: StaffMember, groupOf: GroupOf = noGroups): Promise<Taking> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    await lockDesk(staff.employeeId);
    if ((await ticketOfEmployee(staff.employeeId)) || (await companyOf(staff.employeeId)))
      return refuse('has-one-already');
    const ticket = await lockFirstPresent(staff.employeeId, await skillsOf(staff.employeeId), now);
    if (!ticket) return refuse('nobody-waits');
    await takeTicket(house, ticket, staff.employeeId, await nameShown(staff, groupOf(ticket.service)), now);
    await house.bus.notify(`line:${staff.municipality.id}`);
    return ok({ ticket });
  });
}

/**
 * Somebody who has come for a meeting with this employee, or rings a team of hers, out of turn: a meeting may begin before
 * its time when both are there.
 */
export async function takeThis(
  house: House,
  staff: StaffMember,
  ticketId: TicketId,
  groupOf: GroupOf = noGroups,
): Promise<Result<{ readonly ticket: Ticket }, 'gone' | 'has-one-already'>> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    await lockDesk(staff.employeeId);
    if ((await ticketOfEmployee(staff.employeeId)) || (await companyOf(staff.employeeId)))
      return refuse('has-one-already');
    const ticket = await lockTicket(ticketId);
    const mine = ticket?.reservedFor === staff.employeeId;
    const teams =
      ticket?.forSkill != null &&
      (ticket.openFrom ?? now) <= now &&
      (await skillsOf(staff.employeeId)).includes(ticket.forSkill);
    if (ticket?.state !== 'waiting' || !(mine || teams)) return refuse('gone');
    await takeTicket(house, ticket, staff.employeeId, await nameShown(staff, groupOf(ticket.service)), now);
    await house.bus.notify(`line:${staff.municipality.id}`);
    return ok({ ticket });
  });
}

/** Makes a locked ticket this employee's and admits both to the room. In the caller's municipal transaction, her desk locked. */
export async function takeTicket(
  house: House,
  ticket: Ticket,
  employee: EmployeeId,
  displayName: string,
  now: Date,
): Promise<void> {
  await markTaken(ticket.id, employee, now);
  await addEmployee(house.bus, ticket.roomId, { displayName });
  await admit(house.bus, ticket.roomId);
  await audit(
    {
      actor: employee,
      role: 'employee',
      action: 'ticket.take',
      subject: ticket.id,
      outcome: 'done',
      purpose: 'help now',
    },
    now,
  );
  await house.bus.notify(`ticket:${ticket.id}`);
}

/**
 * She was gone when taken: one key drops her place and takes the next. One who is there after all is not dropped. Two
 * transactions, since counting comes last in one: it would hold the figures while taking waits for the audit.
 */
export async function goneTakeNext(house: House, staff: StaffMember, groupOf: GroupOf = noGroups): Promise<Taking> {
  const isHere = await house.database.inMunicipality(staff.municipality.id, async () => {
    const now = house.clock.now();
    const mine = await lockTicketOfEmployee(staff.employeeId);
    if (!mine) return false;
    // A group's room is hers while nobody has come yet.
    if (mine.staysUntil !== null) return true;
    const room = await roomState(mine.roomId, now);
    if (room?.participants.some((one) => one.role === 'citizen' && one.connected)) return true;
    if (isArriving(mine.takenAt ?? now, now)) return true;
    await dropUnserved(house, staff.municipality, mine);
    return false;
  });
  return isHere ? refuse('has-one-already') : takeNext(house, staff, groupOf);
}

export type Closing = {
  readonly outcome: SaidOutcome;
  readonly kind: ContactKind;
  readonly task: string | null;
  /** What the citizen said yes to, for her own page; kept where it was a meeting. */
  readonly agreed?: readonly string[];
};

/**
 * Closes the contact with one tap: in one transaction the counters grow and the ticket and its room are gone. What is
 * counted holds no id and no time of day; the audit holds no outcome and no topic, so neither leads to the other.
 */
export async function closeContact(
  house: House,
  staff: StaffMember,
  closing: Closing,
): Promise<Result<null, 'no-contact'>> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    const ticket = await lockTicketOfEmployee(staff.employeeId);
    if (!ticket || !(await removeTicket(ticket.id))) return refuse('no-contact');
    const room = await roomState(ticket.roomId, now);
    const taken = ticket.takenAt ?? now;
    await removeRoom(house.bus, ticket.roomId);
    if (ticket.meetingId !== null) {
      await finishMeeting(house, ticket.meetingId, 'done', { by: 'employee', employee: staff.employeeId }, now);
      if (closing.agreed && closing.agreed.length > 0)
        await writeAgreed(house, ticket.meetingId, closing.agreed, staff.employeeId, now);
    }
    await audit(
      {
        actor: staff.employeeId,
        role: 'employee',
        action: 'ticket.close',
        subject: ticket.id,
        outcome: 'done',
        purpose: 'help now',
      },
      now,
    );
    await countContact({
      now,
      channel: ticket.form,
      form: ticket.form,
      task: closing.task ?? ticket.service ?? 'none',
      kind: closing.kind,
      outcome: closing.outcome,
      // A meeting has a time of its own: nobody waited in line for it.
      waitSeconds: ticket.meetingId === null ? (taken.getTime() - ticket.queuedAt.getTime()) / 1000 : null,
      handlingSeconds: ((room?.endedAt ?? now).getTime() - taken.getTime()) / 1000,
    });
    await house.bus.notify(`line:${staff.municipality.id}`);
    await house.bus.notify(`ticket:${ticket.id}`);
    return ok(null);
  });
}

/** An open desk says that somebody is there. The line is woken when the first comes. */
export async function deskBeat(house: House, staff: StaffMember): Promise<void> {
  const now = house.clock.now();
  await house.database.inMunicipality(staff.municipality.id, async () => {
    const there = await isAtDesk(staff.employeeId, now);
    await putAtDesk(staff.employeeId, seenUntil(now));
    if (!there) await house.bus.notify(`line:${staff.municipality.id}`);
  });
}

/** A desk that was closed, or left by its button (`at` is then now). */
export async function deskClosed(house: House, staff: StaffMember, at: Date): Promise<void> {
  await house.database.inMunicipality(staff.municipality.id, async () => {
    await closeDesk(staff.employeeId, at);
    await house.bus.notify(`line:${staff.municipality.id}`);
  });
}

/** A colleague who is in the conversation and at her desk; her desk locked. */
async function heirOf(ticket: Ticket, now: Date): Promise<EmployeeId | null> {
  for (const { state, employeeId } of await companionsOf(ticket.id))
    if (state === 'in' && (await isAtDesk(employeeId, now)) && (await tryLockDesk(employeeId))) return employeeId;
  return null;
}

/**
 * The employee's browser died and did not come back: a colleague who is in the conversation goes on with it, or else the
 * citizen goes back to her old place, first in line. A contact that had already ended is counted as one whose outcome nobody
 * wrote down, which is the truth.
 */
export async function employeeLost(
  house: House,
  municipality: StaffMember['municipality'],
  ticket: Ticket,
): Promise<void> {
  const now = house.clock.now();
  const room = await roomState(ticket.roomId, now);
  const heir = room && !room.endedBy ? await heirOf(ticket, now) : null;
  if (heir) await handOver(house, ticket, heir, null);
  else if (room && !room.endedBy) {
    await dropCompanyOf(ticket.id);
    await markWaiting(ticket.id, ticket.staysUntil ?? seenUntil(now));
    await returnToWaiting(house.bus, ticket.roomId);
  } else if (await removeTicket(ticket.id)) {
    await removeRoom(house.bus, ticket.roomId);
    const taken = ticket.takenAt ?? now;
    await countContact({
      now,
      channel: ticket.form,
      form: ticket.form,
      task: ticket.service ?? 'none',
      kind: ticket.service ? 'help-to-self-service' : 'information',
      outcome: 'unrecorded',
      waitSeconds: ticket.meetingId === null ? (taken.getTime() - ticket.queuedAt.getTime()) / 1000 : null,
      handlingSeconds: ((room?.endedAt ?? now).getTime() - taken.getTime()) / 1000,
    });
  }
  await house.bus.notify(`line:${municipality.id}`);
  await house.bus.notify(`ticket:${ticket.id}`);
}
