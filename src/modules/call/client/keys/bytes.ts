/** Bytes as the key agreement needs them: hashed without ambiguity, and written as text for the wire. */

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

export function joined(parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Each part with its length before it: no two lists of parts give the same bytes. */
export function framed(parts: readonly (Uint8Array | string)[]): Bytes {
  return joined(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? utf8(part) : part;
      return [new Uint8Array(new Uint32Array([bytes.length]).buffer), bytes];
    }),
  );
}

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) as Bytes;

export const toText = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Null for what is not of this length, or no base64 at all. */
export function fromText(text: unknown, length: number): Bytes | null {
  if (typeof text !== 'string' || text.length > length * 2) return null;
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) as Bytes;
    return bytes.length === length ? bytes : null;
  } catch {
    return null;
  }
}

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
