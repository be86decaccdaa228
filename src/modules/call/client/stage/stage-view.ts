import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../call-types.ts';
import { keepForTab, readForTab } from '../kept-choice.ts';
import { type Picks, readSizes, type Sizes } from './stage-plan.ts';

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
export const cornersInTurn: readonly Corner[] = ['bottom-right', 'bottom-left', 'top-left', 'top-right'];

/** How one person wants to see a conversation. Of it only the sizes outlive the page, and only in this tab. */
export type StageView = {
  readonly picks: Picks;
  readonly sizes: Sizes;
  readonly corner: Corner;
  readonly ownShown: boolean;
  /** All of many small ones, not only the first. */
  readonly all: boolean;
};

const kept = 'stage-sizes';
const listeners = new WeakMap<Call, Set<() => void>>();
const views = new WeakMap<Call, StageView>();

const viewOf = (call: Call): StageView => {
  const known = views.get(call);
  if (known) return known;
  const first: StageView = {
    picks: null,
    sizes: readSizes(readForTab(kept)),
    corner: 'bottom-right',
    ownShown: true,
    all: false,
  };
  views.set(call, first);
  return first;
};

/** The view of this call and how it is changed; the stage and the controls share it. */
export function useStageView(call: Call): readonly [StageView, (change: Partial<StageView>) => void] {
  const [, redraw] = useState(0);
  useEffect(() => {
    const heard = listeners.get(call) ?? new Set();
    listeners.set(call, heard);
    const listener = () => redraw((count) => count + 1);
    heard.add(listener);
    return () => void heard.delete(listener);
  }, [call]);
  const change = (next: Partial<StageView>) => {
    views.set(call, { ...viewOf(call), ...next });
    if (next.sizes) keepForTab(kept, JSON.stringify(next.sizes));
    for (const listener of listeners.get(call) ?? []) listener();
  };
  return [viewOf(call), change];
}
