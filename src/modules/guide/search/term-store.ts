/**
 * What some services are known by: every title and vocabulary term as a short list of words. Term by
 * term rather than one bag of words per service, because a query that covers a whole term ("hul i
 * vejen") says far more than one that touches a word of it ("hul").
 *
 * The national guide is one store that all municipalities share; what a municipality changes is a
 * small store of its own beside it. Numbers stand in typed arrays, because there are 30,000 terms at
 * 300 services. A store knows nothing of weights and compounds: those depend on all stores together.
 */
import { type Analyser, contentWords, type Word } from './danish-analyser.ts';
import { stemDanish } from './danish-stemmer.ts';
import type { ServiceData } from './index-data.ts';
import { type Form, KnownForms } from './known-forms.ts';

export type TermOrigin = 'title' | 'plain' | 'vocabulary';

export type StoredTerm = {
  readonly text: string;
  readonly origin: TermOrigin;
  /** Position of the service in the store. */
  readonly service: number;
  /** 0..1: how sure it is that whoever says this means the service. */
  readonly trust: number;
};

/** How often services use what: enough to weigh words, and to take some services out of the reckoning again. */
export type WordCounts = {
  /** Root → number of services that use it in a title or term. */
  readonly users: ReadonlyMap<string, number>;
  /** Root → number of trusted terms that it is by itself. */
  readonly names: ReadonlyMap<string, number>;
  /** Stem in plain letters → how often it stands in a term. */
  readonly stems: ReadonlyMap<string, number>;
  /** Number of the form → how often it stands in a term. */
  readonly forms: ReadonlyMap<number, number>;
};

/** Plain titles are sentences with more than one thing in them ("Få MitID, eller få det til at virke igen"). */
const trustOfPlainTitle = 0.8;
/** A word that by itself is a term this trusted names its service, however common it is ("fattig"). */
const trustOfName = 0.8;

export class TermStore {
  readonly services: readonly ServiceData[];
  readonly terms: readonly StoredTerm[];
  readonly forms: readonly Form[];
  readonly known: KnownForms;
  readonly counts: WordCounts;
  readonly #serviceOfSlug: ReadonlyMap<string, number>;
  readonly #formsOfRoot = new Map<string, number[]>();
  /** First term of each service, and one behind the last. */
  readonly #firstTerm: Int32Array;
  /** Forms of the words of each term, one term after the other. */
  readonly #firstWord: Int32Array;
  readonly #words: Int32Array;
  /** Where each form stands: word positions in `#words`, one form after the other. */
  readonly #firstPlace: Int32Array;
  readonly #places: Int32Array;
  readonly #termOfWord: Int32Array;
  readonly #prose = new Map<string, number[]>();

