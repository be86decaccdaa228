import { addDays, isoWeek, wallClock } from '../../kernel/index.ts';
import { minuteEdges } from './minutes.ts';
import { bucketsOf } from './store.ts';

/** How long conversations took: `counts` by bucket, from `from` to `to` minutes. */
export type Handling = {
  readonly observations: number;
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly count: number }[];
};

/** Long enough to hold twenty at a small counter, short enough to follow a change of habit. */
const weeksBack = 8;

/** The handling minutes of the last eight ISO weeks, this one included. In the caller's municipal transaction. */
export async function handlingTimes(now: Date): Promise<Handling> {
  const { date } = wallClock(now);
  const weeks = Array.from({ length: weeksBack }, (_, back) => isoWeek(addDays(date, -7 * back)));
  const counts = await bucketsOf(weeks, 'handling');
  const buckets = minuteEdges.map((from, index) => ({
    from,
    // The last is open; half as long again is as honest as a bound that nobody measured can be.
    to: minuteEdges[index + 1] ?? from * 1.5,
    count: counts.get(String(from)) ?? 0,
  }));
  return same({ observations: buckets.reduce((sum, bucket) => sum + bucket.count, 0), buckets });
}

/** Everybody in a line leans on one distribution, and the sums over it are made once (estimate-wait.ts): one a municipality. */
const recent = new Map<string, Handling>();
const mostRecent = 100;

function same(read: Handling): Handling {
  const name = read.buckets.map(({ count }) => count).join();
  const found = recent.get(name) ?? read;
  recent.delete(name);
  recent.set(name, found);
  for (const oldest of recent.keys()) {
    if (recent.size <= mostRecent) break;
    recent.delete(oldest);
  }
  return found;
}
