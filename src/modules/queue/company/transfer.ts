import { type EmployeeId, hashToken, ok, type Result, refuse, type TicketId } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { addEmployee, admit, removePerson, roomState, setPerson } from '../../call/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { type Municipality, places } from '../../tenancy/index.ts';
import { isAtDesk } from '../desk-presence-store.ts';
import {
  lockDesk,
  lockTicket,
  lockTicketOfEmployee,
  markMoved,
  type Ticket,
  ticketByToken,
  ticketOfEmployee,
} from '../store.ts';
import { type GroupOf, nameShown, nameShownOf, noGroups } from './names.ts';
import { mayReceive, readLine, transferReadyAt } from './rules.ts';
import { companyOf, dropCompanion, dropTransfer, putTransfer, settleTransfer, stationOf, transferOf } from './store.ts';

/** Whom an employee asks to take over: one colleague, or whoever is free, at a place or anywhere. */
export type TransferWish = {
  readonly employee: EmployeeId | null;
  readonly place: string | null;
  readonly line: string;
};

const note = (staff: Pick<StaffMember, 'employeeId'>, action: string, ticket: TicketId, now: Date) =>
  audit(
    {
      actor: staff.employeeId,
      role: 'employee',
      action,
      subject: ticket,
      outcome: 'done',
      purpose: 'handed to a colleague',
    },
    now,
  );

/** Colleagues, the one who asks and the citizen read again. */
async function tell(house: House, municipality: Municipality['id'], ticket: TicketId): Promise<void> {
  await house.bus.notify(`line:${municipality}`);
  await house.bus.notify(`ticket:${ticket}`);
}

/** Asks; until somebody takes over, the citizen stays with the one who asks. */
export async function askTransfer(
  house: House,
  staff: StaffMember,
  wish: TransferWish,
  groupOf: GroupOf = noGroups,
): Promise<Result<null, 'no-contact' | 'nobody-there'>> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    const ticket = await lockTicketOfEmployee(staff.employeeId);
    if (!ticket || (await roomState(ticket.roomId, now))?.endedBy) return refuse('no-contact');
    // Of a group there is no one citizen who could say no to it.
    if (ticket.staysUntil !== null) return refuse('no-contact');
    if (wish.employee !== null && (wish.employee === staff.employeeId || !(await isAtDesk(wish.employee, now))))
      return refuse('nobody-there');
    const group = groupOf(ticket.service);
    const place = (await places()).find((one) => one.id === wish.place) ?? null;
    await putTransfer({
      ticketId: ticket.id,
      from: staff.employeeId,
      to: wish.employee,
      toPlace: wish.employee === null ? (place?.id ?? null) : null,
      line: readLine(wish.line),
      shownFrom: await nameShown(staff, group),
      shownTo: wish.employee === null ? (place?.name ?? null) : await nameShownOf(wish.employee, group),
      askedAt: now,
    });
    await note(staff, 'transfer.ask', ticket.id, now);
    await tell(house, staff.municipality.id, ticket.id);
    return ok(null);
  });
}

/** The employee has changed her mind, or has read what came of it. */
export async function dropOwnTransfer(house: House, staff: StaffMember): Promise<void> {
  await house.database.inMunicipality(staff.municipality.id, async () => {
    const ticket = await lockTicketOfEmployee(staff.employeeId);
    if (!ticket) return;
    await dropTransfer(ticket.id);
    await tell(house, staff.municipality.id, ticket.id);
  });
}

/** The colleague who was named says no; the one who asked is told. */
export async function declineTransfer(house: House, staff: StaffMember, ticketId: TicketId): Promise<void> {
  await house.database.inMunicipality(staff.municipality.id, async () => {
    if (!(await lockTicket(ticketId))) return;
    const transfer = await transferOf(ticketId);
    if (transfer?.to !== staff.employeeId || !(await settleTransfer(ticketId, { state: 'declined' }))) return;
    await tell(house, staff.municipality.id, ticketId);
  });
}

/** The citizen says yes, or no: then she stays where she is, and both employees see it. */
export async function answerTransfer(
  house: House,
  municipality: Municipality,
  token: string,
  answer: 'yes' | 'no',
): Promise<void> {
  await house.database.inMunicipality(municipality.id, async () => {
    const found = await ticketByToken(hashToken(token));
    const ticket = found && (await lockTicket(found.id));
    if (!ticket) return;
    if (await settleTransfer(ticket.id, answer === 'yes' ? { agreed: true } : { state: 'citizen-no' }))
      await tell(house, municipality.id, ticket.id);
  });
}

export type Receiving = Result<null, 'gone' | 'too-soon' | 'has-one-already'>;

/**
 * A colleague takes over. In one transaction the ticket, the room's place and the audit move, so that the citizen is always
 * with one of the two and never with both. Of two who take in the same moment one gets her. What she came for, her step, how
 * she was identified and when she came stay on ticket and place.
 */
export async function acceptTransfer(
  house: House,
  staff: StaffMember,
  ticketId: TicketId,
  groupOf: GroupOf = noGroups,
): Promise<Receiving> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    await lockDesk(staff.employeeId);
    const ticket = await lockTicket(ticketId);
    const transfer = await transferOf(ticketId);
    if (!ticket || transfer?.state !== 'open' || ticket.state !== 'taken' || ticket.employeeId !== transfer.from)
      return refuse('gone');
    const mine = { employee: staff.employeeId, place: (await stationOf(staff.employeeId)).placeId };
    if (!mayReceive({ employee: transfer.to, place: transfer.toPlace }, transfer.from, mine)) return refuse('gone');
    if ((await roomState(ticket.roomId, now))?.endedBy) return refuse('gone');
    if (transferReadyAt(transfer.askedAt, transfer.agreed) > now) return refuse('too-soon');
    const company = await companyOf(staff.employeeId);
    if ((await ticketOfEmployee(staff.employeeId)) || (company && company.ticketId !== ticketId))
      return refuse('has-one-already');
    await settleTransfer(ticketId, { state: 'moved', to: staff.employeeId });
    await handOver(house, ticket, staff.employeeId, groupOf(ticket.service));
    await note(staff, 'transfer.take', ticketId, now);
    await tell(house, staff.municipality.id, ticketId);
    return ok(null);
  });
}

/**
 * The room's place of the employee goes to another, who may be in the room as a colleague already. The one before is gone from
 * it for everybody to see. In the caller's transaction, with the ticket and the receiver's desk locked.
 */
export async function handOver(house: House, ticket: Ticket, to: EmployeeId, group: string | null): Promise<void> {
  const now = house.clock.now();
  const company = await companyOf(to);
  const there = (await roomState(ticket.roomId, now))?.participants ?? [];
  for (const one of there) if (one.role === 'employee') await removePerson(house.bus, ticket.roomId, one.id);
  await markMoved(ticket.id, to);
  if (company?.ticketId === ticket.id && there.some((one) => one.id === company.participantId)) {
    await dropCompanion(ticket.id, to);
    await setPerson(house.bus, ticket.roomId, company.participantId, { role: 'employee' });
  } else await addEmployee(house.bus, ticket.roomId, { displayName: (await nameShownOf(to, group)) ?? '' });
  await admit(house.bus, ticket.roomId);
}
