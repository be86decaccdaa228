/**
 * The text of both sides on one page: what is finished, in order, and the two lines being written. It is given a way to send
 * and told when a better one opens; whatever the other has not confirmed goes again.
 */
import type { Typed } from '../protocol.ts';
import type { CallText, Note, TextLine } from './call-types.ts';
import { framesOf, fromWire, keepLines, type Op, TextReceiver, TextSender, type WireText } from './real-time-text.ts';

/** Long enough for a slow line's round trip, short enough that nobody wonders. */
const againMs = 2_000;
const slowestAgainMs = 10_000;
/** One confirmation for several letters; the writer only needs it to forget. */
const confirmMs = 100;

export type ConversationOptions = {
  readonly session: string;
  /** False when there is no way now. */
  readonly send: (text: WireText) => boolean;
  readonly onChange: () => void;
  readonly onNote: (note: Note) => void;
};

export class Conversation {
  readonly #options: ConversationOptions;
  readonly #sender: TextSender;
  readonly #receiver = new TextReceiver();
  #lines: readonly TextLine[] = [];
  #count = 0;
  #own = '';
  #letterByLetter = true;
  #ownSeat: number | null = null;
  #otherSeat: number | null = null;
  #otherThere = false;
  #confirm: ReturnType<typeof setTimeout> | null = null;
  #again: ReturnType<typeof setTimeout> | null = null;
  #againIn = againMs;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#sender = new TextSender(`${options.session}.0`);
  }

  state(): CallText {
    return {
      lines: this.#lines,
      own: this.#own,
      other: this.#receiver.live,
      letterByLetter: this.#letterByLetter,
      pending: this.#sender.unacknowledged().some((op) => op.kind === 'edit' && op.done),
    };
  }

  type(text: string): void {
    this.#own = text;
    if (this.#letterByLetter) this.#send(this.#sender.line(text));
    this.#options.onChange();
  }

  sendLine(): void {
    const text = this.#own;
    this.#own = '';
    if (text.trim() === '') this.#send(this.#sender.line(''));
    else {
      this.#add([{ from: 'me', text }]);
      this.#send(this.#sender.finish(text));
    }
    this.#options.onChange();
  }

  setLetterByLetter(on: boolean): void {
    this.#letterByLetter = on;
    // What the other has seen of the line is taken back: it comes when Enter is pressed.
    this.#send(this.#sender.line(on ? this.#own : ''));
    this.#options.onChange();
  }

  sendNote({ kind, value }: Note): void {
    if (value.length > 1_000) throw new RangeError('A note holds 1,000 characters.');
    this.#send(this.#sender.note(kind, value));
  }

  /** What the person wrote on an earlier page while she waited. */
  restore({ lines, live }: Typed): void {
    for (const text of lines) {
      this.#add([{ from: 'me', text }]);
      this.#send(this.#sender.finish(text));
    }
    this.type(live + this.#own);
  }

  /**
   * Who sits where. A new seat opposite is a new page, which is told all that was said. A new seat of ours means that another
   * page had the place meanwhile: the other side tells us what was said, and what stood here is dropped.
   */
  seats(own: number, other: { readonly seat: number; readonly connected: boolean } | null): void {
    const live = this.#letterByLetter ? this.#own : '';
    const otherSeat = other?.seat ?? this.#otherSeat;
    const name = `${this.#options.session}.${own}.${otherSeat ?? 0}`;
    if (this.#ownSeat !== null && this.#ownSeat !== own) {
      this.#lines = [];
      this.#sender.restart(name, [], live);
    } else if (this.#otherSeat !== null && this.#otherSeat !== otherSeat) this.#sender.restart(name, this.#lines, live);
    const changed =
      this.#ownSeat !== own || this.#otherSeat !== otherSeat || (other?.connected === true && !this.#otherThere);
    this.#ownSeat = own;
    // Seat 0 is a place that nobody has taken yet.
    this.#otherSeat = otherSeat === 0 ? null : otherSeat;
    this.#otherThere = other?.connected === true;
    if (changed) this.wayOpened();
  }

  /** Another way is open, or the same one again: everything unconfirmed goes over it. */
  wayOpened(): void {
    this.#againIn = againMs;
    this.#sendAgain();
  }

  receive(text: WireText): void {
    if (text.k === 'ack') this.#sender.acknowledged(text.s, text.n);
    else if (text.k === 'again') {
      this.#sender.acknowledged(text.s, text.n);
      if (text.s === this.#sender.session) this.#sendAgain();
    } else {
      const { finished, notes, gap } = this.#receiver.receive(text.s, text.o.map(fromWire));
      this.#add(finished);
      for (const note of notes) this.#options.onNote(note);
      if (text.s === this.#receiver.session) {
        if (gap) this.#options.send({ k: 'again', s: text.s, n: this.#receiver.applied });
        else this.#confirm ??= setTimeout(() => this.#confirmNow(), confirmMs);
      }
    }
    this.#options.onChange();
  }

  close(): void {
    if (this.#confirm) clearTimeout(this.#confirm);
    if (this.#again) clearTimeout(this.#again);
  }

  #confirmNow(): void {
    this.#confirm = null;
    const session = this.#receiver.session;
    if (session !== null) this.#options.send({ k: 'ack', s: session, n: this.#receiver.applied });
  }

  #add(lines: readonly { readonly from: 'me' | 'other'; readonly text: string }[]): void {
    this.#lines = keepLines(
      this.#lines,
      lines
        .filter((line) => line.text.trim() !== '')
        .map((line) => {
          this.#count += 1;
          return { id: `l${this.#count}`, ...line };
        }),
    );
  }

  #send(ops: readonly Op[]): void {
    for (const frame of framesOf(this.#sender.session, ops)) this.#options.send(frame);
    this.#askAgain();
  }

  #sendAgain(): void {
    this.#send(this.#sender.unacknowledged());
  }

  #askAgain(): void {
    if (this.#again || !this.#otherThere || this.#sender.unacknowledged().length === 0) return;
    this.#again = setTimeout(() => {
      this.#again = null;
      this.#againIn = Math.min(slowestAgainMs, this.#againIn * 1.5);
      if (this.#sender.unacknowledged().length > 0) this.#sendAgain();
      else this.#againIn = againMs;
    }, this.#againIn);
  }
}
