import type { Sheet } from './sheet.ts';
import { type Layout, layoutSheet, type Measure } from './sheet-layout.ts';

/** What is left out when even the smallest type is too large; the sheet then says that there is more online. */
export type Cut = 'nothing' | 'trouble' | 'step-texts';

export type Fit = { readonly size: SheetSize; readonly cut: Cut; readonly sheet: Sheet; readonly layout: Layout };
export type SheetSize = 20 | 18 | 16 | 14;

/** In the order of our wishes: one side, which a plastic pocket shows, then both, then smaller, then fewer words. */
const wishes: readonly { readonly size: SheetSize; readonly sides: 1 | 2; readonly cut: Cut }[] = [
  { size: 20, sides: 1, cut: 'nothing' },
  { size: 18, sides: 1, cut: 'nothing' },
  { size: 16, sides: 1, cut: 'nothing' },
  { size: 20, sides: 2, cut: 'nothing' },
  { size: 18, sides: 2, cut: 'nothing' },
  { size: 16, sides: 2, cut: 'nothing' },
  { size: 14, sides: 2, cut: 'nothing' },
  { size: 14, sides: 2, cut: 'trouble' },
  { size: 14, sides: 2, cut: 'step-texts' },
];

/** The first wish that fits one sheet of paper. A guide that fits none keeps all its steps and takes another sheet. */
export function fitSheet(sheet: Sheet, measure: Measure): Fit {
  let fit: Fit | null = null;
  for (const { size, sides, cut } of wishes) {
    const shorter = cutSheet(sheet, cut);
    const layout = layoutSheet(shorter, size, measure);
    fit = { size, cut, sheet: shorter, layout };
    if (layout.sides.length <= sides) break;
  }
  if (fit === null) throw new Error('there is always a wish');
  return fit;
}

/** What helps when something goes wrong goes first; what to do goes never. */
function cutSheet(sheet: Sheet, cut: Cut): Sheet {
  if (cut === 'nothing') return sheet;
  const steps = sheet.steps.map((step) => ({
    ...step,
    trouble: null,
    text: cut === 'step-texts' ? null : step.text,
  }));
  return { ...sheet, steps, cut: true };
}
