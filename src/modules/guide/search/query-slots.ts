/**
 * A query as slots: each word with its weight and the readings it may have. Only what the surer
 * ways leave unread is guessed at: a word we know is never completed, taken apart or corrected.
 */
import { type Analyser, type Word, wordsOf } from './danish-analyser.ts';
import { rootOf } from './danish-roots.ts';
import type { Lexicon } from './lexicon.ts';

/** How a word was recognised, surest first. */
export type ReadingWay = 'exact' | 'compound' | 'prefix' | 'fuzzy';

export type Reading = {
  readonly root: string;
  readonly way: ReadingWay;
  /** 0..1, for the order of the hits: exact is above every prefix, and prefix above every fuzzy reading. */
  readonly quality: number;
  /** 0..1, for whether to answer at all: how likely this is what was meant. */
  readonly confidence: number;
  /** What to write instead, when it was misspelled. */
  readonly shown?: string;
};

export type Slot = { readonly word: Word; readonly weight: number; readonly readings: readonly Reading[] };

/**
 * A query as it was understood. `personal`: somebody tells about herself or hers ("min mor …").
 * Whoever does so on a municipality's page seldom asks for football results, so less has to be explained.
 */
export type ReadQuery = { readonly slots: readonly Slot[]; readonly personal: boolean };

export type SlotOptions = { readonly fuzzy: boolean; readonly analyse?: Analyser };

const qualityOfJoined = 0.98;
const qualityOfParts = 0.92;
/** Prefix: 0.65 to 0.85 by how much of the word is written. Fuzzy: 0.3 to 0.6 by what it cost. */
const qualityOfPrefix = (share: number) => 0.65 + 0.2 * share;
const qualityOfGuess = (cost: number) => Math.max(0.3, 0.6 - 0.12 * cost);
const confidenceOfGuess = (cost: number) => Math.max(0.4, 0.95 - 0.2 * cost);
const confidenceOfPrefix = (share: number) => 0.6 + 0.3 * share;
/** A prefix shorter than this share of the word may be anything; spelling is asked as well. */
const tellingShare = 0.6;
/** A long word this near to a known one is that word, even where it could be read as a compound of others. */
const smallSlip = 0.7;
const lonePartConfidence = { head: 0.65, first: 0.42 } as const;

const firstPerson = new Set('jeg mig min mit mine vi os vores my me we our im ive'.split(' '));
/** "i" is Danish for "in"; it is English for "jeg" only in such company. */
const englishCompany = new Set('am need want do the cannot lost was live the find'.split(' '));

export function readQuery(query: string, lexicon: Lexicon, options: SlotOptions): ReadQuery {
  const words = (options.analyse ?? wordsOf)(query);
  const joined = joinedReadings(words, lexicon, options);
  const content = words.some((word) => !word.stop || joined.has(word))
    ? words.filter((w) => !w.stop || joined.has(w))
    : words;
  const slots: Slot[] = [];
  const seen = new Set<string>();
  for (const word of content) {
    if (seen.has(word.root)) continue;
    seen.add(word.root);
    slots.push(...slotsOf(word, joined.get(word), lexicon, options));
  }
  return { slots, personal: isPersonal(words) };
}

function isPersonal(words: readonly Word[]): boolean {
  const spoken = new Set(words.map(({ plain }) => plain));
  if ([...firstPerson].some((pronoun) => spoken.has(pronoun))) return true;
  return spoken.has('i') && [...englishCompany].some((word) => spoken.has(word));
}

