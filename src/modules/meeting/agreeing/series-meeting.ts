import { newId } from '../../../kernel/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { Actor } from '../booking/booking-types.ts';
import type { Changed } from '../booking/change-many.ts';
import { writeMeetings } from '../booking/write-many.ts';
import type { MeetingType } from '../meeting-rules.ts';
import type { ToldMeeting } from '../messages/tell-parties.ts';
import type { PlannedCrew } from './series-plan.ts';

/** One meeting of a series; its resources are locked. Returns its id. Somebody who was quicker is an `Overtaken` thrown. */
export async function writeSeriesMeeting(
  seriesId: string,
  wish: TimeWish,
  planned: PlannedCrew,
  hiddenAddresses: boolean,
  actor: Actor,
  now: Date,
): Promise<string> {
  const [made] = await writeSeriesMeetings(seriesId, wish, [planned], hiddenAddresses, actor, now);
  if (!made) throw new Error('unreachable');
  return made.id;
}

/** The same of many, as they are told; those days that have no time are left out. */
export async function writeSeriesMeetings(
  seriesId: string,
  wish: TimeWish,
  planned: readonly PlannedCrew[],
  hiddenAddresses: boolean,
  actor: Actor,
  now: Date,
): Promise<readonly ToldMeeting[]> {
  const plain = {
    topic: null,
    step: null,
    hiddenAddresses: hiddenAddresses || wish.type.rules.anonymous,
    requestKey: null,
    people: [],
  };
  const each = planned.flatMap(({ startsAt, endsAt, resources, day }) =>
    startsAt && endsAt ? [{ id: newId(), uid: newId(), startsAt, endsAt, resources, day, ...plain }] : [],
  );
  const { places } = await writeMeetings(
    {
      type: wish.type,
      form: wish.form,
      placeId: wish.place,
      language: wish.language,
      bookedBy: 'employee',
      seriesId,
      by: actor.by,
      lock: false,
    },
    each,
    now,
  );
  return each.map(({ id, uid, startsAt, endsAt }) =>
    toldOf(
      {
        id,
        uid,
        sequence: 0,
        starts_at: startsAt,
        ends_at: endsAt,
        place_id: places.get(id) ?? null,
        language: wish.language,
        form: wish.form,
      },
      wish.type,
      'booked',
    ),
  );
}

/** What of a meeting that was written a moment ago is told. */
export const toldOf = (row: Changed, type: MeetingType, state: 'booked' | 'cancelled'): ToldMeeting => ({
  id: row.id,
  uid: row.uid,
  type,
  form: row.form,
  state,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  placeId: row.place_id,
  language: row.language,
  sequence: row.sequence,
  answerBy: null,
});
