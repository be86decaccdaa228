import type { House } from '../../../platform/index.ts';
import { type EarlierWish, earlierWishOf } from '../agreeing/earlier.ts';
import { seatOf } from '../agreeing/groups.ts';
import { type OpenProposal, openProposal } from '../agreeing/proposals.ts';
import { meetingsOfSeries, readSeries } from '../agreeing/series.ts';
import type { Series } from '../agreeing/series-types.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { changeableUntil, meetingOfToken, type PersonHere, personsOf, readMeeting } from '../booking/bookings.ts';

/** A meeting over a while still has a page, as long as somebody may come late. */
const lingersMs = 60 * 60_000;

export type Own = {
  readonly meeting: Meeting;
  readonly me: PersonHere;
  readonly companions: readonly PersonHere[];
  readonly seat: Awaited<ReturnType<typeof seatOf>>;
  readonly proposal: OpenProposal | null;
  readonly earlier: EarlierWish | null;
  /** May she herself still move or cancel it? */
  readonly may: { readonly move: boolean; readonly cancel: boolean };
  /** Whether it was hers to change and the time for that is over. */
  readonly tooLate: boolean;
  readonly series: { readonly series: Series; readonly ahead: readonly { readonly startsAt: Date }[] } | null;
};

/**
 * What a personal link, or the pass of a code, leads to. Null for a link that nobody has, and for a meeting that is cancelled or a seat that was
 * given up: which of them it was is not told. In the caller's municipal transaction; looking uses nothing up.
 */
export async function readOwn(house: House, token: string, now: Date): Promise<Own | null> {
  const found = await meetingOfToken(house, token);
  if (!found) return null;
  const series = found.seriesId === null ? null : await seriesAhead(found.seriesId, now);
  const meetingId = found.meetingId ?? series?.next ?? null;
  const meeting = meetingId === null ? null : await readMeeting(meetingId);
  if (!meeting || meeting.state === 'cancelled' || meeting.state === 'held-open') return null;
  const people = await personsOf(house, meeting.id);
  const me = people.find(({ id }) => id === found.personId);
  if (!me || me.seat === 'cancelled') return null;
  const { startsAt, endsAt, type } = meeting;
  const group = type.rules.seats > 1;
  const mine = me.role === 'citizen' || me.role === 'representative';
  const stands = meeting.state === 'booked' && startsAt !== null && endsAt !== null;
  const inTime = stands && now <= changeableUntil({ ...meeting, startsAt, endsAt });
  const proposal = mine ? await openProposal(meeting.id, now) : null;
  return {
    meeting,
    me,
    companions: mine && !group ? people.filter(({ role }) => role === 'companion') : [],
    seat: group ? await seatOf(me.id) : null,
    proposal,
    earlier: mine && !group && stands ? await earlierWishOf(meeting.id, now) : null,
    may: {
      move: mine && inTime && !group && type.active && type.rules.bookedBy !== 'employee' && proposal === null,
      cancel: mine && !group && inTime,
    },
    tooLate: mine && stands && !inTime && startsAt > now,
    series: series && { series: series.series, ahead: series.ahead },
  };
}

async function seriesAhead(seriesId: string, now: Date) {
  const series = await readSeries(seriesId);
  if (!series) return null;
  const ahead = (await meetingsOfSeries(seriesId, new Date(now.getTime() - 24 * 60 * 60_000))).filter(
    (one) => one.state === 'booked' && one.endsAt.getTime() + lingersMs > now.getTime(),
  );
  return { series, ahead, next: ahead[0]?.meetingId ?? null };
}

/** The door of a meeting on the screen opens this long before it begins. */
export const doorMinutes = 15;

/** Is it to be entered from her own page, and since when? Null for a meeting that is not on a screen of hers, or is over. */
export function doorOf(meeting: Meeting, now: Date): { readonly open: boolean; readonly opens: Date } | null {
  const { form, state, startsAt, endsAt } = meeting;
  if ((form !== 'video' && form !== 'kiosk') || state !== 'booked' || !startsAt || !endsAt) return null;
  if (now.getTime() > endsAt.getTime() + lingersMs) return null;
  const opens = new Date(startsAt.getTime() - doorMinutes * 60_000);
  return { open: now >= opens, opens };
}
