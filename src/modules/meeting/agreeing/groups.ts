import { sql } from 'kysely';
import { db, type MeetingForm, type SeatState } from '../../../db/index.ts';
import { type EmployeeId, type MunicipalityId, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { videoSeatsAtMost } from '../../call/index.ts';
import type { TimeWish, WhyNot } from '../availability/time-wish.ts';
import type { Actor } from '../booking/booking-types.ts';
import { chooseCrew, settle } from '../booking/choose-crew.ts';
import { endOf } from '../booking/just-booked.ts';
import { tellHouse } from '../booking/note-change.ts';
import { openDetails } from '../booking/sealed-details.ts';
import { openBooking, writeMeeting } from '../booking/write-meeting.ts';
import { holdsMeeting } from './holds-meeting.ts';
import { seatsOf } from './seat-rows.ts';

export { seatOfferHours } from './seat-rows.ts';
export {
  answerSeat,
  checkIn,
  giveUpSeat,
  type Link,
  passSeatsOn,
  type Seat,
  type SeatRefusal,
  seatOf,
  takeSeat,
} from './seats.ts';

export type GroupRefusal =
  | { readonly kind: 'not-a-group' }
  | { readonly kind: 'not-free'; readonly why: WhyNot }
  /** A conversation on the screen bears so many seats here, and more were asked for. */
  | { readonly kind: 'too-many-for-video'; readonly most: number }
  | { readonly kind: 'taken' };

/** Sets a time for a group meeting or course; nobody has a seat yet. `seats` null is the type's. Begins its own transaction. */
export async function openGroup(
  house: House,
  municipality: MunicipalityId,
  { wish, startsAt, seats }: { readonly wish: TimeWish; readonly startsAt: Date; readonly seats: number | null },
  actor: Actor,
  now: Date,
): Promise<Result<{ readonly meetingId: string }, GroupRefusal>> {
  const { type } = wish;
  if (type.rules.seats < 2) return refuse({ kind: 'not-a-group' });
  // A kiosk is one person's; what stands in the book of rules is not asked.
  if (wish.form === 'kiosk') return refuse({ kind: 'not-free', why: 'form-not-allowed' });
  const most = videoSeatsAtMost(house.config);
  if (wish.form === 'video' && (seats ?? type.rules.seats) > most) return refuse({ kind: 'too-many-for-video', most });
  const made = await settle(house, municipality, async (pass) => {
    const opening = await openBooking(type, wish.form, { requestKey: null, citizen: null, staff: true });
    if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
    const crew = await chooseCrew(wish, startsAt, pass, now);
    if (!crew.ok) return crew;
    const meetingId = newId();
    await writeMeeting(
      {
        id: meetingId,
        type,
        form: wish.form,
        resources: crew.value.resources,
        startsAt,
        endsAt: endOf(wish, startsAt),
        placeId: wish.place,
        language: wish.language,
        topic: null,
        step: null,
        bookedBy: 'employee',
        hiddenAddresses: type.rules.anonymous,
        requestKey: null,
        people: [],
        hold: null,
        event: { kind: 'booked', by: actor.by, from: null },
        mostAhead: null,
      },
      now,
    );
    await db()
      .updateTable('meeting')
      .set({ seats: seats ?? type.rules.seats })
      .where('id', '=', meetingId)
      .execute();
    await tellHouse(house, 'group', meetingId, actor, now);
    return ok({ meetingId });
  });
  if (made.ok) return made;
  return refuse(made.reason.kind === 'not-free' ? made.reason : { kind: 'taken' });
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

const groups = () =>
  db()
    .selectFrom('meeting')
    .select(['id', 'type_id', 'form', 'place_id', 'language', 'starts_at', 'ends_at', 'seats'])
    .select([
      sql<number>`(select count(*)::int from meeting_person p where p.meeting_id = meeting.id and p.role = 'citizen'
        and p.seat in ('booked', 'offered', 'checked-in'))`.as('held'),
      sql<number>`(select count(*)::int from meeting_person p where p.meeting_id = meeting.id and p.role = 'citizen'
        and p.seat = 'waiting')`.as('waiting'),
    ])
    .where('seats', '>', 1)
    .where('state', 'in', ['booked', 'done']);

const groupOf = (row: Awaited<ReturnType<ReturnType<typeof groups>['execute']>>[number]): readonly GroupAhead[] =>
  row.starts_at === null || row.ends_at === null
    ? []
    : [
        {
          meetingId: row.id,
          typeId: row.type_id,
          form: row.form,
          placeId: row.place_id,
          language: row.language,
          startsAt: row.starts_at,
          endsAt: row.ends_at,
          seats: row.seats,
          // Whoever waits goes before whoever comes now.
          free: row.waiting > 0 ? 0 : Math.max(0, row.seats - row.held),
          waiting: row.waiting,
        },
      ];

/** Group meetings of a type that one may still join, in their order. In the caller's municipal transaction. */
export async function groupsAhead(typeId: string, now: Date): Promise<readonly GroupAhead[]> {
  const rows = await groups()
    .where('type_id', '=', typeId)
    .where('state', '=', 'booked')
    .where('starts_at', '>', now)
    .orderBy('starts_at')
    .execute();
  return rows.flatMap(groupOf);
}

/** All that begin within [from, to), for employees. In the caller's municipal transaction. */
export async function allGroups(from: Date, to: Date): Promise<readonly GroupAhead[]> {
  const rows = await groups().where('starts_at', '>=', from).where('starts_at', '<', to).orderBy('starts_at').execute();
  return rows.flatMap(groupOf);
}

/** Who has a seat, and who of them has come. In the caller's municipal transaction. */
export const seatedIn = async (
  meetingId: string,
): Promise<readonly { readonly personId: string; readonly came: boolean }[]> =>
  (await seatsOf(meetingId)).flatMap(({ id, seat }) =>
    seat === 'booked' || seat === 'checked-in' ? [{ personId: id, came: seat === 'checked-in' }] : [],
  );

export type SeatRow = {
  readonly personId: string;
  readonly state: SeatState;
  /** Null for whoever does not hold the meeting. */
  readonly name: string | null;
  readonly interpreter: string | null;
  readonly offeredUntil: Date | null;
  readonly joinedAt: Date;
};

/**
 * Who comes, in order; names only for an employee who holds it, and that is audited. Null where there is no such group. In
 * the caller's municipal transaction.
 */
export async function seatList(
  house: House,
  meetingId: string,
  employee: EmployeeId,
  now: Date,
): Promise<readonly SeatRow[] | null> {
  const group = await groups().where('id', '=', meetingId).executeTakeFirst();
  if (!group) return null;
  const holds = await holdsMeeting(meetingId, employee);
  const seats = await seatsOf(meetingId);
  if (holds && seats.length > 0)
    await audit(
      {
        actor: employee,
        role: 'employee',
        action: 'meeting.seats',
        subject: meetingId,
        outcome: 'done',
        purpose: 'meeting',
      },
      now,
    );
  return seats.map((one) => {
    const details = holds ? openDetails(house, one.id, one.sealed) : null;
    return {
      personId: one.id,
      state: one.seat,
      name: details?.alias ?? details?.name ?? null,
      interpreter: details?.interpreter ?? null,
      offeredUntil: one.seat === 'offered' ? one.seat_until : null,
      joinedAt: one.joined_at,
    };
  });
}
