/**
 * What of a search may be kept: words without what could point at somebody (docs/architecture.md, invariant 7). A search
 * is personal data by accident, so this runs before anything is counted, and rather takes out too much: what is lost is one
 * search of many. Pure.
 */
import { redactCpr } from '../../../kernel/redact.ts';
import { readablePart, writtenWords } from '../search/danish-letters.ts';
import { emergencyRoute } from '../search/emergency-route.ts';
import { isStopWord } from '../search/stop-words.ts';
import { isLikelyName } from './likely-names.ts';

export type KnownWords = {
  /** Is it a word of the guide or its vocabulary? In plain letters. */
  readonly has: (plain: string) => boolean;
  /** Words that an editor has marked: a search with one of them is never kept. In plain letters, one space between. */
  readonly sensitive: readonly string[];
};

/** Fewer digits are a class, an age or a paragraph; from here on they may be a number of somebody's. */
const mostDigits = 3;
/** A longer search is a story: of it only words that the guide itself uses are kept. */
const mostWordsAsWritten = 8;
const longestKept = 80;

const address = /\S+@\S+|(?:https?:\/\/|www\.)\S+/giu;
const street =
  /(?:(?<![\p{L}\p{N}])\p{Lu}[\p{L}.]*\s+)*(?<![\p{L}\p{N}])\p{L}*(?:vej|vejen|gade|gaden|allé|alle|stræde|strædet|vænge|vænget|torv|torvet|plads|pladsen|boulevard|park|parken|have|haven|toft|toften|bakken|bakke|lunden|marken|kaj)\s+\d{1,3}(?:\s?\p{L}(?!\p{L}))?/giu;
const door = /(?<![\p{L}\p{N}])(?:st|kl|\d{1,2})\.?\s*(?:tv|th|mf)(?![\p{L}\p{N}])\.?/giu;
const written = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’´`./-]*/gu;

/** Words after which a name is told. */
const cues: ReadonlySet<string> = new Set(
  'hedder hedde kaldes navn navnet hilsen mvh hr fru froeken herr mr mrs ms named vedr vedroerende dhr'.split(' '),
);
const between: ReadonlySet<string> = new Set('er is venlig hilsen med og fra paa til'.split(' '));
const mostOfAName = 4;

/**
 * Health, belief, crime and intimate life (the special categories of the data protection regulation): even a search that
 * many make is not collected. Danger has its own patterns (search/emergency-route.ts). Services that are named by such words
 * ("straffeattest") are found by their titles and need no collected words.
 */
const special =
  /\b(hiv|aids|abort\w*|koenssygdom\w*|klamydia|skizofren\w*|psykose\w*|psykotisk|bipolar\w*|borderline|anoreksi\w*|bulimi\w*|narko\w*|heroin|kokain|misbruger\w*|alkoholiker\w*|prostitu\w*|transkoen\w*|homoseksuel\w*|muslim\w*|joede\w*|dom for|straffet|sigtet|faengslet)\b/;

/** The search in lower case without what could point at somebody; null when nothing of it may be kept. */
export function storableQuery(query: string, known: KnownWords): string | null {
  const clean = readablePart(query.normalize('NFKC').replace(/\p{Cf}/gu, ''));
  if (emergencyRoute(clean) !== null) return null;
  const told = plainText(clean);
  if (special.test(told)) return null;
  if (known.sensitive.some((word) => ` ${told} `.includes(` ${word} `))) return null;
  const redacted = redactCpr(clean, ' ').replace(address, ' ').replace(street, ' ').replace(door, ' ');
  const digits = redacted.match(/\p{N}/gu)?.length ?? 0;
  const words = withoutNames(
    [...redacted.matchAll(written)].map(([surface]) => tokenOf(surface)).filter(({ plain }) => plain !== ''),
    known,
  ).filter(({ surface }) => digits <= mostDigits || !/\p{N}/u.test(surface));
  const kept =
    words.length > mostWordsAsWritten ? words.filter(({ plain }) => known.has(plain) && !isStopWord(plain)) : words;
  if (!kept.some(({ plain }) => /\p{L}{2}/u.test(plain))) return null;
  const text = kept.map(({ surface }) => surface.toLowerCase()).join(' ');
  return text.length > longestKept ? null : text;
}

/** In plain letters, one space between: as words are compared. */
export const plainText = (text: string): string =>
  writtenWords(text)
    .map(({ plain }) => plain)
    .join(' ');

type Token = { readonly surface: string; readonly plain: string; readonly capital: boolean };
function tokenOf(written: string): Token {
  const surface = written.replace(/['’´`./-]+$/u, '');
  return {
    surface,
    plain: plainText(surface).replaceAll(' ', ''),
    // "MitID" and "SU" are no names; "Jens" may be one.
    capital: /^\p{Lu}\p{Ll}+(?:['’]s)?$/u.test(surface),
  };
}

/** Takes out what is told as a name, what is written as one, and names that everybody knows. */
function withoutNames(words: readonly Token[], known: KnownWords): readonly Token[] {
  const strange = ({ plain }: Token) => !known.has(plain) && !isStopWord(plain);
  let nameMayFollow = 0;
  return words.filter((word, index) => {
    if (cues.has(word.plain)) {
      nameMayFollow = mostOfAName;
      return true;
    }
    const told = nameMayFollow > 0;
    if (told && between.has(word.plain)) return true;
    nameMayFollow = told && strange(word) ? nameMayFollow - 1 : 0;
    if (told && strange(word)) return false;
    if (isLikelyName(word.plain) && !known.has(word.plain)) return false;
    const besideCapital = index > 0 || words[index + 1]?.capital === true;
    return !(word.capital && besideCapital && strange(word));
  });
}

/** The words of texts, as `KnownWords.has` compares them. */
export function knownWords(texts: Iterable<string>, sensitive: readonly string[] = []): KnownWords {
  const words = new Set<string>();
  for (const text of texts) for (const { plain } of writtenWords(text, 400)) words.add(plain);
  return { has: (plain) => words.has(plain), sensitive: sensitive.map(plainText).filter((word) => word !== '') };
}
