import type { WhyNot } from '../availability/time-wish.ts';
import type { NewMeeting } from '../booking/booking-types.ts';
import type { MeetingRules } from '../meeting-rules.ts';
import { plusMinutes } from './meeting-rows.ts';

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
  /** Not two to four different times, or two so near that no calendar can hold both. */
  | { readonly kind: 'times' }
  /** The answer is due in the past, or after the first of the times begins. */
  | { readonly kind: 'answer-by' }
  | { readonly kind: 'not-free'; readonly startsAt: Date; readonly why: WhyNot }
  /** Somebody was quicker. Nothing is held. */
  | { readonly kind: 'taken'; readonly startsAt: Date }
  | { readonly kind: 'no-meeting' }
  /** The kind of meeting is not held in that form. */
  | { readonly kind: 'form' }
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

/** Null: none fits. */
export type Answered = { readonly meetingId: string; readonly startsAt: Date; readonly endsAt: Date } | null;

export type OpenProposal = {
  readonly meetingId: string;
  readonly times: readonly ProposedTime[];
  readonly answerBy: Date;
  /** The time that stands until she answers; null when nothing was agreed on before. */
  readonly stands: Date | null;
};

/** What came of proposals that did not end in a time. */
export type UnansweredProposal = {
  readonly meetingId: string;
  readonly typeId: string;
  readonly why: 'none-fits' | 'expired' | 'withdrawn';
  readonly at: Date;
};

/** What is wrong with the times themselves, before anybody's calendar is looked at. */
export function faultOfTimes(
  starts: readonly Date[],
  minutes: number,
  rules: Pick<MeetingRules, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>,
  answerBy: Date,
  now: Date,
): 'times' | 'answer-by' | null {
  if (starts.length < fewestTimes || starts.length > mostTimes) return 'times';
  const sorted = [...starts].sort((a, b) => a.getTime() - b.getTime());
  const apart = minutes + rules.bufferBeforeMinutes + rules.bufferAfterMinutes;
  for (const [index, start] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && next < plusMinutes(start, apart)) return 'times';
  }
  const first = sorted[0];
  return !first || answerBy <= now || answerBy > first ? 'answer-by' : null;
}
