import type { House } from '../../../platform/index.ts';
import { type Agreed, agreedAt, agreedInSeries } from '../after/agreed.ts';
import { asksHowItWent } from '../after/evaluation.ts';
import { type EarlierWish, earlierWishOf } from '../agreeing/earlier.ts';
import { seatOf } from '../agreeing/groups.ts';
import { type OpenProposal, openProposal } from '../agreeing/proposals.ts';
import { meetingsOfSeries, readSeries } from '../agreeing/series.ts';
import type { Series } from '../agreeing/series-types.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { changeableUntil, meetingOfToken, type PersonHere, personsOf, readMeeting } from '../booking/bookings.ts';
import { meetingDoor } from '../booking/meeting-door.ts';
import { authorityOver, takesPart } from '../booking/people.ts';

/** A meeting over a while still has a page, as long as somebody may come late. */
const lingersMs = 60 * 60_000;

export type Own = {
  readonly meeting: Meeting;
  readonly me: PersonHere;
  /** Who comes with her: companions, and whoever represents her. */
  readonly companions: readonly PersonHere[];
  /** Whose authority ends before the meeting, which was moved past it. */
  readonly outlived: readonly PersonHere[];
  readonly seat: Awaited<ReturnType<typeof seatOf>>;
  readonly proposal: OpenProposal | null;
  readonly earlier: EarlierWish | null;
  /** May she herself still move or cancel it? */
  readonly may: { readonly move: boolean; readonly cancel: boolean };
  /** Whether it was hers to change and the time for that is over. */
  readonly tooLate: boolean;
  /** What was agreed, here or at the last meetings that came round; the newest first. */
  readonly agreed: readonly Agreed[];
  /** She is asked how it went. */
  readonly asks: boolean;
  readonly series: {
    readonly series: Series;
    readonly ahead: readonly { readonly meetingId: string; readonly startsAt: Date }[];
  } | null;
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
  const { startsAt, endsAt, type } = meeting;
  if (!me || !takesPart(me, now, startsAt)) return null;
  const group = type.rules.seats > 1;
  const mine = me.role === 'citizen' || me.role === 'representative';
  const stands = meeting.state === 'booked' && startsAt !== null && endsAt !== null;
  const inTime = stands && now <= changeableUntil({ ...meeting, startsAt, endsAt });
  const proposal = mine ? await openProposal(meeting.id, now) : null;
  return {
    meeting,
    me,
    companions: mine && !group ? people.filter((one) => isAlong(one.role) && takesPart(one, now, startsAt)) : [],
    outlived:
      mine && !group && startsAt
        ? people.filter((one) => one.seat !== 'cancelled' && authorityOver(one, startsAt))
        : [],
    seat: group ? await seatOf(me.id) : null,
    proposal,
    earlier: mine && !group && stands ? await earlierWishOf(meeting.id, now) : null,
    may: {
      move: mine && inTime && !group && type.active && type.rules.bookedBy !== 'employee' && proposal === null,
      cancel: mine && !group && inTime,
    },
    tooLate: mine && stands && !inTime && startsAt > now,
    agreed: mine ? await agreedFor(house, meeting.id, me) : [],
    asks: mine && asksHowItWent(meeting, now),
    series: series && { series: series.series, ahead: series.ahead },
  };
}

/** Of the whole series for her whose it is; for who takes part in one meeting, of that one. */
const agreedFor = async (house: House, meetingId: string, { seriesId }: PersonHere): Promise<readonly Agreed[]> => {
  if (seriesId !== null) return agreedInSeries(house, seriesId);
  const one = await agreedAt(house, meetingId);
  return one ? [one] : [];
};

const isAlong = (role: PersonHere['role']): boolean => role === 'companion' || role === 'representative';

async function seriesAhead(seriesId: string, now: Date) {
  const series = await readSeries(seriesId);
  if (!series) return null;
  const ahead = (await meetingsOfSeries(seriesId, new Date(now.getTime() - 24 * 60 * 60_000))).filter(
    (one) => one.state === 'booked' && one.endsAt.getTime() + lingersMs > now.getTime(),
  );
  return { series, ahead, next: ahead[0]?.meetingId ?? null };
}

/** Is it to be entered from her own page, and since when? Null for a meeting that is not on a screen of hers, or is over. */
export function doorOf(meeting: Meeting, now: Date): { readonly open: boolean; readonly opens: Date } | null {
  const door = meetingDoor(meeting, now);
  return door.kind === 'open' || door.kind === 'early' ? { open: door.kind === 'open', opens: door.opens } : null;
}
