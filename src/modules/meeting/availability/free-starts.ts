import type { Minute, Spans } from './danish-day.ts';

/** Every start is offered on a whole step of this many minutes; all grids and lengths are made of it. */
export const step = 5;

/** What a meeting takes: its length, and what is kept apart from other meetings on both sides. */
export type Shape = {
  readonly minutes: number;
  readonly before: number;
  readonly after: number;
  readonly grid: number;
};

/** Somebody or something, when it can be booked and when it is taken (what others have booked is already widened). */
export type Calendar = { readonly id: string; readonly windows: Spans; readonly busy: Spans };

/**
 * Starts that fit, as closed intervals of minutes, flat. A meeting lies inside the hours. Its buffers need not: they keep
 * it apart from what is booked, and before the first and after the last meeting of a day there is nothing to keep apart.
 */
export function startsIn({ windows, busy }: Calendar, { minutes, before, after }: Shape): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (let open = 0; open + 1 < windows.length; open += 2) {
    let from = windows[open] ?? 0;
    const last = (windows[open + 1] ?? 0) - minutes;
    // What ended before these hours, buffer and all, stands in nobody's way any more.
    while (at < busy.length && (busy[at + 1] ?? 0) + before <= from) at += 2;
    let taken = at;
    for (; from <= last && taken < busy.length; taken += 2) {
      const until = (busy[taken] ?? 0) - minutes - after;
      if (from <= until) starts.push(from, Math.min(until, last));
      if (until >= last) {
        from = last + 1;
        break;
      }
      from = Math.max(from, (busy[taken + 1] ?? 0) + before);
    }
    if (from <= last) starts.push(from, last);
  }
  return starts;
}

/** Does it fit at this very minute? */
export function fitsAt(starts: readonly number[], start: Minute): boolean {
  for (let at = 0; at + 1 < starts.length; at += 2)
    if ((starts[at] ?? 0) <= start) {
      if (start <= (starts[at + 1] ?? 0)) return true;
    } else return false;
  return false;
}

const upToStep = (minute: Minute): Minute => Math.ceil(minute / step) * step;

/**
 * Is it the first that fits, on a whole step, since hours began or something booked ended? Lengths that do not divide each
 * other would else leave gaps that the grid never reaches.
 */
export function isFlush(starts: readonly number[], start: Minute): boolean {
  for (let at = 0; at + 1 < starts.length; at += 2)
    if (upToStep(starts[at] ?? 0) === start && start <= (starts[at + 1] ?? 0)) return true;
  return false;
}

/** A grid divides the hour, and so does what Denmark is ahead of UTC by: the clock's grid is the minutes' own. */
export const isOnGrid = (start: Minute, { grid }: Shape): boolean => start % grid === 0;

/** What must be there: for each need those who could be it, each with its starts. */
export type Needed = readonly (readonly { readonly id: string; readonly starts: readonly number[] }[])[];

/**
 * One of each, no resource twice; null where it cannot be. `prefer` may name who must be taken for the first need. Needs
 * are few and mostly of different kinds, so trying them in turn ends at once.
 */
export function assemble(needed: Needed, start: Minute, first?: string): readonly string[] | null {
  const taken: string[] = [];
  const fill = (need: number): boolean => {
    const candidates = needed[need];
    if (!candidates) return true;
    for (const { id, starts } of candidates) {
      if (taken.includes(id) || (need === 0 && first !== undefined && id !== first)) continue;
      if (!fitsAt(starts, start)) continue;
      taken.push(id);
      if (fill(need + 1)) return true;
      taken.pop();
    }
    return false;
  };
  return fill(0) ? taken : null;
}

/** Where the cells of a range begin, and how many there are. */
export type Cells = { readonly from: Minute; readonly count: number };
const free = 1;
const flush = 2;

/**
 * Marks in `offered` each step at which one of each need fits and which is on the grid, or flush for one of them. The
 * answer is the same as asking `assemble` at every step, and costs a walk over the intervals.
 */
export function markOffered(needed: Needed, shape: Shape, cells: Cells, offered: Uint8Array): void {
  const marks = needed.map((candidates) => {
    const mark = new Uint8Array(cells.count);
    for (const { starts } of candidates)
      for (let at = 0; at + 1 < starts.length; at += 2) {
        const first = (upToStep(starts[at] ?? 0) - cells.from) / step;
        const last = Math.min(Math.floor(((starts[at + 1] ?? 0) - cells.from) / step), cells.count - 1);
        for (let cell = Math.max(first, 0); cell <= last; cell += 1) mark[cell] = (mark[cell] ?? 0) | free;
        if (first >= 0 && first <= last) mark[first] = (mark[first] ?? 0) | flush;
      }
    return mark;
  });
  const distinct = sharesNobody(needed);
  const every = shape.grid / step;
  const offset = (every - ((cells.from / step) % every)) % every;
  for (let cell = 0; cell < cells.count; cell += 1) {
    let all = free;
    let some = (cell - offset) % every === 0 ? flush : 0;
    for (const mark of marks) {
      const here = mark[cell] ?? 0;
      all &= here;
      some |= here;
    }
    if (all === 0 || (some & flush) === 0) continue;
    if (distinct || offeredAt(needed, shape, cells.from + cell * step) !== null) offered[cell] = 1;
  }
}

function sharesNobody(needed: Needed): boolean {
  const seen = new Set<string>();
  for (const candidates of needed)
    for (const { id } of candidates) {
      if (seen.has(id)) return false;
      seen.add(id);
    }
  return true;
}

/** One of each who could be offered at this step; the slow, plain form of `markOffered`. */
export function offeredAt(needed: Needed, shape: Shape, start: Minute): readonly string[] | null {
  if (isOnGrid(start, shape)) return assemble(needed, start);
  for (const [need, candidates] of needed.entries())
    for (const candidate of candidates) {
      if (!isFlush(candidate.starts, start)) continue;
      const crew = assemble(
        needed.map((all, at) => (at === need ? [candidate] : all)),
        start,
      );
      if (crew) return crew;
    }
  return null;
}
