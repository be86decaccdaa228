import { currentMunicipality, db } from '../../../db/index.ts';
import { isoWeek, wallClock } from '../../../kernel/index.ts';
import { failing, quarterOf, type StepHelp, type StepHelpCount, stepsByHelp } from './step-help-figures.ts';

/** Adds one to the week's counter. That the step exists has been seen before. */
export async function countStepHelp(
  told: { readonly service: string; readonly step: string; readonly answer: 'yes' | 'no' },
  now: Date,
): Promise<void> {
  await db()
    .insertInto('step_help_count')
    .values({ municipality_id: currentMunicipality(), period: isoWeek(wallClock(now).date), ...told, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'period', 'service', 'step', 'answer'])
        .doUpdateSet((row) => ({ count: row('step_help_count.count', '+', 1) })),
    )
    .execute();
}

/** What may be shown of the current municipality's answers in the quarter that `now` is in. */
export async function readStepHelp(now: Date): Promise<readonly StepHelp[]> {
  const { first, last } = quarterOf(isoWeek(wallClock(now).date));
  const rows = await db()
    .selectFrom('step_help_count')
    .select(({ fn }) => ['service', 'step', 'answer', fn.sum<string>('count').as('count')])
    .where('municipality_id', '=', currentMunicipality())
    .where('period', '>=', first)
    .where('period', '<=', last)
    .groupBy(['service', 'step', 'answer'])
    .execute();
  return stepsByHelp(rows.map((row): StepHelpCount => ({ ...row, count: Number(row.count) })));
}

/** For the editors' list: steps that did not help. Inside the municipality's transaction. */
export const stepsThatFail = async (now: Date): Promise<readonly StepHelp[]> => failing(await readStepHelp(now));
