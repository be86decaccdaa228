import { answeredReport, answerReport, type Question, questionOrder, questions } from './answers.ts';
import { contactReport, crossingName } from './count-contact.ts';
import {
  type ContactChannel,
  type ContactClosing,
  type ContactKind,
  type ContactOutcome,
  closingOf,
  contactChannels,
  contactClosings,
  contactKinds,
  contactOutcomes,
  screenChannels,
} from './dimensions.ts';
import { floors } from './disclosure.ts';
import { shownEdges } from './minutes.ts';
import { type Block, type BlockId, parseBlock } from './periods.ts';
import { shownFigures, shownPeriods } from './store.ts';

/** A count rounded down to a whole number of steps, or null: hidden, because it is below the floor or not yet shown. */
export type Figure = number | null;

/** All that may be known of a period. Figures are rounded down to whole steps. Safe to show to anybody, in any form. */
export type PublishedFigures = {
  readonly period: BlockId;
  readonly first: string;
  readonly last: string;
  /** Figures move by whole numbers of these. */
  readonly steps: { readonly cell: number; readonly crossing: number };
  readonly total: Figure;
  readonly channels: readonly { readonly channel: ContactChannel; readonly count: Figure }[];
  /** Only tasks that can be shown; the others are not named. `none` is contacts without a guide. */
  readonly tasks: readonly {
    readonly task: string;
    readonly count: number;
    readonly outcomes: readonly { readonly outcome: ContactOutcome; readonly count: Figure }[];
  }[];
  readonly kinds: readonly { readonly kind: ContactKind; readonly count: Figure }[];
  readonly outcomes: readonly { readonly outcome: ContactOutcome; readonly count: Figure }[];
  /** How they were closed: each the sum of the outcomes shown above, so that it tells nothing that they do not. */
  readonly closings: readonly { readonly closing: ContactClosing; readonly count: Figure }[];
  /** Minutes from arrival until taken or gone; `to` is null for the last. */
  readonly waits: readonly { readonly from: number; readonly to: number | null; readonly count: Figure }[];
  readonly answers: {
    /** Everybody helped on screen is asked: all but those shown as gone before anybody could help, or at another door. */
    readonly offered: Figure;
    readonly answered: Figure;
    readonly questions: readonly {
      readonly question: Question;
      readonly answered: Figure;
      readonly answers: readonly { readonly answer: string; readonly count: Figure }[];
    }[];
  };
};

/**
 * The only door for figures: the leader's page and the API both come here. Reads what has been shown and nothing else; what
 * may be shown was decided when it was counted. In the caller's municipal transaction.
 */
export async function publishFigures(period: Block): Promise<PublishedFigures> {
  const shown = await shownFigures(contactReport, period.id);
  const figure = (cell: string): Figure => shown.get(cell) ?? null;
  const named = [...shown.keys()].flatMap((cell) => (cell.startsWith('task/') ? [cell.slice('task/'.length)] : []));
  const byOutcome = contactOutcomes.map((outcome) => ({ outcome, count: figure(`outcome/${outcome}`) }));
  const elsewhere = contactChannels
    .filter((channel) => !screenChannels.some((one) => one === channel))
    .reduce((sum, channel) => sum + (figure(`channel/${channel}`) ?? 0), 0);
  const helped = (shown.get('total') ?? 0) - (shown.get('outcome/left') ?? 0) - elsewhere;
  const asked: PublishedFigures['answers']['questions'][number][] = [];
  for (const question of questionOrder) {
    const answers = await shownFigures(answerReport(question), period.id);
    asked.push({
      question,
      answered: answers.get('total') ?? null,
      answers: questions[question].map((answer) => ({ answer, count: answers.get(answer) ?? null })),
    });
  }
  return {
    period: period.id,
    first: period.first,
    last: period.last,
    steps: floors,
    total: figure('total'),
    channels: contactChannels.map((channel) => ({ channel, count: figure(`channel/${channel}`) })),
    tasks: named.map((task) => ({
      task,
      count: shown.get(`task/${task}`) ?? 0,
      outcomes: contactOutcomes.map((outcome) => ({ outcome, count: figure(crossingName(task, outcome)) })),
    })),
    kinds: contactKinds.map((kind) => ({ kind, count: figure(`kind/${kind}`) })),
    outcomes: byOutcome,
    closings: contactClosings.map((closing) => ({
      closing,
      count:
        byOutcome.reduce((sum, { outcome, count }) => sum + (closingOf[outcome] === closing ? (count ?? 0) : 0), 0) ||
        null,
    })),
    waits: shownEdges.map((from, index) => ({
      from,
      to: shownEdges[index + 1] ?? null,
      count: figure(`wait/${from}`),
    })),
    answers: {
      offered: helped > 0 ? helped : null,
      answered: (await shownFigures(answeredReport, period.id)).get('total') ?? null,
      questions: asked,
    },
  };
}

/** The periods that have anything to show, newest first. In the caller's municipal transaction. */
export async function publishedPeriods(): Promise<readonly Block[]> {
  return (await shownPeriods(contactReport)).flatMap((id) => parseBlock(id) ?? []);
}
