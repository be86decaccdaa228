import * as v from 'valibot';
import { addDays, type DateString } from '../../../kernel/index.ts';
import { type Interval, type ResourceHours, resourceHoursSchema } from '../meeting-rules.ts';
import { type Day, dayOf, joined, minuteAt, type Spans, wallMinutes } from './danish-day.ts';

/** Hours made ready to be asked about many dates. Intervals are minutes of the wall clock. */
export type ReadyHours = {
  readonly patterns: readonly {
    readonly from: DateString;
    readonly to: DateString;
    readonly everyWeeks: number;
    readonly anchorWeek: number;
    readonly weekly: readonly Spans[];
  }[];
  readonly exceptions: ReadonlyMap<DateString, Spans>;
  /** What was worked out before, by date. */
  readonly known: Map<DateString, Spans>;
};

/** Days on which nothing is booked: the municipality's, and those of one place. */
export type Closings = {
  readonly everywhere: ReadonlySet<DateString>;
  readonly byPlace: ReadonlyMap<string, ReadonlySet<DateString>>;
};

const spansOf = (intervals: readonly Interval[]): Spans =>
  joined(intervals.flatMap(([from, to]) => [wallMinutes(from), wallMinutes(to)]));

export function readyHours(hours: ResourceHours): ReadyHours {
  const days = ['1', '2', '3', '4', '5', '6', '7'] as const;
  return {
    patterns: hours.patterns.map(({ from, to, everyWeeks, anchor, weekly }) => ({
      from: from ?? '0000-01-01',
      to: to ?? '9999-12-31',
      everyWeeks,
      anchorWeek: everyWeeks === 1 ? 0 : dayOf(anchor ?? from ?? '1970-01-01').week,
      weekly: days.map((one) => spansOf(weekly[one])),
    })),
    exceptions: new Map(Object.entries(hours.exceptions).map(([date, intervals]) => [date, spansOf(intervals)])),
    known: new Map(),
  };
}

/** By their text: the same hours, whoever has them, are read once. What somebody changes is another text. */
const readBefore = new Map<string, ReadyHours>();
const mostRead = 2_000;

/** Hours as they stand in the database, as text. */
export function readHours(json: string): ReadyHours {
  const found = readBefore.get(json);
  if (found) return found;
  if (readBefore.size >= mostRead) readBefore.clear();
  const ready = readyHours(v.parse(resourceHoursSchema, JSON.parse(json)));
  readBefore.set(json, ready);
  return ready;
}

/**
 * What a date's hours are in wall time, holidays and closings apart. A date of its own goes before every pattern. Of the
 * patterns the last holds that covers the date: it is in season, and in one of its weeks. So two patterns can take turns,
 * and one every second week alone leaves the other week empty. Null: nothing says anything about the date.
 */
function wallSpans(hours: ReadyHours, day: Day): Spans | null {
  const own = hours.exceptions.get(day.date);
  if (own) return own;
  for (let at = hours.patterns.length - 1; at >= 0; at -= 1) {
    const pattern = hours.patterns[at];
    if (!pattern || day.date < pattern.from || day.date > pattern.to) continue;
    const weeks = day.week - pattern.anchorWeek;
    if (weeks % pattern.everyWeeks === 0) return pattern.weekly[day.weekday - 1] ?? [];
  }
  return null;
}

/** Why nothing can be booked on a date, whatever the hours are; null where the hours decide. */
export function shutOn(
  hours: ReadyHours,
  place: string | null,
  closings: Closings,
  day: Day,
): 'closed' | 'holiday' | null {
  if (closings.everywhere.has(day.date)) return 'closed';
  if (place !== null && closings.byPlace.get(place)?.has(day.date)) return 'closed';
  // Whoever writes hours for Christmas Day means them; a pattern knows nothing of holidays.
  return day.holiday !== null && !hours.exceptions.has(day.date) ? 'holiday' : null;
}

/** When somebody or something can be booked on a date: moments in order, true lengths, through both clock changes. */
export function windowsOn(hours: ReadyHours, place: string | null, closings: Closings, day: Day): Spans {
  if (shutOn(hours, place, closings, day) !== null) return [];
  const found = hours.known.get(day.date);
  if (found) return found;
  if (hours.known.size >= mostRead) hours.known.clear();
  const wall = wallSpans(hours, day) ?? [];
  const moments = joined(wall.map((one) => minuteAt(day, one)));
  hours.known.set(day.date, moments);
  return moments;
}

/** The same over a range of dates and the night after it, since a meeting may run past midnight. */
export function windowsBetween(
  hours: ReadyHours,
  place: string | null,
  closings: Closings,
  dates: readonly DateString[],
): Spans {
  const spans: number[] = [];
  const last = dates.at(-1);
  for (const date of last === undefined ? [] : [...dates, addDays(last, 1)])
    for (const one of windowsOn(hours, place, closings, dayOf(date))) {
      // Hours to midnight and from midnight are one.
      if (spans.length % 2 === 0 && spans.length > 0 && spans.at(-1) === one) spans.pop();
      else spans.push(one);
    }
  return spans;
}
