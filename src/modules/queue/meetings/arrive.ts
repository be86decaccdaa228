import type { HelpForm } from '../../../db/index.ts';
import {
  type EmployeeId,
  hashToken,
  type Language,
  newId,
  newToken,
  ok,
  type Result,
  type RoomId,
  refuse,
  type TicketId,
} from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { canHideAddress, openRoom, roomState } from '../../call/index.ts';
import { type Meeting, type MeetingDoor, meetingDoor, noteArrival, readMeeting } from '../../meeting/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { seenUntil } from '../presence.ts';
import { insertTicket, lockArrival, renewTicketToken, type Ticket, ticketsOfMeeting } from '../store.ts';

/** How she takes part, and as what she is shown; an anonymous person under her alias. */
export type Arriving = {
  readonly meetingId: string;
  readonly form: HelpForm;
  readonly language: Language;
  readonly name: string | null;
  readonly signs: boolean;
};
export type Arrived = { readonly token: string; readonly form: HelpForm; readonly service: string | null };
/** no-relay: nothing can hide her address here, so only writing is left. */
export type ArrivalRefusal = MeetingDoor | { readonly kind: 'gone' } | { readonly kind: 'no-relay' };

/**
 * She comes to a meeting: a place in line that is the agreed employee's alone, whose wait begins at the agreed time. Who
 * comes again, from another browser too, has the same place and a new secret; the former page is closed by the room.
 */
export async function arriveAtMeeting(
  house: House,
  municipality: Municipality,
  arriving: Arriving,
): Promise<Result<Arrived, ArrivalRefusal>> {
  const now = house.clock.now();
  return house.database.inMunicipality(municipality.id, async () => {
    await lockArrival(arriving.meetingId);
    const meeting = await readMeeting(arriving.meetingId);
    if (!meeting) return refuse({ kind: 'gone' });
    const door = meetingDoor(meeting, now);
    if (door.kind !== 'open') return refuse(door);
    const hide = meeting.hiddenAddresses || meeting.type.rules.anonymous;
    if (hide && arriving.form !== 'text' && !canHideAddress(house.config)) return refuse({ kind: 'no-relay' });
    const token = newToken();
    // A talk that was cut off is not over for her: she comes again, and the employee closes the first when she gets to it.
    const here = await firstThatGoesOn(await ticketsOfMeeting(meeting.id), now);
    if (here) {
      await renewTicketToken(here.id, hashToken(token), seenUntil(now));
      await house.bus.notify(`line:${municipality.id}`);
      return ok({ token, form: here.form, service: here.service });
    }
    await insertTicket({
      id: newId<'ticket'>() as TicketId,
      tokenHash: hashToken(token),
      form: arriving.form,
      language: arriving.language,
      service: meeting.topic,
      step: meeting.step,
      stepsDone: [],
      name: arriving.name,
      queuedAt: new Date(Math.max(now.getTime(), meeting.startsAt?.getTime() ?? 0)),
      seenUntil: seenUntil(now),
      roomId: await roomFor(house, arriving, hide, now),
      reservedFor: employeeOf(meeting),
      meetingId: meeting.id,
      line: null,
    });
    await noteArrival(meeting.id, now);
    await house.bus.notify(`line:${municipality.id}`);
    return ok({ token, form: arriving.form, service: meeting.topic });
  });
}

export const employeeOf = (meeting: Meeting): EmployeeId | null =>
  meeting.resources.find((one) => one.kind === 'employee')?.employeeId ?? null;

export async function firstThatGoesOn(tickets: readonly Ticket[], now: Date): Promise<Ticket | null> {
  for (const ticket of tickets) {
    const room = await roomState(ticket.roomId, now);
    if (room && room.endedBy === null) return ticket;
  }
  return null;
}

/** The room in which a meeting waits or is held now; null while the citizen has not come. In the caller's municipal transaction. */
export const roomOfMeeting = async (meetingId: string, now: Date): Promise<RoomId | null> =>
  (await firstThatGoesOn(await ticketsOfMeeting(meetingId), now))?.roomId ?? null;

/** A private room with her waiting in it, as every door makes it. */
export async function roomFor(
  house: House,
  arriving: Omit<Arriving, 'meetingId'>,
  hide: boolean,
  now: Date,
): Promise<RoomId> {
  const { roomId } = await openRoom(
    {
      form: arriving.form,
      language: arriving.language,
      displayName: arriving.name,
      transport: house.config.livekit ? 'livekit' : 'direct',
      relayOnly: hide,
      signs: arriving.signs,
    },
    now,
  );
  return roomId;
}
