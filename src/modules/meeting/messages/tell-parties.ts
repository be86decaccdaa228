import type { House } from '../../../platform/index.ts';

/** What happened that somebody must be told of. `was` is the time that no longer holds. */
export type MeetingChange =
  | { readonly kind: 'booked' }
  | { readonly kind: 'moved'; readonly was: Date }
  | { readonly kind: 'cancelled'; readonly was: Date | null }
  | { readonly kind: 'proposed' }
  | { readonly kind: 'proposal-withdrawn' }
  | { readonly kind: 'earlier-offered' }
  | { readonly kind: 'seat-offered' }
  | { readonly kind: 'missed' }
  | { readonly kind: 'agreed' };

/** Links and codes are known only in the moment they are made. */
export type FreshLink = { readonly personId: string; readonly token: string; readonly code: string };

/**
 * Writes what the parties must be told, reminders included, into the outbox, and takes back what no longer holds. In the
 * transaction of the change: either both are kept or neither.
 */
export async function tellParties(
  _house: House,
  _meetingId: string,
  _change: MeetingChange,
  _links: readonly FreshLink[],
  _now: Date,
): Promise<void> {}
