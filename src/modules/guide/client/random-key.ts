/** Random keys, also where the page is not on an encrypted line and `crypto.randomUUID` is missing. */
const bytes = (): readonly number[] => [...crypto.getRandomValues(new Uint8Array(16))];
const hex = (all: readonly number[]): string => all.map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const randomHex = (): string => hex(bytes());

/** Version 4, as RFC 9562 writes it. */
export function randomUuid(): string {
  const all = bytes().map((byte, place) =>
    place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  return hex(all).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
