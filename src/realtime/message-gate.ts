/**
 * Lets a socket's messages through one at a time, in order, and no faster than a person's browser ever sends them. Who sends
 * faster is not answered with losses: her socket is not read until the rest has been handled, so that TCP holds her back and
 * nobody else waits (ASVS 17.3.1; docs/evidence.md, "Budgets", X7).
 */
export type MessageGate = { readonly arrived: (data: string) => void; readonly close: () => void };

/** A paste of 100,000 letters is 200 messages of cost 1; ICE and typing together stay far under 40 a second. */
const burst = 300;
const perSecond = 60;
/**
 * What is written to the database costs more than what is passed on: a negotiation is a dozen of them, also with each of
 * twelve. What was of no use costs most; a page that has been told so would not go on.
 */
export const cost = { passed: 1, written: 3, useless: 10 } as const;
const pauseAbove = 32;
const resumeBelow = 8;

export function createMessageGate(options: {
  /** Answers what it cost. `take` gives the one that has come after it, where it is of the same kind: several are handled as one. */
  readonly handle: (data: string, take: (is: (data: string) => boolean) => string | undefined) => Promise<number>;
  readonly pause: () => void;
  readonly resume: () => void;
}): MessageGate {
  const inbox: string[] = [];
  let tokens = burst;
  let filledAt = performance.now();
  let working = false;
  let paused = false;
  let closed = false;

  async function work(): Promise<void> {
    working = true;
    for (let next = inbox.shift(); next !== undefined && !closed; next = inbox.shift()) {
      const now = performance.now();
      tokens = Math.min(burst, tokens + ((now - filledAt) * perSecond) / 1000);
      filledAt = now;
      if (tokens < 1) await new Promise((resolve) => setTimeout(resolve, ((1 - tokens) * 1000) / perSecond));
      if (closed) break;
      tokens -= await options.handle(next, (is) =>
        inbox[0] !== undefined && is(inbox[0]) ? inbox.shift() : undefined,
      );
      if (paused && inbox.length < resumeBelow) {
        paused = false;
        options.resume();
      }
    }
    working = false;
  }

  return {
    arrived: (data) => {
      if (closed) return;
      inbox.push(data);
      if (!paused && inbox.length > pauseAbove) {
        paused = true;
        options.pause();
      }
      if (!working) void work();
    },
    close: () => {
      closed = true;
      inbox.length = 0;
    },
  };
}
