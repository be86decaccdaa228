import { type MunicipalityId, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Actor } from '../booking/booking-types.ts';

/** How long a time is kept for one person; shorter when the time itself is near. */
export const earlierOfferMinutes = 120;

export type EarlierRefusal =
  | { readonly kind: 'no-meeting' }
  /** Citizens do not book this kind themselves. */
  | { readonly kind: 'not-for-citizens' }
  /** No earlier day is left before it. */
  | { readonly kind: 'too-late' }
  /** The time went to the next, or was never offered to her. */
  | { readonly kind: 'offer-gone' };

export type EarlierWish = {
  readonly wishedAt: Date;
  /** She cannot come before this. */
  readonly notBefore: Date | null;
  /** The time that is kept for her now. */
  readonly offer: { readonly startsAt: Date; readonly endsAt: Date; readonly until: Date } | null;
};

/** She would rather come earlier; twice is once, with the newer `notBefore`. Begins its own transaction. */
export async function wishEarlier(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _notBefore: Date | null,
  _actor: Actor,
  _now: Date,
): Promise<Result<null, EarlierRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/** She no longer wishes; a time that is kept for her goes to the next. Begins its own transaction. */
export async function forgetEarlier(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _actor: Actor,
  _now: Date,
): Promise<Result<null, EarlierRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/** How her wish stands. In the caller's municipal transaction. */
export async function earlierWishOf(_meetingId: string, _now: Date): Promise<EarlierWish | null> {
  return null;
}

/** Yes moves her meeting and gives the old time on; no gives this one to the next. Begins its own transaction. */
export async function answerEarlier(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _yes: boolean,
  _actor: Actor,
  _now: Date,
): Promise<Result<{ readonly startsAt: Date } | null, EarlierRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/**
 * Gives times that are free to those who wish, each to one at a time: who has waited longest comes first, nobody hears from
 * it more than once a day, nor at night. After something was freed, and in the sweep. Begins its own transaction.
 */
export async function offerEarlier(_house: House, _municipality: MunicipalityId, _now: Date): Promise<number> {
  return 0;
}
