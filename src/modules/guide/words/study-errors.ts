import type { Language } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import type { StudyFault } from './study.ts';
import { studyTexts } from './study-messages.ts';

/** What a study's form refused, in words. */
export function studyErrors(faults: readonly StudyFault[], language: Language): readonly FieldError[] {
  const t = studyTexts(language).errors;
  return faults.map(({ field, kind, number }) => ({ field, message: messageOf(field, kind, number, t) }));
}

type Texts = ReturnType<typeof studyTexts>['errors'];

function messageOf(field: string, kind: StudyFault['kind'], number: number, t: Texts): string {
  if (kind === 'few' || kind === 'date' || kind === 'past' || kind === 'far') return t[kind];
  if (number === 0) return kind === 'long' || kind === 'cpr' ? t.title[kind] : t.title.missing;
  if (kind !== 'missing') return t[kind](number);
  const name = field.split('-')[0];
  return name === 'right' || name === 'wrong' ? t.missing[name](number) : t.missing.term(number);
}
