import { type DateString, type MunicipalityId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { TimeWish, WhyNot } from '../availability/time-wish.ts';
import type { Actor, NewPerson } from '../booking/booking-types.ts';
import type { RingHours, Series, SeriesPattern } from './series-types.ts';

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

export type SeriesRefusal =
  /** No meeting is left, or more than `mostInSeries`. */
  | { readonly kind: 'pattern' }
  /** These days cannot be, and nothing was made. The whole plan, conflicts marked. */
  | { readonly kind: 'conflicts'; readonly plan: readonly PlannedDate[] }
  | { readonly kind: 'no-series' }
  | { readonly kind: 'ended' }
  /** Another employee changed it since it was read: this is what stands now. */
  | { readonly kind: 'changed'; readonly now: Series; readonly what: readonly SeriesDifference[] };

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
  | 'state'
  | 'meetings';

export type SeriesMade = {
  readonly seriesId: string;
  readonly link: { readonly personId: string; readonly token: string; readonly code: string };
  readonly meetings: number;
};

/** What would be made and what stands in its way. In the caller's municipal transaction; changes nothing. */
export async function planSeries(
  _wish: TimeWish,
  _pattern: SeriesPattern,
  _decisions: Decisions,
  _now: Date,
): Promise<readonly PlannedDate[]> {
  return [];
}

/** Makes all meetings of an agreement that ends, the next half year of one that does not; all or nothing. Begins its own transaction. */
export async function startSeries(
  _house: House,
  _municipality: MunicipalityId,
  _series: NewSeries,
  _actor: Actor,
  _now: Date,
): Promise<Result<SeriesMade, SeriesRefusal>> {
  return refuse({ kind: 'pattern' });
}

export type SeriesMeeting = {
  readonly meetingId: string;
  readonly day: DateString;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: 'booked' | 'done' | 'no-show' | 'cancelled' | 'converted';
  /** It stands on another time than the rhythm's. */
  readonly movedSingly: boolean;
  readonly version: number;
};

/** In the caller's municipal transaction. */
export async function readSeries(_seriesId: string): Promise<Series | null> {
  return null;
}

/** Running series, for the employees' list; of one employee when named. In the caller's municipal transaction. */
export async function runningSeries(_employeeResource?: string): Promise<readonly Series[]> {
  return [];
}

/** Meetings of a series from an instant on, in their order. In the caller's municipal transaction. */
export async function meetingsOfSeries(_seriesId: string, _from: Date): Promise<readonly SeriesMeeting[]> {
  return [];
}

/** Days of the rhythm ahead that have no meeting because something stood in the way: an employee decides. */
export async function openDaysOfSeries(_seriesId: string, _now: Date): Promise<readonly PlannedDate[]> {
  return [];
}

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

/** What `changeSeries` would do: each later day as it would be. In the caller's municipal transaction; changes nothing. */
export async function planChange(
  _seriesId: string,
  _from: DateString,
  _change: SeriesChange,
  _decisions: Decisions,
  _now: Date,
): Promise<readonly PlannedDate[]> {
  return [];
}

/** From a day on, all or nothing: meetings keep who they are and are moved, made or cancelled. Begins its own transaction. */
export async function changeSeries(
  _house: House,
  _municipality: MunicipalityId,
  _seriesId: string,
  _from: DateString,
  _change: SeriesChange,
  _decisions: Decisions,
  _version: number,
  _actor: Actor,
  _now: Date,
): Promise<Result<Series, SeriesRefusal>> {
  return refuse({ kind: 'no-series' });
}

/** Leaves days ahead out of the rhythm that have no meeting. A meeting that stands is cancelled by itself (`cancelMeeting`). */
export async function leaveOutDay(
  _house: House,
  _municipality: MunicipalityId,
  _seriesId: string,
  _day: DateString,
  _version: number,
  _actor: Actor,
  _now: Date,
): Promise<Result<Series, SeriesRefusal>> {
  return refuse({ kind: 'no-series' });
}

/** No meeting from this day on: later ones are cancelled, and she may no longer ring. Begins its own transaction. */
export async function endSeries(
  _house: House,
  _municipality: MunicipalityId,
  _seriesId: string,
  _from: DateString,
  _version: number,
  _actor: Actor,
  _now: Date,
): Promise<Result<Series, SeriesRefusal>> {
  return refuse({ kind: 'no-series' });
}

/** Whose series a personal link leads to, for the button with which she rings. In the caller's municipal transaction. */
export async function seriesOfToken(
  _house: House,
  _token: string,
): Promise<{ readonly series: Series; readonly personId: string } | null> {
  return null;
}

/** Makes what is missing of every running series up to half a year ahead; returns how many. In the caller's municipal transaction. */
export async function makeSeriesAhead(_house: House, _now: Date): Promise<Result<number, never>> {
  return ok(0);
}
