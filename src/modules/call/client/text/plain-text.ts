/** A line with its writer in words. */
export type WrittenLine = { readonly writer: string; readonly text: string };

/** What could not be mended is marked so (ITU-T T.140). */
export const lostMark = '\uFFFD';

/**
 * The lines as plain text. What follows a line break within a line is set in: nobody can write a line that looks like
 * another's. Control characters and marks that turn the direction of writing are left out of names.
 */
export const plainText = (lines: readonly WrittenLine[], lost: string): string =>
  lines.map(({ writer, text }) => `${plainName(writer)}: ${plainWords(text, lost)}\n`).join('');

const plainName = (name: string): string => name.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ');

const plainWords = (text: string, lost: string): string =>
  text
    .replaceAll(lostMark, ` [${lost}] `)
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .join('\n    ');
