/**
 * The socket of a room: JSON text messages, told apart by `t`. Both halves import these types; what comes from a browser is
 * parsed by protocol-schema.ts before anything believes it.
 *
 * A place in the room has a number (`who`), from 1, never given twice. A `seat` counts the pages that have held the place: a
 * new page load, or a tab that takes over, is a new seat. Signals name place and seat on both sides, so that what was meant
 * for a page that is gone is never given to its successor.
 */
import type { WireText } from './client/real-time-text.ts';
import type { Identity, Role } from './roles.ts';

export type { Identity, Role } from './roles.ts';

/** The number of a place in the room. */
export type Who = number;

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
  /** `n` counts up from 1 in a session: a signal sent again after a lost socket is stored once. */
  | { readonly t: 'signal'; readonly n: number; readonly who: Who; readonly to: number; readonly body: string }
  /** Handled up to `seq`: the rows are deleted. */
  | { readonly t: 'got'; readonly seq: number }
  /** `to` 0: kept for my next page while I am not admitted. */
  | { readonly t: 'text'; readonly to: Who; readonly w: WireText }
  | { readonly t: 'beat' }
  /** Who may end, ends it for all; who may not, leaves alone (roles.ts). */
  | { readonly t: 'end' };

/** What those who are admitted see of each other. */
export type PersonView = {
  readonly who: Who;
  readonly role: Role;
  readonly name: string | null;
  readonly identity: Identity;
  /** An interpreter's language besides Danish. */
  readonly language: string | null;
  /** Speaks with her hands. */
  readonly signs: boolean;
  readonly connected: boolean;
  readonly seat: number;
};

/** What those who may admit see of one who waits. `id` is what the admission names. */
export type GuestView = {
  readonly id: string;
  readonly who: Who;
  readonly role: Role;
  readonly name: string | null;
  readonly identity: Identity;
  readonly language: string | null;
  readonly signs: boolean;
  readonly connected: boolean;
  readonly state: 'lobby' | 'held';
};

export type RoomView = {
  readonly you: {
    readonly who: Who;
    readonly role: Role;
    readonly identity: Identity;
    readonly state: 'lobby' | 'admitted' | 'held' | 'removed';
  };
  readonly endedBy: 'citizen' | 'employee' | 'system' | null;
  readonly transport: 'direct' | 'livekit';
  /** No way but the relay's, so that no network address reaches the others. */
  readonly relayOnly: boolean;
  /** The others who are admitted; empty until I am. In the order of their places. */
  readonly people: readonly PersonView[];
  /** Guests before the door, to those who may admit; empty to the others. */
  readonly guests: readonly GuestView[];
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
  /** Where sound and picture go in a room that a server forwards, and this page's right to it. */
  | { readonly t: 'media'; readonly url: string; readonly token: string; readonly worker: string }
  /** Another page of yours holds the place, or has just taken it. Say hello again with takeOver to have it here. */
  | { readonly t: 'elsewhere' }
  | {
      readonly t: 'signal';
      readonly seq: number;
      readonly who: Who;
      readonly from: number;
      readonly to: number;
      readonly body: string;
    }
  | { readonly t: 'stored'; readonly n: number }
  | { readonly t: 'text'; readonly from: Who; readonly w: WireText }
  | { readonly t: 'beat' };

/** Text written before admission by an earlier page of the same participant. */
export type Typed = { readonly lines: readonly string[]; readonly live: string };

/** Close codes of ours; 1012 (service restart) and network losses mean: come back. */
export const closeCode = { unknown: 4001, silent: 4002, malformed: 4003, replaced: 4004 } as const;
