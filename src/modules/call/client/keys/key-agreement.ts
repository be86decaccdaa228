/**
 * How the pages of a conversation come to have keys in common, and three words by which people can hear that nobody stands
 * between them.
 *
 * Whenever somebody comes or goes a round begins. Each page draws a number, and sends the others a commitment over it and its
 * public key. Only a page that has everybody's commitment reveals its own. The words are a digest of all reveals: whoever wants
 * to stand in the middle must have chosen its keys before it sees what the words will be, and guesses right once in a billion.
 * A number is used in one round only; else whoever waits for the next person to come could search for words that fit.
 *
 * Between two browsers the reveals name the certificates of the line itself, and each page compares them with what it sees.
 */
import { type Bytes, framed, same, sha256 } from './bytes.ts';
import {
  type Fingerprints,
  type KeyMessage,
  type Member,
  mostAhead,
  mostAheadLate,
  nonceBytes,
  type Reveal,
  readKeyMessage,
  writeKeyMessage,
} from './key-message.ts';
import { curve, type PairKeys, pairKeys } from './pair-keys.ts';
import { type ThreeWords, threeWords } from './three-words.ts';

/**
 * waiting: not everybody has revealed, or nobody else is here · ready · changed: ready, and other words than before, because
 * somebody came or went or a line was begun anew · broken: somebody's reveal is not what she committed to, or the line is not
 * the one she speaks of.
 */
export type WordsState = {
  readonly state: 'waiting' | 'ready' | 'changed' | 'broken';
  readonly words: ThreeWords | null;
};

export type KeyAgreement = {
  /**
   * Everybody else who is in the conversation. With `certificates` (the line itself is relied on) a member whose line is not
   * known yet is null, and the round waits for it.
   */
  readonly setMembers: (members: ReadonlyMap<Member, Fingerprints | null>) => void;
  readonly receive: (from: Member, text: string) => void;
  readonly words: () => WordsState;
  /** What has been received so far has been looked at. */
  readonly settled: () => Promise<void>;
  /** Null until her key is known. */
  readonly pair: (member: Member) => PairKeys | null;
  readonly close: () => void;
};

export type KeyAgreementOptions = {
  readonly me: Member;
  /** The words vouch for the certificates of the line between each two. */
  readonly certificates: boolean;
  readonly sendTo: (member: Member, text: string) => void;
  readonly onWords: (words: WordsState) => void;
  readonly onPair?: (member: Member, pair: PairKeys) => void;
  /** What is lost on the way is asked for again. */
  readonly againMs?: number;
  /** Two pages hear of a new line between them at different moments; after this long one of them is wrong. */
  readonly doubtMs?: number;
};

type Own = Reveal & {
  readonly round: number;
  readonly set: Bytes;
  readonly commitment: Bytes;
  revealed: boolean;
};
type Theirs = Extract<KeyMessage, { kind: 'commit' }> & { reveal: Reveal | null };

const waiting: WordsState = { state: 'waiting', words: null };
/** Those who are heard before our server has told of them. */
const mostStrangers = 32;

