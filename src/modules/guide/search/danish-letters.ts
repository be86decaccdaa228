/**
 * Writing down to comparable letters. Danes write ø as "oe" or "o" when the keyboard is foreign,
 * and å as "aa" by habit (Aabenraa); PostgreSQL's `unaccent` cannot join those (docs/evidence.md, "Danish search").
 *
 * Two steps, because the full fold loses differences that carry meaning ("får" and "far"):
 * the plain form keeps ae/oe/aa apart and is what stop words and overrides are keyed on,
 * the folded form is what words are compared by.
 */

/** The longest query that is read at all; nobody tells more to a search field, and a pasted letter must stay cheap. */
export const longestQuery = 300;
/** The most words of a query that are weighed. The longest of our own judgements has 26, stop words included. */
export const mostWords = 40;

export type WrittenWord = {
  /** As written, lower-case: "kørekortet". */
  readonly surface: string;
  /** æ, ø, å as ae, oe, aa: "koerekortet". */
  readonly plain: string;
  /** One form for all spellings of the vowels: "korekortet". */
  readonly folded: string;
};

/** Cuts a text into words. Never throws, whatever the string holds. */
export function writtenWords(text: string, limit = mostWords): readonly WrittenWord[] {
  const clean = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('§', ' paragraf ')
    // borger.dk, s.f.o. and 24.000 are one word each
    .replace(/([\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, '$1')
    // SU'en, app'en: the ending after an apostrophe is inflection
    .replace(/['’´`](en|et|er|erne|ens|ets|s)(?![\p{L}\p{N}])/gu, '')
    .replace(/['’´`]/gu, '')
    // e-boks, p-plads, su-lån, 7/7: short first parts belong to the word; others are words of their own
    .replace(/(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,2})[-/](?=[\p{L}\p{N}])/gu, '$1');
  const words: WrittenWord[] = [];
  for (const [surface] of clean.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (words.length === limit) break;
    const plain = plainLetters(surface);
    if (plain !== '') words.push({ surface, plain, folded: foldLetters(plain) });
  }
  return words;
}

/** The part of a query that is read; the cut falls at a word where it can. */
export function readablePart(query: string): string {
  if (query.length <= longestQuery) return query;
  const cut = query.slice(0, longestQuery);
  const lastSpace = cut.lastIndexOf(' ');
  return lastSpace > longestQuery / 2 ? cut.slice(0, lastSpace) : cut;
}

/** æ→ae, ø→oe, å→aa, other accents dropped, three or more equal letters to two ("passs", "heeelp"). */
export function plainLetters(surface: string): string {
  return surface
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1$1');
}

/** ae→a, oe→o, aa→a: the one form in which all spellings meet. */
export function foldLetters(plain: string): string {
  return plain.replace(/ae|aa/g, 'a').replace(/oe/g, 'o');
}
