import { addDays, wallClock } from '../../../kernel/index.ts';
import { dayOf, type Minute } from './danish-day.ts';
import type { Shape } from './free-starts.ts';
import type { TimeWish, WhyNot } from './time-wish.ts';

/** What is wrong with a wish whenever it would be. That a citizen has an invitation is proved at her door, not here. */
export function refusedAlways({ type, form, by }: TimeWish): WhyNot | null {
  if (!type.forms.some((one) => one.form === form)) return 'form-not-allowed';
  return by === 'citizen' && (type.rules.bookedBy === 'employee' || !type.active) ? 'not-for-citizens' : null;
}

export const shapeOf = ({ type: { rules }, minutes }: TimeWish): Shape => ({
  minutes: minutes ?? rules.lengthMinutes,
  before: rules.bufferBeforeMinutes,
  after: rules.bufferAfterMinutes,
  grid: rules.gridMinutes,
});

/** The first moment and the moment after the last at which a wish may begin. Notice and horizon bind citizens alone. */
export function mayBegin({ type: { rules }, by }: TimeWish, now: Date): { readonly from: Minute; readonly to: Minute } {
  const soonest = Math.ceil(now.getTime() / 60_000);
  if (by === 'employee') return { from: soonest, to: Number.POSITIVE_INFINITY };
  const furthest = addDays(wallClock(now).date, rules.horizonDays);
  return { from: soonest + rules.noticeMinutes, to: dayOf(furthest).end };
}

/** What a moment is refused for, whoever is free. */
export function refusedAt(wish: TimeWish, start: Minute, now: Date): WhyNot | null {
  if (start < Math.ceil(now.getTime() / 60_000)) return 'in-the-past';
  const { from, to } = mayBegin(wish, now);
  return start < from ? 'notice' : start >= to ? 'too-far-ahead' : null;
}

export const isWholeMinute = (instant: Date): boolean => instant.getTime() % 60_000 === 0;
