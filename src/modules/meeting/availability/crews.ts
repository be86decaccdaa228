import type { Minute } from './danish-day.ts';
import { assemble, isFlush, isOnGrid, type Needed, type Shape } from './free-starts.ts';
import type { Seen } from './look.ts';
import type { Crew, TimeWish } from './time-wish.ts';

/** So many crews with one employee, where there are others; somebody may be quicker about a room. */
const turnsEach = 3;
const turnsAlone = 20;

/** What may be put together at this moment: all, or where it is off the grid only with whom it follows on directly. */
function variants(sites: readonly Needed[], shape: Shape, start: Minute, anyMinute: boolean): readonly Needed[] {
  if (anyMinute || isOnGrid(start, shape)) return sites;
  return sites.flatMap((needed) =>
    needed.flatMap((candidates, need) =>
      candidates
        .filter(({ starts }) => isFlush(starts, start))
        .map((one) => needed.map((all, at) => (at === need ? [one] : all))),
    ),
  );
}

/** Crews that fit, by their employee; of rooms and the like, the first employee gets another than the second. */
export function crewsByEmployee(
  sites: readonly Needed[],
  shape: Shape,
  start: Minute,
  anyMinute: boolean,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const crews = new Map<string, string[][]>();
  const open = variants(sites, shape, start, anyMinute);
  const leads = new Set(open.flatMap(([first = []]) => first.map(({ id }) => id)));
  const most = leads.size > 1 ? turnsEach : turnsAlone;
  for (const needed of open)
    for (const [at, { id }] of (needed[0] ?? []).entries()) {
      const found = crews.get(id) ?? [];
      for (let turn = 0; turn < most && found.length < most; turn += 1) {
        const turned = needed.map((all, need) => {
          const by = need === 0 ? 0 : (at + turn) % Math.max(all.length, 1);
          return [...all.slice(by), ...all.slice(0, by)];
        });
        const crew = assemble(turned, start, id);
        if (crew === null) break;
        if (!found.some((known) => known.join() === crew.join())) found.push([...crew]);
      }
      if (found.length > 0) crews.set(id, found);
    }
  return crews;
}

/** Whom of these she met last, and how many minutes each has booked in the week of the meeting. */
export function fairnessOf({ minutes, met }: Pick<Seen, 'minutes' | 'met'>, employees: Iterable<string>) {
  const here = new Set(employees);
  return { sameAsLast: met.find((id) => here.has(id)) ?? null, minutes };
}

/** Asked for, then whom she met last, then who has least to do that week; of equals always the same one first. */
export function inFairOrder(
  wish: TimeWish,
  crews: ReadonlyMap<string, readonly (readonly string[])[]>,
  { sameAsLast, minutes }: { readonly sameAsLast: string | null; readonly minutes: ReadonlyMap<string, number> },
): readonly Crew[] {
  const askedFor = wish.with !== null && 'resource' in wish.with ? wish.with.resource : null;
  const because = (id: string): Crew['because'] =>
    id === askedFor ? 'asked-for' : id === sameAsLast ? 'same-as-last' : 'least-loaded';
  const rank = { 'asked-for': 0, 'same-as-last': 1, 'least-loaded': 2 } as const;
  return [...crews]
    .sort(
      ([a], [b]) =>
        rank[because(a)] - rank[because(b)] || (minutes.get(a) ?? 0) - (minutes.get(b) ?? 0) || (a < b ? -1 : 1),
    )
    .flatMap(([id, each]) => each.map((resources) => ({ resources, because: because(id) })));
}
