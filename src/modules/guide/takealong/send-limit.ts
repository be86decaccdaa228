/** How often one employee may send: enough for a busy counter, too little to write to a whole town. */
export const sendsAtOnce = 20;
export const sendsPerMinute = 6;

/** Kept in the memory of this process, and forgotten when an employee may send freely again. Counts nothing else. */
export function createSendLimit(now: () => Date): (employee: string) => boolean {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  const leftAt = (bucket: { readonly left: number; readonly at: number }, time: number) =>
    Math.min(sendsAtOnce, bucket.left + ((time - bucket.at) / 60_000) * sendsPerMinute);
  return (employee) => {
    const time = now().getTime();
    for (const [key, bucket] of buckets) if (leftAt(bucket, time) >= sendsAtOnce) buckets.delete(key);
    const bucket = buckets.get(employee);
    const left = bucket ? leftAt(bucket, time) : sendsAtOnce;
    if (left < 1) return false;
    buckets.set(employee, { left: left - 1, at: time });
    return true;
  };
}
