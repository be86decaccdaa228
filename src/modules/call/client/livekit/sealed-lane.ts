/**
 * Text and pieces to one other page over a channel that somebody else carries: sealed, in order, cut to what it takes. That a
 * page is on the server does not mean that anything reaches it yet: the two greet each other until each has heard the other.
 */
import { joined, same, utf8 } from '../keys/bytes.ts';
import type { PairKeys } from '../keys/pair-keys.ts';

export type SealedLane = {
  /** The other page has a connection, or another one than before: greets her. What was half sent is forgotten. */
  readonly begin: () => void;
  /** She has none. */
  readonly stop: () => void;
  readonly isOpen: () => boolean;
  readonly text: (text: string) => boolean;
  readonly bulk: (bytes: Uint8Array) => Promise<boolean>;
  readonly received: (sealed: Uint8Array) => void;
};

export type SealedLaneOptions = {
  readonly pair: () => PairKeys | null;
  readonly send: (sealed: Uint8Array<ArrayBuffer>) => Promise<boolean>;
  readonly onText: (text: string) => void;
  readonly onBulk: (bytes: Uint8Array) => void;
  /** What is sent can arrive, or cannot any more. */
  readonly onOpen: (open: boolean) => void;
  readonly greetMs?: number;
};

const textEnd = 0;
const textMore = 1;
const bulkPiece = 2;
/** The number of my connection, and of hers as far as I have heard. */
const greeting = 3;
const numberBytes = 8;
const nobody = new Uint8Array(numberBytes);
/** The channel takes about 15 kB well. */
const pieceBytes = 14_000;
/** A text is at most 16,000 characters, of three bytes at most. */
const longestText = 64_000;

export function createSealedLane(options: SealedLaneOptions): SealedLane {
  let sending: Promise<boolean> = Promise.resolve(true);
  let receiving: Promise<void> = Promise.resolve();
  let parts: Uint8Array[] = [];
  let mine: Uint8Array = nobody;
  let hers: Uint8Array = nobody;
  let isOpen = false;
  let greeter: ReturnType<typeof setInterval> | null = null;

  function setOpen(open: boolean): void {
    if (open && greeter) clearInterval(greeter);
    if (open === isOpen) return;
    isOpen = open;
    parts = [];
    options.onOpen(open);
  }
  const greet = () => void send(greeting, joined([mine, hers]));

  function begin(): void {
    stop();
    mine = crypto.getRandomValues(new Uint8Array(numberBytes));
    greet();
    greeter = setInterval(greet, options.greetMs ?? 250);
  }
  function stop(): void {
    if (greeter) clearInterval(greeter);
    greeter = null;
    mine = hers = nobody;
    setOpen(false);
  }

  function greeted(number: Uint8Array, heard: Uint8Array): void {
    if (mine === nobody) return;
    const heardMe = same(heard, mine);
    const another = !same(number, hers);
    if (another) {
      // She began anew: what she had not read of mine is lost.
      setOpen(false);
      hers = number;
    }
    if (another || !heardMe) greet();
    if (heardMe) setOpen(true);
  }

  function send(kind: number, bytes: Uint8Array): Promise<boolean> {
    sending = sending.then(async () => {
      const pair = options.pair();
      const sent = pair !== null && (await options.send(await pair.seal('data', joined([Uint8Array.of(kind), bytes]))));
      if (!sent && kind !== greeting && isOpen) begin();
      return sent;
    });
    return sending;
  }

  async function open(sealed: Uint8Array): Promise<void> {
    const plain = await options.pair()?.open('data', sealed);
    if (!plain || plain.length === 0) return;
    const [kind] = plain;
    const body = plain.subarray(1);
    if (kind === greeting) return greeted(body.slice(0, numberBytes), body.slice(numberBytes));
    if (kind === bulkPiece) return options.onBulk(body);
    if (kind !== textEnd && kind !== textMore) return;
    parts.push(body);
    if (parts.reduce((sum, { length }) => sum + length, 0) > longestText) parts = [];
    else if (kind === textEnd) options.onText(new TextDecoder().decode(joined(parts.splice(0))));
  }

  return {
    begin,
    stop,
    isOpen: () => isOpen,
    text: (text) => {
      const bytes = utf8(text);
      let at = 0;
      for (; bytes.length - at > pieceBytes; at += pieceBytes) void send(textMore, bytes.subarray(at, at + pieceBytes));
      void send(textEnd, bytes.subarray(at));
      return true;
    },
    bulk: (bytes) => send(bulkPiece, bytes.slice()),
    received: (sealed) => {
      receiving = receiving.then(() => open(sealed)).catch(() => {});
    },
  };
}
