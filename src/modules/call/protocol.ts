/**
 * The socket of a room: JSON text messages, told apart by `t`. Both halves import these types; what comes from a browser is
 * parsed by protocol-schema.ts before anything believes it.
 *
 * A `seat` counts the pages that have held a participant's place: a new page load, or a tab that takes over, is a new seat.
 * Signals name both seats, so that what was meant for a page that is gone is never given to its successor.
 */
import type { WireText } from './client/real-time-text.ts';

export type Role = 'citizen' | 'employee';

export type FromBrowser =
  /** First, within 5 seconds. `session` is random per page load; `lastSeq` is the last signal this page has handled. */
  | {
      readonly t: 'hello';
      readonly participant: string;
      readonly token: string;
      readonly session: string;
      readonly lastSeq: number;
      readonly takeOver?: boolean;
    }
  /** `n` counts up from 1 in a session: a signal sent again after a lost socket is stored once. `to` is the other's seat. */
  | { readonly t: 'signal'; readonly n: number; readonly to: number; readonly body: string }
  /** Handled up to `seq`: the rows are deleted. */
  | { readonly t: 'got'; readonly seq: number }
  | { readonly t: 'text'; readonly w: WireText }
  | { readonly t: 'beat' }
  | { readonly t: 'end' };

export type RoomView = {
  readonly admitted: boolean;
  readonly endedBy: 'citizen' | 'employee' | 'system' | null;
  /** Null until both are admitted, whoever is there. */
  readonly other: {
    readonly role: Role;
    readonly name: string | null;
    readonly connected: boolean;
    readonly seat: number;
  } | null;
};

export type ToBrowser =
  /** The place is yours. `sent` is the highest `n` stored from this session. `typed` is what you wrote before this page. */
  | {
      readonly t: 'welcome';
      readonly seat: number;
      readonly sent: number;
      readonly typed: Typed | null;
      readonly room: RoomView;
    }
  | { readonly t: 'state'; readonly room: RoomView }
  /** Another page of yours holds the place, or has just taken it. Say hello again with takeOver to have it here. */
  | { readonly t: 'elsewhere' }
  | { readonly t: 'signal'; readonly seq: number; readonly from: number; readonly to: number; readonly body: string }
  | { readonly t: 'stored'; readonly n: number }
  | { readonly t: 'text'; readonly w: WireText }
  | { readonly t: 'beat' };

/** Text written before admission by an earlier page of the same participant. */
export type Typed = { readonly lines: readonly string[]; readonly live: string };

/** Close codes of ours; 1012 (service restart) and network losses mean: come back. */
export const closeCode = { unknown: 4001, silent: 4002, malformed: 4003, replaced: 4004 } as const;
