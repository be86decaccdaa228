/**
 * Minutes are kept in fixed buckets, named by their lower edge. Fine enough for an honest estimate, too coarse to recognise
 * a conversation by its length. An edge is never moved: counters of earlier weeks stand under its name.
 */
export const minuteEdges = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 90, 120] as const;

/** What is shown is coarser; every edge here is one above. */
export const shownEdges = [0, 2, 5, 10, 20] as const;

const bucketAmong = (edges: readonly number[], minutes: number): number =>
  edges.findLast((edge) => edge <= minutes) ?? edges[0] ?? 0;

/** The bucket of a duration; a clock that went backwards counts as no time. */
export const minuteBucket = (seconds: number): string => String(bucketAmong(minuteEdges, Math.max(0, seconds) / 60));

/** The shown bucket that a kept bucket lies in. */
export const shownBucket = (bucket: string): string => String(bucketAmong(shownEdges, Number(bucket)));
