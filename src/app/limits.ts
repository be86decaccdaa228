import { createHash, randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../kernel/index.ts';
import { type House, problem, type WebEnv } from '../platform/index.ts';

/** Addresses are kept as salted hashes in memory for as long as their bucket is not full, and nowhere else. */
const salt = randomBytes(16);

type Bucket = { tokens: number; at: number };

/**
 * A guard must never be able to take the service down (docs/evidence.md, "Security lines from ASVS"): it is local, holds
 * at most `maxBuckets` addresses, and when it is full it lets everybody in. Behind a library's shared address many people
 * come at once, so the bursts are generous.
 */
const maxBuckets = 20_000;

export function rateLimit(
  house: Pick<House, 'clock' | 'config'>,
  limit: { readonly burst: number; readonly perMinute: number },
  tooMany: string,
): MiddlewareHandler<WebEnv> {
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    const now = house.clock.now().getTime();
    const key = createHash('sha256')
      .update(salt)
      .update(clientAddress(c.env, c.req.header('x-forwarded-for'), house.config))
      .digest('base64url');
    const bucket = buckets.get(key) ?? { tokens: limit.burst, at: now };
    bucket.tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 60_000) * limit.perMinute);
    bucket.at = now;
    if (bucket.tokens < 1) {
      c.header('retry-after', String(Math.ceil(60 / limit.perMinute)));
      return problem(c, 429, tooMany);
    }
    bucket.tokens -= 1;
    if (buckets.size >= maxBuckets && !buckets.has(key)) buckets.clear();
    buckets.set(key, bucket);
    return next();
  };
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
