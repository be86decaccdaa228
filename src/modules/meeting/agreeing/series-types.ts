import * as v from 'valibot';
import type { MeetingForm } from '../../../db/index.ts';
import type { DateString, EmployeeId } from '../../../kernel/index.ts';

/** Two years of weekly support; what has no end is made piece by piece instead. */
export const mostInSeries = 104;
/** Meetings of a series without an end stand in the calendars this far ahead. */
export const seriesAheadDays = 182;

const date = v.pipe(v.string(), v.isoDate());
const wallTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** When the meetings of a series are, in Danish wall time whatever the clock does in between. */
export const seriesPatternSchema = v.pipe(
  v.object({
    everyWeeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
    /** 1 is Monday. */
    weekdays: v.pipe(v.array(v.picklist([1, 2, 3, 4, 5, 6, 7])), v.minLength(1), v.maxLength(7)),
    time: wallTime,
    minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(480)),
    /** The first day that may have one; its week is the first of the rhythm. */
    from: date,
    /** The last day that may have one. */
    until: v.nullable(date),
    /** How many take place; days that are left out do not count. */
    count: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostInSeries))),
    /** What the parties agreed on for public holidays and closing days. */
    onHoliday: v.picklist(['skip', 'next-working-day']),
    /** Days of the rhythm that an employee left out. */
    without: v.array(date),
  }),
  v.check((pattern) => pattern.until === null || pattern.count === null, 'until or count, not both'),
);
export type SeriesPattern = v.InferOutput<typeof seriesPatternSchema>;

const intervals = v.array(v.tuple([wallTime, v.union([wallTime, v.literal('24:00')])]));
/** Weekly hours, in Danish wall time, in which she may ring her support person. */
export const ringHoursSchema = v.object({
  '1': intervals,
  '2': intervals,
  '3': intervals,
  '4': intervals,
  '5': intervals,
  '6': intervals,
  '7': intervals,
});
export type RingHours = v.InferOutput<typeof ringHoursSchema>;

export type Series = {
  readonly id: string;
  readonly typeId: string;
  readonly form: MeetingForm;
  /** Her support person; null when nobody is any more. */
  readonly resource: { readonly id: string; readonly name: string; readonly employeeId: EmployeeId | null } | null;
  readonly pattern: SeriesPattern;
  readonly ringHours: RingHours | null;
  readonly onCallSkill: string | null;
  readonly language: string;
  readonly state: 'running' | 'ended';
  readonly version: number;
  readonly createdAt: Date;
};

/** One day of a rhythm. `on` is null when no meeting takes place for it, and `why` says so; else it may be a later day. */
export type SeriesDay = {
  readonly day: DateString;
  readonly on: DateString | null;
  readonly why: 'holiday' | 'closed' | 'left-out' | null;
};
