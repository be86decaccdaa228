import type { HelpForm } from '../../db/index.ts';
import {
  hashToken,
  type Language,
  newId,
  newToken,
  ok,
  type ParticipantId,
  type Result,
  redactCpr,
  refuse,
  type TicketId,
} from '../../kernel/index.ts';
import type { House } from '../../platform/index.ts';
import { hideAddresses, openRoom, removeRoom, roomState } from '../call/index.ts';
import { countContact, estimateWait, handlingTimes, type WaitEstimate } from '../contact/index.ts';
import { type Municipality, openState, type Place, places } from '../tenancy/index.ts';
import { type TransferTold, transferTold } from './company/company-state.ts';
import { type CounterState, counterState } from './counter-state.ts';
import { busyAtDesk, isAtDesk, staffAtDesk } from './desk-presence-store.ts';
import { isPresent, seenUntil } from './presence.ts';
import {
  insertTicket,
  markDone,
  markLine,
  markSeen,
  removeTicket,
  type Ticket,
  ticketByToken,
  waitingTickets,
} from './store.ts';

/** What a citizen asks for. `name` only if she wrote one; `service` and `step` travel from the guide. */
export type HelpWish = {
  readonly form: HelpForm;
  readonly language: Language;
  readonly service: string | null;
  readonly step: string | null;
  readonly stepsDone: readonly string[];
  readonly name: string | null;
  /** Her network address must not reach anybody: nothing goes straight between the browsers. */
  readonly hideAddress?: boolean;
  /** What her line bore when it was tested. */
  readonly line?: HelpForm | null;
  /** She speaks with her hands. */
  readonly signs?: boolean;
};

/** How the counter stands, with the place to come or call instead. In the caller's municipal transaction. */
export async function readCounter(now: Date): Promise<{ readonly state: CounterState; readonly place: Place | null }> {
  const { state, place } = await readLine(now);
  return { state, place };
}

/** The counter, who waits, and how long it takes from any place in the line; each thing is read once. */
async function readLine(now: Date): Promise<{
  readonly state: CounterState;
  readonly place: Place | null;
  readonly waiting: readonly Ticket[];
  readonly waitAt: (place: number, staffed: boolean) => WaitEstimate;
}> {
  const [place = null] = await places();
  const hours = place ? openState(place.helpHours, now) : ({ open: false, opens: null } as const);
  const staff = await staffAtDesk(now);
  const waiting = await waitingTickets();
  // Who sits at the desk with nobody takes the first at once; only those behind wait for a conversation to end.
  const busy = await busyAtDesk(now);
  const handling = await handlingTimes(now);
  const waitAt = (at: number, staffed: boolean) => {
    const present = staffed ? staff : 0;
    return estimateWait({ place: at - Math.max(0, present - busy), staff: present, handling });
  };
  const estimate = waitAt(waiting.length + 1, true);
  return { state: counterState(hours, { staff, waiting: waiting.length, estimate }), place, waiting, waitAt };
}

/** `begun`: where she stands and which place in the room is hers, for a place that was made now. */
export type Asked = {
  readonly token: string;
  readonly ticketId: TicketId;
  readonly fresh: boolean;
  readonly begun?: { readonly state: WaitingState; readonly participantId: ParticipantId };
};

/**
 * Takes a place in line. Somebody who already has one keeps it: the same help link in two tabs is one wish. When nobody
 * can come there is no ticket, and the caller shows the way there is instead.
 */
export async function requestHelp(
  house: House,
  municipality: Municipality,
  wish: HelpWish,
  heldToken: string | undefined,
): Promise<Result<Asked, CounterState>> {
  const now = house.clock.now();
  return house.database.inMunicipality(municipality.id, async () => {
    const held = heldToken ? await ticketByToken(hashToken(heldToken)) : null;
    // A call that is over is no place in line: who was cut off may ask again before the employee has closed it.
    const over = held !== null && (await roomState(held.roomId, now))?.endedBy;
    if (held && heldToken && !over) {
      await markSeen(held.id, seenUntil(now));
      // What she asks for now holds for the place she has.
      if (wish.hideAddress) await hideAddresses(house.bus, held.roomId);
      return ok({ token: heldToken, ticketId: held.id, fresh: false });
    }
    const { state, waiting, waitAt } = await readLine(now);
    if (!state.open) return refuse(state);
    const id = newId<'ticket'>();
    const token = newToken();
    const name = wish.name === null ? null : redactCpr(wish.name).slice(0, 80).trim() || null;
    const { roomId, participantId } = await openRoom(
      {
        form: wish.form,
        language: wish.language,
        displayName: name,
        transport: house.config.livekit ? 'livekit' : 'direct',
        relayOnly: wish.hideAddress ?? false,
        signs: wish.signs ?? false,
      },
      now,
    );
    await insertTicket({
      ...wish,
      id,
      tokenHash: hashToken(token),
      name,
      queuedAt: now,
      seenUntil: seenUntil(now),
      roomId,
    });
    await house.bus.notify(`line:${municipality.id}`);
    const place = waiting.length + 1;
    const begun = {
      state: { kind: 'waiting', place, estimate: waitAt(place, true), staffed: true } as const,
      participantId,
    };
    return ok({ token, ticketId: id, fresh: true, begun });
  });
}

