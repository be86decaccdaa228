/**
 * Text as it comes out of a word processor or a mail, made plain: what is invisible, drawn or only layout goes; every word,
 * sign and paragraph stays. Pure; done to whatever an editor sends, typed or pasted.
 */
export function cleanPasted(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\r\n?|\u2028|\u2029|\v|\f/g, '\n')
      // Soft hyphens, joiners, marks of direction and of byte order: they split words for search and for screen readers.
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e]/g, (sign) => keptInScripts(sign, text))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what no keyboard writes
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '')
      .replace(/[\u00a0\u2007\u202f\t ]+/g, ' ')
      // A list's bullet is layout; the guide has its own lists.
      .replace(/^ ?[•●▪◦·–-] (?=\S)/gm, '')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** Arabic and its neighbours write with joiners. */
const keptInScripts = (sign: string, text: string): string =>
  /[\u200c\u200d]/.test(sign) && /[\u0600-\u08ff\u0900-\u0dff]/.test(text) ? sign : '';
