/**
 * What the index knows a service by: every title and vocabulary term as a short list of weighed
 * words. Term by term rather than one bag of words per service, because a query that covers a whole
 * term ("hul i vejen") says far more than one that touches a word of it ("hul").
 */
import { contentWords, type Word } from './danish-analyser.ts';
import type { IndexData } from './index-data.ts';

export type TermOrigin = 'title' | 'plain' | 'vocabulary';

export type IndexTerm = {
  /** Position of the service in the index. */
  readonly service: number;
  readonly text: string;
  readonly origin: TermOrigin;
  /** 0..1: how sure it is that whoever says this means the service. */
  readonly trust: number;
  readonly words: readonly Word[];
};

/** Plain titles are sentences with more than one thing in them ("Få MitID, eller få det til at virke igen"). */
const trustOfPlainTitle = 0.8;

export function indexTerms(data: IndexData, withVocabulary: boolean): readonly IndexTerm[] {
  const terms: IndexTerm[] = [];
  const add = (service: number, text: string, origin: TermOrigin, trust: number) => {
    const words = onceEach(contentWords(text));
    // Stop words alone would make "til" a word of the guide.
    if (words.some(({ stop }) => !stop)) terms.push({ service, text, origin, trust, words });
  };
  for (const [service, { titles, plainTitles, terms: byTrust }] of data.services.entries()) {
    for (const title of titles) add(service, title, 'title', 1);
    for (const title of plainTitles) add(service, title, 'plain', trustOfPlainTitle);
    if (!withVocabulary) continue;
    for (const [percent, lines] of Object.entries(byTrust))
      for (const term of lines.split('\n')) add(service, term, 'vocabulary', Number(percent) / 100);
  }
  return terms;
}

function onceEach(words: readonly Word[]): readonly Word[] {
  return words.filter((word, index) => words.findIndex((other) => other.root === word.root) === index);
}
