import { currentMunicipality, db } from '../../../db/index.ts';

export type WishRow = {
  readonly personId: string;
  readonly meetingId: string;
  readonly wishedAt: Date;
  readonly notBefore: Date | null;
  readonly optionId: string | null;
  readonly offerUntil: Date | null;
};

const rows = () =>
  db()
    .selectFrom('meeting_earlier_wish as wish')
    .innerJoin('meeting', 'meeting.id', 'wish.meeting_id')
    .select([
      'wish.person_id as personId',
      'wish.meeting_id as meetingId',
      'wish.wished_at as wishedAt',
      'wish.not_before as notBefore',
      'wish.option_id as optionId',
      'wish.offer_until as offerUntil',
    ]);

export async function wishOf(meetingId: string): Promise<WishRow | null> {
  return (await rows().where('wish.meeting_id', '=', meetingId).executeTakeFirst()) ?? null;
}

/** Her wish is her person's in the meeting. False where the meeting is nobody's. */
export async function writeWish(meetingId: string, notBefore: Date | null, now: Date): Promise<boolean> {
  const person = await db()
    .selectFrom('meeting_person')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .where('role', '=', 'citizen')
    .orderBy('joined_at')
    .limit(1)
    .executeTakeFirst();
  if (!person) return false;
  await db()
    .insertInto('meeting_earlier_wish')
    .values({
      person_id: person.id,
      municipality_id: currentMunicipality(),
      meeting_id: meetingId,
      wished_at: now,
      not_before: notBefore,
    })
    // Her place in the line is the one she had.
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ not_before: notBefore }))
    .execute();
  return true;
}

/** Those that nothing is kept for, who has waited longest first. */
export async function openWishes(now: Date, most: number): Promise<readonly WishRow[]> {
  return rows()
    .where('wish.option_id', 'is', null)
    .where('meeting.state', '=', 'booked')
    .where('meeting.starts_at', '>', now)
    .where('meeting.answer_by', 'is', null)
    .orderBy('wish.wished_at')
    .orderBy('wish.person_id')
    .limit(most)
    .execute();
}

/** Offers that nobody answered in time. */
export async function lapsedOffers(now: Date): Promise<readonly WishRow[]> {
  return rows().where('wish.offer_until', '<=', now).execute();
}

/** Gives back what was kept for her, and says which time it was. Its resources are locked. */
export async function dropOffer(wish: WishRow): Promise<Date | null> {
  const option =
    wish.optionId === null
      ? undefined
      : await db()
          .deleteFrom('meeting_option')
          .where('id', '=', wish.optionId)
          .returning('starts_at')
          .executeTakeFirst();
  await db()
    .updateTable('meeting_earlier_wish')
    .set((e) => ({ option_id: null, offer_until: null, declined: e('declined', '+', 1) }))
    .where('person_id', '=', wish.personId)
    .execute();
  return option?.starts_at ?? null;
}

/** Times that she said no to, or was silent about: they are not offered to her again. */
export async function refusedTimes(meetingId: string): Promise<ReadonlySet<number>> {
  const found = await db()
    .selectFrom('meeting_event')
    .select('to_start')
    .where('meeting_id', '=', meetingId)
    .where('kind', 'in', ['earlier-declined', 'earlier-lapsed'])
    .execute();
  return new Set(found.flatMap((row) => (row.to_start === null ? [] : [row.to_start.getTime()])));
}

/** Whether a time has been offered since then to whoever's meeting it is, for this meeting or another of hers. */
export async function wasTold(meetingId: string, contactKey: string | null, since: Date): Promise<boolean> {
  const others =
    contactKey === null
      ? []
      : await db().selectFrom('meeting_person').select('meeting_id').where('contact_key', '=', contactKey).execute();
  const hers = [meetingId, ...others.flatMap((row) => (row.meeting_id === null ? [] : [row.meeting_id]))];
  const told = await db()
    .selectFrom('meeting_event')
    .select('id')
    .where('meeting_id', 'in', hers)
    .where('kind', '=', 'earlier-offered')
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return told !== undefined;
}
