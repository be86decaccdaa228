/**
 * Written forms in the order of their letters, asked for what begins so and what is spelled nearly so.
 * Neighbours share their beginnings, so the table of costs is kept from one form to the next and a
 * beginning that already costs too much is left behind with all that begins so: a walk through a tree
 * without the tree. 300 services have some 20,000 forms; comparing each took milliseconds per word.
 */
import { type CostLimit, SpellingTable } from './danish-spelling.ts';

/** A word as it stands in a title, a term or a list of ordinary words. */
export type Form = {
  readonly surface: string;
  readonly plain: string;
  readonly folded: string;
  readonly root: string;
};

/** @param at position among the forms that were given. */
export type FoundForm = { readonly form: Form; readonly at: number; readonly cost: number };

/** Shorter and longer forms are never guessed at. */
const shortestForm = 3;
const longestForm = 40;

export class KnownForms {
  readonly #forms: readonly Form[];
  /** Positions in the order of the folded letters. */
  readonly #order: Int32Array;
  /** Letters that a form shares with the one before it. */
  readonly #shared: Uint8Array;
  readonly #letters: Int32Array;
  readonly #lengths: Uint8Array;

  constructor(forms: readonly Form[]) {
    this.#forms = forms;
    const order = forms.map((_, at) => at);
    order.sort((a, b) => compare(forms[a]?.folded ?? '', forms[b]?.folded ?? ''));
    this.#order = Int32Array.from(order);
    this.#shared = new Uint8Array(order.length);
    this.#letters = new Int32Array(order.length);
    this.#lengths = new Uint8Array(order.length);
    let before = '';
    for (const [rank, at] of order.entries()) {
      const folded = forms[at]?.folded ?? '';
      this.#shared[rank] = Math.min(longestForm, sharedLetters(before, folded));
      this.#letters[rank] = letterSet(folded);
      this.#lengths[rank] = folded.length < shortestForm || folded.length > longestForm ? 0 : folded.length;
      before = folded;
    }
  }

  #at(rank: number): Form {
    return this.#forms[this.#order[rank] ?? 0] as Form;
  }

  /** Forms that begin so, in the order of their letters. */
  *beginningWith(folded: string): Generator<{ readonly form: Form; readonly at: number }> {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at(middle).folded < folded) low = middle + 1;
      else high = middle;
    }
    for (let rank = low; rank < this.#order.length; rank += 1) {
      const form = this.#at(rank);
      if (!form.folded.startsWith(folded)) return;
      yield { form, at: this.#order[rank] ?? 0 };
    }
  }

  /**
   * Adds every accepted form within the limit, and tightens the limit to `slack` above the best found.
   * @param reach how many letters longer or shorter a form may be.
   */
  near(written: string, reach: number, limit: CostLimit, accepts: (at: number) => boolean, found: FoundForm[]): void {
    const table = new SpellingTable(written);
    const letters = letterSet(written);
    const [order, shared, lengths, letterSets] = [this.#order, this.#shared, this.#lengths, this.#letters];
    const shortest = Math.max(shortestForm, written.length - reach);
    const longest = written.length + reach;
    /** Letters of the last form that the table holds, less what was left behind since. */
    let kept = 0;
    // The loop is passed by every form for every unknown word: numbers only until one may fit.
    for (let rank = 0; rank < order.length; rank += 1) {
      const common = shared[rank] as number;
      if (common < kept) kept = common;
      const length = lengths[rank] as number;
      if (length < shortest || length > longest) continue;
      // Three letters that only one of them has cost more than any allowance; asked before the slow part.
      if (differingLetters(letters ^ (letterSets[rank] as number)) > 4) continue;
      const at = order[rank] as number;
      const folded = (this.#forms[at] as Form).folded;
      const cost = table.cost(folded, kept, limit.most);
      kept = table.rows;
      if (cost <= limit.most) {
        if (!accepts(at)) continue;
        limit.most = Math.min(limit.most, cost + limit.slack);
        found.push({ form: this.#forms[at] as Form, at, cost });
      } else if (table.rows < folded.length) {
        while (rank + 1 < order.length && (shared[rank + 1] as number) >= table.rows) rank += 1;
      }
    }
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sharedLetters(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function letterSet(folded: string): number {
  let set = 0;
  for (let at = 0; at < folded.length; at += 1) set |= 1 << (folded.charCodeAt(at) & 31);
  return set;
}

function differingLetters(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
