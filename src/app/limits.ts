import { createHash, randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../kernel/index.ts';
import type { House, WebEnv } from '../platform/index.ts';
import { refusal } from './refusal.tsx';

/** Addresses are kept as salted hashes in memory for as long as their bucket is not full, and nowhere else. */
const salt = randomBytes(16);

type Bucket = { tokens: number; at: number };

/**
 * A guard must never be able to take the service down (docs/evidence.md, "Security lines from ASVS"): it is local, holds
 * at most `maxBuckets` addresses, and when it is full it lets everybody new in. Behind a library's shared address many people
 * come at once, so the bursts are generous.
 */
const maxBuckets = 20_000;

export function rateLimit(
  house: Pick<House, 'clock' | 'config'>,
  limit: { readonly burst: number; readonly perMinute: number },
  tooMany: string,
): MiddlewareHandler<WebEnv> {
  /** In the order of their last use, so that the first are the ones that are full again. */
  const buckets = new Map<string, Bucket>();
  const tokensOf = (bucket: Bucket, now: number) =>
    Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 60_000) * limit.perMinute);
  function forgetFull(now: number): void {
    for (const [key, bucket] of buckets) {
      if (tokensOf(bucket, now) < limit.burst) return;
      buckets.delete(key);
    }
  }
  return async (c, next) => {
    const now = house.clock.now().getTime();
    const key = createHash('sha256')
      .update(salt)
      .update(oneVisitor(clientAddress(c.env, c.req.header('x-forwarded-for'), house.config)))
      .digest('base64url');
    const found = buckets.get(key);
    const bucket = { tokens: found ? tokensOf(found, now) : limit.burst, at: now };
    buckets.delete(key);
    forgetFull(now);
    if (buckets.size < maxBuckets) buckets.set(key, bucket);
    if (bucket.tokens < 1) {
      c.header('retry-after', String(Math.ceil(60 / limit.perMinute)));
      return refusal(c, 429, tooMany);
    }
    bucket.tokens -= 1;
    return next();
  };
}

/** Counts what is sent, and not who looks. */
export const onPosts =
  (limit: MiddlewareHandler<WebEnv>): MiddlewareHandler<WebEnv> =>
  (c, next) =>
    c.req.method === 'POST' ? limit(c, next) : next();

/** One visitor has a whole /64 of IPv6 addresses to herself: a limit for each of them would be none. */
export function oneVisitor(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}

/** The last address that a trusted proxy added, else the socket's own: a header from anybody else is not believed. */
export function clientAddress(
  env: unknown,
  forwarded: string | undefined,
  config: Pick<Config, 'trustedProxies'>,
): string {
  const socket =
    (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? '';
  const bare = socket.replace(/^::ffff:/, '');
  const loopback = bare === '::1' || bare.startsWith('127.');
  const privateNet = loopback || /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd]|fe[89ab])/i.test(bare);
  const trusted = config.trustedProxies === 'loopback' ? loopback : config.trustedProxies === 'private' && privateNet;
  return (trusted ? forwarded?.split(',').at(-1)?.trim() : undefined) || bare;
}
