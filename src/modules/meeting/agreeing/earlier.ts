import { db } from '../../../db/index.ts';
import { type MunicipalityId, ok, type Result, refuse, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Actor } from '../booking/booking-types.ts';
import { lockResources, release } from '../booking/occupy.ts';
import { deleteOn } from '../booking/write-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { typeById } from '../types/store.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { offerEarlier } from './earlier-offers.ts';
import { dropOffer, type WishRow, wishOf, writeWish } from './earlier-store.ts';
import { lockMeeting, noteChange, plusMinutes, resourcesAbout } from './meeting-rows.ts';
import { dropOptions, optionsOf, takeOption } from './proposal-store.ts';

export { earlierOfferMinutes, offerEarlier } from './earlier-offers.ts';

export type EarlierRefusal =
  | { readonly kind: 'no-meeting' }
  /** Citizens do not book this kind themselves, or it is a course or comes round. */
  | { readonly kind: 'not-for-citizens' }
  /** No earlier day is left before it. */
  | { readonly kind: 'too-late' }
  /** The time went to the next, or was never offered to her. */
  | { readonly kind: 'offer-gone' };

export type EarlierWish = {
  readonly wishedAt: Date;
  /** She cannot come before this. */
  readonly notBefore: Date | null;
  /** The time that is kept for her now. */
  readonly offer: { readonly startsAt: Date; readonly endsAt: Date; readonly until: Date } | null;
};

/** She would rather come earlier; twice is once, with the newer `notBefore`. Begins its own transaction. */
export const wishEarlier = (
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  notBefore: Date | null,
  actor: Actor,
  now: Date,
): Promise<Result<null, EarlierRefusal>> =>
  allOrNothing<null, EarlierRefusal>(house, municipality, async () => {
    const row = await lockMeeting(meetingId);
    const type = row && (await typeById(row.type_id));
    if (!type) return refuse({ kind: 'no-meeting' });
    if (row.state !== 'booked' || row.starts_at === null || row.starts_at <= now) return refuse({ kind: 'too-late' });
    const { rules } = type;
    if (rules.bookedBy === 'employee' || rules.seats > 1 || row.series_id !== null)
      return refuse({ kind: 'not-for-citizens' });
    const soonest = plusMinutes(notBefore !== null && notBefore > now ? notBefore : now, rules.noticeMinutes);
    if (wallClock(soonest).date >= wallClock(row.starts_at).date) return refuse({ kind: 'too-late' });
    if (!(await writeWish(meetingId, notBefore, now))) return refuse({ kind: 'no-meeting' });
    await noteChange(house, meetingId, { kind: 'earlier-wished', from: row.starts_at }, actor, now);
    return ok(null);
  });

/** She no longer wishes; a time that is kept for her goes to the next. Begins its own transactions. */
export async function forgetEarlier(
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  actor: Actor,
  now: Date,
): Promise<Result<null, EarlierRefusal>> {
  const forgotten = await allOrNothing<null, EarlierRefusal>(house, municipality, async () => {
    await lockResources(await resourcesAbout(meetingId));
    await lockMeeting(meetingId);
    const wish = await wishOf(meetingId);
    if (!wish) return ok(null);
    await dropOffer(wish);
    await db().deleteFrom('meeting_earlier_wish').where('person_id', '=', wish.personId).execute();
    await noteChange(house, meetingId, { kind: 'earlier-forgotten' }, actor, now);
    return ok(null);
  });
  await offerEarlier(house, municipality, now);
  return forgotten;
}

/** How her wish stands. In the caller's municipal transaction. */
export async function earlierWishOf(meetingId: string, now: Date): Promise<EarlierWish | null> {
  const wish = await wishOf(meetingId);
  if (!wish) return null;
  const { wishedAt, notBefore, offerUntil, optionId } = wish;
  const option = (await optionsOf(meetingId)).find((one) => one.id === optionId);
  const stands = option && offerUntil !== null && offerUntil > now;
  return {
    wishedAt,
    notBefore,
    offer: stands ? { startsAt: option.startsAt, endsAt: option.endsAt, until: offerUntil } : null,
  };
}

/** Yes moves her meeting and gives the old time on; no gives this one to the next. Begins its own transactions. */
export async function answerEarlier(
  house: House,
  municipality: MunicipalityId,
  meetingId: string,
  yes: boolean,
  actor: Actor,
  now: Date,
): Promise<Result<{ readonly startsAt: Date } | null, EarlierRefusal>> {
  const answered = await allOrNothing<{ readonly startsAt: Date } | null, EarlierRefusal>(
    house,
    municipality,
    async () => {
      await lockResources(await resourcesAbout(meetingId));
      const row = await lockMeeting(meetingId);
      const wish = await wishOf(meetingId);
      if (!row || !wish) return refuse({ kind: row ? 'offer-gone' : 'no-meeting' });
      if (row.state !== 'booked' || wish.offerUntil === null || wish.offerUntil <= now)
        return refuse({ kind: 'offer-gone' });
      return yes ? take(house, row, wish, actor, now) : decline(house, row, wish, actor, now);
    },
  );
  // What became free goes on to whoever waits; her own answer stands whatever comes of that.
  if (answered.ok) await offerEarlier(house, municipality, now);
  return answered;
}

type Row = NonNullable<Awaited<ReturnType<typeof lockMeeting>>>;

async function take(
  house: House,
  row: Row,
  wish: WishRow,
  actor: Actor,
  now: Date,
): Promise<Result<{ readonly startsAt: Date }, EarlierRefusal>> {
  const option = (await optionsOf(row.id)).find((one) => one.id === wish.optionId);
  const type = await typeById(row.type_id);
  if (!option || !type || row.starts_at === null) return refuse({ kind: 'offer-gone' });
  const { startsAt, endsAt } = option;
  const was = row.starts_at;
  await release({ meeting: row.id }, type.rules.freedDelayMinutes, now);
  if (!(await takeOption(row.id, option))) return refuse({ kind: 'offer-gone' });
  await db().deleteFrom('meeting_earlier_wish').where('person_id', '=', wish.personId).execute();
  await dropOptions(row.id);
  await db()
    .updateTable('meeting')
    .set((e) => ({
      starts_at: startsAt,
      ends_at: endsAt,
      changed_at: now,
      delete_on: deleteOn(endsAt, type.rules),
      sequence: e('sequence', '+', 1),
      version: e('version', '+', 1),
    }))
    .where('id', '=', row.id)
    .execute();
  await tellParties(house, row.id, { kind: 'moved', was }, [], now);
  await noteChange(house, row.id, { kind: 'moved', from: was, to: startsAt }, actor, now);
  return ok({ startsAt });
}

async function decline(
  house: House,
  row: Row,
  wish: WishRow,
  actor: Actor,
  now: Date,
): Promise<Result<null, EarlierRefusal>> {
  const to = await dropOffer(wish);
  await noteChange(house, row.id, { kind: 'earlier-declined', from: row.starts_at, to }, actor, now);
  return ok(null);
}
