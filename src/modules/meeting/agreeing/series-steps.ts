import { addDays, type DateString, weekday } from '../../../kernel/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import { seriesDays, timeOn } from './series-days.ts';
import { bare, type PlannedCrew, planTimes, planTo, withDecisions } from './series-plan.ts';
import { closedDays } from './series-store.ts';
import type { Decisions, PlannedDate, Series, SeriesChange, SeriesMeeting, SeriesPattern } from './series-types.ts';

/** What becomes of one day of the rhythm: `day` is the one it stands for afterwards, null for none. */
export type Step = {
  readonly kind: 'keep' | 'move' | 'make' | 'cancel';
  readonly meeting: SeriesMeeting | null;
  readonly day: DateString | null;
  readonly planned: PlannedCrew | null;
};
export type Steps = {
  readonly steps: readonly Step[];
  readonly plan: readonly PlannedDate[];
  readonly pattern: SeriesPattern;
};

/** The pattern from a day on. A rhythm that is not touched keeps its weeks; a count goes on from what has been. */
export function patternFrom(
  pattern: SeriesPattern,
  from: DateString,
  change: SeriesChange,
  heldBefore: number,
): SeriesPattern | null {
  const start = from > pattern.from ? from : pattern.from;
  const end = change.end ?? {
    until: pattern.until,
    count: pattern.count === null ? null : pattern.count - heldBefore,
  };
  if (end.count !== null && end.count < 1) return null;
  const first = change.rhythm ? start : firstOfRhythm(pattern, start);
  return { ...pattern, ...change.rhythm, ...end, from: first, onHoliday: change.onHoliday ?? pattern.onHoliday };
}

/** The first day from `start` on in a week of the rhythm: a pattern that begins there has the same weeks. */
function firstOfRhythm(pattern: SeriesPattern, start: DateString): DateString {
  const monday = (date: DateString) => addDays(date, 1 - weekday(date));
  let week = monday(pattern.from);
  while (addDays(week, 6) < start) week = addDays(week, 7 * pattern.everyWeeks);
  return week > start ? week : start;
}

/**
 * What a change asks of each day from `from` on. The k-th day of the old rhythm becomes the k-th of the new one, so that a
 * meeting stays the same meeting; `outOfTheWay` is called once with those that move or go, before anything is looked for.
 * Null: no day would be left.
 */
export async function moveSteps(
  series: Series,
  wish: TimeWish,
  meetings: readonly SeriesMeeting[],
  from: DateString,
  change: SeriesChange,
  decisions: Decisions,
  now: Date,
  outOfTheWay: (meetingIds: readonly string[]) => Promise<void>,
): Promise<Steps | null> {
  const { pattern } = series;
  const touches = change.rhythm !== undefined || change.end !== undefined || change.onHoliday !== undefined;
  if (!touches && Object.keys(decisions).length === 0) return { steps: [], plan: [], pattern };
  const closed = await closedDays(wish.place);
  const far = planTo({ ...pattern, until: null }, now);
  const old = seriesDays(pattern, far, closed);
  const before = old.filter((one) => one.day < from && one.on !== null).length;
  const fresh = patternFrom(pattern, from, change, before);
  if (!fresh) return null;
  const oldAhead = old.filter((one) => one.day >= from).map((one) => one.day);
  const mapped = carryLeftOut(pattern, fresh, oldAhead, far);
  const next = withDecisions(mapped, decisions);
  const days = seriesDays(next, planTo(next, now), closed);
  if (days.every((one) => one.on === null)) return null;

  const standing = new Map(meetings.filter((one) => one.day >= from).map((one) => [one.day, one]));
  type Wanted = { meeting: SeriesMeeting | null; day: DateString; startsAt: Date | null; why: PlannedDate['why'] };
  const wanted: Wanted[] = days.map((one, index) => {
    const oldDay = oldAhead[index];
    const decided = decisions[one.day];
    const on = one.on === null ? null : decided?.kind === 'at' ? decided.startsAt : timeOn(one.on, next).startsAt;
    return { meeting: (oldDay && standing.get(oldDay)) || null, day: one.day, startsAt: on, why: one.why };
  });
  const reached = new Set(wanted.flatMap((one) => (one.meeting ? [one.meeting.meetingId] : [])));
  const gone = [...standing.values()].filter((one) => !reached.has(one.meetingId));

  const stays = ({ meeting, day, startsAt }: Wanted): boolean =>
    meeting !== null &&
    (meeting.state !== 'booked' ||
      (startsAt !== null &&
        ((meeting.movedSingly && change.alsoMovedSingly !== true && decisions[day] === undefined) ||
          (meeting.startsAt.getTime() === startsAt.getTime() &&
            meeting.endsAt.getTime() - startsAt.getTime() === next.minutes * 60_000))));
  const leaving = wanted.filter((one) => one.meeting?.state === 'booked' && !stays(one));
  await outOfTheWay([
    ...leaving.flatMap((one) => (one.meeting ? [one.meeting.meetingId] : [])),
    ...gone.filter((one) => one.state === 'booked').map((one) => one.meetingId),
  ]);

  const steps: Step[] = gone.map((meeting) => ({
    kind: meeting.state === 'booked' ? ('cancel' as const) : ('keep' as const),
    meeting,
    day: null,
    planned: null,
  }));
  const plan: PlannedDate[] = [];
  const employee: TimeWish = { ...wish, by: 'employee', minutes: next.minutes };
  // What has begun by now is nobody's to make.
  const isLookedFor = (one: Wanted): one is Wanted & { startsAt: Date } =>
    one.startsAt !== null && !(stays(one) && one.meeting) && (one.meeting !== null || one.startsAt > now);
  const looked = await planTimes(employee, wanted.filter(isLookedFor), now);
  let at = 0;
  for (const one of wanted) {
    const { meeting, day, startsAt, why } = one;
    if (stays(one) && meeting) {
      steps.push({ kind: 'keep', meeting, day, planned: null });
      if (meeting.state === 'booked')
        plan.push({ day, startsAt: meeting.startsAt, endsAt: meeting.endsAt, why: null, conflict: false });
      continue;
    }
    if (startsAt === null) {
      if (meeting) steps.push({ kind: 'cancel', meeting, day, planned: null });
      plan.push({ day, startsAt: null, endsAt: null, why, conflict: false });
      continue;
    }
    if (!isLookedFor(one)) continue;
    const planned = looked[at];
    at += 1;
    if (!planned) throw new Error('unreachable');
    plan.push(bare(planned));
    steps.push({ kind: meeting ? 'move' : 'make', meeting, day, planned });
  }
  return { steps, plan, pattern: next };
}

/** A day that was left out stays left out where the new rhythm has it. */
function carryLeftOut(
  old: SeriesPattern,
  fresh: SeriesPattern,
  oldAhead: readonly DateString[],
  far: DateString,
): SeriesPattern {
  if (old.without.length === 0) return fresh;
  const plain = seriesDays({ ...fresh, count: null, without: [] }, far, () => false);
  const without = old.without.flatMap((day) => {
    const index = oldAhead.indexOf(day);
    const carried = plain[index]?.day;
    return index >= 0 && carried !== undefined ? [carried] : [];
  });
  return { ...fresh, without: [...new Set(without)].sort() };
}
