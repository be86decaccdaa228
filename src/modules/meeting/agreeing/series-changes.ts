import { db } from '../../../db/index.ts';
import { addDays, type DateString, type MunicipalityId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Actor } from '../booking/booking-types.ts';
import { addEvent, tellHouse } from '../booking/note-change.ts';
import { lockResources, occupy, release } from '../booking/occupy.ts';
import { deleteOn, openBooking } from '../booking/write-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { allOrNothing, type Overtaken } from './all-or-nothing.ts';
import { writeSeriesMeeting } from './series-meeting.ts';
import { isSeriesMove, moveSteps, type Step, type Steps } from './series-steps.ts';
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
    if (ids.length > 0)
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
  const ids = steps.flatMap((step) => (step.meeting ? [step.meeting.meetingId] : []));
  // Days change places with each other: none may stand twice on the way.
  if (ids.length > 0) await db().updateTable('meeting').set({ series_day: null }).where('id', 'in', ids).execute();
  const told: { moved: boolean; cancelled: boolean } = { moved: false, cancelled: false };
  for (const step of steps) {
    if (step.meeting && step.day !== null)
      await db()
        .updateTable('meeting')
        .set({ series_day: step.day })
        .where('id', '=', step.meeting.meetingId)
        .execute();
    if (step.kind === 'keep') continue;
    if (step.kind === 'cancel') {
      await cancelOne(house, step, wish.type.rules, told, actor, now);
      continue;
    }
    const { planned } = step;
    if (!planned?.startsAt || !planned.endsAt) continue;
    if (step.kind === 'make') {
      const id = await writeSeriesMeeting(series.id, wish, planned, hiddenAddresses, actor, now);
      await tellParties(house, id, { kind: 'in-series' }, [], now);
      continue;
    }
    if (!isSeriesMove(step)) continue;
    const { meetingId, startsAt: was } = step.meeting;
    const { startsAt, endsAt, resources } = planned;
    const taking = { resources, for: { meeting: meetingId }, why: 'meeting', startsAt, endsAt } as const;
    if ((await occupy({ ...taking, rules: wish.type.rules, expiresAt: null }, now)) === 'taken')
      return refuse({ kind: 'taken' });
    await db()
      .updateTable('meeting')
      .set((e) => ({
        starts_at: startsAt,
        ends_at: endsAt,
        changed_at: now,
        delete_on: deleteOn(endsAt, wish.type.rules),
        sequence: e('sequence', '+', 1),
        version: e('version', '+', 1),
      }))
      .where('id', '=', meetingId)
      .execute();
    await addEvent(meetingId, { kind: 'moved', from: was, to: startsAt }, actor, now);
    await tellParties(house, meetingId, told.moved ? { kind: 'in-series' } : { kind: 'moved', was }, [], now);
    told.moved = true;
  }
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

async function cancelOne(
  house: House,
  step: Step,
  rules: Parameters<typeof deleteOn>[1],
  told: { cancelled: boolean },
  actor: Actor,
  now: Date,
): Promise<void> {
  if (!step.meeting) return;
  const { meetingId, startsAt, endsAt } = step.meeting;
  await release({ meeting: meetingId }, 0, now);
  await db()
    .updateTable('meeting')
    .set((e) => ({
      state: 'cancelled',
      cancelled_by: actor.by,
      changed_at: now,
      delete_on: deleteOn(endsAt, rules),
      sequence: e('sequence', '+', 1),
      version: e('version', '+', 1),
    }))
    .where('id', '=', meetingId)
    .execute();
  await addEvent(meetingId, { kind: 'cancelled', from: startsAt, to: null }, actor, now);
  await tellParties(
    house,
    meetingId,
    told.cancelled ? { kind: 'in-series' } : { kind: 'cancelled', was: startsAt },
    [],
    now,
  );
  told.cancelled = true;
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
    const { rules } = known.wish.type;
    const told = { cancelled: false };
    for (const meeting of await meetingsOfSeries(seriesId, now))
      if (meeting.day >= from && meeting.state === 'booked')
        await cancelOne(house, { kind: 'cancel', meeting, day: meeting.day, planned: null }, rules, told, actor, now);
    const pattern: SeriesPattern = { ...series.pattern, until: addDays(from, -1), count: null };
    const state = from <= today(now) ? 'ended' : 'running';
    const over = state === 'ended' ? { deleteOn: await seriesDeleteOn(seriesId, rules, now) } : {};
    const after = await updateSeries(series, { ...series, pattern, state, ...over });
    await tellHouse(house, 'series-end', seriesId, actor, now);
    return ok(after);
  });
