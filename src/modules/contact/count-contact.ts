import type { HelpForm } from '../../db/index.ts';
import {
  type ContactChannel,
  type ContactKind,
  type ContactOutcome,
  contactChannels,
  contactKinds,
  contactOutcomes,
} from './dimensions.ts';
import { minuteBucket, shownBucket, shownEdges } from './minutes.ts';
import { type Block, type BlockId, blockOfWeek, parseBlock, weekOf } from './periods.ts';
import { planRelease, type Report } from './plan-release.ts';
import {
  addToBuckets,
  addToCells,
  bucketsOf,
  type CountedBucket,
  type CountedCell,
  cellsOf,
  contactTotal,
  lockFigures,
  showFigures,
  shownFigures,
} from './store.ts';

export type CountedContact = {
  /** Only its ISO week is kept. */
  readonly now: Date;
  readonly channel: ContactChannel;
  /** The service's slug, or `none`. */
  readonly task: string;
  readonly kind: ContactKind;
  readonly outcome: ContactOutcome;
  /** The form of help on screen whose minutes are counted; null for any other way in. */
  readonly form: HelpForm | null;
  /** Null where no wait was measured: at the counter, on the telephone. */
  readonly waitSeconds: number | null;
  /** Null when nobody took her, or nobody measured it. */
  readonly handlingSeconds: number | null;
};

/** The name of the report over all contacts. */
export const contactReport = 'contacts';

/** The same contact, so many times. */
export type Tally = { readonly contact: CountedContact; readonly times: number };

/**
 * Counts a contact in the caller's municipal transaction, the one that drops its ticket. What is kept is five words and a
 * number that grew: no id, no time of day, nothing that leads back. Count last: it holds the municipality's counters until
 * the transaction ends.
 */
export const countContact = (contact: CountedContact): Promise<void> => countContacts([{ contact, times: 1 }]);

/** Counts many at once, with the same effect as one by one except that what is shown moves once. */
export async function countContacts(tallies: readonly Tally[]): Promise<void> {
  const cells = new Map<string, CountedCell>();
  const buckets = new Map<string, CountedBucket>();
  for (const { contact, times } of tallies) {
    const { channel, task, kind, outcome, form: series } = contact;
    const period = weekOf(contact.now);
    grow(cells, { period, channel, task, kind, outcome, count: times });
    if (series === null) continue;
    for (const [measure, seconds] of [
      ['wait', contact.waitSeconds],
      ['handling', contact.handlingSeconds],
    ] as const)
      if (seconds !== null) grow(buckets, { period, measure, series, bucket: minuteBucket(seconds), count: times });
  }
  await lockFigures();
  await addToCells([...cells.values()]);
  await addToBuckets([...buckets.values()]);
  for (const block of new Set([...cells.values()].map((cell) => blockOfWeek(cell.period))))
    await moveContactFigures(block);
}

function grow<Item extends { readonly count: number }>(items: Map<string, Item>, item: Item): void {
  const { count, ...rest } = item;
  const key = JSON.stringify(rest);
  items.set(key, { ...item, count: (items.get(key)?.count ?? 0) + count });
}

async function moveContactFigures(id: BlockId): Promise<void> {
  const block = parseBlock(id);
  if (!block) throw new Error('unreachable');
  const shown = await shownFigures(contactReport, id);
  // Four times out of five nothing can move, and the sum alone tells.
  const total = await contactTotal(block.weeks);
  if (planRelease({ total, tables: [] }, shown) === null) return;
  const next = planRelease(await readReport(block, total), shown);
  if (next) await showFigures(contactReport, id, next);
}

async function readReport(block: Block, total: number): Promise<Report> {
  const cells = await cellsOf(block.weeks);
  const wait = await bucketsOf(block.weeks, 'wait');
  // A reader of the page cannot tell which other guides have a contact or two: there is always one more than is counted.
  const tasks = [...new Set(cells.map((cell) => cell.task)), '?'];
  const crossed = new Map<string, number>();
  for (const { task, outcome, count } of cells) {
    const name = crossingName(task, outcome);
    crossed.set(name, (crossed.get(name) ?? 0) + count);
  }
  const table = (dimension: 'channel' | 'kind' | 'outcome' | 'task', values: readonly string[]) => {
    const found = new Map(values.map((value) => [`${dimension}/${value}`, 0]));
    for (const cell of cells) add(found, `${dimension}/${cell[dimension]}`, cell.count);
    return found;
  };
  const waits = new Map(shownEdges.map((edge) => [`wait/${edge}`, 0]));
  for (const [bucket, count] of wait) add(waits, `wait/${shownBucket(bucket)}`, count);
  // A table adds up to its total, and so must this: those whose wait nobody measured are a cell like any other.
  waits.set('wait/none', total - [...waits.values()].reduce((sum, count) => sum + count, 0));
  return {
    total,
    tables: [
      table('channel', contactChannels),
      table('task', tasks),
      table('kind', contactKinds),
      table('outcome', contactOutcomes),
      waits,
    ],
    crossing: {
      rows: tasks,
      columns: contactOutcomes,
      count: (task, outcome) => crossed.get(crossingName(task, outcome)) ?? 0,
      name: crossingName,
    },
  };
}

const add = (counts: Map<string, number>, name: string, count: number) =>
  counts.set(name, (counts.get(name) ?? 0) + count);

/** The one crossing that is told, declared before anything is counted: what they came for, and how it ended. */
export const crossingName = (task: string, outcome: string): string => `task-outcome/${task}/${outcome}`;
