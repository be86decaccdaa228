/**
 * What stands in the way of a reader, told while one writes: advice, never a refusal. LIX is meant for running text, and a
 * step guide hardly is that (docs/evidence.md, "Plain language"), so rules that fit steps stand beside it. Pure.
 */
import type { Concept } from '../vocabulary.ts';
import { type OfficialWord, officialWordsIn } from '../words/official-words.ts';

export type Advice =
  | { readonly kind: 'long-sentence'; readonly words: number; readonly begins: string }
  | { readonly kind: 'passive'; readonly word: string }
  | { readonly kind: 'not-a-verb-first'; readonly word: string }
  | { readonly kind: 'two-actions' }
  | { readonly kind: 'abbreviation'; readonly word: string }
  | { readonly kind: 'official'; readonly word: string; readonly sayInstead: string }
  | { readonly kind: 'hard'; readonly lix: number }
  | { readonly kind: 'bare-link' };

/** What sort of text it is; a step's title is held to other rules than a paragraph. */
export type TextRole = 'step-title' | 'step' | 'prose' | 'staff';

const mostWords = 20;
/** LIX up to which a text is easy enough: citizens, employees. */
export const lixLimit = { citizen: 35, staff: 40 } as const;
/** Shorter than this, LIX says nothing. */
const fewestWordsForLix = 25;
const longWord = 7;

/** Full stops that end no sentence. */
const abbreviations =
  /\b(ca|f\.eks|fx|bl\.a|dvs|evt|mv|m\.m|m\.fl|osv|pga|iht|jf|kl|nr|stk|tlf|inkl|ekskl|mht|vedr|ift|hhv)\./gi;
const plainAbbreviations = new Set(['ca.', 'kl.', 'nr.', 'fx', 'kr.']);

export function sentencesOf(text: string): readonly string[] {
  return text
    .replace(/\{[^}]*\}/g, 'X')
    .replace(abbreviations, (found) => found.replaceAll('.', '\u0001'))
    .replace(/(\d)\.(?=\s*\S)/g, '$1\u0001')
    .split(/(?<=[.!?:])\s+|\n+/)
    .map((sentence) => sentence.replaceAll('\u0001', '.').trim())
    .filter((sentence) => sentence !== '');
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\d]+(?:[-'’.][\p{L}\d]+)*/gu) ?? [];

/** Words a sentence + share of long words in percent; null where the text is too short for it to mean anything. */
export function lix(text: string): number | null {
  const words = wordsOf(text);
  if (words.length < fewestWordsForLix) return null;
  const sentences = Math.max(1, sentencesOf(text).length);
  const long = words.filter((word) => word.length >= longWord).length;
  return Math.round(words.length / sentences + (100 * long) / words.length);
}

/** Every piece of advice about one text, the gravest first. */
export function advice(text: string, role: TextRole, concepts: readonly Concept[] = []): readonly Advice[] {
  const found: Advice[] = [];
  const sentences = sentencesOf(text);
  for (const { word, sayInstead } of officialWords(text, concepts)) found.push({ kind: 'official', word, sayInstead });
  for (const sentence of sentences) {
    const words = wordsOf(sentence);
    if (words.length > mostWords)
      found.push({ kind: 'long-sentence', words: words.length, begins: words.slice(0, 4).join(' ') });
  }
  for (const word of wordsOf(text)) if (isPassive(word)) found.push({ kind: 'passive', word });
  const [first] = wordsOf(text);
  if (role === 'step-title' && first !== undefined && !looksLikeImperative(first))
    found.push({ kind: 'not-a-verb-first', word: first });
  if (role === 'step-title' && /\p{L} og \p{Ll}/u.test(text)) found.push({ kind: 'two-actions' });
  for (const [word] of text.matchAll(abbreviations))
    if (!plainAbbreviations.has(word.toLowerCase())) found.push({ kind: 'abbreviation', word });
  if (/https?:\/\/\S|www\.\S/.test(text)) found.push({ kind: 'bare-link' });
  const score = role === 'prose' || role === 'staff' ? lix(text) : null;
  if (score !== null && score > (role === 'staff' ? lixLimit.staff : lixLimit.citizen))
    found.push({ kind: 'hard', lix: score });
  return found;
}

const officialWords = (text: string, concepts: readonly Concept[]): readonly OfficialWord[] =>
  concepts.length === 0 ? [] : officialWordsIn(text, concepts);

/** Ends as a passive and is none. */
const noPassives = new Set(
  'findes ses synes lykkes mødes slås enes trives ældes færdes fås dets deres ders alles andres fælles indtil stedes'.split(
    ' ',
  ),
);
/** `skal indsendes`, `udfyldes`: who does it is not said. */
const isPassive = (word: string): boolean =>
  /^(?:\p{Ll}{3,})(?:[^aeiouyæøå]|[dgklmnprtv])es$/u.test(word) && word.length >= 7 && !noPassives.has(word);

/** Verbs that a Danish step begins with have no ending of a noun; a list of endings is enough for advice. */
const looksLikeImperative = (word: string): boolean =>
  !/(ing|ning|else|hed|tion|skab|dom|en|et|erne|ene)$/iu.test(word) || imperatives.has(word.toLowerCase());
const imperatives = new Set([
  'vent',
  'hent',
  'send',
  'åben',
  'nævn',
  'regn',
  'hæng',
  'ring',
  'bring',
  'find',
  'læg',
  'sæt',
  'let',
  'ret',
  'gem',
]);
