import type { Config } from '../../kernel/index.ts';

/**
 * Whether sound and picture can go without either side's network address reaching the other: through a relay, or through a
 * server that forwards. Where they cannot, whoever must be hidden writes, through our own server, or is phoned.
 */
export const canHideAddress = ({ ice, livekit }: Pick<Config, 'ice' | 'livekit'>): boolean =>
  livekit !== null || (ice.turn.length > 0 && ice.turnSecret !== null);
