/**
 * Every word the search knows, how much each says, and what a written word can be read as.
 * The guide's own words come from titles and vocabulary; ordinary words stand beside them so that
 * they are recognised rather than "corrected".
 */
import { type Background, backgroundWords } from './background-words.ts';
import { compoundReadings, lonePart } from './danish-compounds.ts';
import { foldLetters } from './danish-letters.ts';
import { rootOf } from './danish-roots.ts';
import { spellingAllowance, spellingCost } from './danish-spelling.ts';
import { stemDanish } from './danish-stemmer.ts';
import type { IndexTerm } from './index-terms.ts';

/** A form as it stands in a title, a term or the everyday list. */
type KnownForm = { readonly folded: string; readonly root: string; readonly shown: string; readonly letters: number };

export type Guess = { readonly root: string; readonly shown: string; readonly cost: number };
export type Completion = { readonly root: string; readonly shown: string; readonly share: number };

/** Words of talk count this much against a telling word's 1. Found on test/data: 0.1 to 0.25 score alike. */
const weightOfEveryday = 0.16;
/** Talk that stands in terms too ("betale" in "jeg kan ikke betale huslejen") helps to tell them apart. */
const weightOfOwnEveryday = 0.28;
/** A word that by itself is a term this trusted names its service, however common it is ("fattig"). */
const trustOfName = 0.8;
/** A word nobody knows is often a name (a town, a person) and rarely the topic itself. 0.7 to 1 score alike. */
const weightOfUnknown = 0.85;
/** One word of somebody else's business outweighs one of ours, two of ours outweigh it. */
const weightOfElsewhere = 1.5;
const leastWeight = 0.1;
const mostGuesses = 4;
const mostCompletions = 8;
/** Other guesses within this of the best are kept: "kort" and "kost" are as near to "kotr". */
const guessSlack = 0.25;

export class Lexicon {
  /** Root → number of services that use it in a title or term. */
  readonly #services = new Map<string, number>();
  readonly #background = new Map<string, Background>();
  /** Roots that are a whole term by themselves. */
  readonly #named = new Set<string>();
  readonly #formsByLength: KnownForm[][] = [];
  readonly #formsInOrder: KnownForm[] = [];
  readonly #serviceCount: number;
  readonly #compounds: boolean;

  constructor(terms: readonly IndexTerm[], serviceCount: number, compounds = true) {
    this.#serviceCount = serviceCount;
    this.#compounds = compounds;
    const forms = new Map<string, KnownForm>();
    const learn = (folded: string, root: string, shown: string) => {
      if (!forms.has(folded)) forms.set(folded, { folded, root, shown, letters: letterSet(folded) });
    };
    // "måde" folds to "made" and would make talk of "mad": a word is only itself in plain letters too.
    const ownInPlain = new Set<string>();
    const users = new Map<string, Set<number>>();
    for (const { service, words, trust } of terms) {
      if (words.length === 1 && trust >= trustOfName) this.#named.add(words[0]?.root ?? '');
      for (const { root, folded, plain, surface } of words) {
        learn(folded, root, surface);
        ownInPlain.add(stemDanish(plain));
        const services = users.get(root);
        if (services) services.add(service);
        else users.set(root, new Set([service]));
      }
    }
    for (const [root, services] of users) this.#services.set(root, services.size);
    for (const [word, kind] of backgroundWords()) {
      const root = rootOf(word);
      const own = this.#services.has(root);
      if (!own || (!this.#named.has(root) && ownInPlain.has(stemDanish(word)))) this.#background.set(root, kind);
      if (!own) learn(foldLetters(word), root, word);
    }
    for (const form of forms.values()) {
      const sameLength = this.#formsByLength[form.folded.length] ?? [];
      sameLength.push(form);
      this.#formsByLength[form.folded.length] = sameLength;
    }
    this.#formsInOrder = [...forms.values()]
      .filter((form) => this.#services.has(form.root))
      .sort((a, b) => (a.folded < b.folded ? -1 : 1));
  }

  /** A word of the guide itself. */
  isOwn = (root: string): boolean => this.#services.has(root);

  isKnown = (root: string): boolean => this.#services.has(root) || this.#background.has(root);

  /** A word of somebody else's business, though it may stand within a term ("test" in "danish test"). */
  isElsewhere(root: string): boolean {
    return this.#background.get(root) === 'elsewhere';
  }

  /** How much a word says, 0.1 to 1.5: rare in the vocabulary says more, small talk hardly anything. */
  weightOf(root: string): number {
    const services = this.#services.get(root);
    const background = this.#background.get(root);
    if (services === undefined)
      return background === 'everyday' ? weightOfEveryday : background ? weightOfElsewhere : weightOfUnknown;
    const rarity = Math.log((this.#serviceCount + 1) / (services + 0.5)) / Math.log((this.#serviceCount + 1) / 1.5);
    const weight = Math.min(1, Math.max(leastWeight, rarity));
    return background === 'everyday' ? Math.min(weight, weightOfOwnEveryday) : weight;
  }

  /** Readings of a word as a compound of known words, best first. */
  compoundsIn(folded: string): readonly (readonly string[])[] {
    return this.#compounds ? compoundReadings(folded, this.isKnown) : [];
  }

  lonePartIn(folded: string): { root: string; place: 'head' | 'first' } | undefined {
    return this.#compounds ? lonePart(folded, this.isOwn) : undefined;
  }

  /** Words of the guide that begin so: the citizen is still writing. Shortest first. */
  completionsOf(folded: string): readonly Completion[] {
    if (folded.length < 3) return [];
    const forms = this.#formsInOrder;
    let low = 0;
    let high = forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((forms[middle]?.folded ?? '') < folded) low = middle + 1;
      else high = middle;
    }
    const found: KnownForm[] = [];
    for (let at = low; at < forms.length && forms[at]?.folded.startsWith(folded); at += 1)
      found.push(forms[at] as KnownForm);
    return found
      .sort((a, b) => a.folded.length - b.folded.length)
      .slice(0, mostCompletions)
      .map(({ root, shown, folded: whole }) => ({ root, shown, share: folded.length / whole.length }));
  }

  /**
   * Known words that the written one may be a misspelling of, nearest first. Everyday words take part:
   * what is nearer to one of those is not ours.
   */
  guessesFor(folded: string): readonly Guess[] {
    const allowance = spellingAllowance(folded.length);
    if (allowance === 0) return [];
    const letters = letterSet(folded);
    let best = allowance;
    const found: (Guess & { readonly folded: string })[] = [];
    const reach = allowance >= 1 ? 3 : 1;
    for (let length = Math.max(3, folded.length - reach); length <= folded.length + reach; length += 1)
      for (const form of this.#formsByLength[length] ?? []) {
        // Three letters that only one of them has cost more than any allowance; asked before the slow part.
        if (differingLetters(letters ^ form.letters) > 4) continue;
        const limit = Math.min(allowance, best + guessSlack);
        const cost = spellingCost(folded, form.folded, limit);
        if (cost > limit) continue;
        best = Math.min(best, cost);
        found.push({ root: form.root, shown: form.shown, cost, folded: form.folded });
      }
    return found
      .filter((guess) => guess.cost <= best + guessSlack)
      .sort((a, b) => a.cost - b.cost || (a.folded < b.folded ? -1 : 1))
      .slice(0, mostGuesses);
  }
}

function letterSet(folded: string): number {
  let set = 0;
  for (let at = 0; at < folded.length; at += 1) set |= 1 << (folded.charCodeAt(at) & 31);
  return set;
}

function differingLetters(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