  constructor(services: readonly ServiceData[], withVocabulary: boolean, analyse: Analyser) {
    this.services = services;
    this.#serviceOfSlug = new Map(services.map(({ slug }, at) => [slug, at]));
    const forms = new FormTable();
    const terms: StoredTerm[] = [];
    const words: number[] = [];
    const firstWord = [0];
    this.#firstTerm = new Int32Array(services.length + 1);
    const add = (text: string, origin: TermOrigin, service: number, trust: number) => {
      const content = onceEach(contentWords(text, undefined, analyse));
      // Stop words alone would make "til" a word of the guide.
      if (!content.some(({ stop }) => !stop)) return;
      terms.push({ text, origin, service, trust });
      for (const word of content) words.push(forms.numberOf(word));
      firstWord.push(words.length);
    };
    for (const [service, { titles, plainTitles, terms: byTrust, summary }] of services.entries()) {
      for (const title of titles) add(title, 'title', service, 1);
      for (const title of plainTitles) add(title, 'plain', service, trustOfPlainTitle);
      if (withVocabulary)
        for (const [percent, lines] of Object.entries(byTrust))
          for (const term of lines.split('\n')) add(term, 'vocabulary', service, Number(percent) / 100);
      this.#firstTerm[service + 1] = terms.length;
      for (const root of summary.split(' ')) if (root !== '') push(this.#prose, root, service);
    }
    this.terms = terms;
    this.forms = forms.all;
    this.known = new KnownForms(forms.all);
    this.#firstWord = Int32Array.from(firstWord);
    this.#words = Int32Array.from(words);
    this.#termOfWord = new Int32Array(words.length);
    for (let term = 0; term < terms.length; term += 1)
      this.#termOfWord.fill(term, firstWord[term], firstWord[term + 1]);
    [this.#firstPlace, this.#places] = placesByForm(this.#words, this.forms.length);
    for (const [form, { root }] of this.forms.entries()) push(this.#formsOfRoot, root, form);
    this.counts = this.countsOf(services.keys());
  }

  serviceOf(slug: string): number | undefined {
    return this.#serviceOfSlug.get(slug);
  }

  /** Forms whose whole word has this root. */
  formsOf(root: string): readonly number[] {
    return this.#formsOfRoot.get(root) ?? nothing;
  }

  wordCount(term: number): number {
    return (this.#firstWord[term + 1] ?? 0) - (this.#firstWord[term] ?? 0);
  }

  formAt(term: number, word: number): number {
    return this.#words[(this.#firstWord[term] ?? 0) + word] ?? 0;
  }

  /** Calls back for every place where the form stands. */
  eachPlace(form: number, visit: (term: number, word: number) => void): void {
    const end = this.#firstPlace[form + 1] ?? 0;
    for (let at = this.#firstPlace[form] ?? 0; at < end; at += 1) {
      const place = this.#places[at] ?? 0;
      const term = this.#termOfWord[place] ?? 0;
      visit(term, place - (this.#firstWord[term] ?? 0));
    }
  }

  /** Services whose summary says the root. */
  proseOf(root: string): readonly number[] {
    return this.#prose.get(root) ?? nothing;
  }

  countsOf(services: Iterable<number>): WordCounts {
    const [users, names, stems] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
    const forms = new Map<number, number>();
    for (const service of services) {
      const used = new Set<string>();
      for (let term = this.#firstTerm[service] ?? 0; term < (this.#firstTerm[service + 1] ?? 0); term += 1) {
        const count = this.wordCount(term);
        for (let word = 0; word < count; word += 1) {
          const number = this.formAt(term, word);
          const { root, plain } = this.forms[number] as Form;
          used.add(root);
          more(stems, stemDanish(plain));
          more(forms, number);
          if (count === 1 && (this.terms[term]?.trust ?? 0) >= trustOfName) more(names, root);
        }
      }
      for (const root of used) more(users, root);
    }
    return { users, names, stems, forms };
  }
}

const nothing: readonly number[] = [];

class FormTable {
  readonly all: Form[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf({ surface, plain, folded, root }: Word): number {
    const known = this.#numbers.get(surface);
    if (known !== undefined) return known;
    const number = this.all.length;
    this.#numbers.set(surface, number);
    this.all.push({ surface, plain, folded, root });
    return number;
  }
}

function placesByForm(words: Int32Array, forms: number): [first: Int32Array, places: Int32Array] {
  const first = new Int32Array(forms + 1);
  for (const form of words) first[form + 1] = (first[form + 1] ?? 0) + 1;
  for (let form = 0; form < forms; form += 1) first[form + 1] = (first[form + 1] ?? 0) + (first[form] ?? 0);
  const next = first.slice();
  const places = new Int32Array(words.length);
  for (const [place, form] of words.entries()) {
    const at = next[form] ?? 0;
    places[at] = place;
    next[form] = at + 1;
  }
  return [first, places];
}

function onceEach(words: readonly Word[]): readonly Word[] {
  return words.filter((word, index) => words.findIndex((other) => other.root === word.root) === index);
}

function more<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
