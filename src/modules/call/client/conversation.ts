/**
 * The text of everybody on one page: what is finished, in one order, and the lines being written. It is given a way to send
 * to each of the others and told when a better one opens; whatever one has not confirmed goes again.
 *
 * A line belongs to those who were there when it was finished: one who comes later is not told it, one who loads her page anew
 * is. Nobody is believed about what a third person wrote.
 */
import type { Typed, Who } from '../protocol.ts';
import type { CallText } from './call-types.ts';
import {
  addLine,
  clockOf,
  framesOf,
  fromWire,
  type Line,
  lineId,
  type Op,
  TextReceiver,
  TextSender,
  type WireText,
} from './real-time-text.ts';

/** Long enough for a slow line's round trip, short enough that nobody wonders. */
const againMs = 2_000;
const slowestAgainMs = 10_000;
/** One confirmation for several letters; the writer only needs it to forget. */
const confirmMs = 100;
const furthestLeap = 10_000;
/** To our server, which keeps a copy for the next page while she waits. */
const server: Who = 0;

export type ConversationOptions = {
  /** Random per page load. */
  readonly session: string;
  /** False when there is no way to this one now. */
  readonly send: (to: Who, text: WireText) => boolean;
  readonly onChange: () => void;
};

/** `heardBy`: null while nobody was there; it is for the first who come. */
type Kept = Line & { readonly heardBy: ReadonlySet<Who> | null; readonly retold: boolean };

type Peer = {
  readonly seat: number;
  readonly sender: TextSender;
  readonly receiver: TextReceiver;
  there: boolean;
  confirm: ReturnType<typeof setTimeout> | null;
  again: ReturnType<typeof setTimeout> | null;
  againIn: number;
};

export class Conversation {
  readonly #options: ConversationOptions;
  readonly #peers = new Map<Who, Peer>();
  /** Kept when somebody goes: the sessions she has used are known, should she come back. */
  readonly #receivers = new Map<Who, TextReceiver>();
  #lines: readonly Kept[] = [];
  #clock = 0;
  #me: Who = 0;
  #seat: number | null = null;
  #own = '';
  #letterByLetter = true;
  #sessions = 0;
  #made = 0;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  state(): CallText {
    const peers = [...this.#peers].filter(([who]) => who !== server);
    return {
      lines: this.#shown(),
      own: this.#own,
      others: peers.flatMap(([who, { receiver }]) => (receiver.live === '' ? [] : [{ who, text: receiver.live }])),
      letterByLetter: this.#letterByLetter,
      pending: peers.some(([, { sender, there }]) => there && sender.unacknowledged().some(isFinished)),
    };
  }

