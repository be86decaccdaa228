/**
 * What two pages tell each other to agree on keys. It may pass hands that are not trusted: our server's, or those of whoever
 * stands in the middle. What is wrong in it shows in the commitments and in the words.
 */
import { type Bytes, fromText, toText } from './bytes.ts';

/** A page in a room: `who.seat`. Another page on the same place is another member. */
export type Member = string;

/** How a page knows the line to a member: the certificates that both ends showed when it was made. */
export type Fingerprints = { readonly local: string; readonly remote: string };

export type Reveal = {
  readonly publicKey: Bytes;
  readonly nonce: Bytes;
  /** The certificates this page uses towards each of the others; empty where the line itself is not relied on. */
  readonly certificates: Readonly<Record<Member, string>>;
};

/**
 * `again`: the sender lacks the other's answer and asks for it once more. `settled`: she has had words in this conversation, so
 * her count of rounds is one that others share.
 */
export type KeyMessage = { readonly round: number; readonly again: boolean } & (
  | { readonly kind: 'commit'; readonly settled: boolean; readonly set: Bytes; readonly commitment: Bytes }
  | ({ readonly kind: 'reveal' } & Reveal)
);

export const publicKeyBytes = 65;
export const nonceBytes = 32;
const certificateLetters = 200;
const mostMembers = 64;
/**
 * One message takes a page this much further at most; else a single one would take everybody to the last round there is. Who
 * comes late has a whole conversation to catch up with: more than any has.
 */
export const mostAhead = 64;
export const mostAheadLate = 1_000_000;

export function writeKeyMessage(message: KeyMessage): string {
  const head = { r: message.round, ...(message.again ? { a: 1 } : {}) };
  return JSON.stringify(
    message.kind === 'commit'
      ? { ...head, ...(message.settled ? { w: 1 } : {}), s: toText(message.set), c: toText(message.commitment) }
      : { ...head, p: toText(message.publicKey), n: toText(message.nonce), f: message.certificates },
  );
}

/** Null for whatever is not one. */
export function readKeyMessage(text: string): KeyMessage | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null) return null;
  const { r, a, w, s, c, p, n, f } = json as Record<string, unknown>;
  if (typeof r !== 'number' || !Number.isSafeInteger(r) || r < 1) return null;
  const head = { round: r, again: a === 1 };
  const set = fromText(s, 32);
  const commitment = fromText(c, 32);
  if (set && commitment) return { ...head, kind: 'commit', settled: w === 1, set, commitment };
  const publicKey = fromText(p, publicKeyBytes);
  const nonce = fromText(n, nonceBytes);
  if (!publicKey || !nonce || typeof f !== 'object' || f === null) return null;
  const entries = Object.entries(f);
  const wellFormed = entries.every(([, value]) => typeof value === 'string' && value.length <= certificateLetters);
  if (entries.length > mostMembers || !wellFormed) return null;
  return { ...head, kind: 'reveal', publicKey, nonce, certificates: Object.fromEntries(entries) };
}
