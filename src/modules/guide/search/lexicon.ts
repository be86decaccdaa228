/**
 * Every word the search knows, how much each says, and what a written word can be read as.
 * The guide's own words come from titles and vocabulary; ordinary words stand beside them so that
 * they are recognised rather than "corrected".
 *
 * A municipality's lexicon is the national one, less what only its removed services say, plus what its
 * own say: differences are kept, never a copy.
 */
import type { Background } from './background-words.ts';
import { compoundReadings, lonePart } from './danish-compounds.ts';
import { type CostLimit, spellingAllowance } from './danish-spelling.ts';
import type { Form, FoundForm } from './known-forms.ts';
import { ordinaryWords } from './ordinary-words.ts';
import type { TermStore, WordCounts } from './term-store.ts';

export type Guess = { readonly root: string; readonly shown: string; readonly cost: number };
export type Completion = { readonly root: string; readonly shown: string; readonly share: number };

/** What a municipality changes: services of the national store that are not (or otherwise) its own, and its own. */
export type Differences = { readonly removed: ReadonlySet<number>; readonly own: TermStore };

/** Words of talk count this much against a telling word's 1. Found on test/data: 0.1 to 0.25 score alike. */
const weightOfEveryday = 0.16;
/** Talk that stands in terms too ("betale" in "jeg kan ikke betale huslejen") helps to tell them apart. */
const weightOfOwnEveryday = 0.28;
/** A word nobody knows is often a name (a town, a person) and rarely the topic itself. 0.7 to 1 score alike. */
const weightOfUnknown = 0.85;
/** One word of somebody else's business outweighs one of ours, two of ours outweigh it. */
const weightOfElsewhere = 1.5;
const leastWeight = 0.1;
const mostGuesses = 4;
const mostCompletions = 8;
/** Other guesses within this (in tenths) of the best are kept: "kort" and "kost" are as near to "kotr". */
const guessSlack = 2;
const kinds = { own: 0, everyday: 1, elsewhere: 2 } as const;
/** By form of a store: how many services use its root, and which kind of word it is. */
type FormWeights = { readonly users: Int32Array; readonly kind: Uint8Array };
const formWeights = new WeakMap<TermStore, FormWeights>();
const noCounts: WordCounts = { users: new Map(), names: new Map(), stems: new Map(), forms: new Map() };

export class Lexicon {
  readonly #national: TermStore;
  readonly #removed: WordCounts;
  readonly #own: TermStore | undefined;
  readonly #weightByUsers: Float64Array;
  readonly #formWeights: FormWeights;
  /** Forms of the national store that do not weigh here what they weigh nationally. */
  readonly #changed: ReadonlySet<number>;
  readonly #compounds: boolean;

