import {
  hashToken,
  isLanguage,
  newId,
  newToken,
  ok,
  type ParticipantId,
  type Result,
  type RoomId,
  refuse,
} from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { hideAddresses, holdersIn, keepOut, linkForSeat, onlyHolders, openGroupRoom } from '../../call/index.ts';
import { checkIn, doorCloses, type Meeting, meetingDoor, readMeeting, seatedIn } from '../../meeting/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { insertTicket, keepUntil, lockArrival, ticketsOfMeeting } from '../store.ts';
import { type ArrivalRefusal, employeeOf, firstThatGoesOn } from './arrive.ts';

/** `place`: hers in the room already, from whichever browser; null where she has none yet. */
export type SeatArrived = { readonly token: string; readonly place: ParticipantId | null };
/** stopped: the employee has ended this meeting for her. */
export type SeatRefusal = ArrivalRefusal | { readonly kind: 'stopped' };

/**
 * Somebody with a seat comes to a group meeting held by video: she is checked in on the same list as in a room with chairs, and
 * has a way into the one room where all who come wait for the employee. Who comes first opens it: a place in line that is the
 * group's own and the agreed employee's alone. Begins its own transaction.
 */
export async function arriveAtGroup(
  house: House,
  municipality: Municipality,
  { meetingId, personId, signs }: { readonly meetingId: string; readonly personId: string; readonly signs: boolean },
): Promise<Result<SeatArrived, SeatRefusal>> {
  const now = house.clock.now();
  return house.database.inMunicipality(municipality.id, async () => {
    await lockArrival(meetingId);
    const meeting = await readMeeting(meetingId);
    if (!meeting) return refuse({ kind: 'gone' });
    const door = meetingDoor(meeting, now);
    if (door.kind !== 'open') return refuse(door);
    const seated = await seatedIn(meetingId);
    if (!seated.some((one) => one.personId === personId)) return refuse({ kind: 'gone' });
    const roomId = await roomOfGroup(house, meeting, now);
    await onlyHolders(
      house,
      roomId,
      seated.map((one) => one.personId),
    );
    const came = await checkIn(house, municipality.id, personId, true, { by: 'citizen' }, now);
    if (!came.ok) return refuse({ kind: 'gone' });
    const known = !meeting.type.rules.anonymous;
    const link = await linkForSeat(house, roomId, { id: personId, known, signs });
    if (!link.ok) return refuse({ kind: 'stopped' });
    await house.bus.notify(`line:${municipality.id}`);
    return ok({ token: link.value.token, place: link.value.participantId });
  });
}

/** The room that goes on, or a new one; whoever was put out of one that is over stays out. */
async function roomOfGroup(house: House, meeting: Meeting, now: Date): Promise<RoomId> {
  const tickets = await ticketsOfMeeting(meeting.id);
  const here = await firstThatGoesOn(tickets, now);
  const relayOnly = meeting.hiddenAddresses || meeting.type.rules.anonymous;
  const staysUntil = doorCloses(meeting.endsAt ?? now);
  if (here) {
    // It was moved while some waited already.
    if (here.staysUntil?.getTime() !== staysUntil.getTime()) await keepUntil(here.id, staysUntil);
    // Somebody who must be hidden has taken a seat meanwhile.
    if (relayOnly) await hideAddresses(house.bus, here.roomId);
    return here.roomId;
  }
  const language = isLanguage(meeting.language) ? meeting.language : 'da';
  const roomId = await openGroupRoom(
    {
      form: 'video',
      language,
      transport: house.config.livekit ? 'livekit' : 'direct',
      relayOnly,
    },
    meeting.seats,
    now,
  );
  for (const before of tickets) {
    const out = (await holdersIn(before.roomId)).filter(({ removed }) => removed);
    await keepOut(
      house,
      roomId,
      out.map(({ holder }) => holder),
    );
  }
  await insertTicket({
    id: newId<'ticket'>(),
    // Nobody holds it: those who come have places in the room.
    tokenHash: hashToken(newToken()),
    form: 'video',
    language,
    service: meeting.topic,
    step: meeting.step,
    stepsDone: [],
    name: null,
    queuedAt: new Date(Math.max(now.getTime(), meeting.startsAt?.getTime() ?? 0)),
    seenUntil: staysUntil,
    roomId,
    reservedFor: employeeOf(meeting),
    meetingId: meeting.id,
    staysUntil,
  });
  return roomId;
}
