/**
 * What a study found. Told once, when it has closed: while it runs, two looks would differ by one person's answers. A party
 * with fewer answers at a word than the floor is hidden, shares are told in steps of five and intervals are widened to such
 * steps, and a wrong meaning is named when enough chose it (docs/architecture.md, invariant 8). Pure.
 */
import { dontKnow, type Party, rightChoice, type Study, type StudyTerm } from './study.ts';

export const floorOfAnswers = 5;
/** Shares are told in whole steps of this: finer would say the count itself. */
const stepOfShare = 0.05;

export type StudyCount = {
  readonly position: number;
  readonly party: Party;
  readonly choice: string;
  readonly count: number;
};

export type Interval = { readonly low: number; readonly high: number };

const z = 1.959964;

/** Wilson's 95 % interval of a share. */
export function wilson(right: number, of: number): Interval {
  const share = right / of;
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Newcombe's interval of a difference of two shares, from their Wilson intervals. */
export function differenceInterval(a: { right: number; of: number }, b: { right: number; of: number }): Interval {
  const [first, second] = [wilson(a.right, a.of), wilson(b.right, b.of)];
  const [shareA, shareB] = [a.right / a.of, b.right / b.of];
  const difference = shareA - shareB;
  return {
    low: difference - Math.sqrt((shareA - first.low) ** 2 + (second.high - shareB) ** 2),
    high: difference + Math.sqrt((first.high - shareA) ** 2 + (shareB - second.low) ** 2),
  };
}

const stepped = (share: number, round: (value: number) => number): number =>
  Math.round(round(Number((share / stepOfShare).toFixed(6))) * stepOfShare * 100) / 100;

/** What may be told of one party at one word. */
export type PartyResult = {
  /** At least this many: whole steps of the floor. */
  readonly answers: number;
  /** Share with the right meaning, to the nearest step. */
  readonly share: number;
  readonly interval: Interval;
  /** The wrong meaning that most chose, and `dontKnow`, where at least the floor did. */
  readonly often: readonly string[];
};

/**
 * `differ`: the parties do not mean the same. `both`: most of both understand it. `neither`: many of both do not.
 * `open`: the answers are too few to see a difference. `hidden`: a party is below the floor.
 */
export type Verdict = 'differ' | 'both' | 'neither' | 'open' | 'hidden';

export type TermResult = {
  readonly term: StudyTerm;
  readonly parties: Readonly<Record<Party, PartyResult | null>>;
  readonly verdict: Verdict;
};

/** Understood by most, when at least this share of a party does. */
const mostUnderstand = 0.7;
/** Not understood by many, when fewer than this do. */
const halfUnderstand = 0.5;

/** Null while the study can be answered. */
export function studyResults(study: Study, counts: readonly StudyCount[], open: boolean): readonly TermResult[] | null {
  if (open) return null;
  return study.terms.map((term) => {
    const of = (party: Party) =>
      tally(counts.filter((count) => count.party === party && count.position === term.position));
    const [citizen, employee] = [of('citizen'), of('employee')];
    return {
      term,
      parties: { citizen: told(citizen), employee: told(employee) },
      verdict: verdictOf(citizen, employee),
    };
  });
}

type Tally = { readonly of: number; readonly right: number; readonly byChoice: ReadonlyMap<string, number> };

function tally(counts: readonly StudyCount[]): Tally {
  const byChoice = new Map(counts.map(({ choice, count }) => [choice, count]));
  const of = counts.reduce((sum, { count }) => sum + count, 0);
  return { of, right: byChoice.get(rightChoice) ?? 0, byChoice };
}

function told({ of, right, byChoice }: Tally): PartyResult | null {
  if (of < floorOfAnswers) return null;
  const { low, high } = wilson(right, of);
  return {
    answers: Math.floor(of / floorOfAnswers) * floorOfAnswers,
    share: stepped(right / of, Math.round),
    interval: { low: stepped(low, Math.floor), high: stepped(high, Math.ceil) },
    often: [...byChoice]
      .filter(([choice, count]) => choice !== rightChoice && count >= floorOfAnswers)
      .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
      .map(([choice]) => choice),
  };
}

function verdictOf(citizen: Tally, employee: Tally): Verdict {
  if (citizen.of < floorOfAnswers || employee.of < floorOfAnswers) return 'hidden';
  const { low, high } = differenceInterval(citizen, employee);
  if (low > 0 || high < 0) return 'differ';
  const shares = [citizen, employee].map(({ right, of }) => right / of);
  if (shares.every((share) => share >= mostUnderstand)) return 'both';
  return shares.every((share) => share < halfUnderstand) ? 'neither' : 'open';
}

/** How many have answered so far, as may be told while it runs: at the word that most answered, in whole steps. */
export function answersSoFar(counts: readonly StudyCount[], party: Party): number {
  const byTerm = new Map<number, number>();
  for (const one of counts)
    if (one.party === party) byTerm.set(one.position, (byTerm.get(one.position) ?? 0) + one.count);
  return Math.floor(Math.max(0, ...byTerm.values()) / floorOfAnswers) * floorOfAnswers;
}

export const choiceText = (term: StudyTerm, choice: string, unknown: string): string =>
  choice === dontKnow ? unknown : (term.choices[Number(choice)] ?? choice);
