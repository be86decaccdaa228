import { sql } from 'kysely';
import { db, listOf } from '../../../db/index.ts';
import { addDays, type DateString, type MunicipalityId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Actor } from '../booking/booking-types.ts';
import {
  type Changed,
  cancelMeetings,
  moveMeetings,
  type OneToCancel,
  type OneToMove,
} from '../booking/change-many.ts';
import { tellHouse } from '../booking/note-change.ts';
import { lockResources } from '../booking/occupy.ts';
import { personsOfSeries } from '../booking/people.ts';
import { openBooking } from '../booking/write-meeting.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { type OneTold, tellOfMany } from '../messages/tell-of-many.ts';
import type { ToldMeeting } from '../messages/tell-parties.ts';
import { allOrNothing, type Overtaken } from './all-or-nothing.ts';
import { toldOf, writeSeriesMeetings } from './series-meeting.ts';
import { moveSteps, type Step, type Steps } from './series-steps.ts';
import {
  changedSince,
  differencesBetween,
  lockSeries,
  meetingsOfSeries,
  readSeries,
  seriesDeleteOn,
  today,
  updateSeries,
  wishOfSeries,
} from './series-store.ts';
import type { Decisions, PlannedDate, Series, SeriesChange, SeriesPattern, SeriesRefusal } from './series-types.ts';

type Reason = SeriesRefusal | Overtaken;

/** A series as an editor saw it, locked; whoever comes second is told what the first one changed. */
async function lockAsSeen(seriesId: string, version: number): Promise<Result<Series, SeriesRefusal>> {
  const series = await lockSeries(seriesId);
  if (!series) return refuse({ kind: 'no-series' });
  if (series.version !== version)
    return refuse({ kind: 'changed', now: series, what: await changedSince(seriesId, version) });
  return series.state === 'ended' ? refuse({ kind: 'ended' }) : ok(series);
}

/**
 * What `changeSeries` would do: each later day as it would be. Begins a transaction of its own that keeps nothing, since
 * what is to be moved must be out of its own way first.
 */
export async function planChange(
  house: House,
  municipality: MunicipalityId,
  seriesId: string,
  from: DateString,
  change: SeriesChange,
  decisions: Decisions,
  now: Date,
): Promise<Result<readonly PlannedDate[], SeriesRefusal>> {
  type Planned = { readonly kind: 'planned'; readonly plan: readonly PlannedDate[] };
  const planned = await allOrNothing<never, Reason | Planned>(house, municipality, async () => {
    const series = await readSeries(seriesId);
    if (!series) return refuse({ kind: 'no-series' });
    const steps = await prepare(house, series, from, change, decisions, new Set(), now);
    return refuse(steps.ok ? { kind: 'planned', plan: steps.value.plan } : steps.reason);
  });
  if (planned.ok) throw new Error('unreachable');
  const { reason } = planned;
  if (reason.kind === 'planned') return ok(reason.plan);
  return refuse(reason.kind === 'taken' ? { kind: 'conflicts', plan: [] } : reason);
}

/**
 * From a day on, all or nothing: meetings keep who they are and are moved, made or cancelled; those that were moved singly
 * stay where they were put unless the change says otherwise. Begins its own transaction.
 */
export async function changeSeries(
  house: House,
  municipality: MunicipalityId,
  seriesId: string,
  from: DateString,
  change: SeriesChange,
  decisions: Decisions,
  version: number,
  actor: Actor,
  now: Date,
): Promise<Result<Series, SeriesRefusal>> {
  // Whoever is found to be needed is locked from the beginning of the next try.
  const needed = new Set<string>();
  const changed = await allOrNothing<Series, Reason>(house, municipality, async () => {
    const before = await readSeries(seriesId);
    if (!before) return refuse({ kind: 'no-series' });
    const known = await wishOfSeries(house, before);
    if (!known) return refuse({ kind: 'no-series' });
    const opening = await openBooking(known.wish.type, before.form, { requestKey: null, citizen: null, staff: true });
    if (!opening.formAllowed) return refuse({ kind: 'form' });
    for (const id of await resourcesOfSeries(seriesId, now)) needed.add(id);
    await lockResources([...needed]);
    const seen = await lockAsSeen(seriesId, version);
    if (!seen.ok) return seen;
    const prepared = await prepare(house, seen.value, from, change, decisions, needed, now);
    if (!prepared.ok) return prepared;
    if (prepared.value.plan.some((one) => one.conflict))
      return refuse({ kind: 'conflicts', plan: prepared.value.plan });
    return apply(house, seen.value, change, prepared.value, actor, now);
  });
  if (changed.ok) return changed;
  return refuse(changed.reason.kind === 'taken' ? { kind: 'conflicts', plan: [] } : changed.reason);
}

