import { newId } from '../../../kernel/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { Actor } from '../booking/booking-types.ts';
import { writeMeetings } from '../booking/write-many.ts';
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
  const each = planned.flatMap(({ startsAt, endsAt, resources, day }) =>
    startsAt && endsAt ? [{ id: newId(), uid: newId(), startsAt, endsAt, resources, day }] : [],
  );
  const places = await writeMeetings(
    {
      type: wish.type,
      form: wish.form,
      placeId: wish.place,
      language: wish.language,
      bookedBy: 'employee',
      hiddenAddresses: hiddenAddresses || wish.type.rules.anonymous,
      seriesId,
      by: actor.by,
    },
    each,
    now,
  );
  return each.map(({ id, uid, startsAt, endsAt }) => ({
    id,
    uid,
    type: wish.type,
    form: wish.form,
    state: 'booked' as const,
    startsAt,
    endsAt,
    placeId: places.get(id) ?? null,
    language: wish.language,
    sequence: 0,
    answerBy: null,
  }));
}
