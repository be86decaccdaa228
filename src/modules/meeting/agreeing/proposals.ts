import { type MunicipalityId, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { WhyNot } from '../availability/time-wish.ts';
import type { Actor, NewMeeting } from '../booking/booking-types.ts';

/** Fewer leave her no choice; more are a calendar, and hold too much of one. */
export const fewestTimes = 2;
export const mostTimes = 4;

export type NewProposal = {
  /** A meeting that is not agreed on yet, or one that stands and must move: until she answers, it stands. */
  readonly meeting: Omit<NewMeeting, 'startsAt'> | { readonly meetingId: string };
  readonly starts: readonly Date[];
  readonly answerBy: Date;
};

export type ProposedTime = { readonly optionId: string; readonly startsAt: Date; readonly endsAt: Date };

/** A link and a code can be read only now. Null for a meeting that stood: she has hers already. */
export type Proposed = {
  readonly meetingId: string;
  readonly link: { readonly personId: string; readonly token: string; readonly code: string } | null;
  readonly times: readonly ProposedTime[];
  readonly answerBy: Date;
};

export type ProposalRefusal =
  /** Not two to four different times, or two that overlap. */
  | { readonly kind: 'times' }
  /** The answer is due in the past, or after the first of the times begins. */
  | { readonly kind: 'answer-by' }
  | { readonly kind: 'not-free'; readonly startsAt: Date; readonly why: WhyNot }
  /** Somebody was quicker. Nothing is held. */
  | { readonly kind: 'taken'; readonly startsAt: Date }
  | { readonly kind: 'no-meeting' }
  /** Over or cancelled, or times are proposed for it already. */
  | { readonly kind: 'not-now' };

export type AnswerRefusal =
  | { readonly kind: 'no-meeting' }
  /** That is none of the times that were proposed for it. */
  | { readonly kind: 'no-option' }
  /** Somebody answered before: with this time, or (null) that none fits. */
  | { readonly kind: 'answered'; readonly startsAt: Date | null }
  | { readonly kind: 'expired' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'cancelled' };

export type Answered = { readonly meetingId: string; readonly startsAt: Date; readonly endsAt: Date } | null;

/** Holds two to four times, all or none, and tells her. Begins its own transaction and tries again after a race. */
export async function proposeTimes(
  _house: House,
  _municipality: MunicipalityId,
  _proposal: NewProposal,
  _actor: Actor,
  _now: Date,
): Promise<Result<Proposed, ProposalRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/**
 * Takes one of the times and frees the others; null says that none fits, frees all and puts the meeting back on the
 * employee's list. By her link, by her code over the phone, or by an employee: `actor` says whose answer it is. Begins its
 * own transaction.
 */
export async function answerProposal(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _optionId: string | null,
  _actor: Actor,
  _now: Date,
): Promise<Result<Answered, AnswerRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

/** Frees all times and tells her that they no longer stand. Begins its own transaction. */
export async function withdrawProposal(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _actor: Actor,
  _now: Date,
): Promise<Result<null, AnswerRefusal>> {
  return refuse({ kind: 'no-meeting' });
}

export type OpenProposal = {
  readonly meetingId: string;
  readonly times: readonly ProposedTime[];
  readonly answerBy: Date;
  /** The time that stands until she answers; null when nothing was agreed on before. */
  readonly stands: Date | null;
};

/** The times that stand for an answer; null when none do. In the caller's municipal transaction. */
export async function openProposal(_meetingId: string, _now: Date): Promise<OpenProposal | null> {
  return null;
}

/** What came of proposals that did not end in a time, for the employees' list: newest first. */
export type UnansweredProposal = {
  readonly meetingId: string;
  readonly typeId: string;
  readonly why: 'none-fits' | 'expired' | 'withdrawn';
  readonly at: Date;
};

/** Meetings that nobody has agreed on a time for and that wait for an employee. In the caller's municipal transaction. */
export async function unansweredProposals(): Promise<readonly UnansweredProposal[]> {
  return [];
}
