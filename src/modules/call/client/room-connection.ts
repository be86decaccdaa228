/**
 * The page's way to our server: one socket at a time, made again when it is lost. It knows nothing of sound, picture or the
 * page: what arrives is handed on, what must arrive is kept until the server says that it is stored.
 */
import type { FromBrowser, RoomView, ToBrowser, Typed, Who } from '../protocol.ts';
import type { WireText } from './real-time-text.ts';

/** How soon to try again. Fast first: most losses are a second long. */
export type ReconnectPolicy = {
  readonly delaysMs: readonly number[];
  /** Up to this much is added, so that a full waiting room does not come back in one moment. */
  readonly jitterMs: number;
  /** A socket that is not open and welcomed by then is given up. */
  readonly connectMs: number;
  /** A beat goes each second; one unanswered for this long means a dead socket. */
  readonly silenceMs: number;
  /** The same where the others' sound has stopped as well. */
  readonly doubtMs: number;
};
export const reconnectPolicy: ReconnectPolicy = {
  delaysMs: [0, 250, 500, 1_000, 1_000, 1_000, 2_000, 2_000, 3_000],
  jitterMs: 250,
  connectMs: 4_000,
  silenceMs: 3_000,
  doubtMs: 900,
};

export type ConnectionState =
  /** `room` is what was last known of it, from before the socket was lost. */
  | { readonly kind: 'connecting'; readonly room: RoomView | null; readonly seat: number | null }
  | { readonly kind: 'seated'; readonly room: RoomView; readonly seat: number }
  | { readonly kind: 'elsewhere' }
  /** The server does not know this participant (any more). */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed' };

export type MediaAccess = { readonly url: string; readonly token: string; readonly worker: string };
export type Signal = { readonly who: Who; readonly from: number; readonly to: number; readonly body: string };

export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
};

export type RoomConnectionOptions = {
  readonly participant: { readonly id: string; readonly token: string };
  /** Random per page load, 16 to 64 letters, digits, `-` or `_`. */
  readonly session: string;
  readonly openSocket: () => SocketLike;
  readonly onState: (state: ConnectionState) => void;
  readonly onSignal: (signal: Signal) => void;
  /** Where sound and picture go, in rooms that a server forwards. */
  readonly onMedia?: (access: MediaAccess) => void;
  readonly onText: (from: Who, text: WireText) => void;
  /** What the person wrote on an earlier page, told at the first welcome. */
  readonly onTyped: (typed: Typed) => void;
  readonly policy?: ReconnectPolicy;
};

export type RoomConnection = {
  readonly state: () => ConnectionState;
  /** Arrives once and in order, over as many sockets as it takes. */
  readonly sendSignal: (who: Who, to: number, body: string) => void;
  /** False when there is no socket now; text is sent again by its writer. */
  readonly sendText: (to: Who, text: WireText) => boolean;
  readonly endRoom: () => void;
  readonly takeOver: () => void;
  /** The others cannot be heard either: a beat that is late now means a dead socket. */
  readonly doubt: () => void;
  /** The network has changed, or the page has been asleep: looks at once instead of waiting for a silence. */
  readonly wake: () => void;
  readonly close: () => void;
};

const beatMs = 1_000;
const gotMs = 50;
const unknownCode = 4001;
const malformedCode = 4003;

