/**
 * The secret of a personal link: 27 signs of an alphabet whose letters and digits are not taken for one another, so that it
 * can also be read aloud or typed. 30^27 is 132 bits (ASVS asks for 128). Pure, and used on both sides.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const signs = 27;
const group = 9;

/** `random` gives a number below its argument, each as likely as the others. */
export const newGuestToken = (random: (below: number) => number): string =>
  Array.from({ length: signs }, () => alphabet[random(alphabet.length)] ?? '').join('');

/** A token as it came: out of a link, or typed with gaps and small letters. Null for what cannot be one. */
export function readGuestToken(written: string): string | null {
  const token = written.slice(0, 100).toUpperCase().replace(/[\s-]/g, '');
  return token.length === signs && [...token].every((sign) => alphabet.includes(sign)) ? token : null;
}

/** `XXXXXXXXX-XXXXXXXXX-XXXXXXXXX`, as it is read aloud and printed. */
export const spokenGuestToken = (token: string): string =>
  Array.from({ length: signs / group }, (_, part) => token.slice(part * group, (part + 1) * group)).join('-');
