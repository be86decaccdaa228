/** The lists of ordinary words as the lexicon reads them: made once, shared by all municipalities. */
import { type Background, backgroundWords } from './background-words.ts';
import { foldLetters } from './danish-letters.ts';
import { rootOf } from './danish-roots.ts';
import { stemDanish } from './danish-stemmer.ts';
import { type Form, KnownForms } from './known-forms.ts';

export type OrdinaryWord = { readonly kind: Background; readonly stem: string };

export type OrdinaryWords = {
  /** The words of each root, in the order of the lists. */
  readonly byRoot: ReadonlyMap<string, readonly OrdinaryWord[]>;
  readonly forms: readonly Form[];
  readonly known: KnownForms;
};

let made: OrdinaryWords | undefined;

export function ordinaryWords(): OrdinaryWords {
  made ??= makeOrdinaryWords();
  return made;
}

function makeOrdinaryWords(): OrdinaryWords {
  const byRoot = new Map<string, OrdinaryWord[]>();
  const forms: Form[] = [];
  for (const [word, kind] of backgroundWords()) {
    const root = rootOf(word);
    const entry = { kind, stem: stemDanish(word) };
    const same = byRoot.get(root);
    if (same) same.push(entry);
    else byRoot.set(root, [entry]);
    forms.push({ surface: word, plain: word, folded: foldLetters(word), root });
  }
  return { byRoot, forms, known: new KnownForms(forms) };
}