  #shownOf: readonly Kept[] | null = null;
  #shownLines: CallText['lines'] = [];
  /** The same list as long as no line has come: who draws it need not draw again at each letter. */
  #shown(): CallText['lines'] {
    if (this.#shownOf !== this.#lines) {
      this.#shownOf = this.#lines;
      this.#shownLines = this.#lines.map(({ id, who, text, retold }) => ({
        id,
        text,
        from: who === this.#me ? 'me' : who,
        ...(retold ? { retold } : {}),
      }));
    }
    return this.#shownLines;
  }

  type(text: string): void {
    this.#own = text;
    if (this.#letterByLetter) this.#toAll((sender) => sender.line(text));
    this.#options.onChange();
  }

  sendLine(): void {
    const text = this.#own;
    this.#own = '';
    if (text.trim() === '') this.#toAll((sender) => sender.line(''));
    else this.#finish(text);
    this.#options.onChange();
  }

  setLetterByLetter(on: boolean): void {
    this.#letterByLetter = on;
    // What the others have seen of the line is taken back: it comes when Enter is pressed.
    this.#toAll((sender) => sender.line(on ? this.#own : ''));
    this.#options.onChange();
  }

  /** What the person wrote on an earlier page while she waited. */
  restore({ lines, live }: Typed): void {
    for (const text of lines) this.#finish(text);
    this.type(live + this.#own);
  }

  /**
   * Who sits where; nobody while this page is not admitted. A new seat of somebody's is a new page, which is told what it has
   * lost. A new seat of ours means that another page had the place meanwhile: the others tell us what was said, and what
   * stood here is dropped.
   */
  people(
    me: { readonly who: Who; readonly seat: number },
    others: readonly { readonly who: Who; readonly seat: number; readonly connected: boolean }[],
  ): void {
    if (this.#seat !== null && this.#seat !== me.seat) {
      this.#lines = [];
      for (const who of this.#peers.keys()) this.#drop(who);
    }
    if (this.#me !== me.who && this.#me === 0)
      this.#lines = this.#lines.map((line) => (line.who === 0 ? { ...line, who: me.who } : line));
    this.#me = me.who;
    this.#seat = me.seat;
    // Seat 0 is a place that nobody has taken yet.
    const present = others.filter((one) => one.seat !== 0);
    for (const who of this.#peers.keys())
      if (who === server ? present.length > 0 : !present.some((one) => one.who === who)) this.#drop(who);
    if (present.length > 0) {
      const all = new Set(present.map((one) => one.who));
      if (this.#lines.some((line) => line.heardBy === null))
        this.#lines = this.#lines.map((line) => (line.heardBy === null ? { ...line, heardBy: all } : line));
    } else if (!this.#peers.has(server)) this.#add(server, 0, true);
    for (const { who, seat, connected } of present) {
      const peer = this.#peers.get(who);
      if (peer?.seat === seat) {
        const back = connected && !peer.there;
        peer.there = connected;
        if (back) this.wayOpened(who);
      } else {
        this.#drop(who);
        this.#add(who, seat, connected);
      }
    }
    this.#options.onChange();
  }

  /** Another way to her is open, or the same one again: everything unconfirmed goes over it. */
  wayOpened(who: Who): void {
    const peer = this.#peers.get(who);
    if (!peer) return;
    peer.againIn = againMs;
    this.#send(who, peer, peer.sender.unacknowledged());
  }

  receive(from: Who, text: WireText): void {
    const peer = this.#peers.get(from);
    if (!peer || from === server) return;
    const { sender, receiver } = peer;
    if (text.k === 'ack') sender.acknowledged(text.s, text.n);
    else if (text.k === 'again') {
      sender.acknowledged(text.s, text.n);
      if (text.s === sender.session) this.#send(from, peer, sender.unacknowledged());
    } else {
      const { finished, gap } = receiver.receive(text.s, text.o.map(fromWire));
      for (const line of finished) {
        const who = line.who ?? from;
        // What I wrote is told only to a page that has lost it: one that came after another of mine.
        const again = (this.#seat ?? 0) > 1;
        if (who === from || (who === this.#me && again))
          this.#keep({ id: line.id ?? this.#nextId(from), who, text: line.text }, again && line.who !== null);
      }
      if (text.s === receiver.session) {
        if (gap) this.#options.send(from, { k: 'again', s: text.s, n: receiver.applied });
        else peer.confirm ??= setTimeout(() => this.#confirmNow(from, peer), confirmMs);
      }
    }
    this.#options.onChange();
  }

  close(): void {
    for (const who of this.#peers.keys()) this.#drop(who);
  }

  #finish(text: string): void {
    const id = this.#nextId(this.#me);
    this.#keep({ id, who: this.#me, text });
    this.#toAll((sender) => sender.finish(text, id));
  }

  #nextId(who: Who): string {
    this.#made += 1;
    return lineId(this.#clock + 1, who, `${this.#options.session.slice(0, 8)}${this.#made.toString(36)}`);
  }

  #keep(line: Line, retold = false): void {
    if (line.text.trim() === '') return;
    // No conversation has so many lines: a clock that leaps would leave no numbers for what comes after.
    this.#clock = Math.max(this.#clock, Math.min(clockOf(line.id), this.#clock + furthestLeap));
    const there = [...this.#peers.keys()].filter((who) => who !== server);
    this.#lines = addLine(this.#lines, { ...line, heardBy: there.length === 0 ? null : new Set(there), retold });
  }

  #add(who: Who, seat: number, there: boolean): void {
    this.#sessions += 1;
    const lost = this.#lines.filter(
      (line) => (line.who === this.#me && (who === server || line.heardBy?.has(who))) || line.who === who,
    );
    const receiver = this.#receivers.get(who) ?? new TextReceiver();
    this.#receivers.set(who, receiver);
    const peer: Peer = {
      seat,
      sender: new TextSender(`${this.#options.session}.${this.#sessions}`, lost, this.#letterByLetter ? this.#own : ''),
      receiver,
      there,
      confirm: null,
      again: null,
      againIn: againMs,
    };
    this.#peers.set(who, peer);
    this.wayOpened(who);
  }

  #drop(who: Who): void {
    const peer = this.#peers.get(who);
    if (!peer) return;
    if (peer.confirm) clearTimeout(peer.confirm);
    if (peer.again) clearTimeout(peer.again);
    this.#peers.delete(who);
    // What she had half written was said all the same.
    if (peer.receiver.live !== '') {
      this.#keep({ id: this.#nextId(who), who, text: peer.receiver.live });
      this.#receivers.delete(who);
    }
  }

  #confirmNow(who: Who, peer: Peer): void {
    peer.confirm = null;
    const { session, applied } = peer.receiver;
    if (session !== null) this.#options.send(who, { k: 'ack', s: session, n: applied });
  }

  #toAll(change: (sender: TextSender) => readonly Op[]): void {
    for (const [who, peer] of this.#peers) this.#send(who, peer, change(peer.sender));
  }

  #send(who: Who, peer: Peer, ops: readonly Op[]): void {
    for (const frame of framesOf(peer.sender.session, ops)) this.#options.send(who, frame);
    this.#askAgain(who, peer);
  }

  #askAgain(who: Who, peer: Peer): void {
    // Our server confirms nothing: it is a copy for her own next page.
    if (peer.again || !peer.there || who === server || peer.sender.unacknowledged().length === 0) return;
    peer.again = setTimeout(() => {
      peer.again = null;
      peer.againIn = Math.min(slowestAgainMs, peer.againIn * 1.5);
      if (peer.sender.unacknowledged().length > 0) this.#send(who, peer, peer.sender.unacknowledged());
      else peer.againIn = againMs;
    }, peer.againIn);
  }
}

const isFinished = (op: Op): boolean => (op.kind === 'edit' ? op.done !== null : op.last);
