import type { MeetingForm, SeatState } from '../../../db/index.ts';
import { type EmployeeId, type MunicipalityId, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { TimeWish, WhyNot } from '../availability/time-wish.ts';
import type { Actor, NewPerson } from '../booking/booking-types.ts';

/** How long a seat that became free is kept for the first in line; never past the meeting's start. */
export const seatOfferHours = 24;

export type Link = { readonly personId: string; readonly token: string; readonly code: string };

export type GroupRefusal =
  | { readonly kind: 'not-a-group' }
  | { readonly kind: 'not-free'; readonly why: WhyNot }
  | { readonly kind: 'taken' };

/** Sets a time for a group meeting or course; nobody has a seat yet. `seats` null is the type's. Begins its own transaction. */
export async function openGroup(
  _house: House,
  _municipality: MunicipalityId,
  _group: { readonly wish: TimeWish; readonly startsAt: Date; readonly seats: number | null },
  _actor: Actor,
  _now: Date,
): Promise<Result<{ readonly meetingId: string }, GroupRefusal>> {
  return refuse({ kind: 'not-a-group' });
}

/** A group meeting ahead, as a citizen may see it. */
export type GroupAhead = {
  readonly meetingId: string;
  readonly typeId: string;
  readonly form: MeetingForm;
  readonly placeId: string | null;
  readonly language: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly seats: number;
  readonly free: number;
  readonly waiting: number;
};

/** Group meetings of a type that one may still join, in their order. In the caller's municipal transaction. */
export async function groupsAhead(_typeId: string, _now: Date): Promise<readonly GroupAhead[]> {
  return [];
}

/** All that are ahead or of today, for employees. In the caller's municipal transaction. */
export async function allGroups(_from: Date, _to: Date): Promise<readonly GroupAhead[]> {
  return [];
}

export type SeatRefusal =
  | { readonly kind: 'no-meeting' }
  /** It has begun, or is cancelled. */
  | { readonly kind: 'too-late' }
  /** She has a seat or waits for one: same way to reach her. */
  | { readonly kind: 'has-one' }
  | { readonly kind: 'not-for-citizens' }
  /** The seat that was offered went to the next. */
  | { readonly kind: 'offer-gone' };

/** `waiting`: it is full, and `before` others wait ahead of her. */
export type Seat = { readonly state: SeatState; readonly link: Link; readonly before: number };

/** A seat, or a place in the waiting line. Never more than there are seats. Begins its own transaction. */
export async function takeSeat(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _person: NewPerson,
  _actor: Actor,
  _now: Date,
): Promise<Result<Seat, SeatRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/** Her yes or no to the seat that is kept for her; a no goes to the next. Begins its own transaction. */
export async function answerSeat(
  _house: House,
  _municipality: MunicipalityId,
  _personId: string,
  _yes: boolean,
  _actor: Actor,
  _now: Date,
): Promise<Result<SeatState, SeatRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/** She does not come, or no longer waits: the seat goes to the next. Begins its own transaction. */
export async function giveUpSeat(
  _house: House,
  _municipality: MunicipalityId,
  _personId: string,
  _actor: Actor,
  _now: Date,
): Promise<Result<null, SeatRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/** She is there. `there: false` takes it back. Begins its own transaction. */
export async function checkIn(
  _house: House,
  _municipality: MunicipalityId,
  _personId: string,
  _there: boolean,
  _actor: Actor,
  _now: Date,
): Promise<Result<null, SeatRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

export type SeatRow = {
  readonly personId: string;
  readonly state: SeatState;
  /** Null for whoever does not hold the meeting. */
  readonly name: string | null;
  readonly interpreter: string | null;
  readonly offeredUntil: Date | null;
  readonly joinedAt: Date;
};

/** Who comes, in order; names only for an employee who holds it, and that is audited. In the caller's municipal transaction. */
export async function seatList(
  _house: House,
  _meetingId: string,
  _employee: EmployeeId,
  _now: Date,
): Promise<readonly SeatRow[] | null> {
  return null;
}

/** One person's seat, for her own page. In the caller's municipal transaction. */
export async function seatOf(_personId: string): Promise<{
  readonly meetingId: string;
  readonly state: SeatState;
  readonly offeredUntil: Date | null;
  readonly before: number;
} | null> {
  return null;
}
