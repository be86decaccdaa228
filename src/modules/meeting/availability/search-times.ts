import type { DateString } from '../../../kernel/index.ts';
import { datesOf, dayOf, type Minute, type Spans } from './danish-day.ts';
import { type Cells, markOffered, type Needed, type Shape, startsIn, step } from './free-starts.ts';
import { type Calendars, calendarsNow, type LoadedResource, loadBusy } from './load-calendars.ts';
import { type Closings, windowsBetween } from './resource-windows.ts';
import { mayBegin, refusedAlways, shapeOf } from './rules-of-time.ts';
import type { TimeWish } from './time-wish.ts';
import { isAskedFor, lacks, type Need, needsOf, sitesOf } from './who-fits.ts';

/** Both dates are within; Danish calendar dates. */
export type DateRange = { readonly from: DateString; readonly to: DateString };

/** A wish laid beside the calendars of a range: everything that is decided about it is decided on this. */
export type Search = {
  readonly shape: Shape;
  readonly needs: readonly Need[];
  readonly resources: readonly LoadedResource[];
  readonly closings: Closings;
  readonly busy: ReadonlyMap<string, Spans>;
  /** One for each place where it could be, with the starts that fit each candidate. */
  readonly sites: readonly Needed[];
};

/** Who could be part of a meeting, whenever it is: for each place where it could be, and each need, those who fill it. */
export type Candidates = {
  readonly needs: readonly Need[];
  readonly sites: readonly {
    readonly place: string | null;
    readonly needed: readonly (readonly { readonly id: string }[])[];
  }[];
  readonly ids: readonly string[];
  /** The employees among them who could lead it. */
  readonly leads: readonly string[];
};

export function candidatesFor(wish: TimeWish, { resources }: Calendars): Candidates {
  const needs = needsOf(wish);
  const sites = sitesOf(resources, wish)
    .map((site) => ({
      place: site.place,
      needed: needs.map((need) => site.resources.filter((one) => isAskedFor(one, need) && lacks(one, need) === null)),
    }))
    .filter(({ needed }) => needed.every((candidates) => candidates.length > 0));
  const ids = [...new Set(sites.flatMap(({ needed }) => needed.flat().map(({ id }) => id)))];
  const leads = [...new Set(sites.flatMap(({ needed: [first = []] }) => first.map(({ id }) => id)))];
  return { needs, sites, ids, leads };
}

/** A wish laid beside calendars, once it is known when each is taken. */
export function searchIn(
  wish: TimeWish,
  { resources, closings, byId }: Calendars,
  candidates: Candidates,
  busy: ReadonlyMap<string, Spans>,
  dates: readonly DateString[],
): Search {
  const shape = shapeOf(wish);
  const sites = candidates.sites.map(({ place, needed }) =>
    needed.map((each) => each.map(({ id }) => ({ id, starts: startsOf(byId.get(id), place, busy.get(id) ?? []) }))),
  );
  function startsOf(resource: LoadedResource | undefined, place: string | null, taken: Spans): readonly number[] {
    if (!resource) return [];
    const windows = windowsBetween(resource.hours, resource.place ?? place, closings, dates);
    return startsIn({ id: resource.id, windows, busy: taken }, shape);
  }
  return { shape, needs: candidates.needs, resources, closings, busy, sites };
}

/** Reads what is needed and no more, in two questions. In the caller's municipal transaction. */
export async function openSearch(wish: TimeWish, range: DateRange, now: Date): Promise<Search> {
  const calendars = await calendarsNow();
  const shape = shapeOf(wish);
  const candidates = candidatesFor(wish, calendars);
  const from = dayOf(range.from).start - shape.before;
  const to = dayOf(range.to).end + shape.minutes + shape.after;
  const busy = await loadBusy(candidates.ids, from, to, wish.instead, now);
  return searchIn(wish, calendars, candidates, busy, datesOf(range));
}

/** Each step of a range, and whether it is offered. */
export type Offered = { readonly cells: Cells; readonly marks: Uint8Array };
const nothing: Offered = { cells: { from: 0, count: 0 }, marks: new Uint8Array(0) };

/** All that can be booked within a range. */
export async function offeredIn(wish: TimeWish, range: DateRange, now: Date): Promise<Offered> {
  if (range.to < range.from || refusedAlways(wish) !== null) return nothing;
  const begin = mayBegin(wish, now);
  const from: Minute = Math.max(dayOf(range.from).start, Math.ceil(begin.from / step) * step);
  const to: Minute = Math.min(dayOf(range.to).end, begin.to);
  if (to <= from) return nothing;
  const cells: Cells = { from, count: Math.ceil((to - from) / step) };
  const { sites, shape } = await openSearch(wish, range, now);
  const marks = new Uint8Array(cells.count);
  for (const needed of sites) markOffered(needed, shape, cells, marks);
  return { cells, marks };
}
