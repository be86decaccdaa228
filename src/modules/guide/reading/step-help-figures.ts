/**
 * What an editor may see of the answers to “did this step help?”. Counts of the public are shown in whole steps of five,
 * as contacts are (docs/decisions/2026-11-21-figures-move-in-steps-of-five.md): below five nothing is shown, and two looks
 * differ by nothing or by a step, so nobody learns what the last who pressed said. Pure.
 */

/** contact/disclosure.ts has the same floor for the same reason; the guide may not import it. */
const step = 5;

export type StepHelpCount = {
  readonly service: string;
  readonly step: string;
  readonly answer: 'yes' | 'no';
  readonly count: number;
};
/** Whole steps of five; 0 is “fewer than five”. */
export type StepHelp = { readonly service: string; readonly step: string; readonly yes: number; readonly no: number };

const shown = (count: number): number => Math.floor(count / step) * step;

/** Steps of which anything may be shown, the one that fails most often first. */
export function stepsByHelp(counts: readonly StepHelpCount[]): readonly StepHelp[] {
  const sums = new Map<string, { service: string; step: string; yes: number; no: number }>();
  for (const one of counts) {
    const key = `${one.service} ${one.step}`;
    const sum = sums.get(key) ?? { service: one.service, step: one.step, yes: 0, no: 0 };
    sum[one.answer] += one.count;
    sums.set(key, sum);
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, yes: shown(sum.yes), no: shown(sum.no) }))
    .filter(({ yes, no }) => yes + no > 0)
    .sort(
      (a, b) =>
        share(b) - share(a) || b.no - a.no || a.service.localeCompare(b.service) || a.step.localeCompare(b.step),
    );
}

/** Of those who answered, how many were not helped. */
const share = ({ yes, no }: StepHelp): number => no / (yes + no);

/** Steps that at least five were not helped by, and at least a third of those who answered. */
export const failing = (steps: readonly StepHelp[]): readonly StepHelp[] =>
  steps.filter((one) => one.no >= step && share(one) >= 1 / 3);

/**
 * The quarter of a year that a week belongs to, as its ISO weeks: 13 each, week 53 joins the last. Quarters do not overlap
 * and nothing finer is shown, so none can be subtracted from another.
 */
export function quarterOf(week: string): { readonly first: string; readonly last: string } {
  const [year = '', number = ''] = week.split('-W');
  const quarter = Math.min(4, Math.ceil(Number(number) / 13));
  const named = (of: number) => `${year}-W${String(of).padStart(2, '0')}`;
  return { first: named(quarter * 13 - 12), last: named(quarter === 4 ? 53 : quarter * 13) };
}
