import { addDays, type DateString, type Language, ok, type Result, refuse, type WallTime } from '../../kernel/index.ts';

/** Opening times of one day, in order and apart; none is closed. */
export type Intervals = readonly (readonly [WallTime, WallTime])[];

/** `part` is what could not be understood, as it was written. */
export type HoursFault =
  | { readonly kind: 'unreadable'; readonly part: string }
  /** It ends before it begins; past midnight must be written on two days. */
  | { readonly kind: 'backwards'; readonly part: string }
  | { readonly kind: 'overlap'; readonly part: string };

const closedWords = /^(lukket|lukker|holder lukket|closed|ingen|none|-)?$/;
const alwaysWords = /^(døgnåben|døgnåbent|hele døgnet|24 timer|all day|round the clock|always)$/;

/**
 * Reads one day's hours as people write them: `10-15`, `kl. 9.30 til 12 og 13–17`, `lukket`, `hele døgnet`. Nothing written
 * is closed. Intervals that touch become one.
 */
export function parseHours(text: string): Result<Intervals, HoursFault> {
  const written = text
    .toLowerCase()
    .replace(/\bkl\b\.?|\bklokken\b|\bo'clock\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,;]$/, '');
  if (closedWords.test(written)) return ok([]);
  if (alwaysWords.test(written)) return ok([['00:00', '24:00']]);
  const intervals: [WallTime, WallTime][] = [];
  for (const part of written.split(/[,;+&]|\bog\b|\band\b/).map((one) => one.trim())) {
    const [from, to, ...more] = part.split(/[-–—‐‑−]|\btil\b|\bto\b/).map(parseTime);
    if (!from || !to || more.length > 0) return refuse({ kind: 'unreadable', part: part || text.trim() });
    if (from >= to) return refuse({ kind: 'backwards', part });
    intervals.push([from, to]);
  }
  intervals.sort(([a], [b]) => (a < b ? -1 : 1));
  const apart: [WallTime, WallTime][] = [];
  for (const [from, to] of intervals) {
    const last = apart.at(-1);
    if (last && from < last[1])
      return refuse({ kind: 'overlap', part: `${shortTime(from, '.')}-${shortTime(to, '.')}` });
    if (last && from === last[1]) last[1] = to;
    else apart.push([from, to]);
  }
  return ok(apart);
}

/** `9`, `09.30`, `9:30`, `0930`, `24`. */
function parseTime(text: string): WallTime | null {
  const found = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const time = `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : null;
}

function shortTime(time: WallTime, separator: string): string {
  const [hours = '', minutes = ''] = time.split(':');
  return minutes === '00' ? String(Number(hours)) : `${Number(hours)}${separator}${minutes}`;
}

/** One day's hours as `parseHours` reads them: `10-12, 14-17.30`, `lukket`. */
export function writeHours(intervals: Intervals, language: Language): string {
  if (intervals.length === 0) return language === 'da' ? 'lukket' : 'closed';
  const separator = language === 'da' ? '.' : ':';
  return intervals.map(([from, to]) => `${shortTime(from, separator)}-${shortTime(to, separator)}`).join(', ');
}

export type Exceptions = Readonly<Record<DateString, Intervals>>;

/** `line` is the whole line, as it was written. */
export type ExceptionFault = { readonly line: string } & (
  | HoursFault
  | { readonly kind: 'date' | 'past' | 'far' | 'twice' | 'many' }
);

/** Further ahead is a slip of the finger in the year. */
const furthestDays = 3 * 366;
const mostExceptions = 200;

/**
 * Days that differ, one a line: `24-12-2026 lukket`, `24. december: 10-12`. Without a year it is the next such day from
 * `today`. A day that is over, or comes twice, is refused.
 */
export function parseExceptions(text: string, today: DateString): Result<Exceptions, ExceptionFault> {
  const found: Record<DateString, Intervals> = {};
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  for (const line of lines.filter((one) => one !== '')) {
    const dated = parseDated(line.toLowerCase(), today);
    if (!dated) return refuse({ kind: 'date', line });
    if (dated.date < today) return refuse({ kind: 'past', line });
    if (dated.date > addDays(today, furthestDays)) return refuse({ kind: 'far', line });
    if (found[dated.date]) return refuse({ kind: 'twice', line });
    const hours = parseHours(dated.rest);
    if (!hours.ok) return refuse({ ...hours.reason, line });
    found[dated.date] = hours.value;
    if (Object.keys(found).length > mostExceptions) return refuse({ kind: 'many', line });
  }
  return ok(found);
}

const months = [
  ['januar', 'january'],
  ['februar', 'february'],
  ['marts', 'march'],
  ['april', 'april'],
  ['maj', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['august', 'august'],
  ['september', 'september'],
  ['oktober', 'october'],
  ['november', 'november'],
  ['december', 'december'],
] as const;
/** `dec`, `dec.`, `december`: a beginning of three letters or more. */
const monthOf = (word: string): number =>
  word.length < 3 ? 0 : months.findIndex((names) => names.some((name) => name.startsWith(word))) + 1;

function parseDated(line: string, today: DateString): { readonly date: DateString; readonly rest: string } | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)\s*[:=]?\s*(.*)$/.exec(line);
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const numbers = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)\s*[:=]?\s*(.*)$/.exec(line);
  if (numbers) return dated(Number(numbers[3]), Number(numbers[2]), Number(numbers[1]), numbers[4]);
  const words = /^(?:den )?(\d{1,2})\.?\s*([a-z]+)\.?(?:\s+(\d{4})(?!\d))?\s*[:=]?\s*(.*)$/.exec(line);
  if (!words) return null;
  const month = monthOf(words[2] ?? '');
  if (month === 0) return null;
  if (words[3]) return dated(Number(words[3]), month, Number(words[1]), words[4]);
  const year = Number(today.slice(0, 4));
  const thisYear = dated(year, month, Number(words[1]), words[4]);
  return thisYear && thisYear.date >= today ? thisYear : dated(year + 1, month, Number(words[1]), words[4]);
}

/** Null for a day that the calendar does not have. */
function dated(year: number, month: number, day: number, rest = ''): { date: DateString; rest: string } | null {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return !Number.isNaN(Date.parse(date)) && addDays(date, 0) === date ? { date, rest } : null;
}

/** As `parseExceptions` reads them, in order: `24-12-2026 lukket`. Days that are over are left out. */
export function writeExceptions(exceptions: Exceptions, language: Language, today: DateString): string {
  return Object.entries(exceptions)
    .filter(([date]) => date >= today)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, intervals]) => {
      const day = language === 'da' ? date.split('-').reverse().join('-') : date;
      return `${day} ${writeHours(intervals, language)}`;
    })
    .join('\n');
}