/** One slot for a word; several for a compound that is only known by its parts. */
function slotsOf(word: Word, joined: Reading | undefined, lexicon: Lexicon, options: SlotOptions): readonly Slot[] {
  if (lexicon.isOwn(word.root)) {
    const readings: Reading[] = [{ root: word.root, way: 'exact', quality: 1, confidence: 1 }];
    if (joined) readings.push(joined);
    return [{ word, weight: joined ? weightOfHalf(joined, lexicon) : lexicon.weightOf(word.root), readings }];
  }
  if (joined) return [{ word, weight: weightOfHalf(joined, lexicon), readings: [joined] }];
  if (lexicon.isKnown(word.root) || /^\d+$/.test(word.folded))
    return [{ word, weight: lexicon.weightOf(/^\d+$/.test(word.folded) ? 'aar' : word.root), readings: [] }];
  const slip = options.fuzzy && word.folded.length >= 8 ? guesses(word.folded, lexicon, smallSlip) : [];
  const parts = lexicon.compoundsIn(word.folded)[0];
  if (parts && slip.length === 0) return partSlots(word, parts, lexicon);
  const readings = looseReadings(word, lexicon, options);
  const best = readings.reduce((sum, reading) => Math.max(sum, lexicon.weightOf(reading.root)), 0);
  return [{ word, weight: readings.length > 0 ? best : lexicon.weightOf(word.root), readings }];
}

/** A word joined of two carries its weight in both halves, a little over half each. */
function weightOfHalf(joined: Reading, lexicon: Lexicon): number {
  return 0.55 * lexicon.weightOf(joined.root);
}

function partSlots(word: Word, parts: readonly string[], lexicon: Lexicon): readonly Slot[] {
  return parts.map((root) => ({
    word: { ...word, root },
    weight: lexicon.weightOf(root) * 0.8,
    readings: lexicon.isOwn(root)
      ? [{ root, way: 'compound', quality: qualityOfParts, confidence: 0.95 } as const]
      : [],
  }));
}

/** What an unknown word may be: begun, misspelled, or a compound of which we know one part. */
function looseReadings(word: Word, lexicon: Lexicon, options: SlotOptions): readonly Reading[] {
  const completions = lexicon.completionsOf(word.folded);
  const readings: Reading[] = completions.map(({ root, share }) => ({
    root,
    way: 'prefix',
    quality: qualityOfPrefix(share),
    confidence: confidenceOfPrefix(share),
  }));
  if (options.fuzzy && !completions.some(({ share }) => share >= tellingShare))
    readings.push(...guesses(word.folded, lexicon));
  if (readings.length > 0) return readings;
  const lone = lexicon.lonePartIn(word.folded);
  if (!lone) return [];
  return [{ root: lone.root, way: 'fuzzy', quality: 0.5, confidence: lonePartConfidence[lone.place] }];
}

function guesses(folded: string, lexicon: Lexicon, limit = Infinity): Reading[] {
  return lexicon
    .guessesFor(folded)
    .filter(({ root, cost }) => cost <= limit && lexicon.isOwn(root))
    .map(({ root, cost, shown }) => ({
      root,
      way: 'fuzzy',
      quality: qualityOfGuess(cost),
      confidence: confidenceOfGuess(cost),
      shown,
    }));
}

/**
 * Compounds written apart ("bopæls attest", "nem konto", "e boks"): neighbours that together are one
 * word of the guide. Stop words join only as single letters, or "til" and "bage" would meet.
 */
function joinedReadings(words: readonly Word[], lexicon: Lexicon, options: SlotOptions): ReadonlyMap<Word, Reading> {
  const joined = new Map<Word, Reading>();
  for (const [index, left] of words.entries()) {
    const right = words[index + 1];
    if (!right || !mayJoin(left) || !mayJoin(right) || joined.has(left)) continue;
    const reading = joinedReading(left, right, lexicon, options);
    if (!reading) continue;
    joined.set(left, reading);
    joined.set(right, reading);
  }
  return joined;
}

function mayJoin(word: Word): boolean {
  return !word.stop || word.folded.length === 1;
}

function joinedReading(left: Word, right: Word, lexicon: Lexicon, options: SlotOptions): Reading | undefined {
  for (const link of ['', 's', 'e']) {
    const root = rootOf(left.folded + link + right.folded);
    if (lexicon.isOwn(root)) return { root, way: 'exact', quality: qualityOfJoined, confidence: 1 };
  }
  const whole = left.folded + right.folded;
  const bothKnown = lexicon.isKnown(left.root) && lexicon.isKnown(right.root);
  // Misspelled and split at once ("brone ydelse"): only where a half makes no sense by itself.
  if (!options.fuzzy || bothKnown || whole.length < 8) return undefined;
  return guesses(whole, lexicon)[0];
}
