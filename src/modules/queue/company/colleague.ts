import { type EmployeeId, ok, type Result, refuse, type TicketId } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { addPerson, removePerson, roomState, setPlace } from '../../call/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { isAtDesk } from '../desk-presence-store.ts';
import { lockDesk, lockTicket, lockTicketOfEmployee, ticketOfEmployee } from '../store.ts';
import { type GroupOf, nameShown, noGroups } from './names.ts';
import { companionsOf, companyOf, dropCompanion, putCompanion } from './store.ts';

/**
 * A second colleague comes in by a place in the room like everybody else's: with a name that all can see, or not at all. There
 * is no other way to hear a conversation.
 */

const tell = async (house: House, staff: StaffMember) => house.bus.notify(`line:${staff.municipality.id}`);

/** Asks a colleague to come. Pressed again it asks again. */
export async function askColleague(
  house: House,
  staff: StaffMember,
  colleague: EmployeeId,
): Promise<Result<null, 'no-contact' | 'nobody-there' | 'in-already'>> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    const ticket = await lockTicketOfEmployee(staff.employeeId);
    if (!ticket || (await roomState(ticket.roomId, now))?.endedBy) return refuse('no-contact');
    if (colleague === staff.employeeId || !(await isAtDesk(colleague, now))) return refuse('nobody-there');
    if ((await companionsOf(ticket.id)).some((one) => one.employeeId === colleague && one.state === 'in'))
      return refuse('in-already');
    await putCompanion({ ticketId: ticket.id, employeeId: colleague, state: 'asked', participantId: null });
    await tell(house, staff);
    return ok(null);
  });
}

/** The one who asked takes it back, or asks a colleague who is in the conversation to leave it. */
export async function releaseColleague(house: House, staff: StaffMember, colleague: EmployeeId): Promise<void> {
  await house.database.inMunicipality(staff.municipality.id, async () => {
    const ticket = await lockTicketOfEmployee(staff.employeeId);
    if (!ticket) return;
    const found = (await companionsOf(ticket.id)).find((one) => one.employeeId === colleague);
    if (!found) return;
    if (found.participantId) await removePerson(house.bus, ticket.roomId, found.participantId);
    await dropCompanion(ticket.id, colleague);
    await tell(house, staff);
  });
}

export type Joining = Result<null, 'gone' | 'has-one-already' | 'full'>;

/** She comes in, admitted and named, in one transaction with the note in the audit. */
export async function joinAsColleague(
  house: House,
  staff: StaffMember,
  ticketId: TicketId,
  groupOf: GroupOf = noGroups,
): Promise<Joining> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    await lockDesk(staff.employeeId);
    const ticket = await lockTicket(ticketId);
    const asked = ticket && (await companionsOf(ticketId)).find((one) => one.employeeId === staff.employeeId);
    if (ticket?.state !== 'taken' || asked?.state !== 'asked') return refuse('gone');
    if ((await ticketOfEmployee(staff.employeeId)) || (await companyOf(staff.employeeId)))
      return refuse('has-one-already');
    const displayName = await nameShown(staff, groupOf(ticket.service));
    const added = await addPerson(house.bus, ticket.roomId, { role: 'colleague', displayName, identity: 'staff' });
    if (!added.ok) return refuse(added.reason === 'full' ? 'full' : 'gone');
    const { participantId } = added.value;
    await setPlace(house.bus, ticket.roomId, participantId, 'admitted');
    await putCompanion({ ticketId, employeeId: staff.employeeId, state: 'in', participantId });
    await audit(
      {
        actor: staff.employeeId,
        role: 'employee',
        action: 'conversation.join',
        subject: ticketId,
        outcome: 'done',
        purpose: 'asked in by a colleague',
      },
      now,
    );
    await tell(house, staff);
    return ok(null);
  });
}

/** Not now. */
export async function declineToJoin(house: House, staff: StaffMember, ticketId: TicketId): Promise<void> {
  await house.database.inMunicipality(staff.municipality.id, async () => {
    if (!(await lockTicket(ticketId))) return;
    const asked = (await companionsOf(ticketId)).find((one) => one.employeeId === staff.employeeId);
    if (asked?.state !== 'asked') return;
    await putCompanion({ ...asked, state: 'declined' });
    await tell(house, staff);
  });
}

/** She leaves the conversation that she was asked into; the others go on and see that she is gone. */
export async function leaveCompany(house: House, staff: StaffMember): Promise<void> {
  await house.database.inMunicipality(staff.municipality.id, async () => {
    await lockDesk(staff.employeeId);
    const company = await companyOf(staff.employeeId);
    const ticket = company && (await lockTicket(company.ticketId));
    if (!company || !ticket) return;
    await removePerson(house.bus, ticket.roomId, company.participantId);
    await dropCompanion(ticket.id, staff.employeeId);
    await tell(house, staff);
  });
}
