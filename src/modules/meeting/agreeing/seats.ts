import { db, type SeatState } from '../../../db/index.ts';
import { type MunicipalityId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Actor, NewPerson } from '../booking/booking-types.ts';
import { linkOf } from '../booking/links.ts';
import { personRow, refuseWhatLeadsToHer } from '../booking/people.ts';
import { type FreshLink, tellParties } from '../messages/tell-parties.ts';
import { typeById } from '../types/store.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { noteChange } from './meeting-rows.ts';
import { type Group, heldSeats, lockGroup, passOnSeats, type SeatOf, seatsOf, setSeat } from './seat-rows.ts';

export type Link = FreshLink;

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
export const takeSeat = (
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  person: NewPerson,
  actor: Actor,
  now: Date,
  /** What belongs to it, in its transaction: what throws leaves no seat. */
  alongWith: (link: Link) => Promise<void> = async () => {},
): Promise<Result<Seat, SeatRefusal>> =>
  allOrNothing<Seat, SeatRefusal>(house, municipality, async () => {
    const group = await lockGroup(meetingId);
    if (group === 'none') return refuse({ kind: 'no-meeting' });
    if (group === 'over' || mayJoinUntil(group, actor) <= now) return refuse({ kind: 'too-late' });
    const type = await typeById(group.type_id);
    if (!type || type.rules.seats < 2) return refuse({ kind: 'no-meeting' });
    if (actor.by === 'citizen' && type.rules.bookedBy === 'employee') return refuse({ kind: 'not-for-citizens' });
    refuseWhatLeadsToHer(type.rules, [person]);
    const { row, link } = personRow(house, { meeting: meetingId }, person, type.rules, now);
    const all = await seatsOf(meetingId);
    const others = all.filter((one) => one.seat !== 'cancelled');
    if (others.some((one) => isSame(one, row))) return refuse({ kind: 'has-one' });
    const before = others.filter((one) => one.seat === 'waiting').length;
    const state = before === 0 && heldSeats(others) < group.seats ? 'booked' : 'waiting';
    await db()
      .insertInto('meeting_person')
      .values({ ...row, seat: state, joined_at: afterAll(all, now) })
      .execute();
    await alongWith(link);
    // Of one room nothing can be hidden from some and not from others.
    if (person.protected) await hideAddressesOf(meetingId);
    if (state === 'booked') await tellParties(house, meetingId, { kind: 'booked' }, [link], now);
    else await passOnSeats(house, group, now);
    await noteChange(house, meetingId, { kind: state === 'booked' ? 'seat-taken' : 'seat-awaited' }, actor, now);
    return ok({ state, link, before });
  });

const hideAddressesOf = (meetingId: string) =>
  db().updateTable('meeting').set({ hidden_addresses: true }).where('id', '=', meetingId).execute();

/** Who came in the same moment came after all the same: the line has one order. */
const afterAll = (seats: readonly SeatOf[], now: Date): Date =>
  new Date(Math.max(now.getTime(), ...seats.map((one) => one.joined_at.getTime() + 1)));

/** An employee may let somebody in who stands at the door. */
const mayJoinUntil = (group: Group, actor: Actor): Date => (actor.by === 'employee' ? group.ends_at : group.starts_at);

type Known = Pick<SeatOf, 'contact_key' | 'phrase_key'>;
const isSame = (one: Known, other: Known): boolean =>
  (one.contact_key !== null && one.contact_key === other.contact_key) ||
  (one.phrase_key !== null && one.phrase_key === other.phrase_key);

type Mine = { readonly group: Group; readonly seat: SeatOf };

/** Her group, locked, and her seat in it as it is now. */
async function lockSeat(personId: string): Promise<Result<Mine, SeatRefusal>> {
  const person = await db()
    .selectFrom('meeting_person')
    .select('meeting_id')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person?.meeting_id) return refuse({ kind: 'no-meeting' });
  const group = await lockGroup(person.meeting_id);
  if (group === 'none') return refuse({ kind: 'no-meeting' });
  if (group === 'over') return refuse({ kind: 'too-late' });
  const seat = (await seatsOf(group.id)).find((one) => one.id === personId);
  return seat ? ok({ group, seat }) : refuse({ kind: 'no-meeting' });
}

