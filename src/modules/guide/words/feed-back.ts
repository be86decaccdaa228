import type { DateString } from '../../../kernel/index.ts';
import type { Study, StudyTerm } from './study.ts';
import { addLocalTerm } from './term-store.ts';

/**
 * Writes what a study showed into the vocabulary: the word that is not understood, with what to say instead, and where that
 * is known from. False when the municipality has the word already. In the caller's municipal transaction.
 */
export const feedBack = (study: Study, term: StudyTerm, note: string, today: DateString): Promise<boolean> =>
  addLocalTerm(
    {
      service: term.service,
      term: term.term,
      relation: 'related',
      strength: 2,
      lang: 'da',
      region: '',
      sayInstead: term.plainWord,
      sensitive: false,
      evidence: { source: 'study', note, seen: 0, study: study.id },
    },
    today,
  );
