import type { CarrierOutcome, MessageFailure } from './message.ts';

/** First after half a minute, then twice as long each time, at most half an hour: a gateway that is back finds us within that. */
const firstMs = 30_000;
const longestMs = 30 * 60_000;
/** With the waits above about eight hours: longer than a carrier's outage that nobody has noticed. */
export const mostAttempts = 20;
/** Each time may have arrived: more than two extra copies help nobody. */
export const mostUnknown = 3;

export type AfterHandover =
  | { readonly kind: 'accepted'; readonly externalId: string | null }
  | { readonly kind: 'again'; readonly at: Date; readonly failure: MessageFailure }
  | { readonly kind: 'dead'; readonly failure: MessageFailure };

/**
 * What follows from an outcome. Pure. `attempts` counts this one; `unknownBefore` is how often it was handed over after an
 * outcome that is not known; `random` (0 to 1) spreads those that failed together.
 */
export function afterHandover(
  outcome: CarrierOutcome,
  { attempts, unknownBefore }: { readonly attempts: number; readonly unknownBefore: number },
  now: Date,
  random: number,
): AfterHandover {
  if (outcome.kind === 'accepted') return outcome;
  const failure: MessageFailure = outcome.kind === 'unknown' ? 'unknown' : outcome.why;
  const tryAgain =
    failure === 'unknown' ? unknownBefore + 1 < mostUnknown : failure === 'busy' || failure === 'unreachable';
  if (!tryAgain || attempts >= mostAttempts) return { kind: 'dead', failure };
  const wait = Math.min(longestMs, firstMs * 2 ** Math.min(20, attempts - 1));
  return { kind: 'again', at: new Date(now.getTime() + wait * (0.75 + random / 2)), failure };
}
