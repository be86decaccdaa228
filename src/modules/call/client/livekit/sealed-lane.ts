/** Text and pieces to one other page over a channel that somebody else carries: sealed, in order, cut to what it takes. */
import { joined, utf8 } from '../keys/bytes.ts';
import type { PairKeys } from '../keys/pair-keys.ts';

export type SealedLane = {
  /** From now on what is sent can arrive; what was half sent before is forgotten. */
  readonly begin: () => void;
  readonly text: (text: string) => boolean;
  readonly bulk: (bytes: Uint8Array) => Promise<boolean>;
  readonly received: (sealed: Uint8Array) => void;
};

export type SealedLaneOptions = {
  readonly pair: () => PairKeys | null;
  readonly send: (sealed: Uint8Array<ArrayBuffer>) => Promise<boolean>;
  readonly onText: (text: string) => void;
  readonly onBulk: (bytes: Uint8Array) => void;
  readonly onLost: () => void;
};

const textEnd = 0;
const textMore = 1;
const bulkPiece = 2;
/** The channel takes about 15 kB well. */
const pieceBytes = 14_000;
/** A text is at most 16,000 characters, of three bytes at most. */
const longestText = 64_000;

export function createSealedLane(options: SealedLaneOptions): SealedLane {
  let sending: Promise<boolean> = Promise.resolve(true);
  let receiving: Promise<void> = Promise.resolve();
  let parts: Uint8Array[] = [];

  function send(kind: number, bytes: Uint8Array): Promise<boolean> {
    sending = sending.then(async () => {
      const pair = options.pair();
      const sent = pair !== null && (await options.send(await pair.seal('data', joined([Uint8Array.of(kind), bytes]))));
      if (!sent) options.onLost();
      return sent;
    });
    return sending;
  }

  async function open(sealed: Uint8Array): Promise<void> {
    const plain = await options.pair()?.open('data', sealed);
    if (!plain || plain.length === 0) return;
    const [kind] = plain;
    const body = plain.subarray(1);
    if (kind === bulkPiece) return options.onBulk(body);
    if (kind !== textEnd && kind !== textMore) return;
    parts.push(body);
    if (parts.reduce((sum, { length }) => sum + length, 0) > longestText) parts = [];
    else if (kind === textEnd) options.onText(new TextDecoder().decode(joined(parts.splice(0))));
  }

  return {
    begin: () => {
      parts = [];
    },
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
