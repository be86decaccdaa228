import ICAL from 'ical.js';
import { instantOf, type Result } from '../../../kernel/index.ts';

/** When somebody is taken: milliseconds since 1970, the end excluded. Nothing else of an event leaves this file. */
export type Busy = { readonly from: number; readonly to: number };
/** Half open, in milliseconds since 1970. */
export type BusyRange = { readonly from: number; readonly to: number };
export type BusyFault = 'not-a-calendar' | 'too-many-events' | 'too-much-work';

export const mostEvents = 50_000;
/**
 * Occurrences that are walked through in one file. A file with more is refused as a whole: half of what somebody is taken by
 * would be offered to others.
 */
const mostSteps = 500_000;
const dayMs = 86_400_000;

type Zones = ReadonlyMap<string, ICAL.Timezone>;

/**
 * When an iCalendar file says that its owner is taken, joined and in order. What is transparent, cancelled or declined as a
 * whole does not count. Whole days are days of Denmark. A TZID is read by the file's own VTIMEZONE, else by its IANA name; a
 * time without a zone is Denmark's. `own`: UIDs of our own meetings, which are known already.
 */
export function busyIntervals(
  ics: string,
  range: BusyRange,
  own: ReadonlySet<string> = new Set(),
): Result<readonly Busy[], BusyFault> {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR\b/i.test(ics)) return { ok: false, reason: 'not-a-calendar' };
  if ((ics.match(/^BEGIN:VEVENT/gim)?.length ?? 0) > mostEvents) return { ok: false, reason: 'too-many-events' };
  let components: readonly ICAL.Component[];
  try {
    const parsed: unknown = ICAL.parse(ics.replace(/^\uFEFF?\s*/, ''));
    // One calendar is an array that begins with its name; several stand in an array.
    const all = (Array.isArray(parsed) && typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
    components = all.map((one) => new ICAL.Component(one as ConstructorParameters<typeof ICAL.Component>[0]));
  } catch {
    return { ok: false, reason: 'not-a-calendar' };
  }
  const found: Busy[] = [];
  const work = { steps: mostSteps };
  for (const calendar of components) {
    const zones = zonesOf(calendar);
    const groups = new Map<string, ICAL.Component[]>();
    calendar.getAllSubcomponents('vevent').forEach((event, at) => {
      const uid = String(event.getFirstPropertyValue('uid') ?? `#${at}`);
      if (own.has(uid)) return;
      const group = groups.get(uid);
      if (group) group.push(event);
      else groups.set(uid, [event]);
    });
    for (const events of groups.values()) {
      try {
        occurrences(events, zones, range, work, found);
      } catch (error) {
        if (error instanceof TooMuch) return { ok: false, reason: 'too-much-work' };
        // An event that cannot be read says nothing; the others do.
      }
    }
  }
  return { ok: true, value: joined(found) };
}

class TooMuch extends Error {}

function occurrences(
  events: readonly ICAL.Component[],
  zones: Zones,
  range: BusyRange,
  work: { steps: number },
  found: Busy[],
): void {
  const exceptions = new Map<number, ICAL.Component>();
  const masters: ICAL.Component[] = [];
  for (const event of events) {
    const of = event.getFirstProperty('recurrence-id');
    const at = of && timeOf(of);
    if (of && at) exceptions.set(instant(at, tzidOf(of), zones), event);
    else masters.push(event);
  }
  const add = (event: ICAL.Component, from: number, to: number) => {
    if (isBusy(event) && to > from && from < range.to && to > range.from)
      found.push({ from: Math.max(from, range.from), to: Math.min(to, range.to) });
  };
  for (const event of exceptions.values()) {
    const span = spanOf(event, zones);
    if (span) add(event, span.from, span.to);
  }
  for (const event of masters) {
    const span = spanOf(event, zones);
    if (!span) continue;
    if (!isBusy(event)) continue;
    const left = leftOut(event, zones);
    const at = (from: number, to: number) => {
      if (!exceptions.has(from) && !left.has(from)) add(event, from, to);
    };
    at(span.from, span.to);
    for (const [from, to] of addedTo(event, span, zones)) at(from, to);
    for (const rule of event.getAllProperties('rrule').map((one) => one.getFirstValue())) {
      if (!(rule instanceof ICAL.Recur)) continue;
      // Bounds are compared as instants: UNTIL is told in UTC, and the rule runs on the wall's clock.
      const last = rule.until ? lastOf(rule.until, span.tzid, zones) : Number.POSITIVE_INFINITY;
      const endless = rule.clone();
      endless.until = null;
      const start = span.start.clone();
      const utc = start.zone === ICAL.Timezone.utcTimezone;
      if (!utc) start.zone = ICAL.Timezone.localTimezone;
      const steps = endless.iterator(start);
      for (let next = steps.next(); next; next = steps.next()) {
        work.steps -= 1;
        if (work.steps < 0) throw new TooMuch();
        const from = instant(next, span.tzid, zones);
        if (from >= range.to || from > last) break;
        at(from, span.until(next, from));
      }
    }
  }
}

/** Starts that are left out of a rule, in whatever zone they are told. */
function leftOut(event: ICAL.Component, zones: Zones): ReadonlySet<number> {
  return new Set(
    event
      .getAllProperties('exdate')
      .flatMap((one) =>
        one.getValues().flatMap((value) => (value instanceof ICAL.Time ? [instant(value, tzidOf(one), zones)] : [])),
      ),
  );
}

/** Times that are added one by one; a period has a length of its own. */
function addedTo(event: ICAL.Component, span: Span, zones: Zones): readonly (readonly [number, number])[] {
  return event.getAllProperties('rdate').flatMap((one) =>
    one.getValues().flatMap((value) => {
      const start = value instanceof ICAL.Period ? value.start : value;
      if (!(start instanceof ICAL.Time)) return [];
      const from = instant(start, tzidOf(one), zones);
      if (!(value instanceof ICAL.Period)) return [[from, span.until(start, from)] as const];
      return [[from, from + value.getDuration().toSeconds() * 1000] as const];
    }),
  );
}

