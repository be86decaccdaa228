import { db, type HelpForm } from '../../../db/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { tellParties } from '../messages/tell-parties.ts';

/** As long as she is asked how it went: while she remembers. */
const askedForMs = 7 * 24 * 60 * 60_000;

/** Is she asked now how a meeting went? */
export const asksHowItWent = (
  { type, state, endsAt }: Pick<Meeting, 'type' | 'state' | 'endsAt'>,
  now: Date,
): boolean =>
  type.rules.evaluation !== null &&
  state === 'done' &&
  endsAt !== null &&
  now.getTime() < endsAt.getTime() + askedForMs;

/** Which of the questions make sense: sound and picture are asked about where there was a screen. */
export const formAsked = ({ form }: Pick<Meeting, 'form'>): HelpForm =>
  form === 'video' || form === 'kiosk' ? 'video' : 'text';

/**
 * Gives the right to answer to one browser, once a person and meeting: false where it has been given. That it was is all that is
 * kept; no way leads from it to an answer. In the caller's municipal transaction.
 */
export async function giveRightToAnswer(personId: string): Promise<boolean> {
  const given = await db()
    .updateTable('meeting_person')
    .set({ answer_given: true })
    .where('id', '=', personId)
    .where('answer_given', '=', false)
    .returning('id')
    .execute();
  return given.length > 0;
}

/**
 * Tells her that she may say how it went, where its type does so by message. Of meetings that come round the next one gives the
 * right anew, at its door; they are asked about on the end screen alone. In the transaction that ends the meeting.
 */
export async function askHowItWent(
  house: House,
  meeting: Pick<Meeting, 'id' | 'type' | 'seriesId'>,
  now: Date,
): Promise<void> {
  if (meeting.seriesId !== null)
    await db()
      .updateTable('meeting_person')
      .set({ answer_given: false })
      .where('series_id', '=', meeting.seriesId)
      .execute();
  if (meeting.type.rules.evaluation !== 'meeting') return;
  const asked = await db()
    .selectFrom('meeting_person')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .where('answer_given', '=', false)
    // Who had a seat and did not come has nothing to say.
    .where('seat', '=', meeting.type.rules.seats > 1 ? 'checked-in' : 'booked')
    .execute();
  if (asked.length > 0)
    await tellParties(
      house,
      meeting.id,
      { kind: 'evaluate' },
      [],
      now,
      asked.map(({ id }) => id),
    );
}
