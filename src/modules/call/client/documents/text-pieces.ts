/** The text of a page with its places, so that what is blacked out is taken out of the text too. Pure. */
import { overlaps, type Rectangle } from './rectangles.ts';

/** A run of text and where it stands, as shares of the page's width and height from the top left corner. */
export type TextPiece = Rectangle & { readonly text: string; readonly endsLine: boolean };

/**
 * What is left to be read when the black areas are gone. A piece that is touched goes whole: where in it the letters stand is
 * not known exactly, and half a number can be enough.
 */
export function textWithout(pieces: readonly TextPiece[], black: readonly Rectangle[]): string {
  let text = '';
  for (const piece of pieces) {
    if (!black.some((area) => overlaps(area, piece))) text += piece.text;
    if (piece.endsLine) text += '\n';
    else if (text !== '' && !/\s$/.test(text)) text += ' ';
  }
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
