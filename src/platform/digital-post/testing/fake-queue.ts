import type { QueuedEvent, StatusQueue } from '../status/pull.ts';

/**
 * A queue of Beskedfordeleren as public client code leans on it (docs/evidence.md, "Messages"): at least once, in no order. What
 * is not settled comes again; what was settled may come again when the line was lost before the queue heard of it.
 */
export function fakeStatusQueue(events: readonly string[], { losesSettled = 0 } = {}) {
  const waiting = [...events];
  let lost = losesSettled;
  const next: StatusQueue = async (): Promise<QueuedEvent | null> => {
    const xml = waiting.shift();
    if (xml === undefined) return null;
    return {
      xml,
      settle: async () => {
        if (lost <= 0) return;
        lost -= 1;
        waiting.push(xml);
      },
      putBack: async () => void waiting.unshift(xml),
    };
  };
  return { next, left: () => waiting.length };
}
