import * as v from 'valibot';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type DateString, newId, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { loadClosings } from '../availability/load-calendars.ts';
import type { Closings } from '../availability/resource-windows.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import { openDetails } from '../booking/sealed-details.ts';
import { deleteOn } from '../booking/write-meeting.ts';
import type { MeetingRules } from '../meeting-rules.ts';
import { typeById } from '../types/store.ts';
import { seriesDays, timeOn } from './series-days.ts';
import {
  type RingHours,
  ringHoursSchema,
  type Series,
  type SeriesDifference,
  type SeriesMeeting,
  type SeriesPattern,
  seriesPatternSchema,
} from './series-types.ts';

/** What changed with which version, so that a second editor can be told; the latest few. */
const changesSchema = v.optional(v.array(v.object({ version: v.number(), what: v.array(v.string()) })), []);
const storedPattern = v.intersect([seriesPatternSchema, v.object({ changes: changesSchema })]);
const changesKept = 10;

const rows = () =>
  db()
    .selectFrom('meeting_series as series')
    .leftJoin('meeting_resource as resource', 'resource.id', 'series.resource_id')
    .select([
      'series.id',
      'series.type_id',
      'series.form',
      'series.resource_id',
      'resource.name',
      'resource.employee_id',
      'series.pattern',
      'series.ring_hours',
      'series.on_call_skill',
      'series.language',
      'series.state',
      'series.version',
      'series.created_at',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const seriesOf = (row: Row, closings: Closings): Series => ({
  id: row.id,
  typeId: row.type_id,
  form: row.form,
  resource:
    row.resource_id === null || row.name === null
      ? null
      : { id: row.resource_id, name: row.name, employeeId: row.employee_id },
  pattern: v.parse(seriesPatternSchema, row.pattern),
  ringHours: row.ring_hours === null ? null : v.parse(ringHoursSchema, row.ring_hours),
  onCallSkill: row.on_call_skill,
  language: row.language,
  state: row.state,
  version: row.version,
  createdAt: row.created_at,
  closedDays: [...closings.everywhere].sort(),
});

/** In the caller's municipal transaction, as all of these. */
export async function readSeries(seriesId: string): Promise<Series | null> {
  const row = await rows().where('series.id', '=', seriesId).executeTakeFirst();
  return row ? seriesOf(row, await loadClosings()) : null;
}

/** Running series, the oldest first; of one employee when her resource is named. */
export async function runningSeries(employeeResource?: string): Promise<readonly Series[]> {
  const all = rows().where('series.state', '=', 'running').orderBy('series.created_at').orderBy('series.id');
  const found = await (employeeResource === undefined
    ? all
    : all.where('series.resource_id', '=', employeeResource)
  ).execute();
  const closings = await loadClosings();
  return found.map((row) => seriesOf(row, closings));
}

/** The row is kept as it is until the transaction is over. */
export async function lockSeries(seriesId: string): Promise<Series | null> {
  await db().selectFrom('meeting_series').select('id').where('id', '=', seriesId).forUpdate().execute();
  return readSeries(seriesId);
}

/** What was changed after a version that somebody had before her. */
export async function changedSince(seriesId: string, version: number): Promise<readonly SeriesDifference[]> {
  const row = await rows().where('series.id', '=', seriesId).executeTakeFirst();
  const { changes } = v.parse(storedPattern, row?.pattern);
  return [...new Set(changes.filter((one) => one.version > version).flatMap((one) => one.what))] as SeriesDifference[];
}

export async function insertSeries(
  series: Pick<Series, 'typeId' | 'form' | 'pattern' | 'ringHours' | 'onCallSkill' | 'language'> & {
    readonly resourceId: string | null;
  },
  now: Date,
): Promise<string> {
  const id = newId();
  await db()
    .insertInto('meeting_series')
    .values({
      id,
      municipality_id: currentMunicipality(),
      type_id: series.typeId,
      form: series.form,
      resource_id: series.resourceId,
      pattern: JSON.stringify(series.pattern),
      ring_hours: series.ringHours && JSON.stringify(series.ringHours),
      on_call_skill: series.onCallSkill,
      language: series.language,
      state: 'running',
      created_at: now,
      // Known when it has ended: until then a meeting of it may still be moved or made.
      delete_on: null,
    })
    .execute();
  return id;
}

/** Writes a series that is locked, raises its version and remembers what changed. */
export async function updateSeries(
  before: Series,
  change: {
    readonly pattern: SeriesPattern;
    readonly ringHours: RingHours | null;
    readonly onCallSkill: string | null;
    readonly state: Series['state'];
    readonly deleteOn?: DateString;
  },
  what: readonly SeriesDifference[] = differencesBetween(before, change),
): Promise<Series> {
  const row = await rows().where('series.id', '=', before.id).executeTakeFirst();
  const { changes } = v.parse(storedPattern, row?.pattern);
  const version = before.version + 1;
  const kept = [...changes, { version, what }].slice(-changesKept);
  await db()
    .updateTable('meeting_series')
    .set({
      pattern: JSON.stringify({ ...change.pattern, changes: kept }),
      ring_hours: change.ringHours && JSON.stringify(change.ringHours),
      on_call_skill: change.onCallSkill,
      state: change.state,
      version,
      ...(change.deleteOn === undefined ? {} : { delete_on: change.deleteOn }),
    })
    .where('id', '=', before.id)
    .execute();
  return { ...before, ...change, version };
}

type Editable = Pick<Series, 'pattern' | 'ringHours' | 'onCallSkill' | 'state'>;

/** What a second editor is told that the first one changed. */
export function differencesBetween(one: Editable, other: Editable): readonly SeriesDifference[] {
  const same = (read: (of: Editable) => unknown) => JSON.stringify(read(one)) === JSON.stringify(read(other));
  const found: [SeriesDifference, boolean][] = [
    ['rhythm', same(({ pattern }) => [pattern.everyWeeks, [...pattern.weekdays].sort()])],
    ['time', same(({ pattern }) => pattern.time)],
    ['length', same(({ pattern }) => pattern.minutes)],
    ['end', same(({ pattern }) => [pattern.until, pattern.count])],
    ['holidays', same(({ pattern }) => pattern.onHoliday)],
    ['left-out', same(({ pattern }) => pattern.without)],
    ['ring-hours', same(({ ringHours }) => ringHours)],
    ['team', same(({ onCallSkill }) => onCallSkill)],
    ['state', same(({ state }) => state)],
  ];
  return found.flatMap(([what, unchanged]) => (unchanged ? [] : [what]));
}

/** Days on which nobody is there: the municipality's, and a place's own. */
export async function closedDays(place: string | null): Promise<(date: DateString) => boolean> {
  const { everywhere, byPlace } = await loadClosings();
  const here = place === null ? undefined : byPlace.get(place);
  return (date) => everywhere.has(date) || here?.has(date) === true;
}

/** Meetings of a series from an instant on, in their order; those that became another in another form are not among them. */
export async function meetingsOfSeries(seriesId: string, from: Date): Promise<readonly SeriesMeeting[]> {
  const series = await readSeries(seriesId);
  if (!series) return [];
  const found = await db()
    .selectFrom('meeting')
    .select(['id', 'series_day', 'starts_at', 'ends_at', 'state', 'version', 'place_id'])
    .where('series_id', '=', seriesId)
    .where('series_day', 'is not', null)
    .where('starts_at', '>=', from)
    .orderBy('starts_at')
    .execute();
  const last = found.reduce((latest, row) => (row.series_day && row.series_day > latest ? row.series_day : latest), '');
  const closed = await closedDays(found[0]?.place_id ?? null);
  const days = last === '' ? [] : seriesDays(series.pattern, last, closed);
  const on = new Map(days.map((one) => [one.day, one.on]));
  return found.flatMap((row) => {
    const { series_day: day, starts_at: startsAt, ends_at: endsAt, state } = row;
    if (day === null || !startsAt || !endsAt || state === 'held-open' || state === 'proposed') return [];
    const rhythm = on.get(day) ?? day;
    const asAgreed = timeOn(rhythm, series.pattern).startsAt.getTime() === startsAt.getTime();
    // What lies before the rhythm of today was agreed on otherwise.
    const movedSingly = day >= series.pattern.from && !asAgreed;
    return [{ meetingId: row.id, day, startsAt, endsAt, state, movedSingly, version: row.version }];
  });
}

/** Days of the rhythm that have had a meeting, whatever became of it. */
export async function daysWithMeeting(seriesId: string): Promise<ReadonlySet<DateString>> {
  const found = await db()
    .selectFrom('meeting')
    .select('series_day')
    .where('series_id', '=', seriesId)
    .where('series_day', 'is not', null)
    .execute();
  return new Set(found.flatMap((row) => (row.series_day === null ? [] : [row.series_day])));
}

/** What the next meeting of a series wishes for; and what its meetings have in common. Null when the type is gone. */
export async function wishOfSeries(
  house: House,
  series: Series,
): Promise<{ readonly wish: TimeWish; readonly hiddenAddresses: boolean } | null> {
  const type = await typeById(series.typeId);
  if (!type) return null;
  const latest = await db()
    .selectFrom('meeting')
    .select(['place_id', 'hidden_addresses'])
    .where('series_id', '=', series.id)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const people = await db()
    .selectFrom('meeting_person')
    .select(['id', 'sealed'])
    .where('series_id', '=', series.id)
    .execute();
  const interpreter = people
    .map((one) => openDetails(house, one.id, one.sealed).interpreter)
    .find((one) => one !== null);
  const wish: TimeWish = {
    type,
    form: series.form,
    language: series.language,
    interpreter: interpreter ?? null,
    with: series.resource && { resource: series.resource.id },
    place: latest?.place_id ?? null,
    minutes: series.pattern.minutes,
    by: 'employee',
    instead: null,
    contactKey: null,
  };
  return { wish, hiddenAddresses: latest?.hidden_addresses ?? false };
}

/** When everything of a series that is over is deleted: as long after its last meeting as its type says. */
export async function seriesDeleteOn(
  seriesId: string,
  rules: Pick<MeetingRules, 'retentionDays'>,
  now: Date,
): Promise<DateString> {
  const last = await db()
    .selectFrom('meeting')
    .select('ends_at')
    .where('series_id', '=', seriesId)
    .where('state', 'in', ['booked', 'done', 'no-show'])
    .orderBy('ends_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return deleteOn(last?.ends_at ?? now, rules);
}

export const today = (now: Date): DateString => wallClock(now).date;
