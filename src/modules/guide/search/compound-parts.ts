/**
 * Which forms of a store hold a root as a part of a compound: pension finds folkepension. What counts
 * as a part depends on all words that are known, so a municipality's own words can open national
 * compounds, and words it takes out can close them; only such forms are kept for it.
 */
import { overriddenForms } from './danish-roots.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermStore } from './term-store.ts';

/** A part as it is posted: number of the form doubled, and one more where the part is its head. */
export type PostedPart = number;

export type PartPostings = ReadonlyMap<string, readonly PostedPart[]>;

export function compoundParts(store: TermStore, lexicon: Lexicon): PartPostings {
  const postings = new Map<string, PostedPart[]>();
  const parts = new Map<string, ReadonlyMap<string, boolean>>();
  for (const [number, { folded, root }] of store.forms.entries()) {
    const known = parts.get(folded) ?? partsOf(folded, lexicon);
    parts.set(folded, known);
    post(postings, number, root, known);
  }
  return postings;
}

/** What a municipality changes in how national compounds are read. */
export type ChangedParts = { readonly forms: ReadonlySet<number>; readonly postings: PartPostings };

/**
 * @param gone roots that are known nationally only.
 * @param come roots that are known here only.
 */
export function changedParts(
  store: TermStore,
  national: { readonly lexicon: Lexicon; readonly parts: PartPostings },
  own: Lexicon,
  gone: Iterable<string>,
  come: Iterable<string>,
): ChangedParts {
  const touched = new Set<number>();
  for (const root of gone) for (const posted of national.parts.get(root) ?? []) touched.add(posted >> 1);
  for (const beginning of beginningsOf(come)) for (const form of formsHolding(store, beginning)) touched.add(form);
  const forms = new Set<number>();
  const postings = new Map<string, PostedPart[]>();
  for (const number of touched) {
    const form = store.forms[number];
    if (!form) continue;
    const after = partsOf(form.folded, own);
    if (sameParts(partsOf(form.folded, national.lexicon), after)) continue;
    forms.add(number);
    post(postings, number, form.root, after);
  }
  return { forms, postings };
}

/** Every part of every reading of a compound, and whether it is the head of one. */
function partsOf(folded: string, lexicon: Lexicon): ReadonlyMap<string, boolean> {
  const parts = new Map<string, boolean>();
  for (const reading of lexicon.compoundsIn(folded))
    for (const [index, part] of reading.entries())
      parts.set(part, (parts.get(part) ?? false) || index === reading.length - 1);
  return parts;
}

function sameParts(one: ReadonlyMap<string, boolean>, other: ReadonlyMap<string, boolean>): boolean {
  return one.size === other.size && [...one].every(([part, head]) => other.get(part) === head);
}

function post(postings: Map<string, PostedPart[]>, form: number, whole: string, parts: ReadonlyMap<string, boolean>) {
  for (const [part, head] of parts) {
    if (part === whole) continue;
    const posted = form * 2 + (head ? 1 : 0);
    const list = postings.get(part);
    if (list) list.push(posted);
    else postings.set(part, [posted]);
  }
}

const shortestBeginning = 3;

/**
 * Three letters that a part must begin with to have the root: stemming only cuts ends off, a table does
 * the rest. A part has three letters at least, so what is shorter begins none.
 */
function beginningsOf(roots: Iterable<string>): ReadonlySet<string> {
  const beginnings = new Set<string>();
  for (const root of roots)
    for (const form of [root, ...overriddenForms(root)])
      if (form.length >= shortestBeginning) beginnings.add(form.slice(0, shortestBeginning));
  return beginnings;
}

const holders = new WeakMap<TermStore, Map<string, number[]>>();

/** Made when the first municipality asks, then kept with the store that all of them share. */
function formsHolding(store: TermStore, letters: string): Iterable<number> {
  let byLetters = holders.get(store);
  if (!byLetters) {
    byLetters = new Map();
    for (const [number, { folded }] of store.forms.entries())
      for (let at = 0; at + shortestBeginning <= folded.length; at += 1) {
        const three = folded.slice(at, at + shortestBeginning);
        const forms = byLetters.get(three);
        if (!forms) byLetters.set(three, [number]);
        else if (forms.at(-1) !== number) forms.push(number);
      }
    holders.set(store, byLetters);
  }
  return byLetters.get(letters) ?? [];
}