/** What every step needs, with the meetings that move out of their own way. */
async function prepare(
  house: House,
  series: Series,
  from: DateString,
  change: SeriesChange,
  decisions: Decisions,
  locked: Set<string>,
  now: Date,
): Promise<Result<Steps, Reason>> {
  const meetings = await meetingsOfSeries(series.id, now);
  const known = await wishOfSeries(house, series);
  if (!known) return refuse({ kind: 'no-series' });
  const steps = await moveSteps(series, known.wish, meetings, from, change, decisions, now, async (ids) => {
    if (ids.length === 0) return;
    await letGoOfOptions(ids);
    await db()
      .deleteFrom('meeting_occupancy')
      .where('meeting_id', 'in', [...ids])
      .execute();
  });
  if (!steps) return refuse({ kind: 'pattern' });
  const more = steps.steps.flatMap((step) => step.planned?.resources ?? []).filter((id) => !locked.has(id));
  if (locked.size > 0 && more.length > 0) {
    for (const id of more) locked.add(id);
    return refuse({ kind: 'taken' });
  }
  return ok(steps);
}

/** Earlier times that were offered instead of one that is left no longer are. */
async function letGoOfOptions(meetingIds: readonly string[]): Promise<void> {
  if (meetingIds.length === 0) return;
  await db()
    .deleteFrom('meeting_option')
    .where('meeting_id', 'in', [...meetingIds])
    .execute();
}

async function resourcesOfSeries(seriesId: string, now: Date): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('meeting_occupancy')
    .innerJoin('meeting', 'meeting.id', 'meeting_occupancy.meeting_id')
    .select('meeting_occupancy.resource_id')
    .distinct()
    .where('meeting.series_id', '=', seriesId)
    .where('meeting.starts_at', '>=', now)
    .execute();
  return rows.map((row) => row.resource_id);
}

async function apply(
  house: House,
  series: Series,
  change: SeriesChange,
  { steps, pattern }: Steps,
  actor: Actor,
  now: Date,
): Promise<Result<Series, Reason>> {
  const known = await wishOfSeries(house, { ...series, pattern });
  if (!known) return refuse({ kind: 'no-series' });
  const { wish, hiddenAddresses } = known;
  await standFor(steps);
  const whose = { rules: wish.type.rules, by: actor.by };
  const cancelled = await cancelMeetings(whose, toCancel(steps), now);
  const moved = await moveMeetings(whose, steps.flatMap(toMove), now);
  const toMake = steps.flatMap(({ kind, planned }) => (kind === 'make' && planned ? [planned] : []));
  const made = await writeSeriesMeetings(series.id, wish, toMake, hiddenAddresses, actor, now);
  await tellOfChange(house, series, wish.type, { steps, cancelled, moved, made }, now);
  const written = {
    pattern,
    ringHours: change.ringHours === undefined ? series.ringHours : change.ringHours,
    onCallSkill: change.onCallSkill === undefined ? series.onCallSkill : change.onCallSkill,
    state: series.state,
  };
  // A count goes on from what has been: that is no other end.
  const what = differencesBetween(series, written).filter((one) => one !== 'end' || change.end !== undefined);
  const after = await updateSeries(series, written, what);
  await tellHouse(house, 'series-change', series.id, actor, now);
  return ok(after);
}

/** The day of the rhythm that each meeting stands for from now on. They change places with each other: none may stand twice on the way. */
async function standFor(steps: readonly Step[]): Promise<void> {
  const standing = steps.flatMap(({ meeting, day }) => (meeting ? [{ id: meeting.meetingId, day }] : []));
  if (standing.length === 0) return;
  const ids = standing.map(({ id }) => id);
  await db().updateTable('meeting').set({ series_day: null }).where('id', 'in', ids).execute();
  await sql`update meeting m set series_day = w.day from unnest(${listOf(ids)}::uuid[], ${listOf(standing.map(({ day }) => day))}::text[]) w(id, day)
    where m.id = w.id and w.day is not null`.execute(db());
}

const toCancel = (steps: readonly Pick<Step, 'kind' | 'meeting'>[]): readonly OneToCancel[] =>
  steps.flatMap(({ kind, meeting }) =>
    kind === 'cancel' && meeting ? [{ id: meeting.meetingId, was: meeting.startsAt, endsAt: meeting.endsAt }] : [],
  );

