/**
 * Wall-clock rules are Danish: Europe/Copenhagen, through both clock changes (docs/architecture.md, invariant 13).
 * An instant is a Date; a calendar date is a string `2026-11-21`; a wall time is a string `14:30`.
 */

export type DateString = string;
export type WallTime = string;

const zone = 'Europe/Copenhagen';
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The Danish calendar date and wall time of an instant. */
export function wallClock(instant: Date): { readonly date: DateString; readonly time: WallTime } {
  const found: Record<string, string> = {};
  for (const part of parts.formatToParts(instant)) found[part.type] = part.value;
  return { date: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

/**
 * The instant of a Danish wall time. A time that the clock skips in March means the moment the clock jumps;
 * of a time that comes twice in October it is the first.
 */
export function instantOf(date: DateString, time: WallTime): Date {
  const naive = new Date(`${date}T${time}:00Z`).getTime();
  // Denmark is one or two hours ahead of UTC; the larger offset is tried first, so that a repeated hour means the first.
  for (const hoursAhead of [2, 1]) {
    const candidate = new Date(naive - hoursAhead * 3_600_000);
    const read = wallClock(candidate);
    if (read.date === date && read.time === time) return candidate;
  }
  return new Date(naive - 3_600_000);
}

/** Adds whole days to a calendar date; no clock is involved. */
export function addDays(date: DateString, days: number): DateString {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: DateString): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (new Date(`${date}T12:00:00Z`).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** ISO 8601 week, as `2026-W47`; the year is the week's, not the date's. */
export function isoWeek(date: DateString): string {
  const thursday = addDays(date, 4 - weekday(date));
  const year = Number(thursday.slice(0, 4));
  const days = (Date.parse(`${thursday}T12:00:00Z`) - Date.parse(`${year}-01-01T12:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}

/** Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
export function easterSunday(year: number): DateString {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const afterEaster: readonly (readonly [number, string])[] = [
  [-3, 'skærtorsdag'],
  [-2, 'langfredag'],
  [0, 'påskedag'],
  [1, '2. påskedag'],
  [39, 'Kristi himmelfartsdag'],
  [49, 'pinsedag'],
  [50, '2. pinsedag'],
];

/** The Danish public holiday on a date, or null. Great Prayer Day ended with 2023 (docs/evidence.md, "Danish calendar"). */
export function publicHoliday(date: DateString): string | null {
  const monthDay = date.slice(5);
  if (monthDay === '01-01') return 'nytårsdag';
  if (monthDay === '12-25') return 'juledag';
  if (monthDay === '12-26') return '2. juledag';
  const year = Number(date.slice(0, 4));
  const easter = easterSunday(year);
  for (const [offset, name] of afterEaster) if (addDays(easter, offset) === date) return name;
  return year <= 2023 && addDays(easter, 26) === date ? 'store bededag' : null;
}
