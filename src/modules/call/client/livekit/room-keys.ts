/**
 * Who holds which key in a conversation that a server forwards. Each page encrypts what it sends under a key of its own, and
 * gives it to each of the others sealed for her alone. Whenever somebody comes or goes every page takes a new one: who came
 * cannot read what was before, and who left cannot read what comes.
 */
import { type Bytes, fromText, toText } from '../keys/bytes.ts';
import { createKeyAgreement, type WordsState } from '../keys/key-agreement.ts';
import type { Member } from '../keys/key-message.ts';
import type { PairKeys } from '../keys/pair-keys.ts';

export type RoomKeys = {
  readonly join: (member: Member, sendSignal: (body: string) => void) => void;
  readonly leave: (member: Member) => void;
  readonly receive: (from: Member, body: string) => void;
  /** Both hold what they need to read each other. */
  readonly ready: (member: Member) => boolean;
  readonly pair: (member: Member) => PairKeys | null;
  readonly words: () => WordsState;
  readonly close: () => void;
};

export type RoomKeysOptions = {
  readonly me: Member;
  /** From now on what this page sends is encrypted under it. */
  readonly onOwnKey: (key: Bytes, index: number) => void;
  readonly onTheirKey: (member: Member, key: Bytes, index: number) => void;
  readonly onReady: (member: Member) => void;
  readonly onWords: (words: WordsState) => void;
  /** What has not come is asked for again. */
  readonly againMs?: number;
  /** The others get a new key before it is used; who left reads on for no longer. */
  readonly graceMs?: number;
  /** For one who comes there is a change at once, for the next after this: of twelve who come together each would begin it anew for all. */
  readonly betweenMs?: number;
};

const keyBytes = 32;
/** As many keys of one page are known to the others at once: what is under way can still be read. */
const ring = 16;

export function createRoomKeys(options: RoomKeysOptions): RoomKeys {
  const againMs = options.againMs ?? 1_500;
  const members = new Map<Member, { readonly send: (body: string) => void; theirs: boolean }>();
  let own: { readonly key: Bytes; readonly index: number } | null = null;
  let inUse = false;
  let changing: ReturnType<typeof setTimeout> | null = null;
  let applying: ReturnType<typeof setTimeout> | null = null;
  let changedAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  let queue: Promise<void> = Promise.resolve();

  const agreement = createKeyAgreement({
    me: options.me,
    certificates: false,
    sendTo: (member, text) => members.get(member)?.send(text),
    onWords: options.onWords,
    onPair: (member) => give(member),
    againMs,
  });
  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(() => (closed ? undefined : work())).catch(() => {});
  };

  function give(to: Member): void {
    inTurn(async () => {
      const pair = agreement.pair(to);
      if (!pair || !own) return;
      const sealed = await pair.seal('media', new Uint8Array([own.index, ...own.key]));
      members.get(to)?.send(JSON.stringify({ m: toText(sealed) }));
    });
  }

  /** Several who come within a moment are one change; who goes is waited for by nobody. */
  function changed(goes: boolean): void {
    const wait = goes ? 0 : Math.max(0, changedAt + (options.betweenMs ?? 700) - performance.now());
    if (goes && changing) clearTimeout(changing);
    if (goes) changing = null;
    changing ??= setTimeout(() => {
      changing = null;
      changedAt = performance.now();
      agreement.setMembers(new Map([...members.keys()].map((member) => [member, null])));
      const index = own === null ? 0 : (own.index + 1) % ring;
      own = { key: crypto.getRandomValues(new Uint8Array(keyBytes)), index };
      for (const member of members.keys()) give(member);
      if (applying) clearTimeout(applying);
      applying = setTimeout(use, inUse ? (options.graceMs ?? 250) : 0);
    }, wait);
  }

  function use(): void {
    applying = null;
    inUse = true;
    if (own && !closed) options.onOwnKey(own.key, own.index);
  }

  async function taken(from: Member, sealed: Uint8Array): Promise<void> {
    const plain = await agreement.pair(from)?.open('media', sealed);
    const member = members.get(from);
    if (!plain || plain.length !== keyBytes + 1 || !member) return;
    const [index = 0] = plain;
    if (index >= ring) return;
    options.onTheirKey(from, plain.slice(1), index);
    if (member.theirs) return;
    member.theirs = true;
    options.onReady(from);
  }

  const asking = setInterval(() => {
    for (const [name, { send, theirs }] of members) if (!theirs && agreement.pair(name)) send('{"want":1}');
  }, againMs);

  return {
    join: (member, send) => {
      members.set(member, { send, theirs: false });
      changed(false);
    },
    leave: (member) => {
      if (members.delete(member)) changed(true);
    },
    receive: (from, body) => {
      const message = read(body);
      if (message === 'want') give(from);
      else if (message instanceof Uint8Array)
        // Her reveal came before it, and may still be under examination.
        inTurn(async () => {
          await agreement.settled();
          await taken(from, message);
        });
      else agreement.receive(from, body);
    },
    ready: (member) => members.get(member)?.theirs === true,
    pair: (member) => agreement.pair(member),
    words: agreement.words,
    close: () => {
      closed = true;
      clearInterval(asking);
      if (changing) clearTimeout(changing);
      if (applying) clearTimeout(applying);
      agreement.close();
    },
  };
}

/** Number, key, and the proof that they are hers. */
const sealedBytes = 8 + 1 + keyBytes + 16;

function read(body: string): Bytes | 'want' | null {
  try {
    const { m, want } = JSON.parse(body) as Record<string, unknown>;
    return want === 1 ? 'want' : fromText(m, sealedBytes);
  } catch {
    return null;
  }
}
