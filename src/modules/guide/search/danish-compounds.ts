/**
 * Taking compounds apart. Danish makes words without end (boligstøtteansøgning), so no vocabulary
 * lists them all; a compound is read as its parts when every part is a word we know.
 * "Known" is a controlled lexicon, the guide's own words and the everyday ones: splitting on any
 * dictionary makes nonsense (pen-sion).
 */
import { rootOf } from './danish-roots.ts';

/** Shorter parts are chance: "ens", "ig", "al". */
const shortestPart = 3;
/** Three parts of three letters can be found in nearly anything: "navn-end-ring" in "navneendring". */
const shortestOfThree = 4;
/** "sfohal"; below this a word is read whole. */
const shortestCompound = 6;
/** A part that is matched alone, its neighbour unknown ("rottefænger"), must be longer to be believed. */
const shortestLonePart = 5;

export type KnowsRoot = (root: string) => boolean;

/** The head is the last part and says what the thing is; the others only say which. */
export type CompoundParts = readonly string[];

/**
 * Every way to read a folded word as two or three known parts, best first: the one whose shortest
 * part is longest, since long parts are seldom chance.
 * @returns roots of the parts; empty when the word is no compound of known words.
 */
export function compoundReadings(folded: string, knows: KnowsRoot): readonly CompoundParts[] {
  if (folded.length < shortestCompound) return [];
  const found = splits(folded, knows, 2);
  return found
    .filter(({ roots, shortest }) => roots.length === 2 || shortest >= shortestOfThree)
    .sort((a, b) => b.shortest - a.shortest || a.roots.length - b.roots.length)
    .map(({ roots }) => roots);
}

type Split = { readonly roots: readonly string[]; readonly shortest: number };

function splits(folded: string, knows: KnowsRoot, cutsLeft: number): Split[] {
  const found: Split[] = [];
  for (let at = shortestPart; at <= folded.length - shortestPart; at += 1) {
    const left = knownFirstPart(folded.slice(0, at), knows);
    if (left === undefined) continue;
    const rest = folded.slice(at);
    const right = rootOf(rest);
    if (knows(right)) found.push({ roots: [left, right], shortest: Math.min(at, rest.length) });
    else if (cutsLeft > 1)
      for (const tail of splits(rest, knows, cutsLeft - 1))
        found.push({ roots: [left, ...tail.roots], shortest: Math.min(at, tail.shortest) });
  }
  return found;
}

/** A first part may carry a linking -s- (bopæls-attest) or -e- (børne-have has none; drenge-klub). */
function knownFirstPart(part: string, knows: KnowsRoot): string | undefined {
  const bare = rootOf(part);
  if (knows(bare)) return bare;
  if (part.length > shortestPart && /[se]$/.test(part)) {
    const unlinked = rootOf(part.slice(0, -1));
    if (knows(unlinked)) return unlinked;
  }
  return undefined;
}

/** One known part of a word whose other part nobody knows: weak evidence, the head a little less weak. */
export function lonePart(folded: string, knows: KnowsRoot): { root: string; place: 'head' | 'first' } | undefined {
  for (let at = shortestPart; at <= folded.length - shortestLonePart; at += 1) {
    const root = rootOf(folded.slice(at));
    if (knows(root)) return { root, place: 'head' };
  }
  for (let at = folded.length - shortestPart; at >= shortestLonePart; at -= 1) {
    const root = knownFirstPart(folded.slice(0, at), knows);
    if (root !== undefined) return { root, place: 'first' };
  }
  return undefined;
}
