import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type Language, type MunicipalityId, newId, ok, parseId, type Result, refuse } from '../../../kernel/index.ts';
import { type House, sameText } from '../../../platform/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { bookedBefore } from './book.ts';
import type { Booked, Meeting, NewPerson, Refusal } from './booking-types.ts';
import { chooseCrew, settle } from './choose-crew.ts';
import { endOf } from './just-booked.ts';
import { contactKeyOf, phraseKeyOf } from './links.ts';
import { addEvent, tellHouse } from './note-change.ts';
import { expiryOfHold } from './occupy.ts';
import { personRow, refuseWhatLeadsToHer } from './people.ts';
import { readMeeting } from './read-meeting.ts';
import { aheadOf, deleteOn, openBooking, writeMeeting } from './write-meeting.ts';

export const holdMinutes = 10;

export type HoldWish = {
  readonly wish: TimeWish;
  readonly startsAt: Date;
  readonly pageLanguage: Language;
  readonly topic: string | null;
  readonly step: string | null;
  readonly requestKey: string | null;
  /** A hold of the same person's, which is given back when this one stands. */
  readonly insteadOf: string | null;
};
export type Held = {
  readonly meetingId: string;
  readonly holdToken: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly until: Date;
};
export type WhoComes = {
  readonly person: NewPerson;
  readonly others: readonly NewPerson[];
  readonly hiddenAddresses: boolean;
};

/** Nothing of a hold is stored but its meeting: whoever shows the id with our mark on it holds it. */
const mark = (house: Pick<House, 'keys'>, meetingId: string): string =>
  house.keys.fingerprint('meeting hold', meetingId).slice(0, 48);
const tokenOf = (house: Pick<House, 'keys'>, meetingId: string): string => `${meetingId}.${mark(house, meetingId)}`;
function heldBy(house: Pick<House, 'keys'>, holdToken: string): string | null {
  const [id = '', shown = ''] = holdToken.split('.');
  const meetingId = parseId(id);
  return meetingId !== null && sameText(shown, mark(house, meetingId)) ? meetingId : null;
}

/** Keeps a time for ten minutes while she fills in. Begins transactions of its own: call it outside one. */
export async function holdTime(
  house: House,
  municipality: MunicipalityId,
  hold: HoldWish,
  now: Date,
): Promise<Result<Held, Refusal>> {
  const { wish, startsAt, requestKey } = hold;
  if (wish.type.rules.seats > 1) return refuse({ kind: 'not-free', why: 'not-for-citizens' });
  return settle(house, municipality, async (pass) => {
    const former = hold.insteadOf === null ? null : await stillHeld(house, hold.insteadOf);
    const staff = wish.by === 'employee';
    const opening = await openBooking(wish.type, wish.form, { requestKey, citizen: null, staff });
    if (opening.sameWish !== null) {
      const before = await heldBefore(house, opening.sameWish, now);
      if (before) return ok(before);
      // A hold that ran out stands no longer in the way of its own wish; a meeting that came of it does.
      if (!(await dropHeld(opening.sameWish))) return refuse({ kind: 'hold-gone' });
    }
    if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
    const crew = await chooseCrew({ ...wish, instead: wish.instead ?? former }, startsAt, pass, now);
    if (!crew.ok) return crew;
    if (former !== null) await dropHeld(former);
    const id = newId();
    const endsAt = endOf(wish, startsAt);
    const until = new Date(now.getTime() + holdMinutes * 60_000);
    await writeMeeting(
      {
        id,
        type: wish.type,
        form: wish.form,
        resources: crew.value.resources,
        startsAt,
        endsAt,
        placeId: wish.place,
        language: wish.language,
        topic: hold.topic,
        step: hold.step,
        bookedBy: staff ? 'employee' : 'citizen',
        hiddenAddresses: wish.type.rules.anonymous,
        requestKey,
        people: [],
        hold: { until, expiresAt: expiryOfHold(until) },
        event: { kind: 'held', by: wish.by, from: null },
        mostAhead: null,
      },
      now,
    );
    await house.bus.notify(`meetings:${currentMunicipality()}`);
    return ok({ meetingId: id, holdToken: tokenOf(house, id), startsAt, endsAt, until });
  });
}

async function heldBefore(house: House, meetingId: string, now: Date): Promise<Held | null> {
  const holdToken = tokenOf(house, meetingId);
  const held = await readHold(house, holdToken, now);
  return held && { meetingId, holdToken, startsAt: held.startsAt, endsAt: held.endsAt, until: held.until };
}

/** What is held, for the page where she fills in; null when it is gone. In the caller's municipal transaction. */
export async function readHold(
  house: Pick<House, 'keys'>,
  holdToken: string,
  now: Date,
): Promise<(Omit<Held, 'holdToken'> & { readonly meeting: Meeting }) | null> {
  const id = heldBy(house, holdToken);
  if (id === null) return null;
  const row = await db()
    .selectFrom('meeting')
    .select(['starts_at', 'ends_at', 'hold_until'])
    .where('id', '=', id)
    .where('state', '=', 'held-open')
    .where('hold_until', '>', now)
    .executeTakeFirst();
  if (!row?.starts_at || !row.ends_at || !row.hold_until) return null;
  const meeting = await readMeeting(id);
  return meeting && { meetingId: id, startsAt: row.starts_at, endsAt: row.ends_at, until: row.hold_until, meeting };
}

