import type { PublishedFigures, Question } from '../contact/index.ts';
import { type Comparison, compare, type Share } from './statistics.ts';

/** How many of the helped had it solved, at the counter or alone. */
export function solvedShare(figures: PublishedFigures): Share | null {
  const helped = figures.outcomes.filter(({ outcome }) => outcome !== 'left');
  const solved = helped.filter(({ outcome }) => outcome === 'together' || outcome === 'self');
  return shareIn(solved, helped, figures.answers.offered);
}

/** The wait that a citizen is told is short, in minutes. */
export const shortWait = 5;

/** How many had waited less than `shortWait` minutes when they were taken or went. */
export function shortWaitShare(figures: PublishedFigures): Share | null {
  return shareIn(
    figures.waits.filter(({ to }) => to !== null && to <= shortWait),
    figures.waits,
    figures.total,
  );
}

/** How many of those who answered a question gave one of these answers. */
export function answerShare(figures: PublishedFigures, question: Question, given: readonly string[]): Share | null {
  const asked = figures.answers.questions.find((one) => one.question === question);
  if (!asked) return null;
  return shareIn(
    asked.answers.filter(({ answer }) => given.includes(answer)),
    asked.answers,
    asked.answered,
  );
}

export type Changes = { readonly solved: Comparison | null; readonly shortWait: Comparison | null };

/** What changed since the period before; null where either has nothing to compare. */
export function changesSince(before: PublishedFigures | null, now: PublishedFigures): Changes {
  const pair = (share: (figures: PublishedFigures) => Share | null): Comparison | null => {
    const [earlier, later] = [before && share(before), share(now)];
    return earlier && later ? compare(earlier, later) : null;
  };
  return { solved: pair(solvedShare), shortWait: pair(shortWaitShare) };
}

type Parts = readonly { readonly count: number | null }[];
const sum = (parts: Parts): number => parts.reduce((total, { count }) => total + (count ?? 0), 0);

/** More than this part of all in hidden or rounded-away figures, and a share of what is shown would mislead. */
const mostUnseen = 0.15;

/**
 * The share that `wanted` is of `of`, when so much of the whole table is shown that it can be said: five contacts with five
 * outcomes are all hidden, and "none of five" would be untrue. Rounded figures of different tables may disagree by a step
 * or two; a share is never more than all.
 */
function shareIn(wanted: Parts, all: Parts, of: number | null): Share | null {
  if (of === null || of === 0 || (of - sum(all)) / of > mostUnseen) return null;
  return { count: Math.min(sum(wanted), of), of };
}
