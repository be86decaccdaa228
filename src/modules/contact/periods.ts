import { addDays, type DateString, isoWeek, wallClock } from '../../kernel/index.ts';

/** An ISO week, `2026-W47`: the finest time a counter knows. */
export type Week = string;
/** Four ISO weeks, `2026-B12`: the only period that figures are shown for. Thirteen a year; week 53 joins the last. */
export type BlockId = `${number}-B${string}`;
/** `first` and `last` are its Monday and Sunday. */
export type Block = {
  readonly id: BlockId;
  readonly weeks: readonly Week[];
  readonly first: DateString;
  readonly last: DateString;
};

const weekPattern = /^(\d{4})-W(\d{2})$/;
const blockPattern = /^(\d{4})-B(0[1-9]|1[0-3])$/;

export const weekOf = (now: Date): Week => isoWeek(wallClock(now).date);

/** The block that a week belongs to. Blocks do not overlap and nothing finer is shown, so none can be subtracted. */
export function blockOfWeek(week: Week): BlockId {
  const found = weekPattern.exec(week);
  if (!found) throw new Error('Not an ISO week.');
  const number = Math.min(13, Math.ceil(Number(found[2]) / 4));
  return `${Number(found[1])}-B${String(number).padStart(2, '0')}`;
}

/** Monday of an ISO week: 4 January is always in week 1. */
function mondayOf(year: number, week: number): DateString {
  const fourth = `${year}-01-04`;
  const weekday = new Date(`${fourth}T12:00:00Z`).getUTCDay() || 7;
  return addDays(fourth, 1 - weekday + (week - 1) * 7);
}

/** Reads a block from an address; null for anything else. */
export function parseBlock(text: string | undefined): Block | null {
  const found = blockPattern.exec(text ?? '');
  if (!found) return null;
  const [year, number] = [Number(found[1]), Number(found[2])];
  const first = mondayOf(year, number * 4 - 3);
  const next = number === 13 ? mondayOf(year + 1, 1) : mondayOf(year, number * 4 + 1);
  const weeks: Week[] = [];
  for (let day = first; day < next; day = addDays(day, 7)) weeks.push(isoWeek(day));
  return { id: found[0] as BlockId, weeks, first, last: addDays(next, -1) };
}

/** The block that an instant falls in, by the Danish calendar. */
export function blockAt(now: Date): Block {
  const block = parseBlock(blockOfWeek(weekOf(now)));
  if (!block) throw new Error('unreachable');
  return block;
}

export function blockBefore(block: Block): Block {
  return blockAt(new Date(`${addDays(block.first, -1)}T12:00:00Z`));
}
