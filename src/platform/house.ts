import type { Database } from '../db/index.ts';
import type { Clock, Config } from '../kernel/index.ts';
import type { Bus } from './bus/bus.ts';
import type { Keys } from './crypto/seal.ts';
import type { DigitalPost } from './digital-post/kombit/digital-post.ts';
import type { Log } from './log/log.ts';

/** What a room of the house may lean on. A module is given this once; it never reaches for it. */
export type House = {
  readonly config: Config;
  /** Scheme and host that browsers use; known when the server listens. */
  readonly baseUrl: () => string;
  readonly clock: Clock;
  readonly database: Database;
  readonly bus: Bus;
  readonly keys: Keys;
  readonly log: Log;
  /** Where it is set up. */
  readonly digitalPost?: DigitalPost;
};
