/**
 * Text that arrives while it is written (EN 301 549, 6.2). The writer sends numbered changes of her current line; the reader
 * applies them in order, once each, and says how far it has come. What is not confirmed is sent again, over whichever way is
 * open, so that a lost socket, a restarted server or a repeated message neither loses nor doubles a letter.
 *
 * Positions count UTF-16 units, as strings do in every browser; a change never splits a surrogate pair.
 */

/** A change of the line being written; `done` finishes it and opens an empty one. */
export type Edit = {
  readonly seq: number;
  readonly kind: 'edit';
  readonly from: number;
  readonly del: number;
  readonly ins: string;
  readonly done: boolean;
};
/** A small message between the pages, in the same order as the text. */
export type NoteOp = { readonly seq: number; readonly kind: 'note'; readonly name: string; readonly value: string };
/** Told to a page that was loaded anew: a line that its own person wrote before. */
export type Reminder = { readonly seq: number; readonly kind: 'yours'; readonly text: string };
export type Op = Edit | NoteOp | Reminder;

export type WireOp =
  | readonly ['e', number, number, number, string, 0 | 1]
  | readonly ['n', number, string, string]
  | readonly ['y', number, string];
export type WireText =
  /** `s` is the writer's session: a page loaded anew counts from 1 in a new one. */
  | { readonly k: 'ops'; readonly s: string; readonly o: readonly WireOp[] }
  /** Everything of session `s` up to `n` has been applied. */
  | { readonly k: 'ack'; readonly s: string; readonly n: number }
  /** Something is missing after `n` in session `s`. */
  | { readonly k: 'again'; readonly s: string; readonly n: number };

/** A paste is cut into pieces of this many units, so that one message stays under the bus's 4,000 characters in any script. */
const pieceUnits = 500;
/** A message with several changes: the same limit, counted in UTF-8 bytes. */
const frameBytes = 3_000;
/** What a reader keeps of a line and of a conversation; a writer without bounds must not fill the other's memory. */
const lineUnits = 100_000;
const keptLines = 5_000;

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** The smallest change that turns one text into the other, on code point boundaries; null when they are the same. */
export function changeBetween(
  before: string,
  after: string,
): { readonly from: number; readonly del: number; readonly ins: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  if (head > 0 && isHigh(before.charCodeAt(head - 1))) head -= 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail -= 1;
  return { from: head, del: before.length - head - tail, ins: after.slice(head, after.length - tail) };
}

function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let at = 0;
  while (text.length - at > pieceUnits) {
    const end = isHigh(text.charCodeAt(at + pieceUnits - 1)) ? at + pieceUnits - 1 : at + pieceUnits;
    pieces.push(text.slice(at, end));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** The writing side. It keeps what the reader has not confirmed, and nothing else. */
export class TextSender {
  #session: string;
  #seq = 0;
  #sent = '';
  #waiting: Op[] = [];

  constructor(session: string) {
    this.#session = session;
  }

  get session(): string {
    return this.#session;
  }

  /** Makes the other side's copy of my line this text. The new changes, which are also kept until they are confirmed. */
  line(text: string): readonly Op[] {
    return this.#edit(text, false);
  }

  /** The same, and finishes the line. */
  finish(text: string): readonly Op[] {
    return this.#edit(text, true);
  }

  note(name: string, value: string): readonly Op[] {
    return this.#keep([{ seq: this.#next(), kind: 'note', name, value }]);
  }

  acknowledged(session: string, upTo: number): void {
    if (session === this.#session) this.#waiting = this.#waiting.filter((op) => op.seq > upTo);
  }

  unacknowledged(): readonly Op[] {
    return this.#waiting;
  }

  /** The other side has a new page that knows nothing: begins a new session with all that was said, in its order. */
  restart(
    session: string,
    history: readonly { readonly from: 'me' | 'other'; readonly text: string }[],
    live: string,
  ): readonly Op[] {
    // Notes are not part of what is seen: those that did not arrive are sent in the new session too.
    const notes = this.#waiting.filter((op) => op.kind === 'note');
    this.#session = session;
    this.#seq = 0;
    this.#sent = '';
    this.#waiting = [];
    for (const line of history) {
      if (line.from === 'me') this.finish(line.text);
      else for (const text of piecesOf(line.text)) this.#keep([{ seq: this.#next(), kind: 'yours', text }]);
    }
    for (const op of notes) this.note(op.name, op.value);
    this.line(live);
    return this.#waiting;
  }

  #edit(text: string, done: boolean): readonly Op[] {
    const change = changeBetween(this.#sent, text) ?? (done ? { from: text.length, del: 0, ins: '' } : null);
    if (change === null) return [];
    this.#sent = done ? '' : text;
    const pieces = piecesOf(change.ins);
    let from = change.from;
    return this.#keep(
      pieces.map((ins, at) => {
        const op: Edit = {
          seq: this.#next(),
          kind: 'edit',
          from,
          del: at === 0 ? change.del : 0,
          ins,
          done: done && at === pieces.length - 1,
        };
        from += ins.length;
        return op;
      }),
    );
  }

  #next(): number {
    this.#seq += 1;
    return this.#seq;
  }

  #keep(ops: readonly Op[]): readonly Op[] {
    this.#waiting.push(...ops);
    return ops;
  }
}

