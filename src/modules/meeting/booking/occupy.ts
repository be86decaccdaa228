import type { MeetingRules } from '../meeting-rules.ts';

/** What takes somebody or something, and for what: a meeting, or a time that is only proposed or offered. */
export type Occupying = {
  readonly resources: readonly string[];
  readonly for: { readonly meeting: string } | { readonly option: string };
  readonly why: 'hold' | 'proposal' | 'meeting' | 'offer';
  /** As the citizen is told it; the type's buffers are added here. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly rules: Pick<MeetingRules, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;
  /** Null for a meeting, and for nothing else. */
  readonly expiresAt: Date | null;
};

/** Until the transaction is over, nobody else decides about these resources. In one order, so that two never wait for each other. */
export async function lockResources(_ids: readonly string[]): Promise<void> {
  throw new Error('not yet');
}

/** Takes all of them or none. The caller has locked them. */
export async function occupy(_what: Occupying, _now: Date): Promise<'ok' | 'taken'> {
  throw new Error('not yet');
}

/** Gives back what a meeting or an option takes, at once or after so many minutes. */
export async function release(
  _of: { readonly meeting: string } | { readonly option: string },
  _freedDelayMinutes: number,
  _now: Date,
): Promise<void> {
  throw new Error('not yet');
}