function toMove({ kind, meeting, planned }: Step): readonly OneToMove[] {
  if (kind !== 'move' || !meeting || !planned?.startsAt || !planned.endsAt) return [];
  const { startsAt, endsAt, resources } = planned;
  return [{ id: meeting.meetingId, was: meeting.startsAt, startsAt, endsAt, resources }];
}

type Done = {
  readonly steps: readonly Pick<Step, 'kind' | 'meeting'>[];
  readonly cancelled: readonly Changed[];
  readonly moved: readonly Changed[];
  readonly made: readonly ToldMeeting[];
};

/** She is told once that meetings are moved and once that they are cancelled, of the first of each. */
async function tellOfChange(
  house: House,
  series: Pick<Series, 'id'>,
  type: MeetingType,
  { steps, cancelled, moved, made }: Done,
  now: Date,
): Promise<void> {
  const changed = [...cancelled, ...moved].map(({ id }) => id);
  const people = await personsOfSeries(house, series.id, changed);
  const inSeries = { kind: 'in-series' } as const;
  const of = (rows: readonly Changed[], kind: 'moved' | 'cancelled'): readonly OneTold[] => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const inOrder = steps.flatMap(({ meeting }) => {
      const row = meeting && byId.get(meeting.meetingId);
      return row ? [{ row, was: meeting.startsAt }] : [];
    });
    return inOrder.map(({ row, was }, index) => ({
      meeting: toldOf(row, type, kind === 'moved' ? 'booked' : 'cancelled'),
      change: index === 0 ? { kind, was } : inSeries,
      people: people(row.id),
      isNew: false,
    }));
  };
  const added = made.map((meeting) => ({ meeting, change: inSeries, people: people(meeting.id), isNew: true }));
  await tellOfMany(house, [...of(cancelled, 'cancelled'), ...of(moved, 'moved'), ...added], [], now);
}

/** Leaves a day ahead out of the rhythm that has no meeting; one that stands is cancelled by itself (`cancelMeeting`). */
export const leaveOutDay = (
  house: House,
  municipality: MunicipalityId,
  seriesId: string,
  day: DateString,
  version: number,
  actor: Actor,
  now: Date,
): Promise<Result<Series, SeriesRefusal>> =>
  allOrNothing<Series, SeriesRefusal>(house, municipality, async () => {
    const seen = await lockAsSeen(seriesId, version);
    if (!seen.ok) return seen;
    const { pattern, ...rest } = seen.value;
    const without = [...new Set([...pattern.without, day])].sort();
    const after = await updateSeries(seen.value, { ...rest, pattern: { ...pattern, without } });
    await tellHouse(house, 'series-change', seriesId, actor, now);
    return ok(after);
  });

/**
 * No meeting from this day on: later ones are cancelled and she is told once; from then on she may no longer ring. Begins its
 * own transaction.
 */
export const endSeries = (
  house: House,
  municipality: MunicipalityId,
  seriesId: string,
  from: DateString,
  version: number,
  actor: Actor,
  now: Date,
): Promise<Result<Series, SeriesRefusal>> =>
  allOrNothing<Series, SeriesRefusal>(house, municipality, async () => {
    const before = await readSeries(seriesId);
    const known = before && (await wishOfSeries(house, before));
    if (!known) return refuse({ kind: 'no-series' });
    await lockResources(await resourcesOfSeries(seriesId, now));
    const seen = await lockAsSeen(seriesId, version);
    if (!seen.ok) return seen;
    const series = seen.value;
    const { type } = known.wish;
    const { rules } = type;
    const steps = (await meetingsOfSeries(seriesId, now))
      .filter(({ day, state }) => day >= from && state === 'booked')
      .map((meeting) => ({ kind: 'cancel' as const, meeting }));
    await letGoOfOptions(steps.map(({ meeting }) => meeting.meetingId));
    const cancelled = await cancelMeetings({ rules, by: actor.by }, toCancel(steps), now);
    await tellOfChange(house, series, type, { steps, cancelled, moved: [], made: [] }, now);
    const pattern: SeriesPattern = { ...series.pattern, until: addDays(from, -1), count: null };
    const state = from <= today(now) ? 'ended' : 'running';
    const over = state === 'ended' ? { deleteOn: await seriesDeleteOn(seriesId, rules, now) } : {};
    const after = await updateSeries(series, { ...series, pattern, state, ...over });
    await tellHouse(house, 'series-end', seriesId, actor, now);
    return ok(after);
  });
