import { sql } from 'kysely';
import { db } from '../../../db/index.ts';
import { dateOfMinute, dayOf, instantOfMinute, type Minute } from './danish-day.ts';
import { fitsAt, isFlush, isOnGrid, startsIn } from './free-starts.ts';
import { type LoadedResource, longestMinutes } from './load-calendars.ts';
import { shutOn, windowsBetween } from './resource-windows.ts';
import type { Search } from './search-times.ts';
import type { TimeWish, WhyNot, WhyNotResource } from './time-wish.ts';
import { isAskedFor, lacks, type Need, sitesOf } from './who-fits.ts';

/** From what no wish gets past to what a few minutes would change: the order in which an employee would ask. */
const inOrder: readonly WhyNot[] = [
  'form-not-allowed',
  'not-for-citizens',
  'in-the-past',
  'notice',
  'too-far-ahead',
  'holiday',
  'closed',
  'hours',
  'skill',
  'language',
  'calendar',
  'meeting',
  'buffer',
  'hold',
  'freed',
  'off-grid',
];
const depth = (reason: WhyNot): number => inOrder.indexOf(reason);

/** What stands in a resource's calendar near a time. `from` and `to` are the meeting's own times, where it is one. */
type Obstacle = {
  readonly resource_id: string;
  readonly why: 'hold' | 'proposal' | 'meeting' | 'freed' | 'offer' | 'calendar';
  readonly from: Date;
  readonly to: Date;
};

/** What overlaps a time with its buffers, for these resources; with what it is. */
async function obstaclesNear(ids: readonly string[], from: Minute, to: Minute, instead: string | null, now: Date) {
  if (ids.length === 0) return [];
  const list = `{${ids.join(',')}}`;
  const [begin, end] = [instantOfMinute(from), instantOfMinute(to)];
  const { rows } = await sql<Obstacle>`
    select o.resource_id, o.why, coalesce(m.starts_at, p.starts_at, o.starts_at) as from, coalesce(m.ends_at, p.ends_at, o.ends_at) as to
    from meeting_occupancy o left join meeting m on m.id = o.meeting_id left join meeting_option p on p.id = o.option_id
    where o.resource_id = any(${list}::uuid[]) and o.starts_at < ${end} and o.ends_at > ${begin} and o.starts_at >= ${instantOfMinute(from - longestMinutes)}
      and (o.expires_at is null or o.expires_at > ${now})
      and (${instead}::uuid is null or (o.meeting_id is distinct from ${instead}::uuid and p.meeting_id is distinct from ${instead}::uuid))
    union all
    select resource_id, 'calendar', starts_at, ends_at from calendar_busy
    where resource_id = any(${list}::uuid[]) and starts_at < ${end} and ends_at > ${begin}`.execute(db());
  return rows;
}

const nameOf = (why: Obstacle['why']): WhyNot =>
  why === 'meeting' || why === 'calendar' || why === 'freed' ? why : 'hold';

/** `need` is which of the wish's needs it was looked at for. */
type Found = WhyNotResource & { readonly need: number };

/**
 * For each resource that a wish looks at and that cannot be had at a moment, the first rule that takes it away; and how many
 * were looked at for each need.
 */
export async function reasonsAt(
  wish: TimeWish,
  search: Search,
  start: Minute,
  now: Date,
): Promise<{ readonly found: readonly Found[]; readonly looked: readonly number[] }> {
  const { shape, needs } = search;
  const end = start + shape.minutes;
  const here = new Set(sitesOf(search.resources, wish).flatMap(({ resources }) => resources.map(({ id }) => id)));
  const asked = needs.flatMap((need, at) =>
    search.resources.filter((one) => here.has(one.id) && isAskedFor(one, need)).map((one) => ({ need, at, one })),
  );
  const ids = [...new Set(asked.map(({ one }) => one.id))];
  const obstacles = await obstaclesNear(ids, start - shape.before, end + shape.after, wish.instead, now);
  const found = asked.flatMap(({ need, at, one }) => {
    const reason = reasonFor(one, need);
    return reason === null ? [] : [{ resource: one.id, name: one.name, reason, need: at }];
  });
  return { found, looked: needs.map((_, need) => asked.filter(({ at }) => at === need).length) };

  function reasonFor(resource: LoadedResource, need: Need): WhyNot | null {
    const { closings } = search;
    const place = resource.place ?? (wish.form === 'in-person' ? wish.place : null);
    const date = dateOfMinute(start);
    const windows = windowsBetween(resource.hours, place, closings, [date]);
    const alone = startsIn({ id: resource.id, windows, busy: [] }, shape);
    if (!fitsAt(alone, start)) return shutOn(resource.hours, place, closings, dayOf(date)) ?? 'hours';
    const lacking = lacks(resource, need);
    if (lacking !== null) return lacking;
    const [first] = obstacles
      .filter(({ resource_id }) => resource_id === resource.id)
      .map(({ why, from, to }): WhyNot => {
        const overlaps = from < instantOfMinute(end) && to > instantOfMinute(start);
        // What was freed keeps the buffers it had, and they are no buffers of a meeting any more.
        return overlaps || why === 'freed' ? nameOf(why) : 'buffer';
      })
      .sort((a, b) => depth(a) - depth(b));
    if (first !== undefined) return first;
    if (wish.by === 'employee' || isOnGrid(start, shape)) return null;
    const taken = startsIn({ id: resource.id, windows, busy: search.busy.get(resource.id) ?? [] }, shape);
    return isFlush(taken, start) ? null : 'off-grid';
  }
}

/**
 * One reason for all: of the first need that nobody can fill, what stopped the one who came furthest. Nine who are off and
 * one who is in a meeting is "in a meeting": that is what another time changes.
 */
export function reasonOfAll({
  found,
  looked,
}: {
  readonly found: readonly Found[];
  readonly looked: readonly number[];
}): WhyNot {
  for (const [at, count] of looked.entries()) {
    const here = found.filter(({ need }) => need === at);
    if (here.length < count) continue;
    const furthest = here.map(({ reason }) => reason).sort((a, b) => depth(b) - depth(a))[0];
    return furthest ?? 'skill';
  }
  // Each is free, but not together: they belong to different places.
  return 'hours';
}
