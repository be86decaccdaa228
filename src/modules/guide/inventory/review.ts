/** When something must be looked at again. Pure; dates are Danish calendar dates. */
import type { DateString } from '../../../kernel/index.ts';

/** Months between looks that an editor may choose. */
export const cycles = [1, 3, 6, 12, 24] as const;
export const usualCycle = 12;

/** What editors choose between, and what stands there already from elsewhere. */
export const cyclesWith = (current: number): readonly number[] =>
  [...new Set([...cycles, current])].filter((months) => months > 0).sort((a, b) => a - b);

/** Whole months up to five years; null for anything else. */
export function readCycle(written: unknown): number | null {
  const months = typeof written === 'string' && /^\d{1,2}$/.test(written.trim()) ? Number(written) : 0;
  return months >= 1 && months <= 60 ? months : null;
}

/** A month from 31 January is the last day of February. */
export function addMonths(date: DateString, months: number): DateString {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}

/** The day it is due; null when it was never looked at, which is due at once. */
export const dueOn = (checkedOn: DateString | null, cycleMonths: number): DateString | null =>
  checkedOn === null ? null : addMonths(checkedOn, cycleMonths);

export const isOverdue = (checkedOn: DateString | null, cycleMonths: number, today: DateString): boolean => {
  const due = dueOn(checkedOn, cycleMonths);
  return due === null || due < today;
};

export type Task = {
  readonly kind: 'entrance' | 'text';
  /** The entrance's id or the service's slug. */
  readonly id: string;
  readonly name: string;
  readonly ownerRole: string;
  readonly due: DateString | null;
  readonly checkedOn: DateString | null;
  readonly version: number;
};

export type TaskGroup = { readonly role: string; readonly tasks: readonly Task[] };
export type TaskWindow = 'overdue' | 'month' | 'all';

const inWindow = (due: DateString | null, window: TaskWindow, today: DateString): boolean =>
  window === 'all' || due === null || (window === 'overdue' ? due < today : due < addMonths(today, 1));

/** To-do lists by role: what nobody owns first, then by role in the order given; within each what is due first. */
export function taskGroups(
  tasks: readonly Task[],
  roles: readonly string[],
  window: TaskWindow,
  today: DateString,
): readonly TaskGroup[] {
  const due = tasks.filter((task) => inWindow(task.due, window, today));
  const owners = ['', ...roles, ...due.map((task) => task.ownerRole)];
  return [...new Set(owners)].flatMap((role) => {
    const own = due
      .filter((task) => task.ownerRole === role)
      .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? '') || a.name.localeCompare(b.name, 'da'));
    return own.length === 0 ? [] : [{ role, tasks: own }];
  });
}
