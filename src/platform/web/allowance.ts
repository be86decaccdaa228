export type Allowance = { readonly atOnce: number; readonly perMinute: number };

/**
 * How often one key may do something: so many at once, and then so many a minute. Kept in the memory of this process, and
 * forgotten as soon as the key may do it freely again. Counts nothing else. False: not now.
 */
export function createAllowance(now: () => Date, { atOnce, perMinute }: Allowance): (key: string) => boolean {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  const leftAt = (bucket: { readonly left: number; readonly at: number }, time: number) =>
    Math.min(atOnce, bucket.left + ((time - bucket.at) / 60_000) * perMinute);
  return (key) => {
    const time = now().getTime();
    for (const [one, bucket] of buckets) if (leftAt(bucket, time) >= atOnce) buckets.delete(one);
    const bucket = buckets.get(key);
    const left = bucket ? leftAt(bucket, time) : atOnce;
    if (left < 1) return false;
    buckets.set(key, { left: left - 1, at: time });
    return true;
  };
}
