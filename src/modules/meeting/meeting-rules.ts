import * as v from 'valibot';
import type { MeetingForm, ResourceKind } from '../../db/index.ts';
import type { DateString, WallTime } from '../../kernel/index.ts';

export const meetingForms = ['in-person', 'phone', 'video', 'kiosk'] as const satisfies readonly MeetingForm[];
export const resourceKinds = ['employee', 'room', 'kiosk', 'interpreter'] as const satisfies readonly ResourceKind[];

const minutes = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/**
 * The rules of one kind of meeting. Which forms it may have, and by which law, stands beside it (`meeting_type_form`),
 * where the database holds a booking to it.
 */
export const meetingRulesSchema = v.object({
  /** Who decides the form, where there are several. */
  formChosenBy: v.picklist(['citizen', 'employee']),
  /** Who may agree on one: anybody, an employee alone, or a citizen with an invitation. */
  bookedBy: v.picklist(['citizen', 'employee', 'invitation']),
  lengthMinutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(480)),
  bufferBeforeMinutes: minutes(120),
  bufferAfterMinutes: minutes(120),
  /** How long before its start a meeting can be booked at the latest, and how far ahead. */
  noticeMinutes: minutes(60 * 24 * 60),
  horizonDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
  /** Until when before its start a citizen moves or cancels by herself. */
  changeNoticeMinutes: minutes(60 * 24 * 14),
  /** How long a time that was given back stays closed, against trading in times. */
  freedDelayMinutes: minutes(60 * 24),
  /** Starts are offered on this grid. */
  gridMinutes: v.picklist([5, 10, 15, 20, 30, 60]),
  /** What must be there besides the citizen: always one employee, with all of the skills. */
  needs: v.array(v.object({ kind: v.picklist(resourceKinds), skills: v.array(v.string()) })),
  /** More than one: a course or group, whose places are seats. */
  seats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  /** Texts of the municipality's own, Danish and English. */
  description: v.object({ da: v.string(), en: v.string() }),
  bring: v.array(v.object({ da: v.string(), en: v.string() })),
  identity: v.picklist(['none', 'told', 'known', 'mitid']),
  companions: v.boolean(),
  interpreter: v.boolean(),
  /** May she send papers before it? They are kept as long as the meeting, and never of an anonymous one. */
  documents: v.optional(v.boolean(), false),
  /** How many meetings of this kind one citizen may have ahead of her. */
  mostAhead: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  noteDuty: v.boolean(),
  /** Whom to write to a day after a meeting whose note is missing, and how often from then on. Left out: nobody. */
  noteReminder: v.optional(
    v.object({
      mail: v.pipe(v.string(), v.maxLength(200)),
      everyDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
    }),
  ),
  /** Days after the meeting until everything of it is deleted. */
  retentionDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1826)),
  /** Nothing about her is asked for or stored, and calls take the relay's way alone. Never with noteDuty or companions. */
  anonymous: v.boolean(),
  /**
   * Whether she is asked how it went, in the five taps that follow every help: `help` asks on her own page and the end screen,
   * `meeting` sends a message too; null asks nothing.
   */
  evaluation: v.nullable(v.picklist(['help', 'meeting'])),
  /** Reminders, in minutes before its start. */
  remindMinutes: v.array(minutes(60 * 24 * 14)),
  /** The screening that opened the type for video, when there has been one. */
  screening: v.nullable(v.string()),
});
export type MeetingRules = v.InferOutput<typeof meetingRulesSchema>;

/** A kind of meeting as everybody reads it. */
export type MeetingType = {
  readonly id: string;
  readonly slug: string;
  readonly title: { readonly da: string; readonly en: string };
  readonly active: boolean;
  readonly position: number;
  readonly rules: MeetingRules;
  /** Those that the law allows today, with the law. */
  readonly forms: readonly { readonly form: MeetingForm; readonly law: string }[];
  readonly version: number;
};

const wallTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));
const date = v.pipe(v.string(), v.isoDate());
const intervals = v.array(v.tuple([wallTime, wallTime]));
const week = v.object({
  '1': intervals,
  '2': intervals,
  '3': intervals,
  '4': intervals,
  '5': intervals,
  '6': intervals,
  '7': intervals,
});

/**
 * When somebody or something can be booked, in Danish wall time: patterns with seasons (the last that covers a date holds),
 * every week or every second from `anchor`'s, and dates that are different. Holidays and closing days are apart.
 */
export const resourceHoursSchema = v.object({
  patterns: v.array(
    v.object({
      from: v.nullable(date),
      to: v.nullable(date),
      everyWeeks: v.picklist([1, 2, 3, 4]),
      /** A date in a week in which the pattern holds. */
      anchor: v.nullable(date),
      weekly: week,
    }),
  ),
  exceptions: v.record(date, intervals),
});
export type ResourceHours = v.InferOutput<typeof resourceHoursSchema>;
export type Interval = readonly [WallTime, WallTime];
export type Exceptions = Readonly<Record<DateString, readonly Interval[]>>;