/** What the waiting room shows. `taken` and `ended` send her on. */
export type WaitingState =
  | {
      readonly kind: 'waiting';
      readonly place: number;
      readonly estimate: WaitEstimate;
      /** False when the last employee has left or the hours are over: she is told and offered a way. */
      readonly staffed: boolean;
      /** She has come for a meeting, which begins then. */
      readonly meetsAt?: Date;
      /** With `meetsAt`: the desk of the agreed employee is open, so that she is seen. */
      readonly expected?: boolean;
    }
  /** `transfer`: she is about to be handed to somebody else, and may say no. */
  | { readonly kind: 'taken'; readonly transfer?: TransferTold }
  /** `stopped`: the employee has ended it for her. */
  | { readonly kind: 'ended'; readonly stopped?: true }
  /** No such place: given up, lost after two minutes away, or closed by the employee. */
  | { readonly kind: 'gone' };

const invitedState = {
  kind: 'waiting',
  place: 1,
  estimate: { kind: 'soon' },
  staffed: true,
} as const satisfies WaitingState;

/** Reads where she stands, in the caller's municipal transaction. */
export async function readWaiting(
  token: string,
  now: Date,
): Promise<{ readonly state: WaitingState; readonly ticket: Ticket | null }> {
  const ticket = await ticketByToken(hashToken(token));
  if (!ticket) return { state: { kind: 'gone' }, ticket: null };
  if (ticket.state === 'taken') {
    const room = await roomState(ticket.roomId, now);
    if (room?.endedBy) {
      const stopped = room.participants.some((one) => one.role === 'citizen' && one.state === 'removed');
      return { state: { kind: 'ended', ...(stopped ? { stopped: true as const } : {}) }, ticket };
    }
    const transfer = await transferTold(ticket);
    return { state: { kind: 'taken', ...(transfer ? { transfer } : {}) }, ticket };
  }
  // Invited or come by agreement: she stands before no one and behind no one, and somebody is coming.
  if (ticket.meetingId) {
    const expected = ticket.reservedFor === null || (await isAtDesk(ticket.reservedFor, now));
    return { state: { ...invitedState, meetsAt: ticket.queuedAt, expected }, ticket };
  }
  if (ticket.reservedFor || ticket.seriesId) return { state: invitedState, ticket };
  const { state: counter, waiting, waitAt } = await readLine(now);
  const place = Math.max(1, waiting.findIndex((one) => one.id === ticket.id) + 1);
  return {
    state: { kind: 'waiting', place, estimate: waitAt(place, counter.open), staffed: counter.open },
    ticket,
  };
}

/** Whose place a token opens, in the caller's municipal transaction; null where there is none (any more). */
export const ticketHeld = (token: string): Promise<Ticket | null> => ticketByToken(hashToken(token));

/** A sign of life from an open waiting room. The line is woken only when somebody who was away is back. */
export async function beat(house: House, municipality: Municipality, token: string): Promise<void> {
  const now = house.clock.now();
  await house.database.inMunicipality(municipality.id, async () => {
    const ticket = await ticketByToken(hashToken(token));
    if (!ticket) return;
    await markSeen(ticket.id, seenUntil(now));
    if (!isPresent(ticket.seenUntil, now)) await house.bus.notify(`line:${municipality.id}`);
  });
}

/** Her page was closed. She keeps her place for two minutes; the desk sees that she is away. */
export async function pageClosed(house: House, municipality: Municipality, token: string): Promise<void> {
  const now = house.clock.now();
  await house.database.inMunicipality(municipality.id, async () => {
    const ticket = await ticketByToken(hashToken(token));
    if (ticket?.state !== 'waiting') return;
    await markSeen(ticket.id, now);
    await house.bus.notify(`line:${municipality.id}`);
  });
}

/** What she has ticked since she came; the employee starts where she is. */
export async function stepsTicked(
  house: House,
  municipality: Municipality,
  token: string,
  done: readonly string[],
  step: string | null,
): Promise<void> {
  await house.database.inMunicipality(municipality.id, async () => {
    const ticket = await ticketByToken(hashToken(token));
    if (!ticket) return;
    await markDone(ticket.id, done.slice(0, 12), step);
    await house.bus.notify(`line:${municipality.id}`);
  });
}

/** Her line was tested while she waited; the desk sees what it bears. */
export async function lineTested(
  house: House,
  municipality: Municipality,
  token: string,
  line: HelpForm,
): Promise<void> {
  await house.database.inMunicipality(municipality.id, async () => {
    const ticket = await ticketHeld(token);
    if (!ticket) return;
    await markLine(ticket.id, line);
    await house.bus.notify(`line:${municipality.id}`);
  });
}

/** She gives up her place. */
export async function leaveLine(house: House, municipality: Municipality, token: string): Promise<void> {
  await house.database.inMunicipality(municipality.id, async () => {
    const ticket = await ticketByToken(hashToken(token));
    if (ticket?.state === 'waiting') await dropUnserved(house, municipality, ticket);
  });
}

/** Counts one who left before she was served, and forgets her. In the caller's municipal transaction. */
export async function dropUnserved(house: House, municipality: Municipality, ticket: Ticket): Promise<void> {
  const now = house.clock.now();
  if (!(await removeTicket(ticket.id))) return;
  await removeRoom(house.bus, ticket.roomId);
  // The meeting stands: she may come again, and how it ended is said by the employee.
  if (ticket.meetingId === null)
    await countContact({
      now,
      channel: ticket.form,
      form: ticket.form,
      task: ticket.service ?? 'none',
      kind: ticket.service ? 'help-to-self-service' : 'information',
      outcome: 'left',
      waitSeconds: Math.max(0, (ticket.takenAt ?? now).getTime() - ticket.queuedAt.getTime()) / 1000,
      handlingSeconds: null,
    });
  await house.bus.notify(`line:${municipality.id}`);
  await house.bus.notify(`ticket:${ticket.id}`);
}