  constructor(national: TermStore, differences?: Differences, compounds = true) {
    this.#national = national;
    this.#compounds = compounds;
    this.#own = differences?.own;
    this.#removed = differences ? national.countsOf(differences.removed) : noCounts;
    const services = national.services.length - (differences?.removed.size ?? 0) + (this.#own?.services.length ?? 0);
    this.#weightByUsers = Float64Array.from({ length: services + 1 }, (_, users) => rarity(users, services));
    this.#changed = differences ? this.#changedForms(differences.own) : new Set();
    this.#formWeights = formWeights.get(national) ?? this.#weighForms();
  }

  /** How much a form of the national store says: `weightOf` its root, from a table, for it is asked thousands of times a query. */
  weightOfForm(form: number): number {
    if (this.#changed.has(form)) return this.weightOf(this.#national.forms[form]?.root ?? '');
    const weight = this.#weightByUsers[this.#formWeights.users[form] ?? 0] ?? leastWeight;
    return this.#formWeights.kind[form] === kinds.everyday ? Math.min(weight, weightOfOwnEveryday) : weight;
  }

  /** `isElsewhere` of a form of the national store. */
  isElsewhereForm(form: number): boolean {
    if (this.#changed.has(form)) return this.isElsewhere(this.#national.forms[form]?.root ?? '');
    return this.#formWeights.kind[form] === kinds.elsewhere;
  }

  /** Made by the first lexicon over a store, which is the national one. */
  #weighForms(): FormWeights {
    const { forms } = this.#national;
    const made = {
      users: Int32Array.from(forms, ({ root }) => this.#count('users', root)),
      kind: Uint8Array.from(forms, ({ root }) => kinds[this.#background(root) ?? 'own']),
    };
    formWeights.set(this.#national, made);
    return made;
  }

  #changedForms(own: TermStore): ReadonlySet<number> {
    const roots = new Set([...this.#removed.users.keys(), ...own.counts.users.keys()]);
    for (const [root, words] of ordinaryWords().byRoot)
      if (words.some(({ stem }) => this.#removed.stems.has(stem) || own.counts.stems.has(stem))) roots.add(root);
    return new Set([...roots].flatMap((root) => this.#national.formsOf(root)));
  }

  #count(of: Exclude<keyof WordCounts, 'forms'>, key: string): number {
    const national = this.#national.counts[of].get(key) ?? 0;
    if (!this.#own) return national;
    return national - (this.#removed[of].get(key) ?? 0) + (this.#own.counts[of].get(key) ?? 0);
  }

  /** A word of the guide itself. */
  isOwn = (root: string): boolean => this.#count('users', root) > 0;

  isKnown = (root: string): boolean => ordinaryWords().byRoot.has(root) || this.isOwn(root);

  /** A word of somebody else's business, though it may stand within a term ("test" in "danish test"). */
  isElsewhere = (root: string): boolean => this.#background(root) === 'elsewhere';

  #background(root: string): Background | undefined {
    const words = ordinaryWords().byRoot.get(root);
    if (!words) return undefined;
    const own = this.isOwn(root);
    if (own && this.#count('names', root) > 0) return undefined;
    let kind: Background | undefined;
    // "måde" folds to "made" and would make talk of "mad": a word is only itself in plain letters too.
    for (const word of words) if (!own || this.#count('stems', word.stem) > 0) kind = word.kind;
    return kind;
  }

  /** How much a word says, 0.1 to 1.5: rare in the vocabulary says more, small talk hardly anything. */
  weightOf = (root: string): number => {
    const users = this.#count('users', root);
    const background = this.#background(root);
    if (users === 0)
      return background === 'everyday' ? weightOfEveryday : background ? weightOfElsewhere : weightOfUnknown;
    const weight = this.#weightByUsers[users] ?? leastWeight;
    return background === 'everyday' ? Math.min(weight, weightOfOwnEveryday) : weight;
  };

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
    const found: Form[] = [];
    for (const { form, at } of this.#national.known.beginningWith(folded)) if (this.#isUsed(at)) found.push(form);
    if (this.#own) for (const { form } of this.#own.known.beginningWith(folded)) found.push(form);
    return onePerRoot(found.sort((a, b) => a.folded.length - b.folded.length || inLetters(a, b)))
      .slice(0, mostCompletions)
      .map(({ root, surface, folded: whole }) => ({ root, shown: surface, share: folded.length / whole.length }));
  }

  /**
   * Known words that the written one may be a misspelling of, nearest first. Everyday words take part:
   * what is nearer to one of those is not ours.
   */
  guessesFor(folded: string): readonly Guess[] {
    const allowance = spellingAllowance(folded.length);
    if (allowance === 0) return [];
    const limit: CostLimit = { most: allowance, slack: guessSlack };
    const found: FoundForm[] = [];
    const reach = reachOf(allowance);
    const ordinary = ordinaryWords();
    ordinary.known.near(folded, reach, limit, (at) => !this.isOwn(ordinary.forms[at]?.root ?? ''), found);
    this.#national.known.near(folded, reach, limit, this.#isUsed, found);
    this.#own?.known.near(folded, reach, limit, () => true, found);
    const near = found.filter(({ cost }) => cost <= limit.most);
    near.sort((a, b) => a.cost - b.cost || inLetters(a.form, b.form));
    const costs = new Map(near.map(({ form, cost }) => [form, cost]));
    return onePerRoot(near.map(({ form }) => form))
      .slice(0, mostGuesses)
      .map((form) => ({ root: form.root, shown: form.surface, cost: (costs.get(form) ?? 0) / 10 }));
  }

  /** Whether a form of the national store stands in a service that is offered here. */
  #isUsed = (form: number): boolean => {
    const gone = this.#removed.forms.get(form);
    return gone === undefined || gone < (this.#national.counts.forms.get(form) ?? 0);
  };
}

/** By how many letters a form may be longer or shorter: each costs a third at least, and seldom so little. */
function reachOf(allowance: number): number {
  if (allowance < 10) return 1;
  return allowance < 20 ? 2 : 3;
}

function rarity(users: number, services: number): number {
  const share = Math.log((services + 1) / (users + 0.5)) / Math.log((services + 1) / 1.5);
  return Math.min(1, Math.max(leastWeight, share));
}

/** By the letters they are compared by, then the spelling with Danish letters before the one without. */
function inLetters(a: Form, b: Form): number {
  return compare(a.folded, b.folded) || compare(b.surface, a.surface);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function onePerRoot(forms: readonly Form[]): readonly Form[] {
  const seen = new Set<string>();
  return forms.filter(({ folded, root }) => {
    const key = `${folded} ${root}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
