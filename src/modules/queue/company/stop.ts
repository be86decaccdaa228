import { ok, type Result, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { endRoom, roomState, setPlace } from '../../call/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { lockTicketOfEmployee } from '../store.ts';
import type { StopReason } from './limits.ts';

/**
 * Ends sound, picture and text for one person at once. The citizen's conversation is over with it; a guest is put out, and the
 * others go on. What is kept is one entry of the audit: when, by whom, and one word; nothing of what was said.
 */
export async function stopFor(
  house: House,
  staff: StaffMember,
  reason: StopReason,
  /** The number of the place; null for the citizen's. */
  who: number | null,
): Promise<Result<null, 'no-contact'>> {
  const now = house.clock.now();
  return house.database.inMunicipality(staff.municipality.id, async () => {
    const ticket = await lockTicketOfEmployee(staff.employeeId);
    const room = ticket && (await roomState(ticket.roomId, now));
    if (!ticket || !room || room.endedBy) return refuse('no-contact');
    const person = room.participants.find((one) => (who === null ? one.role === 'citizen' : one.who === who));
    if (!person || person.role === 'employee' || person.role === 'colleague') return refuse('no-contact');
    await setPlace(house.bus, ticket.roomId, person.id, 'removed');
    if (person.role === 'citizen') await endRoom(house.bus, ticket.roomId, 'employee', now);
    await audit(
      {
        actor: staff.employeeId,
        role: 'employee',
        action: 'conversation.stop',
        subject: ticket.id,
        outcome: 'done',
        purpose: `${person.role}: ${reason}`,
      },
      now,
    );
    await house.bus.notify(`line:${staff.municipality.id}`);
    await house.bus.notify(`ticket:${ticket.id}`);
    return ok(null);
  });
}
