/**
 * A comprehension study: do citizens and employees mean the same by a word? Only choices are asked, no free text, and only
 * counters are kept: how many of each party chose what at each word. Which answers one person gave cannot be seen
 * (docs/architecture.md, invariant 9). Pure.
 */
import { addDays, containsCpr, type DateString, ok, type Result, refuse } from '../../../kernel/index.ts';

export const parties = ['citizen', 'employee'] as const;
export type Party = (typeof parties)[number];

/** One of the word's choices by its place as written, or that she does not know. */
export type Choice = string;
export const dontKnow: Choice = 'unknown';
export const rightChoice: Choice = '0';

export type StudyTerm = {
  readonly position: number;
  readonly term: string;
  /** What to say instead, fed back when the study shows that the word is not understood. */
  readonly plainWord: string;
  readonly service: string;
  /** The first is the right one. */
  readonly choices: readonly string[];
};
export type Study = {
  readonly id: string;
  readonly title: string;
  /** The last day on which it can be answered. */
  readonly closesOn: DateString;
  readonly closed: boolean;
  readonly tokens: Readonly<Record<Party, string>>;
  readonly terms: readonly StudyTerm[];
  readonly version: number;
};
export type StudyDraft = Pick<Study, 'title' | 'closesOn' | 'terms'>;

export const fewestTerms = 3;
export const mostTerms = 12;
export const mostChoices = 4;
const longest = { title: 100, term: 80, choice: 160 } as const;
const mostDays = 366;

export const isOpen = (study: Pick<Study, 'closed' | 'closesOn'>, today: DateString): boolean =>
  !study.closed && today <= study.closesOn;

export type StudyFields = Readonly<Record<string, string>>;
export type StudyFault = {
  /** `title`, `closesOn`, `term-3`, `right-3`, `wrong-3`, `service-3`, `plain-3`; `term-1` where words are too few. */
  readonly field: string;
  readonly kind: 'missing' | 'long' | 'cpr' | 'date' | 'past' | 'far' | 'few' | 'twice' | 'same' | 'many' | 'choose';
  /** The word's number, from 1; 0 for the study itself. */
  readonly number: number;
};

const clean = (value: string | undefined): string =>
  (value ?? '')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
/** Wrong meanings stand one a line. */
export const linesOf = (value: string | undefined): readonly string[] =>
  clean(value)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Reads the form; a word whose fields are all empty is no word. All faults at once. */
export function readStudyForm(
  fields: StudyFields,
  { today, services }: { readonly today: DateString; readonly services: readonly string[] },
): Result<StudyDraft, readonly StudyFault[]> {
  const faults: StudyFault[] = [];
  const fault = (field: string, kind: StudyFault['kind'], number = 0) => void faults.push({ field, kind, number });
  const held = (field: string, value: string, most: number, number = 0) => {
    if (value === '') fault(field, 'missing', number);
    else if (containsCpr(value)) fault(field, 'cpr', number);
    else if (value.length > most) fault(field, 'long', number);
  };
  const title = clean(fields.title);
  held('title', title, longest.title);
  const closesOn = clean(fields.closesOn);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(closesOn) || Number.isNaN(Date.parse(closesOn))) fault('closesOn', 'date');
  else if (closesOn < today) fault('closesOn', 'past');
  else if (closesOn > addDays(today, mostDays)) fault('closesOn', 'far');

  const terms: StudyTerm[] = [];
  for (let number = 1; number <= mostTerms; number += 1) {
    const read = (name: string) => clean(fields[`${name}-${number}`]);
    const wrong = linesOf(fields[`wrong-${number}`]);
    if ([read('term'), read('right'), read('plain'), wrong.join('')].every((value) => value === '')) continue;
    held(`term-${number}`, read('term'), longest.term, number);
    held(`right-${number}`, read('right'), longest.choice, number);
    if (read('plain') !== '') held(`plain-${number}`, read('plain'), longest.term, number);
    if (wrong.length === 0) fault(`wrong-${number}`, 'missing', number);
    else if (wrong.length > mostChoices - 1) fault(`wrong-${number}`, 'many', number);
    else for (const line of wrong) held(`wrong-${number}`, line, longest.choice, number);
    const choices = [read('right'), ...wrong];
    if (new Set(choices.map((choice) => choice.toLowerCase())).size < choices.length)
      fault(`wrong-${number}`, 'same', number);
    if (terms.some((one) => one.term.toLowerCase() === read('term').toLowerCase()))
      fault(`term-${number}`, 'twice', number);
    if (!services.includes(read('service'))) fault(`service-${number}`, 'choose', number);
    terms.push({
      position: terms.length + 1,
      term: read('term'),
      plainWord: read('plain'),
      service: read('service'),
      choices,
    });
  }
  if (terms.length < fewestTerms) fault(`term-${terms.length + 1}`, 'few');
  return faults.length > 0 ? refuse(faults) : ok({ title, closesOn, terms });
}

/**
 * The choices in the order they are shown, the same for everybody and on paper, so that paper can be entered; "do not know"
 * is last. Mixed by the word itself: the right one must not always stand first.
 */
export function shownChoices(term: Pick<StudyTerm, 'term' | 'choices'>): readonly Choice[] {
  const weight = (choice: string) => {
    let hash = 2166136261;
    for (const sign of `${term.term}\n${choice}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619);
    return hash >>> 0;
  };
  const places = term.choices.map((text, place) => ({ place, weight: weight(text) }));
  places.sort((a, b) => a.weight - b.weight || a.place - b.place);
  return [...places.map(({ place }) => String(place)), dontKnow];
}

/** One person's answers, or several from paper: how many to add where. */
export type Addition = { readonly position: number; readonly choice: Choice; readonly count: number };

const fieldOf = (position: number): string => `ord-${position}`;
export const paperField = (position: number, choice: Choice): string => `antal-${position}-${choice}`;

/** What one person chose; a word she passed over is not counted. Null when she chose nothing, or what is no choice. */
export function readAnswers(fields: StudyFields, terms: readonly StudyTerm[]): readonly Addition[] | null {
  const answers: Addition[] = [];
  for (const term of terms) {
    const choice = fields[fieldOf(term.position)];
    if (choice === undefined || choice === '') continue;
    if (!shownChoices(term).includes(choice)) return null;
    answers.push({ position: term.position, choice, count: 1 });
  }
  return answers.length > 0 ? answers : null;
}
export { fieldOf as answerField };

/** A pile of paper, counted by hand: a batch that is larger is more likely a mistyped number. */
export const mostOfABatch = 500;

/** Names the fields that are no count. */
export function readPaper(
  fields: StudyFields,
  terms: readonly StudyTerm[],
): Result<readonly Addition[], readonly string[]> {
  const additions: Addition[] = [];
  const wrong: string[] = [];
  for (const term of terms)
    for (const choice of shownChoices(term)) {
      const name = paperField(term.position, choice);
      const value = clean(fields[name]);
      if (value === '' || value === '0') continue;
      if (/^\d{1,3}$/.test(value) && Number(value) <= mostOfABatch)
        additions.push({ position: term.position, choice, count: Number(value) });
      else wrong.push(name);
    }
  return wrong.length > 0 ? refuse(wrong) : ok(additions);
}
