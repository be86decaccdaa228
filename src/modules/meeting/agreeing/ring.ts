import {
  addDays,
  type DateString,
  type EmployeeId,
  instantOf,
  publicHoliday,
  wallClock,
  weekday,
} from '../../../kernel/index.ts';
import type { RingHours, Series } from './series-types.ts';

export type RingDecision =
  | {
      readonly may: true;
      /** Her own support person is rung first; null when there is none. */
      readonly first: EmployeeId | null;
      /** Otherwise whoever has this skill; null when no team was agreed on. */
      readonly otherwise: string | null;
      readonly until: Date;
    }
  | {
      readonly may: false;
      /** not-agreed = no hours, or nobody to ring; outside = there are hours, and now is none of them. */
      readonly why: 'ended' | 'not-agreed' | 'outside';
      readonly next: Date | null;
    };

/** As far as a next hour is looked for: past Christmas with its closing days. */
const daysAhead = 28;

/**
 * Whether she may ring now, whom it reaches, or when she may next. Hours are Danish wall time; on public holidays and
 * closing days nobody is there.
 */
export function mayRing(
  series: Pick<Series, 'state' | 'ringHours' | 'onCallSkill' | 'closedDays'> & {
    readonly resource: { readonly employeeId: EmployeeId | null } | null;
  },
  now: Date,
): RingDecision {
  if (series.state === 'ended') return { may: false, why: 'ended', next: null };
  const first = series.resource?.employeeId ?? null;
  const hours = series.ringHours;
  if (hours === null || (first === null && series.onCallSkill === null))
    return { may: false, why: 'not-agreed', next: null };
  const today = wallClock(now).date;
  for (let offset = 0; offset <= daysAhead; offset += 1) {
    const date = addDays(today, offset);
    if (publicHoliday(date) || series.closedDays.includes(date)) continue;
    for (const { from, to } of intervalsOn(hours, date)) {
      if (to <= now) continue;
      if (from <= now) return { may: true, first, otherwise: series.onCallSkill, until: to };
      return { may: false, why: 'outside', next: from };
    }
  }
  return { may: false, why: 'not-agreed', next: null };
}

function intervalsOn(hours: RingHours, date: DateString): readonly { readonly from: Date; readonly to: Date }[] {
  const at = (time: string) => (time === '24:00' ? instantOf(addDays(date, 1), '00:00') : instantOf(date, time));
  return hours[`${weekday(date)}`]
    .map(([from, to]) => ({ from: at(from), to: at(to) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}
