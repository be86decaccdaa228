import { catalogue, type Language } from '../../../kernel/language.ts';
import type { MemoFault } from './memo.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';

const texts = catalogue({ da, en });

/** A fault as a caseworker reads it, beginning with the field's name. */
export function memoFaultText(fault: MemoFault, language: Language): string {
  const t = texts(language);
  const field = t.fields[fieldKey(fault.field)];
  return 'most' in fault ? t.faults[fault.kind](field, fault.most) : t.faults[fault.kind](field);
}

/** `attachments.2.files.0.name` is told as a document's name: which one, she sees by the words that are wrong. */
function fieldKey(path: string): keyof typeof da.fields {
  const plain = path.replace(/\.\d+/g, '');
  const candidates = [plain, plain.replace(/^actions\./, ''), plain.replace(/^attachments\.(?=files\.)/, '')];
  for (const candidate of candidates)
    if (Object.hasOwn(da.fields, candidate)) return candidate as keyof typeof da.fields;
  throw new Error(`no words for ${plain}`);
}
