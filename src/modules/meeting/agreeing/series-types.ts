import * as v from 'valibot';
import type { MeetingForm } from '../../../db/index.ts';
import type { DateString, EmployeeId } from '../../../kernel/index.ts';
import type { TimeWish, WhyNot } from '../availability/time-wish.ts';
import type { NewPerson } from '../booking/booking-types.ts';

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
  /** The municipality's closing days: nobody is rung on them. */
  readonly closedDays: readonly DateString[];
};

/** One day of a rhythm. `on` is null when no meeting takes place for it, and `why` says so; else it may be a later day. */
export type SeriesDay = {
  readonly day: DateString;
  readonly on: DateString | null;
  readonly why: 'holiday' | 'closed' | 'left-out' | null;
};

/** A day of the rhythm as an employee sees it before anything is made. */
export type PlannedDate = {
  readonly day: DateString;
  /** Null: left out, and `why` says so. */
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** `holiday` or `closed` with a `startsAt`: moved to the next working day. Null: as the rhythm says, and free. */
  readonly why: WhyNot | 'left-out' | null;
  /** It cannot be made so: the employee decides. */
  readonly conflict: boolean;
};

/** What an employee decided for a day: leave it out, or another time. */
export type DayDecision = { readonly kind: 'leave-out' } | { readonly kind: 'at'; readonly startsAt: Date };
export type Decisions = Readonly<Record<DateString, DayDecision>>;

export type NewSeries = {
  /** `with` names her support person's resource; `minutes` and `by` are the pattern's and an employee's. */
  readonly wish: TimeWish;
  readonly pattern: SeriesPattern;
  readonly person: NewPerson;
  readonly others: readonly NewPerson[];
  readonly hiddenAddresses: boolean;
  readonly ringHours: RingHours | null;
  readonly onCallSkill: string | null;
  readonly decisions: Decisions;
};

/** What a second editor is told that the first one changed. */
export type SeriesDifference =
  | 'rhythm'
  | 'time'
  | 'length'
  | 'end'
  | 'holidays'
  | 'left-out'
  | 'ring-hours'
  | 'team'
  | 'state';

export type SeriesRefusal =
  /** No meeting is left, or more than `mostInSeries`. */
  | { readonly kind: 'pattern' }
  /** The kind of meeting is not held in that form. */
  | { readonly kind: 'form' }
  /** These days cannot be, and nothing was made. The whole plan, conflicts marked. */
  | { readonly kind: 'conflicts'; readonly plan: readonly PlannedDate[] }
  | { readonly kind: 'no-series' }
  | { readonly kind: 'ended' }
  /** Another employee changed it since it was read: what, and as it stands now. */
  | { readonly kind: 'changed'; readonly now: Series; readonly what: readonly SeriesDifference[] };

export type SeriesMade = {
  readonly seriesId: string;
  readonly link: { readonly personId: string; readonly token: string; readonly code: string };
  readonly meetings: number;
};

export type SeriesMeeting = {
  readonly meetingId: string;
  readonly day: DateString;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: 'booked' | 'done' | 'no-show' | 'cancelled' | 'converted';
  /** It stands at another time than the rhythm's. */
  readonly movedSingly: boolean;
  readonly version: number;
};

/** What changes from a day on; what is not named stays. */
export type SeriesChange = {
  readonly rhythm?: Pick<SeriesPattern, 'everyWeeks' | 'weekdays' | 'time' | 'minutes'>;
  readonly end?: Pick<SeriesPattern, 'until' | 'count'>;
  readonly onHoliday?: SeriesPattern['onHoliday'];
  readonly ringHours?: RingHours | null;
  readonly onCallSkill?: string | null;
  /** Meetings that were moved singly follow the new rhythm too; otherwise they stay where they were put. */
  readonly alsoMovedSingly?: boolean;
};
