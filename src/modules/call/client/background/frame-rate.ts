/** Below this a face moves in jerks, and an honest word is better. */
export const slowestRate = 12;
const windowMs = 3_000;
/** The first pictures wait for the model to be laid out. */
const warmUpMs = 3_000;

/** Counts pictures from `begun` on; tells the rate of the last seconds, or null while it cannot be known. */
export function createFrameRate(begun: number): {
  readonly count: (now: number) => void;
  readonly rate: (now: number) => number | null;
} {
  let times: number[] = [];
  return {
    count: (now) => times.push(now),
    rate: (now) => {
      times = times.filter((at) => at > now - windowMs);
      return now - begun < warmUpMs + windowMs ? null : times.length / (windowMs / 1000);
    },
  };
}
