import { newId } from '../../../kernel/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { Actor } from '../booking/booking-types.ts';
import { writeMeeting } from '../booking/write-meeting.ts';
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
  const { startsAt, endsAt, resources, day } = planned;
  if (!startsAt || !endsAt) throw new Error('unreachable');
  const id = newId();
  await writeMeeting(
    {
      id,
      type: wish.type,
      form: wish.form,
      resources,
      startsAt,
      endsAt,
      placeId: wish.place,
      language: wish.language,
      topic: null,
      step: null,
      bookedBy: 'employee',
      hiddenAddresses: hiddenAddresses || wish.type.rules.anonymous,
      requestKey: null,
      people: [],
      hold: null,
      seriesId,
      seriesDay: day,
      event: { kind: 'booked', by: actor.by, from: null },
      mostAhead: null,
    },
    now,
  );
  return id;
}