export function createKeyAgreement(options: KeyAgreementOptions): KeyAgreement {
  const { me } = options;
  const keys = ownKeys();
  const heard = new Map<Member, Theirs>();
  const pairs = new Map<Member, { readonly publicKey: Bytes; readonly keys: PairKeys }>();
  const broken = new Set<Member>();
  /** Those who speak of another line than the one this page has to them, in this round. */
  const doubted = new Set<Member>();
  let doubting: ReturnType<typeof setTimeout> | null = null;
  let members: ReadonlyMap<Member, Fingerprints | null> = new Map();
  let round = 0;
  let own: Own | null = null;
  let told: WordsState = waiting;
  let last: string | null = null;
  let closed = false;
  let queue: Promise<void> = keys.then(() => {});

  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(() => (closed ? undefined : work())).catch(() => {});
  };
  const send = (to: Member, message: KeyMessage) => options.sendTo(to, writeKeyMessage(message));
  const heardNow = (member: Member): Theirs | null => {
    const theirs = heard.get(member);
    return theirs && own && theirs.round === own.round && same(theirs.set, own.set) ? theirs : null;
  };

  /**
   * The round that the others are in, as far as they are followed. Who has had words goes on in small steps alone. Who comes late
   * catches up with those who have: with the one who has counted least, when she has heard everybody, for whoever counts wrongly
   * counts too far.
   */
  function ahead(): number {
    const all = [...members.keys()].map((member) => heard.get(member));
    const known = all.filter((one) => one !== undefined);
    const settled = known.filter((one) => one.settled);
    const late = last === null && known.length > 0 && known.length === all.length;
    const counted = Math.min(...(settled.length > 0 ? settled : known).map((one) => one.round));
    const from = late ? Math.max(round, Math.min(counted, round + mostAheadLate)) : round;
    return Math.max(from, ...known.map((one) => one.round).filter((one) => one <= from + mostAhead));
  }

  async function begin(next: number): Promise<void> {
    round = next;
    own = null;
    doubted.clear();
    if (doubting) clearTimeout(doubting);
    doubting = null;
    tell(waiting);
    const lineKnown = !options.certificates || [...members.values()].every((line) => line !== null);
    if (members.size === 0 || !lineKnown) return;
    const { publicKey } = await keys;
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const certificates = Object.fromEntries(
      [...members].flatMap(([member, line]) => (options.certificates && line ? [[member, line.local]] : [])),
    );
    const set = await sha256(framed([me, ...members.keys()].sort()));
    const reveal: Reveal = { publicKey, nonce, certificates };
    const commitment = await commitmentOf(me, round, set, reveal);
    own = { ...reveal, round, set, commitment, revealed: false };
    for (const member of members.keys()) sayAll(member, false);
    await proceed();
  }

  function sayAll(to: Member, again: boolean): void {
    if (!own) return;
    const { set, commitment, publicKey, nonce, certificates } = own;
    send(to, { kind: 'commit', round: own.round, again, settled: last !== null, set, commitment });
    if (own.revealed) send(to, { kind: 'reveal', round: own.round, again: false, publicKey, nonce, certificates });
  }

  /** Reveals when everybody has committed; gives the words when everybody has revealed. */
  async function proceed(): Promise<void> {
    const mine = own;
    if (!mine) return;
    const theirs = [...members.keys()].map((member) => [member, heardNow(member)] as const);
    if (!mine.revealed && theirs.every(([, one]) => one !== null)) {
      mine.revealed = true;
      const { publicKey, nonce, certificates } = mine;
      for (const member of members.keys())
        send(member, { kind: 'reveal', round: mine.round, again: false, publicKey, nonce, certificates });
    }
    if ([...members.keys()].some((member) => broken.has(member))) return tell({ state: 'broken', words: null });
    if (!mine.revealed || doubted.size > 0 || theirs.some(([, one]) => !one?.reveal)) return;
    const reveals = [[me, mine] as const, ...theirs.map(([member, one]) => [member, one?.reveal as Reveal] as const)];
    const digest = await sha256(
      framed([
        'medbetjening words 1',
        ...reveals
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([member, reveal]) => revealParts(member, mine.round, mine.set, reveal)),
      ]),
    );
    const words = threeWords(digest);
    // A message that comes a second time in this round: that the words have changed is still to be read.
    if (told.words?.join() === words.join()) return;
    tell({ state: last === null || last === words.join() ? 'ready' : 'changed', words });
    last = words.join();
  }

  async function take(from: Member, message: KeyMessage): Promise<void> {
    const before = heard.get(from);
    if (message.kind === 'commit') {
      const known = before?.round === message.round ? before : null;
      if (known && !same(known.commitment, message.commitment)) broken.add(from);
      if (!before || message.round > before.round) {
        if (!members.has(from) && heard.size - members.size >= mostStrangers) return;
        heard.set(from, { ...message, reveal: null });
      }
      const next = ahead();
      if (next > round) await begin(next);
      // Whoever is far behind has come late, and is told at once how far the others are: she may need many messages for it.
      else if (members.has(from) && (message.again || message.round + mostAhead < round)) sayAll(from, false);
    } else if (before && before.round === message.round && before.reveal === null) {
      const { publicKey, nonce, certificates } = message;
      const reveal: Reveal = { publicKey, nonce, certificates };
      const promised = same(before.commitment, await commitmentOf(from, before.round, before.set, reveal));
      if (!promised) broken.add(from);
      else {
        before.reveal = reveal;
        if (members.has(from)) await believe(from, reveal);
      }
    }
    await proceed();
  }

  async function believe(from: Member, reveal: Reveal): Promise<void> {
    const line = members.get(from);
    const known = pairs.get(from);
    if (known && !same(known.publicKey, reveal.publicKey)) {
      broken.add(from);
      return;
    }
    if (options.certificates && reveal.certificates[me] !== line?.remote) return doubt(from);
    if (known) return;
    const { privateKey, publicKey } = await keys;
    try {
      const made = await pairKeys(privateKey, { id: me, publicKey }, { id: from, publicKey: reveal.publicKey });
      pairs.set(from, { publicKey: reveal.publicKey, keys: made });
      options.onPair?.(from, made);
    } catch {
      // No point of the curve: no page of ours sends that.
      broken.add(from);
    }
  }

  function doubt(from: Member): void {
    doubted.add(from);
    doubting ??= setTimeout(() => {
      inTurn(async () => {
        for (const member of doubted) broken.add(member);
        await proceed();
      });
    }, options.doubtMs ?? 5_000);
  }

  function tell(next: WordsState): void {
    if (closed || (told.state === next.state && told.words?.join() === next.words?.join())) return;
    told = next;
    options.onWords(next);
  }

  /** What she could have sent. Nobody reveals before all have committed: where one is late, the others are not asked for it. */
  const lacks = (mine: Own, theirs: Theirs | null): boolean => !theirs || (mine.revealed && !theirs.reveal);
  const asking = setInterval(() => {
    inTurn(async () => {
      for (const member of members.keys()) if (own && lacks(own, heardNow(member))) sayAll(member, true);
    });
  }, options.againMs ?? 2_000);

  return {
    setMembers: (given) => {
      inTurn(async () => {
        // A line that is lost for a moment is the same line until it is known to be another.
        const next = new Map([...given].map(([member, to]) => [member, to ?? members.get(member) ?? null]));
        const line = (one: Fingerprints | null | undefined) => (one ? `${one.local} ${one.remote}` : String(one));
        const unchanged =
          next.size === members.size && [...next].every(([member, to]) => line(to) === line(members.get(member)));
        if (unchanged) return;
        for (const member of members.keys()) if (!next.has(member)) heard.delete(member);
        members = next;
        await begin(Math.max(round + 1, ahead()));
        for (const member of members.keys()) {
          const reveal = heardNow(member)?.reveal;
          if (reveal) await believe(member, reveal);
        }
        await proceed();
      });
    },
    receive: (from, text) => {
      const message = readKeyMessage(text);
      if (message && from !== me) inTurn(() => take(from, message));
    },
    words: () => told,
    settled: () => queue,
    pair: (member) => pairs.get(member)?.keys ?? null,
    close: () => {
      closed = true;
      clearInterval(asking);
      if (doubting) clearTimeout(doubting);
    },
  };
}

async function ownKeys(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: Bytes }> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) };
}

const revealParts = (member: Member, round: number, set: Bytes, reveal: Reveal): readonly (Bytes | string)[] => [
  member,
  String(round),
  set,
  reveal.publicKey,
  reveal.nonce,
  framed(
    Object.entries(reveal.certificates)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flat(),
  ),
];

const commitmentOf = (member: Member, round: number, set: Bytes, reveal: Reveal): Promise<Bytes> =>
  sha256(framed(['medbetjening commitment 1', ...revealParts(member, round, set, reveal)]));
