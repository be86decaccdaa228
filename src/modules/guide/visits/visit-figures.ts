import { isoWeek, type MunicipalityId, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { type CountedVisits, countedByWeek, namedEntrances } from './store.ts';
import { builtInEntrances } from './visit-rule.ts';

/** A shown figure is its count rounded down to a whole number of these, and nothing smaller is shown. */
export const visitStep = 5;

/** Uses of the guide in one block of four ISO weeks. Safe to show to anybody, in any form. */
export type VisitFigures = {
  readonly year: number;
  readonly firstWeek: number;
  readonly lastWeek: number;
  /** What is shown below, added together: not the count, which would narrow the parts. */
  readonly total: number;
  /** Only entrances that can be shown; `name` is null for those we give ourselves, and for one that was taken away. */
  readonly entrances: readonly { readonly entrance: string; readonly name: string | null; readonly count: number }[];
};

/**
 * Uses of a municipality's guide by entrance, the newest block first; the one that runs is always there. The only door for
 * these figures (docs/architecture.md, invariant 8): each is rounded down to steps of five, over blocks that do not overlap,
 * and the total is the sum of what is shown. So every difference between two figures, or two looks at one, is nothing or at
 * least five. A visit is in one cell, and cells are rounded each for itself, so none tells of another.
 */
export async function visitFigures(
  house: Pick<House, 'clock' | 'database'>,
  municipality: MunicipalityId,
): Promise<readonly VisitFigures[]> {
  const { counted, named } = await house.database.inMunicipality(municipality, async () => ({
    counted: await countedByWeek(),
    named: await namedEntrances(),
  }));
  return shownVisits(
    counted,
    new Map(named.map(({ key, name }) => [key, name])),
    isoWeek(wallClock(house.clock.now()).date),
  );
}

export function shownVisits(
  counted: readonly Omit<CountedVisits, 'kind'>[],
  names: ReadonlyMap<string, string>,
  thisWeek: string,
): readonly VisitFigures[] {
  const blocks = new Map<string, Map<string, number>>([[blockOf(thisWeek), new Map()]]);
  for (const { period, entrance, count } of counted) {
    const block = blockOf(period);
    const cells = blocks.get(block) ?? new Map<string, number>();
    blocks.set(block, cells);
    cells.set(entrance, (cells.get(entrance) ?? 0) + count);
  }
  return [...blocks]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([block, cells]) => {
      const entrances = [...cells]
        .map(([entrance, count]) => ({
          entrance,
          name: names.get(entrance) ?? null,
          count: Math.floor(count / visitStep) * visitStep,
        }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.entrance < b.entrance ? -1 : 1));
      const number = Number(block.slice(6));
      const year = Number(block.slice(0, 4));
      return {
        year,
        firstWeek: number * 4 - 3,
        lastWeek: number < 13 ? number * 4 : isoWeek(`${year}-12-28`) === `${year}-W53` ? 53 : 52,
        total: entrances.reduce((sum, { count }) => sum + count, 0),
        entrances,
      };
    });
}

/** Thirteen blocks a year; week 53 joins the last. As contact/periods.ts, which stands to our right. */
const blockOf = (week: string): string =>
  `${week.slice(0, 4)}-B${String(Math.min(13, Math.ceil(Number(week.slice(6)) / 4))).padStart(2, '0')}`;

export const isBuiltIn = (entrance: string): boolean => (builtInEntrances as readonly string[]).includes(entrance);