export function createRoomConnection(options: RoomConnectionOptions): RoomConnection {
  const policy = options.policy ?? reconnectPolicy;
  let state: ConnectionState = { kind: 'connecting', room: null, seat: null };
  let socket: SocketLike | null = null;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let giveUp: ReturnType<typeof setTimeout> | null = null;
  let acknowledging: ReturnType<typeof setTimeout> | null = null;
  let unansweredSince: number | null = null;
  let lastSeq = 0;
  let sentSignals = 0;
  let unstored: { n: number; who: Who; to: number; body: string }[] = [];
  let wantsEnd = false;
  let welcomed = false;

  const become = (next: ConnectionState) => {
    state = next;
    options.onState(next);
  };
  const say = (message: FromBrowser): boolean => {
    if (socket?.readyState !== 1) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
  const hello = (takeOver: boolean) =>
    say({
      t: 'hello',
      participant: options.participant.id,
      token: options.participant.token,
      session: options.session,
      lastSeq,
      takeOver,
    });

  function connect(): void {
    if (retry) clearTimeout(retry);
    retry = null;
    drop();
    let mine: SocketLike;
    try {
      mine = options.openSocket();
    } catch {
      later();
      return;
    }
    socket = mine;
    unansweredSince = null;
    giveUp = setTimeout(() => mine === socket && lost(), policy.connectMs);
    mine.onopen = () => void (mine === socket && hello(false));
    mine.onmessage = ({ data }) => {
      if (mine !== socket || typeof data !== 'string') return;
      unansweredSince = null;
      heard(JSON.parse(data) as ToBrowser);
    };
    mine.onclose = ({ code }) => {
      if (mine !== socket) return;
      if (code === unknownCode) {
        drop();
        become({ kind: 'unknown' });
      } else lost(code === malformedCode);
    };
  }

  /** Forgets the socket; what it says after this is not heard. */
  function drop(): void {
    if (giveUp) clearTimeout(giveUp);
    giveUp = null;
    const old = socket;
    socket = null;
    if (old) old.close();
  }

  function lost(slowly = false): void {
    drop();
    if (state.kind === 'closed' || state.kind === 'unknown') return;
    if (slowly) attempt = policy.delaysMs.length;
    if (state.kind === 'seated') become({ kind: 'connecting', room: state.room, seat: state.seat });
    later();
  }

  function later(): void {
    const delay = policy.delaysMs[Math.min(attempt, policy.delaysMs.length - 1)] ?? 1_000;
    attempt += 1;
    if (retry) clearTimeout(retry);
    retry = setTimeout(connect, delay + Math.random() * policy.jitterMs);
  }

  /** Addresses are hidden from now on: what was written before may hold one. */
  function forgetAddresses(room: RoomView): void {
    const known = state.kind === 'connecting' || state.kind === 'seated' ? state.room : null;
    if (room.transport === 'direct' && room.relayOnly && known?.relayOnly === false) unstored = [];
  }

  function heard(message: ToBrowser): void {
    if (message.t === 'welcome') {
      if (giveUp) clearTimeout(giveUp);
      giveUp = null;
      attempt = 0;
      const before = state.kind === 'connecting' || state.kind === 'seated' ? state.seat : null;
      // Another page had the place meanwhile: what was on its way belongs to no one.
      if (before !== message.seat) {
        unstored = [];
        lastSeq = 0;
      }
      forgetAddresses(message.room);
      unstored = unstored.filter((signal) => signal.n > message.sent);
      sentSignals = Math.max(sentSignals, message.sent);
      become({ kind: 'seated', room: message.room, seat: message.seat });
      if (message.typed && !welcomed) options.onTyped(message.typed);
      welcomed = true;
      for (const signal of unstored) say({ t: 'signal', ...signal });
      if (wantsEnd) say({ t: 'end' });
    } else if (message.t === 'state') {
      if (state.kind !== 'seated') return;
      forgetAddresses(message.room);
      become({ kind: 'seated', room: message.room, seat: state.seat });
    } else if (message.t === 'elsewhere') {
      if (giveUp) clearTimeout(giveUp);
      giveUp = null;
      become({ kind: 'elsewhere' });
    } else if (message.t === 'stored') unstored = unstored.filter((signal) => signal.n > message.n);
    else if (message.t === 'media')
      options.onMedia?.({ url: message.url, token: message.token, worker: message.worker });
    else if (message.t === 'text') options.onText(message.from, message.w);
    else if (message.t === 'signal') {
      if (message.seq > lastSeq) {
        lastSeq = message.seq;
        options.onSignal(message);
      }
      // Those that came together are acknowledged together.
      acknowledging ??= setTimeout(() => {
        acknowledging = null;
        say({ t: 'got', seq: lastSeq });
      }, gotMs);
    }
  }

  let beatAt = Date.now();
  const beat = setInterval(() => {
    const now = Date.now();
    const asleep = now - beatAt > policy.silenceMs;
    beatAt = now;
    if (socket?.readyState !== 1) return;
    // This page stood still, not our server: the answer waits to be read.
    if (asleep) unansweredSince = null;
    if (unansweredSince !== null && now - unansweredSince > policy.silenceMs) return lost();
    unansweredSince ??= now;
    say({ t: 'beat' });
  }, beatMs);

  connect();
  return {
    state: () => state,
    sendSignal: (who, to, body) => {
      sentSignals += 1;
      const signal = { n: sentSignals, who, to, body };
      unstored.push(signal);
      if (state.kind === 'seated') say({ t: 'signal', ...signal });
    },
    sendText: (to, text) => state.kind === 'seated' && say({ t: 'text', to, w: text }),
    endRoom: () => {
      wantsEnd = true;
      if (state.kind === 'seated') say({ t: 'end' });
    },
    takeOver: () => {
      if (state.kind === 'elsewhere') hello(true);
    },
    doubt: () => {
      if (unansweredSince !== null && Date.now() - unansweredSince > policy.doubtMs) lost();
    },
    wake: () => {
      if (state.kind === 'closed' || state.kind === 'unknown' || state.kind === 'elsewhere') return;
      attempt = 0;
      connect();
    },
    close: () => {
      clearInterval(beat);
      if (retry) clearTimeout(retry);
      if (acknowledging) clearTimeout(acknowledging);
      drop();
      become({ kind: 'closed' });
    },
  };
}

/** Random per page load; it tells our server which page holds the place. */
export function sessionName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The socket's address, seen from a page's: encrypted as the page is. */
export function socketAddress(url: string, page: string): string {
  const address = new URL(url, page);
  address.protocol = address.protocol === 'https:' || address.protocol === 'wss:' ? 'wss:' : 'ws:';
  return address.href;
}
