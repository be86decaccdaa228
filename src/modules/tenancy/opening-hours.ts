import { addDays, type DateString, publicHoliday, type WallTime, wallClock, weekday } from '../../kernel/index.ts';

/** Wall times by ISO weekday; an exception replaces the day; public holidays are closed unless said otherwise. */
export type Hours = {
  readonly weekly: Readonly<
    Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', readonly (readonly [WallTime, WallTime])[]>
  >;
  readonly exceptions: Readonly<Record<DateString, readonly (readonly [WallTime, WallTime])[]>>;
  readonly openOnHolidays: boolean;
};

/** `closes` and `opens.time` are Danish wall times; `opens` is null when nothing opens within 60 days. */
export type OpenState =
  | { readonly open: true; readonly closes: WallTime }
  | { readonly open: false; readonly opens: { readonly date: DateString; readonly time: WallTime } | null };

/** The intervals of a date: its exception, else nothing on a public holiday, else the week's pattern. */
export function intervalsOn(hours: Hours, date: DateString): readonly (readonly [WallTime, WallTime])[] {
  const exception = hours.exceptions[date];
  if (exception) return exception;
  if (!hours.openOnHolidays && publicHoliday(date) !== null) return [];
  return hours.weekly[String(weekday(date)) as '1'] ?? [];
}

/** Is it open at this instant, and until when; else when does it open next? `24:00` means the end of the day. */
export function openState(hours: Hours, now: Date): OpenState {
  const { date, time } = wallClock(now);
  const current = intervalsOn(hours, date).find(([from, to]) => from <= time && time < to);
  if (current) return { open: true, closes: current[1] };
  for (let ahead = 0; ahead <= 60; ahead += 1) {
    const day = addDays(date, ahead);
    const next = intervalsOn(hours, day).find(([from]) => ahead > 0 || from > time);
    if (next) return { open: false, opens: { date: day, time: next[0] } };
  }
  return { open: false, opens: null };
}
