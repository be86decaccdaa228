/**
 * Text that arrives while it is written (EN 301 549, 6.2), from one page to one other. The writer sends numbered changes of
 * her current line; the reader applies them in order, once each, and says how far it has come. What is not confirmed is sent
 * again, over whichever way is open, so that a lost socket, a restarted server or a repeated message neither loses nor doubles
 * a letter. In a room of several, each two pages have this between them.
 *
 * Positions count UTF-16 units, as strings do in every browser; a change never splits a surrogate pair.
 *
 * A finished line has an id, `clock-who-page`: the clock counts up past every line its writer had seen (Lamport), so that all
 * pages put the lines in one order, and the same line told by several is known as one.
 */

/** A change of the line being written; `done` is its id when it is finished, and an empty one opens. */
export type Edit = {
  readonly seq: number;
  readonly kind: 'edit';
  readonly from: number;
  readonly del: number;
  readonly ins: string;
  readonly done: string | null;
};
/** Told to a page that was loaded anew: a piece of a line that it has lost; `last` ends the line. */
export type Reminder = {
  readonly seq: number;
  readonly kind: 'reminder';
  readonly who: number;
  readonly id: string;
  readonly text: string;
  readonly last: boolean;
};
export type Op = Edit | Reminder;

export type WireOp =
  | readonly ['e', number, number, number, string, string | 0]
  | readonly ['h', number, number, string, string, 0 | 1];
export type WireText =
  /** `s` is the writer's session: a page loaded anew counts from 1 in a new one. */
  | { readonly k: 'ops'; readonly s: string; readonly o: readonly WireOp[] }
  /** Everything of session `s` up to `n` has been applied. */
  | { readonly k: 'ack'; readonly s: string; readonly n: number }
  /** Something is missing after `n` in session `s`. */
  | { readonly k: 'again'; readonly s: string; readonly n: number };

/** A finished line: who wrote it, by place number. */
export type Line = { readonly id: string; readonly who: number; readonly text: string };

/** A paste is cut into pieces of this many units, so that one message stays under the bus's 4,000 characters in any script. */
const pieceUnits = 500;
/** A message with several changes: the same limit, counted in UTF-8 bytes. */
const frameBytes = 3_000;
/** What a reader keeps of a line and of a conversation; a writer without bounds must not fill the other's memory. */
const lineUnits = 100_000;
const keptLines = 5_000;

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

export const lineId = (clock: number, who: number, page: string): string => `${clock}-${who}-${page}`;

/** Where a line stands among the others; 0 for an id that is none of ours. */
export function clockOf(id: string): number {
  const clock = Number.parseInt(id, 10);
  return Number.isSafeInteger(clock) && clock > 0 && clock < 1e9 ? clock : 0;
}

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

/** The writing side towards one page. It keeps what that page has not confirmed, and nothing else. */
export class TextSender {
  #session: string;
  #seq = 0;
  #sent = '';
  #waiting: Op[] = [];

