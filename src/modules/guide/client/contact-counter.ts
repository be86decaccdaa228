/**
 * Contacts on their way to the count. A press holds for ten seconds, so that it can be undone; then it is sent, again and
 * again until the server has it. Each has a random key of its own, so that it counts once however often it arrives. What is
 * kept on the device holds nothing about anybody: where, what about and how it went.
 */
import type { HandChannel, SaidOutcome, ToldKind } from './contact-words.ts';

export type ContactToCount = {
  readonly channel: HandChannel;
  readonly kind: ToldKind;
  readonly outcome: SaidOutcome;
  /** The service's slug; null without one. */
  readonly task: string | null;
};
export type HeldContact = ContactToCount & { readonly key: string; readonly at: number };

/** `lost`: no answer, try again. `refused`: the server will never take it. */
export type SendResult = 'counted' | 'refused' | 'lost';

export type CounterView = {
  /** Can still be undone. */
  readonly held: HeldContact | null;
  /** Could not be sent yet. */
  readonly waiting: number;
  readonly last: 'counted' | 'undone' | 'refused' | null;
};

export type CounterOutside = {
  readonly send: (contact: HeldContact, leaving: boolean) => Promise<SendResult>;
  /** What the device keeps, as text. */
  readonly read: () => string | null;
  readonly write: (text: string) => void;
  readonly now: () => number;
  readonly newKey: () => string;
  readonly after: (ms: number, work: () => void) => () => void;
  readonly onChange: (view: CounterView) => void;
};

export const undoMs = 10_000;
const retriesMs = [2_000, 5_000, 15_000, 30_000] as const;
/** Another tab may still hold what is younger. */
const abandonedMs = 30_000;
/** The server knows a key at least this long. */
const keptMs = 24 * 3_600_000;

export type ContactCounter = {
  readonly hold: (contact: ContactToCount) => void;
  /** What was undone, to open it again. */
  readonly undo: () => ContactToCount | null;
  /** The page is being left: what is held goes now. */
  readonly leave: () => void;
  /** The line may be back. */
  readonly tryNow: () => void;
};

export function createContactCounter(outside: CounterOutside): ContactCounter {
  let held: HeldContact | null = null;
  let last: CounterView['last'] = null;
  let stopHolding = () => {};
  let stopRetry = () => {};
  let failures = 0;
  let sending = false;
  const mine = new Map<string, HeldContact>();

  const kept = (): HeldContact[] => {
    try {
      const parsed: unknown = JSON.parse(outside.read() ?? '[]');
      return Array.isArray(parsed) ? (parsed as HeldContact[]) : [];
    } catch {
      return [];
    }
  };
  const keepAll = (change: (list: HeldContact[]) => HeldContact[]) => outside.write(JSON.stringify(change(kept())));
  const show = () => outside.onChange({ held, waiting: failures > 0 ? mine.size : 0, last });

  const forget = (key: string) => {
    mine.delete(key);
    keepAll((list) => list.filter((one) => one.key !== key));
  };
  const flush = async (leaving = false): Promise<void> => {
    if (sending && !leaving) return;
    sending = true;
    stopRetry();
    for (const contact of [...mine.values()]) {
      const result = await outside.send(contact, leaving);
      if (result === 'lost') {
        stopRetry = outside.after(retriesMs[Math.min(failures, retriesMs.length - 1)] ?? 0, () => void flush());
        failures += 1;
        break;
      }
      failures = 0;
      last = result;
      forget(contact.key);
    }
    sending = false;
    show();
  };
  const release = () => {
    if (!held) return;
    stopHolding();
    mine.set(held.key, held);
    held = null;
  };

  // Left behind by a page that was closed while the line was lost.
  const now = outside.now();
  keepAll((list) => list.filter((one) => now - one.at < keptMs));
  for (const contact of kept()) if (now - contact.at > abandonedMs) mine.set(contact.key, contact);
  if (mine.size > 0) void flush();

  return {
    hold: (contact) => {
      release();
      const next = { ...contact, key: outside.newKey(), at: outside.now() };
      held = next;
      last = null;
      keepAll((list) => [...list, next]);
      stopHolding = outside.after(undoMs, () => {
        release();
        void flush();
      });
      if (mine.size > 0) void flush();
      show();
    },
    undo: () => {
      if (!held) return null;
      stopHolding();
      const undone = held;
      held = null;
      last = 'undone';
      forget(undone.key);
      show();
      return undone;
    },
    leave: () => {
      release();
      if (mine.size > 0) void flush(true);
    },
    tryNow: () => {
      if (mine.size > 0) void flush();
    },
  };
}
