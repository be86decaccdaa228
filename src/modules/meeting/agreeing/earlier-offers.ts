import { db } from '../../../db/index.ts';
import { instantOf, type MunicipalityId, ok, refuse, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { freeTimes } from '../availability/availability.ts';
import type { OfferedTime, TimeWish } from '../availability/time-wish.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { wishOfMeeting } from '../booking/change.ts';
import { chooseCrew, settle } from '../booking/choose-crew.ts';
import { lockResources, occupy } from '../booking/occupy.ts';
import { ownClash, type PersonHere, personsOf } from '../booking/people.ts';
import { readMeeting } from '../booking/read-meeting.ts';
import { openBooking } from '../booking/write-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { dropOffer, lapsedOffers, openWishes, refusedTimes, type WishRow, wasTold, wishOf } from './earlier-store.ts';
import { lockMeeting, minutesBetween, noteChange, plusMinutes, resourcesAbout } from './meeting-rows.ts';
import { writeOption } from './proposal-store.ts';

/** How long a time is kept for one person; shorter when the time itself is near. */
export const earlierOfferMinutes = 120;
/** Less than this is no time to read a message and answer. */
const leastMinutes = 15;
/** Who is asked late in the evening answers after it is too late. */
const askFrom = '08:00';
const askUntil = '18:00';
/** In one run; the next one goes on. */
const mostWishes = 200;

/** Until when a time would be kept for her that begins then; null where she could not answer in time. Pure. */
export function offerUntil(startsAt: Date, noticeMinutes: number, now: Date): Date | null {
  const until = new Date(
    Math.min(plusMinutes(now, earlierOfferMinutes).getTime(), plusMinutes(startsAt, -noticeMinutes).getTime()),
  );
  return minutesBetween(now, until) < leastMinutes ? null : until;
}

/** The first of the times that is on an earlier day than hers, not before she can come, and new to her. Pure. */
export function fitting(
  times: readonly OfferedTime[],
  hers: { readonly startsAt: Date; readonly notBefore: Date | null; readonly refused: ReadonlySet<number> },
  noticeMinutes: number,
  now: Date,
): readonly OfferedTime[] {
  const day = wallClock(hers.startsAt).date;
  return times.filter(
    ({ startsAt }) =>
      wallClock(startsAt).date < day &&
      (hers.notBefore === null || startsAt >= hers.notBefore) &&
      !hers.refused.has(startsAt.getTime()) &&
      offerUntil(startsAt, noticeMinutes, now) !== null,
  );
}

/**
 * Gives times that are free to those who wish, each to one at a time: who has waited longest comes first, nobody hears from
 * it more than once a day, nor at night. After something was freed, and in the sweep. Begins its own transactions; returns
 * how many were asked.
 */
export async function offerEarlier(house: House, municipality: MunicipalityId, now: Date): Promise<number> {
  const inMunicipality = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(municipality, work);
  for (const lapsed of await inMunicipality(() => lapsedOffers(now)))
    await inMunicipality(() => lapse(house, lapsed, now));
  const { date, time } = wallClock(now);
  const today = instantOf(date, '00:00');
  if (time < askFrom || time >= askUntil) return 0;
  const wishes = await inMunicipality(() => openWishes(now, mostWishes));
  if (wishes.length === 0) return 0;
  const known = new Map<string, readonly OfferedTime[]>();
  let asked = 0;
  for (const wish of wishes) {
    const hers = await inMunicipality(() => lookFor(house, wish, known, today, now));
    if (!hers) continue;
    for (const time of hers.times) {
      const offered = await offer(house, municipality, hers, time, today, now);
      if (offered === 'taken') continue;
      if (offered === 'offered') asked += 1;
      break;
    }
  }
  return asked;
}

type Hers = {
  readonly meeting: Meeting;
  readonly wish: TimeWish;
  readonly key: string | null;
  readonly times: readonly OfferedTime[];
};

/** A few of the times that would fit her, none if she was told today; those who wish for the same share one look. */
async function lookFor(
  house: House,
  { meetingId, notBefore }: WishRow,
  known: Map<string, readonly OfferedTime[]>,
  today: Date,
  now: Date,
): Promise<Hers | null> {
  const meeting = await readMeeting(meetingId);
  if (!meeting?.startsAt) return null;
  const persons = await personsOf(house, meetingId);
  const me = persons.find((one) => one.role === 'citizen');
  const key = me?.contactKey ?? null;
  if (await wasTold(meetingId, key, today)) return null;
  // As she would book it herself today: what she may not book she is not offered.
  const wish = { ...(await wishOfMeeting(house, meeting, 'citizen')), instead: null };
  const { type, form, language, interpreter, place, minutes } = wish;
  const shape = JSON.stringify([
    type.id,
    form,
    language,
    interpreter,
    place,
    minutes,
    wallClock(meeting.startsAt).date,
  ]);
  let times = known.get(shape);
  if (!times) {
    times = await freeTimes(wish, { from: wallClock(now).date, to: wallClock(meeting.startsAt).date }, now);
    known.set(shape, times);
  }
  const hers = { startsAt: meeting.startsAt, notBefore, refused: await refusedTimes(meetingId) };
  const all = fitting(times, hers, type.rules.noticeMinutes, now);
  return { meeting, wish, key, times: await withoutClash(house, me, all, meetingId) };
}

/** So many are tried, should others be quicker. */
const triesEach = 3;

async function withoutClash(
  house: House,
  me: PersonHere | undefined,
  times: readonly OfferedTime[],
  meetingId: string,
): Promise<readonly OfferedTime[]> {
  const kept: OfferedTime[] = [];
  for (const time of times) {
    if (kept.length === triesEach) break;
    if (!me || !(await ownClash(house, me, { from: time.startsAt, to: time.endsAt }, meetingId))) kept.push(time);
  }
  return kept;
}

/** `gone`: her wish or her meeting changed in this moment. */
async function offer(
  house: House,
  municipality: MunicipalityId,
  { meeting, wish, key }: Hers,
  { startsAt, endsAt }: OfferedTime,
  today: Date,
  now: Date,
): Promise<'offered' | 'taken' | 'gone'> {
  const { rules } = meeting.type;
  const until = offerUntil(startsAt, rules.noticeMinutes, now);
  if (until === null) return 'taken';
  const result = await settle(house, municipality, async (pass) => {
    const opening = await openBooking(meeting.type, meeting.form, { requestKey: null, citizen: key, staff: false });
    if (!opening.formAllowed) return refuse({ kind: 'no-meeting' });
    const crew = await chooseCrew(wish, startsAt, pass, now);
    if (!crew.ok) return crew;
    const row = await lockMeeting(meeting.id);
    const still = await wishOf(meeting.id);
    if (row?.version !== meeting.version || row.answer_by !== null || !still || still.optionId !== null)
      return refuse({ kind: 'changed' });
    // Another of her meetings, in another sweep: she is locked now.
    if (await wasTold(meeting.id, key, today)) return refuse({ kind: 'changed' });
    const { resources } = crew.value;
    const optionId = await writeOption(meeting.id, { startsAt, endsAt, resources });
    const taking = { resources, for: { option: optionId }, why: 'offer', startsAt, endsAt } as const;
    if ((await occupy({ ...taking, rules, expiresAt: until }, now)) === 'taken') return refuse({ kind: 'taken' });
    await db()
      .updateTable('meeting_earlier_wish')
      .set({ option_id: optionId, offer_until: until })
      .where('person_id', '=', still.personId)
      .execute();
    await tellParties(house, meeting.id, { kind: 'earlier-offered' }, [], now);
    const change = { kind: 'earlier-offered', from: meeting.startsAt, to: startsAt };
    await noteChange(house, meeting.id, change, { by: 'system' }, now);
    return ok(null);
  });
  if (result.ok) return 'offered';
  return result.reason.kind === 'changed' || result.reason.kind === 'no-meeting' ? 'gone' : 'taken';
}

/** Silence is a no; the time is free for the next. */
async function lapse(house: House, { meetingId }: WishRow, now: Date): Promise<void> {
  await lockResources(await resourcesAbout(meetingId));
  const row = await lockMeeting(meetingId);
  const wish = await wishOf(meetingId);
  // Answered in this very moment.
  if (!wish?.offerUntil || wish.offerUntil > now) return;
  const to = await dropOffer(wish);
  await noteChange(
    house,
    meetingId,
    { kind: 'earlier-lapsed', from: row?.starts_at ?? null, to },
    { by: 'system' },
    now,
  );
}