/** Her yes or no to the seat that is kept for her; a no goes to the next. Begins its own transaction. */
export const answerSeat = (
  house: House,
  municipality: MunicipalityId,
  personId: string,
  yes: boolean,
  actor: Actor,
  now: Date,
): Promise<Result<SeatState, SeatRefusal>> =>
  allOrNothing<SeatState, SeatRefusal>(house, municipality, async () => {
    const mine = await lockSeat(personId);
    if (!mine.ok) return mine;
    const { group, seat } = mine.value;
    // The button pressed twice.
    if (yes && seat.seat === 'booked') return ok('booked');
    if (seat.seat !== 'offered' || seat.seat_until === null || seat.seat_until <= now)
      return refuse({ kind: 'offer-gone' });
    await setSeat(personId, yes ? 'booked' : 'cancelled');
    if (yes) await tellParties(house, group.id, { kind: 'booked' }, [await linkOf(house, personId)], now);
    else await passOnSeats(house, group, now);
    await noteChange(house, group.id, { kind: yes ? 'seat-taken' : 'seat-declined' }, actor, now);
    return ok(yes ? 'booked' : 'cancelled');
  });

/** She does not come, or no longer waits: the seat goes to the next. Begins its own transaction. */
export const giveUpSeat = (
  house: House,
  municipality: MunicipalityId,
  personId: string,
  actor: Actor,
  now: Date,
): Promise<Result<null, SeatRefusal>> =>
  allOrNothing<null, SeatRefusal>(house, municipality, async () => {
    const mine = await lockSeat(personId);
    if (!mine.ok) return mine;
    const { group, seat } = mine.value;
    if (seat.seat === 'cancelled') return ok(null);
    if (group.starts_at <= now && actor.by !== 'employee') return refuse({ kind: 'too-late' });
    await setSeat(personId, 'cancelled');
    const sat = seat.seat === 'booked' || seat.seat === 'checked-in';
    if (sat) await tellParties(house, group.id, { kind: 'cancelled', was: group.starts_at }, [], now, [personId]);
    await passOnSeats(house, group, now);
    await noteChange(house, group.id, { kind: 'seat-given-up' }, actor, now);
    return ok(null);
  });

/** She is there. `there: false` takes it back. Begins its own transaction. */
export const checkIn = (
  house: House,
  municipality: MunicipalityId,
  personId: string,
  there: boolean,
  actor: Actor,
  now: Date,
): Promise<Result<null, SeatRefusal>> =>
  allOrNothing<null, SeatRefusal>(house, municipality, async () => {
    const mine = await lockSeat(personId);
    if (!mine.ok) return mine;
    const { group, seat } = mine.value;
    if (seat.seat !== 'booked' && seat.seat !== 'checked-in') return refuse({ kind: 'offer-gone' });
    if (there === (seat.seat === 'checked-in')) return ok(null);
    await setSeat(personId, there ? 'checked-in' : 'booked');
    await noteChange(house, group.id, { kind: there ? 'checked-in' : 'checked-out' }, actor, now);
    return ok(null);
  });

/** One person's seat, for her own page. In the caller's municipal transaction. */
export async function seatOf(personId: string): Promise<{
  readonly meetingId: string;
  readonly state: SeatState;
  readonly offeredUntil: Date | null;
  /** How many wait ahead of her. */
  readonly before: number;
} | null> {
  const person = await db()
    .selectFrom('meeting_person')
    .select('meeting_id')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person?.meeting_id) return null;
  const seats = await seatsOf(person.meeting_id);
  const waiting = seats.filter((one) => one.seat === 'waiting');
  const mine = seats.find((one) => one.id === personId);
  return mine
    ? {
        meetingId: person.meeting_id,
        state: mine.seat,
        offeredUntil: mine.seat === 'offered' ? mine.seat_until : null,
        before: Math.max(
          0,
          waiting.findIndex((one) => one.id === personId),
        ),
      }
    : null;
}

/** Seats that were offered and not answered go to the next. Returns how many were told. Begins its own transactions. */
export async function passSeatsOn(house: House, municipality: MunicipalityId, now: Date): Promise<number> {
  const due = await house.database.inMunicipality(municipality, () =>
    db()
      .selectFrom('meeting')
      .innerJoin('meeting_person as person', 'person.meeting_id', 'meeting.id')
      .select('meeting.id')
      .distinct()
      .where('meeting.starts_at', '>', now)
      .where('meeting.state', '=', 'booked')
      .where('meeting.seats', '>', 1)
      .where((e) =>
        e.or([
          e('person.seat', '=', 'waiting'),
          e.and([e('person.seat', '=', 'offered'), e('person.seat_until', '<=', now)]),
        ]),
      )
      .execute(),
  );
  let told = 0;
  for (const { id } of due)
    await house.database.inMunicipality(municipality, async () => {
      const group = await lockGroup(id);
      if (group === 'none' || group === 'over') return;
      const offered = await passOnSeats(house, group, now);
      if (offered > 0) await house.bus.notify(`meetings:${municipality}`);
      told += offered;
    });
  return told;
}
