import type { Language } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import type { TermFault } from './local-term.ts';
import { texts } from './messages.ts';

/** What a word's form refused, in words. */
export function termErrors(faults: readonly TermFault[], language: Language): readonly FieldError[] {
  const t = texts(language).termErrors;
  return faults.map((fault) => {
    if (fault.kind === 'title') return { field: fault.field, message: t.title(fault.of) };
    if (fault.kind === 'choose') return { field: fault.field, message: t.choose[fault.field] };
    const messages: Readonly<Record<string, string>> = t[fault.field];
    return { field: fault.field, message: messages[fault.kind] ?? '' };
  });
}