  /** `history`: lines that the page has had before and lost; `live`: the line being written. */
  constructor(session: string, history: readonly Line[] = [], live = '') {
    this.#session = session;
    for (const line of history) {
      const pieces = piecesOf(line.text);
      for (const [at, text] of pieces.entries())
        this.#keep([
          {
            seq: this.#next(),
            kind: 'reminder',
            who: line.who,
            id: line.id,
            text,
            last: at === pieces.length - 1,
          },
        ]);
    }
    this.line(live);
  }

  get session(): string {
    return this.#session;
  }

  /** Makes the other side's copy of my line this text. The new changes, which are also kept until they are confirmed. */
  line(text: string): readonly Op[] {
    return this.#edit(text, null);
  }

  /** The same, and finishes the line. */
  finish(text: string, id: string): readonly Op[] {
    return this.#edit(text, id);
  }

  acknowledged(session: string, upTo: number): void {
    if (session === this.#session) this.#waiting = this.#waiting.filter((op) => op.seq > upTo);
  }

  unacknowledged(): readonly Op[] {
    return this.#waiting;
  }

  #edit(text: string, id: string | null): readonly Op[] {
    const change = changeBetween(this.#sent, text) ?? (id !== null ? { from: text.length, del: 0, ins: '' } : null);
    if (change === null) return [];
    this.#sent = id !== null ? '' : text;
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
          done: at === pieces.length - 1 ? id : null,
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
  /** Lines finished by these changes, in order; reminders may be of others than the one who sends them. */
  readonly finished: readonly { readonly id: string | null; readonly who: number | null; readonly text: string }[];
  /** Something is missing: ask again from `applied`. */
  readonly gap: boolean;
};

/** The reading side towards one page: applies in order, ignores repeats, notices gaps. */
export class TextReceiver {
  #session: string | null = null;
  #past = new Set<string>();
  #applied = 0;
  #live = '';
  #reminder = '';

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

  /** In what is `finished`, `who` null is the writer herself, and `id` null a line that was cut off. */
  receive(session: string, ops: readonly Op[]): Received {
    const finished: { id: string | null; who: number | null; text: string }[] = [];
    if (this.#past.has(session)) return { finished, gap: false };
    if (session !== this.#session) {
      // The writer's page was loaded anew. What stood half-written was said all the same.
      if (this.#live !== '') finished.push({ id: null, who: null, text: this.#live });
      if (this.#session !== null) this.#past.add(this.#session);
      this.#session = session;
      this.#applied = 0;
      this.#live = '';
      this.#reminder = '';
    }
    for (const op of ops) {
      if (op.seq <= this.#applied) continue;
      if (op.seq !== this.#applied + 1) return { finished, gap: true };
      this.#applied = op.seq;
      if (op.kind === 'reminder') {
        this.#reminder = (this.#reminder + op.text).slice(0, lineUnits);
        if (!op.last) continue;
        finished.push({ id: op.id, who: op.who, text: this.#reminder });
        this.#reminder = '';
      } else {
        this.#live = (this.#live.slice(0, op.from) + op.ins + this.#live.slice(op.from + op.del)).slice(0, lineUnits);
        if (op.done === null) continue;
        finished.push({ id: op.done, who: null, text: this.#live });
        this.#live = '';
      }
    }
    return { finished, gap: false };
  }
}

/** Puts a line where its clock says, once; the oldest go past the bound. Gives the same list when it stands there already. */
export function addLine<Kept extends Line>(lines: readonly Kept[], line: Kept): readonly Kept[] {
  const clock = clockOf(line.id);
  let at = lines.length;
  for (; at > 0; at -= 1) {
    const before = lines[at - 1] as Kept;
    if (before.id === line.id) return lines;
    const its = clockOf(before.id);
    if (its < clock || (its === clock && before.who <= line.who)) break;
  }
  for (let back = at - 1; back >= 0 && clockOf((lines[back] as Kept).id) === clock; back -= 1)
    if ((lines[back] as Kept).id === line.id) return lines;
  return [...lines.slice(0, at), line, ...lines.slice(at)].slice(-keptLines);
}

const toWire = (op: Op): WireOp =>
  op.kind === 'edit'
    ? ['e', op.seq, op.from, op.del, op.ins, op.done ?? 0]
    : ['h', op.seq, op.who, op.id, op.text, op.last ? 1 : 0];

/** Reads a change off the wire. Directly between browsers nobody has checked it before: a text is a text, a number a number. */
export const fromWire = (op: WireOp): Op => {
  const seq = Number(op[1]);
  if (op[0] === 'e')
    return {
      kind: 'edit',
      seq,
      from: Number(op[2]),
      del: Number(op[3]),
      ins: String(op[4]),
      done: op[5] === 0 ? null : String(op[5]).slice(0, 64),
    };
  return {
    kind: 'reminder',
    seq,
    who: Number(op[2]),
    id: String(op[3]).slice(0, 64),
    text: String(op[4]),
    last: op[5] === 1,
  };
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
