/**
 * What two pages have in common after each has seen the other's public key, and nobody else: a key for each direction and
 * purpose. Every message carries a number that only grows, so that none can be taken in twice or out of turn.
 */
import { type Bytes, framed, joined, utf8 } from './bytes.ts';
import type { Member } from './key-message.ts';

export type PairKeys = {
  readonly seal: (purpose: Purpose, plain: Uint8Array) => Promise<Bytes>;
  /** Null for what was not sealed by the other page for this purpose, or was taken in before. */
  readonly open: (purpose: Purpose, sealed: Uint8Array) => Promise<Bytes | null>;
};

/** media: the keys of sound and picture · data: text and everything that is done together. */
export type Purpose = 'media' | 'data';

const numberBytes = 8;

export async function pairKeys(
  privateKey: CryptoKey,
  me: { readonly id: Member; readonly publicKey: Bytes },
  other: { readonly id: Member; readonly publicKey: Bytes },
): Promise<PairKeys> {
  const theirs = await crypto.subtle.importKey('raw', other.publicKey, curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256);
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const sides = [me, other].sort((a, b) => (a.id < b.id ? -1 : 1));
  const salt = framed(sides.flatMap(({ id, publicKey }) => [id, publicKey]));
  const key = (from: Member, to: Member, purpose: Purpose) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: framed(['medbetjening pair 1', purpose, from, to]) },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    );
  const ways = async (purpose: Purpose) => ({
    out: await key(me.id, other.id, purpose),
    in: await key(other.id, me.id, purpose),
    sent: 0,
    taken: 0,
  });
  const lanes = { media: await ways('media'), data: await ways('data') };
  return {
    seal: async (purpose, plain) => {
      const lane = lanes[purpose];
      lane.sent += 1;
      const number = numbered(lane.sent);
      const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: ivOf(number) }, lane.out, plain.slice());
      return joined([number, new Uint8Array(cipher)]);
    },
    open: async (purpose, sealed) => {
      const lane = lanes[purpose];
      const number = sealed.slice(0, numberBytes);
      if (number.length < numberBytes) return null;
      const value = Number(new DataView(number.buffer).getBigUint64(0));
      if (value <= lane.taken) return null;
      try {
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: ivOf(number) },
          lane.in,
          sealed.slice(numberBytes),
        );
        lane.taken = Math.max(lane.taken, value);
        return new Uint8Array(plain);
      } catch {
        return null;
      }
    },
  };
}

export const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

function numbered(value: number): Bytes {
  const bytes = new Uint8Array(numberBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

const ivOf = (number: Uint8Array): Bytes => joined([utf8('mb1.'), number]);
