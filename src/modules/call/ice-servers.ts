import { createHmac } from 'node:crypto';
import type { Config } from '../../kernel/index.ts';

export type IceServer = { readonly urls: readonly string[]; readonly username?: string; readonly credential?: string };

/** Longer than any conversation at a counter, short enough that a copied credential is worth little. */
const credentialSeconds = 4 * 3600;

/**
 * How two browsers find a way to each other. The relay's credential is a time and its HMAC-SHA-1 under the secret that the
 * relay shares (coturn's `use-auth-secret`); it names nobody.
 */
export function iceServers({ ice }: Pick<Config, 'ice'>, now: Date, seconds = credentialSeconds): readonly IceServer[] {
  const servers: IceServer[] = [];
  if (ice.stun.length > 0) servers.push({ urls: ice.stun });
  if (ice.turn.length > 0 && ice.turnSecret !== null) {
    const username = String(Math.floor(now.getTime() / 1000) + seconds);
    servers.push({
      urls: ice.turn,
      username,
      credential: createHmac('sha1', ice.turnSecret).update(username).digest('base64'),
    });
  }
  return servers;
}
