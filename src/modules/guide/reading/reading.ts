import { createWordFinder, type WordFinder } from './find-words.ts';
import { type Answers, writtenAnswers } from './questions.ts';
import type { GuideWord } from './word-records.ts';

/** How this reader reads: what the address says of it. Nothing of it is stored. */
export type Reading = {
  /** `question.option`, as written; what does not belong to the guide is passed over when it is read. */
  readonly answers: readonly string[];
  /** She helps somebody else. */
  readonly helper: boolean;
  /** Steps she has told of just now. */
  readonly thanked: readonly string[];
  readonly words: Words;
};

/** The official words, ready to be found in a text of a language. */
export type Words = { readonly all: readonly GuideWord[]; readonly finder: (language: string) => WordFinder };

export function wordsOf(all: readonly GuideWord[]): Words {
  const finders = new Map<string, WordFinder>();
  const finder = (language: string) => {
    const found = finders.get(language) ?? createWordFinder(all, language);
    finders.set(language, found);
    return found;
  };
  return { all, finder };
}

export const plainReading: Reading = { answers: [], helper: false, thanked: [], words: wordsOf([]) };

/** No page needs more; an address that somebody made up is not followed further. */
const mostRead = 20;

/** Reads it from the address or from a form's hidden fields. */
export const readingFrom = (
  given: { readonly answers: readonly string[]; readonly thanked: readonly string[]; readonly helper: boolean },
  words: Words,
): Reading => ({
  answers: given.answers.slice(0, mostRead),
  thanked: given.thanked.slice(0, mostRead),
  helper: given.helper,
  words,
});

/** Is the page the one that everybody reads? Then it may be made once and kept. */
export const isPlain = ({ answers, helper, thanked }: Reading): boolean =>
  answers.length === 0 && thanked.length === 0 && !helper;

type Asked = Parameters<typeof writtenAnswers>[0];
type Kept = { readonly answers?: Answers; readonly helper?: boolean; readonly thanked?: readonly string[] };

/** `?svar=boern.ja&hjaelper=1`, or nothing. Commas and points stay readable. */
export function readingQuery(questions: Asked, { answers = {}, helper = false, thanked = [] }: Kept): string {
  const query = new URLSearchParams();
  for (const answer of writtenAnswers(questions, answers)) query.append('svar', answer);
  if (helper) query.append('hjaelper', '1');
  for (const step of thanked) query.append('tak', step);
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}
