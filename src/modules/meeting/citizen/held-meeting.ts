import { db } from '../../../db/index.ts';
import { getSecretCookie, type House } from '../../../platform/index.ts';
import { meetingsOfSeries } from '../agreeing/series.ts';
import { meetingOfToken, type PersonHere, readMeeting } from '../booking/bookings.ts';
import { takesPart } from '../booking/people.ts';
import { openDetails } from '../booking/sealed-details.ts';
import { type Ctx, linkCookie } from './context.ts';

/** Whose meeting this browser's personal link leads to. `meetingId` is the next one where the link is a series'. */
export type HeldMeeting = {
  readonly meetingId: string | null;
  readonly seriesId: string | null;
  readonly person: Pick<PersonHere, 'id' | 'role' | 'details' | 'protected'>;
};

/** Who stands before the door, by the link she opened; null for none. In the caller's municipal transaction. */
export async function heldMeeting(house: House, c: Ctx): Promise<HeldMeeting | null> {
  const token = getSecretCookie(c, linkCookie, {
    path: `/${c.var.municipality.slug}`,
    secure: house.baseUrl().startsWith('https:'),
  });
  const found = token === undefined ? null : await meetingOfToken(house, token);
  if (!found) return null;
  const lately = new Date(house.clock.now().getTime() - 24 * 60 * 60_000);
  const next = found.seriesId === null ? null : (await meetingsOfSeries(found.seriesId, lately)).find(standsNow(house));
  const meetingId = found.meetingId ?? next?.meetingId ?? null;
  // By her own row: who rings her support person may have no meeting ahead.
  const row = await db()
    .selectFrom('meeting_person')
    .select(['id', 'role', 'sealed', 'seat', 'protected'])
    .where('id', '=', found.personId)
    // Who waits for a seat, or has been offered one, has none yet.
    .where('seat', 'in', ['booked', 'checked-in'])
    .executeTakeFirst();
  const person = row && { ...row, details: openDetails(house, row.id, row.sealed) };
  const startsAt = found.meetingId === null ? null : ((await readMeeting(found.meetingId))?.startsAt ?? null);
  return person && takesPart(person, house.clock.now(), startsAt)
    ? { meetingId, seriesId: found.seriesId, person }
    : null;
}

const standsNow =
  (house: House) =>
  ({ state, endsAt }: { readonly state: string; readonly endsAt: Date }): boolean =>
    state === 'booked' && endsAt.getTime() + 60 * 60_000 > house.clock.now().getTime();