/**
 * The meeting that a hold keeps from others, in its ten minutes or after them; null once somebody else took the time, and
 * for what became a meeting. In the caller's municipal transaction.
 */
export async function stillHeld(house: Pick<House, 'keys'>, holdToken: string): Promise<string | null> {
  const id = heldBy(house, holdToken);
  if (id === null) return null;
  const row = await db()
    .selectFrom('meeting')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'held-open')
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * What was booked with a hold, or by a wish that went back to `requestKey`: the answer to a form that is sent twice. Null
 * where nothing was, or it is cancelled. In the caller's municipal transaction.
 */
export async function bookedWith(
  house: House,
  type: Pick<MeetingType, 'id'>,
  by: { readonly holdToken: string } | { readonly requestKey: string },
): Promise<Booked | null> {
  const standing = db()
    .selectFrom('meeting')
    .select('id')
    .where('type_id', '=', type.id)
    .where('state', 'not in', ['held-open', 'cancelled']);
  const row = await ('holdToken' in by
    ? standing.where('id', '=', heldBy(house, by.holdToken))
    : standing.where('request_key', '=', by.requestKey)
  ).executeTakeFirst();
  const booked = row ? await bookedBefore(house, row.id) : null;
  return booked?.ok ? booked.value : null;
}

async function dropHeld(id: string): Promise<boolean> {
  const dropped = await db()
    .deleteFrom('meeting')
    .where('id', '=', id)
    .where('state', '=', 'held-open')
    .executeTakeFirst();
  return dropped.numDeletedRows > 0n;
}

/** Gives a held time back. In the caller's municipal transaction. */
export async function dropHold(house: House, holdToken: string): Promise<void> {
  const id = heldBy(house, holdToken);
  if (id === null) return;
  await dropHeld(id);
  await house.bus.notify(`meetings:${currentMunicipality()}`);
}

/**
 * Makes a held time a meeting. In the caller's municipal transaction; a refusal has written nothing. The same hold again is
 * answered with the meeting that it became.
 */
export async function confirmHold(
  house: House,
  holdToken: string,
  { person, others, hiddenAddresses }: WhoComes,
  now: Date,
): Promise<Result<Booked, Refusal>> {
  const id = heldBy(house, holdToken);
  if (id === null) return refuse({ kind: 'hold-gone' });
  const meeting = await readMeeting(id);
  if (!meeting?.startsAt || !meeting.endsAt) return refuse({ kind: 'hold-gone' });
  const { rules } = meeting.type;
  refuseWhatLeadsToHer(rules, [person, ...others]);
  const people = [person, ...others].map((one) => personRow(house, { meeting: id }, one, rules, now));
  const citizen =
    (rules.anonymous ? null : contactKeyOf(house, person.details)) ??
    (person.phrase === undefined ? null : phraseKeyOf(house, person.phrase));
  const opening = await openBooking(meeting.type, meeting.form, {
    requestKey: null,
    citizen,
    staff: meeting.bookedBy === 'employee',
  });
  const held = await db()
    .selectFrom('meeting')
    .select(['state', 'hold_until'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (held && held.state !== 'held-open') return bookedBefore(house, id);
  if (!held?.hold_until || held.hold_until <= now) return refuse({ kind: 'hold-gone' });
  if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
  const [hers] = people;
  if (!hers) throw new Error('unreachable');
  if (meeting.bookedBy === 'citizen') {
    const { rows } = await sql<{ many: number }>`select ${aheadOf(meeting.type.id, hers.row, now)} as many`.execute(
      db(),
    );
    if ((rows[0]?.many ?? 0) >= rules.mostAhead) return refuse({ kind: 'too-many', most: rules.mostAhead });
  }
  const kept = await db()
    .updateTable('meeting_occupancy')
    .set({ why: 'meeting', expires_at: null })
    .where('meeting_id', '=', id)
    .where('why', '=', 'hold')
    .returning('id')
    .execute();
  if (kept.length === 0) return refuse({ kind: 'hold-gone' });
  await db()
    .updateTable('meeting')
    .set((eb) => ({
      state: 'booked' as const,
      hold_until: null,
      hidden_addresses: hiddenAddresses || rules.anonymous,
      version: eb('version', '+', 1),
      changed_at: now,
      delete_on: deleteOn(meeting.endsAt ?? now, rules),
    }))
    .where('id', '=', id)
    .execute();
  await db()
    .insertInto('meeting_person')
    .values(people.map(({ row }) => row))
    .execute();
  const actor = { by: meeting.bookedBy === 'citizen' ? 'citizen' : 'system' } as const;
  await addEvent(id, { kind: 'booked', from: null, to: meeting.startsAt }, actor, now);
  await tellParties(
    house,
    id,
    { kind: 'booked' },
    people.map(({ link }) => link),
    now,
  );
  await tellHouse(house, 'book', id, actor, now);
  return ok({ meetingId: id, ...hers.link, startsAt: meeting.startsAt, endsAt: meeting.endsAt });
}
