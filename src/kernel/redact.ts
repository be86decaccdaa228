/**
 * A CPR number never stays where free text is kept, logged or put in an address (docs/architecture.md, invariant 7).
 * Ten digits DDMMYYSSSS with a possible day (also replacement numbers, day + 60) and month, written with or
 * without separators. Modulus 11 is no test: valid numbers fail it since 2007 (docs/evidence.md, "CPR numbers").
 */
const gap = '[\\s.]?';
const cprShaped = new RegExp(
  `(?<!\\d)(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])${gap}(?:0[1-9]|1[0-2])${gap}\\d{2}\\s?[-–—.‐‑/]?\\s?\\d{2}${gap}\\d{2}(?!\\d)`,
  'g',
);

export const redactedMark = '[fjernet]';

export const containsCpr = (text: string): boolean => text.search(cprShaped) !== -1;

/** Takes every CPR-shaped number out of a text. */
export const redactCpr = (text: string, mark: string = redactedMark): string => text.replace(cprShaped, mark);
