import type { DateString, WallTime } from '../../kernel/index.ts';
import type { WaitEstimate } from '../contact/index.ts';
import type { OpenState } from '../tenancy/index.ts';

/** What the counter can promise right now. `opens` is null where no opening is known. */
export type CounterState =
  | { readonly open: true; readonly waiting: number; readonly staff: number; readonly estimate: WaitEstimate }
  | {
      readonly open: false;
      /** Outside hours, or inside them with nobody at the desk. */
      readonly reason: 'outside-hours' | 'nobody-at-desk';
      readonly opens: { readonly date: DateString; readonly time: WallTime } | null;
    };

/** Open means: inside the hours and somebody there to come. Nothing else lets a citizen take a place in line. */
export function counterState(
  hours: OpenState,
  line: { readonly staff: number; readonly waiting: number; readonly estimate: WaitEstimate },
): CounterState {
  if (!hours.open) return { open: false, reason: 'outside-hours', opens: hours.opens };
  if (line.staff === 0) return { open: false, reason: 'nobody-at-desk', opens: null };
  return { open: true, waiting: line.waiting, staff: line.staff, estimate: line.estimate };
}
