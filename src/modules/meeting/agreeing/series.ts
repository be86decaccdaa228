import { db } from '../../../db/index.ts';
import { addDays, type DateString, type MunicipalityId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { Actor } from '../booking/booking-types.ts';
import { tellHouse } from '../booking/note-change.ts';
import { lockResources } from '../booking/occupy.ts';
import { personRow, refuseWhatLeadsToHer } from '../booking/people.ts';
import { openBooking } from '../booking/write-meeting.ts';
import { tellOfMany } from '../messages/tell-of-many.ts';
import { allOrNothing, type Overtaken } from './all-or-nothing.ts';
import { seriesDays, tooMany } from './series-days.ts';
import { writeSeriesMeetings } from './series-meeting.ts';
import { bare, hasConflict, heldDays, type PlannedCrew, planDays, planTo, withDecisions } from './series-plan.ts';
import { closedDays, daysWithMeeting, insertSeries, readSeries, today, wishOfSeries } from './series-store.ts';
import type {
  Decisions,
  NewSeries,
  PlannedDate,
  Series,
  SeriesMade,
  SeriesPattern,
  SeriesRefusal,
} from './series-types.ts';

export { changeSeries, endSeries, leaveOutDay, planChange } from './series-changes.ts';
export { meetingsOfSeries, readSeries, runningSeries } from './series-store.ts';
export * from './series-types.ts';

/** What would be made and what stands in its way. In the caller's municipal transaction; changes nothing. */
export const planSeries = async (
  wish: TimeWish,
  pattern: SeriesPattern,
  decisions: Decisions,
  now: Date,
): Promise<readonly PlannedDate[]> => (await planDays(wish, pattern, decisions, now)).map(bare);

/**
 * Makes all meetings of an agreement that ends, the next half year of one that does not; all or nothing. She is told once.
 * Begins its own transaction.
 */
export async function startSeries(
  house: House,
  municipality: MunicipalityId,
  series: NewSeries,
  actor: Actor,
  now: Date,
): Promise<Result<SeriesMade, SeriesRefusal>> {
  const made = await allOrNothing<SeriesMade, SeriesRefusal | Overtaken>(house, municipality, () =>
    make(house, series, actor, now),
  );
  if (made.ok) return made;
  if (made.reason.kind !== 'taken') return refuse(made.reason);
  // Somebody books in this very moment, again and again: what stands now is what the employee decides about.
  const plan = await house.database.inMunicipality(municipality, () =>
    planSeries(series.wish, series.pattern, series.decisions, now),
  );
  return refuse({ kind: 'conflicts', plan });
}

async function make(
  house: House,
  series: NewSeries,
  actor: Actor,
  now: Date,
): Promise<Result<SeriesMade, SeriesRefusal | Overtaken>> {
  const { decisions } = series;
  const wish: TimeWish = { ...series.wish, by: 'employee', minutes: series.pattern.minutes, instead: null };
  const { type } = wish;
  const everybody = [series.person, ...series.others];
  refuseWhatLeadsToHer(type.rules, everybody);
  const opening = await openBooking(type, wish.form, { requestKey: null, citizen: null, staff: true });
  if (!opening.formAllowed) return refuse({ kind: 'form' });
  const pattern = withDecisions(series.pattern, decisions);
  if (await isTooMuch(pattern, wish, now)) return refuse({ kind: 'pattern' });
  const plan = await planDays(wish, pattern, decisions, now);
  if (heldDays(plan) === 0) return refuse({ kind: 'pattern' });
  if (hasConflict(plan)) return refuse({ kind: 'conflicts', plan: plan.map(bare) });
  await lockResources(plan.flatMap((one) => one.resources));
  const seriesId = await insertSeries(
    {
      typeId: type.id,
      form: wish.form,
      pattern,
      ringHours: series.ringHours,
      onCallSkill: series.onCallSkill,
      language: wish.language,
      resourceId: wish.with !== null && 'resource' in wish.with ? wish.with.resource : null,
    },
    now,
  );
  const people = everybody.map((one) => personRow(house, { series: seriesId }, one, type.rules, now));
  await db()
    .insertInto('meeting_person')
    .values(people.map(({ row }) => row))
    .execute();
  const links = people.map(({ link }) => link);
  const [hers] = links;
  if (!hers) throw new Error('unreachable');
  const meetings = await writeSeriesMeetings(seriesId, wish, plan, series.hiddenAddresses, actor, now);
  const here = people.map((one) => one.here);
  const told = meetings.map((meeting, index) => ({
    meeting,
    people: here,
    change: index === 0 ? ({ kind: 'booked' } as const) : ({ kind: 'in-series' } as const),
    isNew: true,
  }));
  await tellOfMany(house, told, links, now);
  await tellHouse(house, 'series', seriesId, actor, now);
  return ok({ seriesId, link: hers, meetings: heldDays(plan) });
}

/** More than may be made, or a rhythm that never meets a day on which anybody is there. */
async function isTooMuch(pattern: SeriesPattern, wish: TimeWish, now: Date): Promise<boolean> {
  if (pattern.until !== null && pattern.until > addDays(pattern.from, 366 * 3)) return true;
  const bounded = pattern.until !== null || pattern.count !== null;
  return bounded && tooMany(seriesDays(pattern, planTo(pattern, now), await closedDays(wish.place)));
}

/**
 * Days of the rhythm ahead that have no meeting because something stood in the way: an employee leaves them out or the way
 * becomes free. In the caller's municipal transaction.
 */
export async function openDaysOfSeries(house: House, seriesId: string, now: Date): Promise<readonly PlannedDate[]> {
  const series = await readSeries(seriesId);
  if (!series || series.state === 'ended') return [];
  return (await missingDays(house, series, now)).map(bare);
}

export async function missingDays(house: House, series: Series, now: Date): Promise<readonly PlannedCrew[]> {
  const known = await wishOfSeries(house, series);
  if (!known) return [];
  const made = await daysWithMeeting(series.id);
  const days = seriesDays(series.pattern, planTo(series.pattern, now), await closedDays(known.wish.place));
  const missing = days.filter((one) => one.on !== null && one.on > today(now) && !made.has(one.day));
  if (missing.length === 0) return [];
  const wanted = new Set<DateString>(missing.map((one) => one.day));
  return planDays(known.wish, series.pattern, {}, now, (day) => wanted.has(day));
}
