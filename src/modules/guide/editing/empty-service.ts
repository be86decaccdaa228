import { fieldPaths, readField } from '../local/field-paths.ts';
import type { ServiceText, TextProblem } from '../service-text.ts';

/** What stands in a text's boxes until somebody has written there. */
export const toWrite = {
  summary: 'Skriv i en sætning, hvad borgeren får gjort.',
  digital: 'Skriv, om det foregår på nettet.',
  price: 'Skriv prisen.',
  time: 'Skriv, hvor lang tid det tager.',
  nonDigital: 'Skriv, hvor borgeren kan ringe hen eller møde op.',
  stepTitle: 'Nyt trin',
  stepText: 'Skriv, hvad borgeren skal gøre.',
  say: 'Skriv, hvad medarbejderen siger.',
} as const;
const unwritten: ReadonlySet<string> = new Set(Object.values(toWrite));

/** Boxes in which our own prompt still stands: no citizen is to read it. */
export const unwrittenProblems = (service: ServiceText): TextProblem[] =>
  fieldPaths(service)
    .filter((path) => unwritten.has(readField(service, path)?.da ?? ''))
    .map((path) => ({ path, problem: 'is empty' }));

/** A short entry to begin from; what must be written says so. */
export const emptyService = (
  slug: string,
  title: string,
  lifeEvent: string,
  { authority, date }: { readonly authority: string; readonly date: string },
): ServiceText => ({
  slug,
  title: { da: title },
  plainTitle: { da: title },
  summary: { da: toWrite.summary },
  lifeEvent,
  authority: { kind: 'kommune', name: { da: authority } },
  atAGlance: {
    digital: { da: toWrite.digital },
    price: { da: toWrite.price },
    time: { da: toWrite.time },
  },
  entry: { url: 'https://www.borger.dk', label: { da: 'Gå til borger.dk' } },
  nonDigital: { da: toWrite.nonDigital },
  ready: [],
  steps: [],
  stopRules: [],
  law: [],
  facts: [],
  localFields: [],
  sources: [],
  checked: { date, by: 'ikke tildelt' },
});