export type Received = {
  /** Lines finished by these changes, in order; `yours` are lines that this page's own person wrote before it was loaded. */
  readonly finished: readonly { readonly from: 'other' | 'me'; readonly text: string }[];
  readonly notes: readonly { readonly kind: string; readonly value: string }[];
  /** Something is missing: ask again from `applied`. */
  readonly gap: boolean;
};

/** The reading side: applies in order, ignores repeats, notices gaps. */
export class TextReceiver {
  #session: string | null = null;
  #past = new Set<string>();
  #applied = 0;
  #live = '';

  get session(): string | null {
    return this.#session;
  }
  get applied(): number {
    return this.#applied;
  }
  /** The line being written now. */
  get live(): string {
    return this.#live;
  }

  receive(session: string, ops: readonly Op[]): Received {
    const finished: { from: 'other' | 'me'; text: string }[] = [];
    const notes: { kind: string; value: string }[] = [];
    if (this.#past.has(session)) return { finished, notes, gap: false };
    if (session !== this.#session) {
      // The writer's page was loaded anew. What stood half-written was said all the same.
      if (this.#live !== '') finished.push({ from: 'other', text: this.#live });
      if (this.#session !== null) this.#past.add(this.#session);
      this.#session = session;
      this.#applied = 0;
      this.#live = '';
    }
    for (const op of ops) {
      if (op.seq <= this.#applied) continue;
      if (op.seq !== this.#applied + 1) return { finished, notes, gap: true };
      this.#applied = op.seq;
      if (op.kind === 'note') notes.push({ kind: op.name, value: op.value });
      else if (op.kind === 'yours') finished.push({ from: 'me', text: op.text });
      else {
        this.#live = (this.#live.slice(0, op.from) + op.ins + this.#live.slice(op.from + op.del)).slice(0, lineUnits);
        if (!op.done) continue;
        finished.push({ from: 'other', text: this.#live });
        this.#live = '';
      }
    }
    return { finished, notes, gap: false };
  }
}

/** Adds finished lines to what is kept, and lets the oldest go past the bound. */
export const keepLines = <Line>(lines: readonly Line[], more: readonly Line[]): readonly Line[] =>
  more.length === 0 ? lines : [...lines, ...more].slice(-keptLines);

const toWire = (op: Op): WireOp =>
  op.kind === 'edit'
    ? ['e', op.seq, op.from, op.del, op.ins, op.done ? 1 : 0]
    : op.kind === 'note'
      ? ['n', op.seq, op.name, op.value]
      : ['y', op.seq, op.text];

/** Reads a change off the wire. Directly between browsers nobody has checked it before: a text is a text, a number a number. */
export const fromWire = (op: WireOp): Op => {
  const seq = Number(op[1]);
  if (op[0] === 'e')
    return { kind: 'edit', seq, from: Number(op[2]), del: Number(op[3]), ins: String(op[4]), done: op[5] === 1 };
  if (op[0] === 'n') return { kind: 'note', seq, name: String(op[2]), value: String(op[3]) };
  return { kind: 'yours', seq, text: String(op[2]) };
};

const utf8 = new TextEncoder();

/** The changes as messages, each small enough for every way there is. */
export function framesOf(session: string, ops: readonly Op[]): readonly WireText[] {
  const frames: WireText[] = [];
  let open: WireOp[] = [];
  let bytes = 0;
  for (const op of ops) {
    const wire = toWire(op);
    const size = utf8.encode(JSON.stringify(wire)).length;
    if (open.length > 0 && bytes + size > frameBytes) {
      frames.push({ k: 'ops', s: session, o: open });
      open = [];
      bytes = 0;
    }
    open.push(wire);
    bytes += size;
  }
  if (open.length > 0) frames.push({ k: 'ops', s: session, o: open });
  return frames;
}
