import { addDays, type DateString } from '../../../kernel/index.ts';
import { crewsAtEach } from '../availability/availability.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import { plusMinutes } from './meeting-rows.ts';
import { seriesDays, timeOn } from './series-days.ts';
import { closedDays, today } from './series-store.ts';
import { type Decisions, mostInSeries, type PlannedDate, type SeriesPattern, seriesAheadDays } from './series-types.ts';

/** A planned day with who would hold it; the resources are empty where there is a conflict or no meeting. */
export type PlannedCrew = PlannedDate & { readonly resources: readonly string[] };

/** A pattern that ends is planned to its end: eight weeks apart, a hundred and four of them are sixteen years. */
const furthestDays = 366 * 17;

/** As far as days are made today. */
export function planTo(pattern: SeriesPattern, now: Date): DateString {
  if (pattern.until !== null) return pattern.until;
  if (pattern.count !== null) return addDays(pattern.from, furthestDays);
  const start = pattern.from > today(now) ? pattern.from : today(now);
  return addDays(start, seriesAheadDays);
}

/** Days that an employee decided to leave out belong to the pattern from now on. */
export const withDecisions = (pattern: SeriesPattern, decisions: Decisions): SeriesPattern => {
  const out = Object.entries(decisions).flatMap(([day, one]) => (one.kind === 'leave-out' ? [day] : []));
  return { ...pattern, without: [...new Set([...pattern.without, ...out])].sort() };
};

/** Every wanted day of a pattern with its time and who could hold it, or what stands in the way. Changes nothing. */
export async function planDays(
  wish: TimeWish,
  pattern: SeriesPattern,
  decisions: Decisions,
  now: Date,
  wanted: (day: DateString) => boolean = () => true,
): Promise<readonly PlannedCrew[]> {
  const whole = withDecisions(pattern, decisions);
  const days = seriesDays(whole, planTo(whole, now), await closedDays(wish.place));
  const asked = days.slice(0, mostInSeries * 3).filter(({ day }) => wanted(day));
  const times = asked.flatMap(({ day, on, why }) => {
    const decided = decisions[day];
    if (on === null) return [];
    return [{ day, startsAt: decided?.kind === 'at' ? decided.startsAt : timeOn(on, whole).startsAt, why }];
  });
  const planned = await planTimes({ ...wish, by: 'employee', minutes: whole.minutes }, times, now);
  const byDay = new Map(planned.map((one) => [one.day, one]));
  return asked.map(
    ({ day, why }) => byDay.get(day) ?? { day, startsAt: null, endsAt: null, why, conflict: false, resources: [] },
  );
}

type WantedTime = { readonly day: DateString; readonly startsAt: Date; readonly why: PlannedDate['why'] };

/** Each time: who holds it, or why nobody can. Two days of one plan are in each other's way as well. */
export async function planTimes(
  wish: TimeWish,
  wanted: readonly WantedTime[],
  now: Date,
): Promise<readonly PlannedCrew[]> {
  const { rules } = wish.type;
  const found = await crewsAtEach(
    wish,
    wanted.map(({ startsAt }) => startsAt),
    now,
  );
  const planned: PlannedCrew[] = [];
  for (const [at, { day, startsAt, why }] of wanted.entries()) {
    const endsAt = plusMinutes(startsAt, wish.minutes ?? rules.lengthMinutes);
    const crews = found[at];
    if (!crews?.ok) {
      planned.push({ day, startsAt, endsAt, why: crews?.reason ?? 'hours', conflict: true, resources: [] });
      continue;
    }
    const crew = crews.value.find(({ resources }) => !isTaken(resources, { startsAt, endsAt }, planned, rules));
    planned.push(
      crew
        ? { day, startsAt, endsAt, why, conflict: false, resources: crew.resources }
        : { day, startsAt, endsAt, why: 'meeting', conflict: true, resources: [] },
    );
  }
  return planned;
}

function isTaken(
  resources: readonly string[],
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  others: readonly PlannedCrew[],
  rules: TimeWish['type']['rules'],
): boolean {
  const [from, to] = [plusMinutes(startsAt, -rules.bufferBeforeMinutes), plusMinutes(endsAt, rules.bufferAfterMinutes)];
  return others.some(
    (one) =>
      one.startsAt &&
      one.endsAt &&
      plusMinutes(one.startsAt, -rules.bufferBeforeMinutes) < to &&
      plusMinutes(one.endsAt, rules.bufferAfterMinutes) > from &&
      one.resources.some((id) => resources.includes(id)),
  );
}

export const bare = ({ resources: _, ...planned }: PlannedCrew): PlannedDate => planned;
export const hasConflict = (plan: readonly PlannedDate[]): boolean => plan.some((one) => one.conflict);
export const heldDays = (plan: readonly PlannedDate[]): number => plan.filter((one) => one.startsAt !== null).length;