/** The last instant that a rule may start at. */
function lastOf(until: ICAL.Time, tzid: string | null, zones: Zones): number {
  if (!until.isDate) return instant(until, tzid, zones);
  const next = until.clone();
  next.adjust(1, 0, 0, 0);
  return instant(next, null, zones) - 1;
}

const isBusy = (event: ICAL.Component): boolean =>
  String(event.getFirstPropertyValue('transp') ?? 'OPAQUE').toUpperCase() !== 'TRANSPARENT' &&
  String(event.getFirstPropertyValue('status') ?? '').toUpperCase() !== 'CANCELLED' &&
  !['FREE', 'WORKINGELSEWHERE'].includes(
    String(event.getFirstPropertyValue('x-microsoft-cdo-busystatus') ?? '').toUpperCase(),
  );

type Span = {
  readonly start: ICAL.Time;
  readonly tzid: string | null;
  readonly from: number;
  readonly to: number;
  /** Where an occurrence ends that begins then. */
  readonly until: (start: ICAL.Time, from: number) => number;
};

function spanOf(event: ICAL.Component, zones: Zones): Span | null {
  const startProperty = event.getFirstProperty('dtstart');
  const start = startProperty && timeOf(startProperty);
  if (!startProperty || !start) return null;
  const tzid = tzidOf(startProperty);
  const from = instant(start, tzid, zones);
  const endProperty = event.getFirstProperty('dtend');
  const end = endProperty && timeOf(endProperty);
  const duration = event.getFirstPropertyValue('duration');
  if (start.isDate) {
    // Days, not hours: a day in March has 23.
    const days = end
      ? Math.round((Date.parse(`${dateOf(end)}T00:00Z`) - Date.parse(`${dateOf(start)}T00:00Z`)) / dayMs)
      : duration instanceof ICAL.Duration
        ? Math.round(duration.toSeconds() / 86_400)
        : 1;
    const until = (next: ICAL.Time) => {
      const last = next.clone();
      last.adjust(Math.max(1, days), 0, 0, 0);
      return instant(last, null, zones);
    };
    return { start, tzid: null, from, to: until(start), until };
  }
  const length = end
    ? instant(end, endProperty ? tzidOf(endProperty) : null, zones) - from
    : duration instanceof ICAL.Duration
      ? duration.toSeconds() * 1000
      : 0;
  return { start, tzid, from, to: from + length, until: (_: ICAL.Time, at: number) => at + length };
}

function timeOf(property: ICAL.Property): ICAL.Time | null {
  const value = property.getFirstValue();
  return value instanceof ICAL.Time ? value : null;
}

function tzidOf(property: ICAL.Property): string | null {
  const value = property.getParameter('tzid');
  return typeof value === 'string' ? value : null;
}

const two = (value: number): string => String(value).padStart(2, '0');
const dateOf = (time: ICAL.Time): string => `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;

/** Of a wall time, the instant; the zone is the file's own, else the IANA one of that name, else Denmark's. */
function instant(time: ICAL.Time, tzid: string | null, zones: Zones): number {
  if (time.isDate) return instantOf(dateOf(time), '00:00').getTime();
  const naive = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (time.zone === ICAL.Timezone.utcTimezone) return naive;
  const zone = tzid === null ? undefined : zones.get(tzid);
  if (zone) return naive - offsetIn(zone, time) * 1000;
  return byName(naive, tzid ?? 'Europe/Copenhagen');
}

/** Seconds, as `byName` reads them: ical.js takes the later clock of an hour that is skipped or comes twice. */
function offsetIn(zone: ICAL.Timezone, time: ICAL.Time): number {
  const earlier = (seconds: number) => {
    const moved = time.clone();
    moved.adjust(0, 0, 0, -seconds);
    return zone.utcOffset(moved);
  };
  const found = zone.utcOffset(time);
  const before = earlier(86_400);
  return found !== before && earlier(Math.abs(found - before)) === before ? before : found;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();
const offsets = new Map<string, number>();

/** A time that is skipped is read by the clock before the jump, and of one that comes twice the first is meant (RFC 5545, 3.3.5). */
function byName(naive: number, name: string): number {
  const first = naive - offsetAt(name, naive - dayMs);
  if (first + offsetAt(name, first) === naive) return first;
  const second = naive - offsetAt(name, naive + dayMs);
  return second + offsetAt(name, second) === naive ? second : first;
}

/** Kept by the hour: a calendar of years asks for the same few thousand again and again. */
function offsetAt(name: string, at: number): number {
  const hour = Math.floor(at / 3_600_000);
  const key = `${name} ${hour}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = readOffset(name, hour * 3_600_000);
  if (offsets.size > 20_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function readOffset(name: string, at: number): number {
  let format = formats.get(name);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    } catch {
      format = null;
    }
    formats.set(name, format);
  }
  if (format === null) return name === 'Europe/Copenhagen' ? 0 : offsetAt('Europe/Copenhagen', at);
  const text = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function zonesOf(calendar: ICAL.Component): Zones {
  const zones = new Map<string, ICAL.Timezone>();
  for (const component of calendar.getAllSubcomponents('vtimezone')) {
    try {
      const zone = new ICAL.Timezone(component);
      if (zone.tzid) zones.set(zone.tzid, zone);
    } catch {
      // The name may still be one that is known.
    }
  }
  return zones;
}

/** In order, and those that touch as one. */
export function joined(spans: readonly Busy[]): readonly Busy[] {
  const out: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}
