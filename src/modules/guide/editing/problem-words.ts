import type { Language } from '../../../kernel/index.ts';
import { editingTexts } from './messages.ts';

type Words = ReturnType<typeof editingTexts>['problemWords'];
type Rule = readonly [RegExp, (words: Words, found: readonly string[]) => string];

/** What the checks of a text say, which name fields as the files do, and what an editor is told instead. The first that fits. */
const rules: readonly Rule[] = [
  [/^is empty|Expected ".*" but received undefined|Expected >=\d+ but received 0$/, (w) => w.empty],
  [/^is locked/, (w) => w.locked],
  [/^is not a (local )?field/, (w) => w.noField],
  [/^names the (\w+) “(.*?)”/, (w, [, kind = '', name = '']) => w.names(w.kinds[kind] ?? kind, name)],
  [/begins with https|Expected "https:\/\/"|^Invalid URL/, (w) => w.url],
  [/^is withdrawn/, (w) => w.withdrawn],
  [/^holds a CPR/, (w) => w.cpr],
  [/^is missing: say where/, (w) => w.referral],
  [/^there is no service/, (w) => w.noService],
  [/^there is a national text/, (w) => w.alreadyNational],
  [/^is not “(.*)”$/, (w, [, name = '']) => w.slug(name)],
  [/name of one of our own pages/, (w) => w.reserved],
  [/^(?:uses the id|has) “(.*)” twice/, (w, [, name = '']) => w.twice(name)],
  [/^has two values on the same day/, (w) => w.overlap],
  [/at least four steps/, (w) => w.fourSteps],
  [/says when to offer another way/, (w) => w.needsStop],
  [/has its law as records/, (w) => w.needsLaw],
  [/says what to have ready/, (w) => w.needsReady],
  [/needs a source/, (w) => w.needsSource],
  [/^fits no answer to “(.*)”/, (w, [, name = '']) => w.noAnswer(name)],
  [/^leads to the same guide by “(.*)” and “(.*)”/, (w, [, one = '', other = '']) => w.sameGuide(one, other)],
  [/lower case letters|a-z, 0-9/, (w) => w.id],
  [/^use a date|^Invalid date/, (w) => w.date],
  [/KLE number/, (w) => w.kle],
  [/FORM number/, (w) => w.form],
  [/use tags of languages/, (w) => w.language],
  [/Expected never but received "(.*)"/, (w, [, name = '']) => w.unknown(name)],
  [/^Invalid type: Expected \((.*)\) but/, (w, [, list = '']) => w.oneOf(list.replaceAll('"', '').split(' | '))],
  [/^Invalid length: Expected >=(\d+)/, (w, [, least = '']) => w.atLeast(least)],
  [/^Invalid length: Expected <=(\d+)/, (w, [, most = '']) => w.atMost(most)],
  [/^Invalid type: Expected (?:number|integer)|^Invalid (?:integer|value)/, (w) => w.number],
  [/^Invalid type/, (w) => w.shape],
];

/** A check's words in the editor's language; itself where no rule knows it. */
export function problemWords(problem: string, language: Language): string {
  const words = editingTexts(language).problemWords;
  for (const [pattern, say] of rules) {
    const found = pattern.exec(problem);
    if (found) return say(words, found);
  }
  return problem;
}

/** Where and why YAML cannot be read. The reader's own words are English; the place is what helps. */
export function yamlWords(reason: string, language: Language): string {
  const words = editingTexts(language).problemWords;
  if (reason === 'too long') return words.yamlTooLong;
  if (reason === 'no fields') return words.yamlNoFields;
  const [, line, column] = /at line (\d+), column (\d+)/.exec(reason) ?? [];
  const why = words.yamlWhy.find(([begins]) => reason.startsWith(begins))?.[1] ?? words.yamlOther;
  return line === undefined ? why : words.yamlAt(line, column ?? '1', why);
}
